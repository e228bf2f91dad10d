import { format } from 'node:util';
import { pino } from 'pino';
import { limitedLog } from '#lib/http/limited-log.ts';

const MESSAGE_LENGTH = 500;
const TRACE_LENGTH = 4_000;
const FRAMEWORK_LINES = 20;

/**
 * The log of the server itself, of the same form as that of the application, with few lines a second for each kind of
 * event. What the framework writes on the console is put into it: a line for each, its trace in the line.
 */
export function serverLog(level: string): (event: string, facts: Readonly<Record<string, unknown>>) => void {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const write = limitedLog((event, facts) => logger.warn({ event, ...facts }));
  const fromConsole = limitedLog((event, facts) => logger.error({ event, ...facts }), FRAMEWORK_LINES);
  console.error = console.warn = (...parts: unknown[]) => {
    const [message = '', ...trace] = format(...parts).split('\n');
    fromConsole('framework', {
      message: message.slice(0, MESSAGE_LENGTH),
      trace: trace.join('\n').slice(0, TRACE_LENGTH) || undefined,
    });
  };
  return write;
}
