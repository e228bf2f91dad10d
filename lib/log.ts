import 'server-only';
import { pino } from 'pino';
import { env } from '#lib/env.ts';

let logger: pino.Logger | undefined;

/** One JSON line per event on standard output. Never pass evidence text, passwords or tokens. */
export function log(): pino.Logger {
  logger ??= pino({ level: env().LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  return logger;
}
