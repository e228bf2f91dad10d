import { format } from 'node:util';
import { pino } from 'pino';
import { limitedLog } from '#lib/platform/http/limited-log.ts';

const MESSAGE_LENGTH = 500;
const TRACE_LENGTH = 4_000;
const FRAMEWORK_LINES = 20;

type Log = (event: string, facts: Readonly<Record<string, unknown>>) => void;

/**
 * The server's own log, in the application's format, with a limit on lines per second for each kind of event. After
 * `takeConsole` it also takes what the framework writes to the console: one line per message, with its trace.
 */
export function serverLog(level: string): {
  readonly log: Log;
  /** The same, for faults of the service. */
  readonly logFailure: Log;
  readonly takeConsole: () => void;
} {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const log = limitedLog((event, facts) => logger.warn({ event, ...facts }));
  const logFailure = limitedLog((event, facts) => logger.error({ event, ...facts }));
  const ofFramework = limitedLog((event, facts) => logger.error({ event, ...facts }), FRAMEWORK_LINES);
  const takeConsole = () => {
    console.error = console.warn = (...parts: unknown[]) => {
      const [message = '', ...trace] = format(...parts).split('\n');
      ofFramework('framework', {
        message: message.slice(0, MESSAGE_LENGTH),
        trace: trace.join('\n').slice(0, TRACE_LENGTH) || undefined,
      });
    };
  };
  return { log, logFailure, takeConsole };
}
