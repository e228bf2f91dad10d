import 'server-only';
import { pino } from 'pino';
import { env } from '#lib/platform/env.ts';

let logger: pino.Logger | undefined;

/** One JSON line per event on standard output. Never pass evidence text, passwords or tokens. */
export function log(): pino.Logger {
  logger ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: errorFacts },
  });
  return logger;
}

type ErrorFacts = {
  name: string;
  code?: unknown;
  message?: string;
  stack?: string | undefined;
  cause?: ErrorFacts;
};

/** An error's facts without the messages of its causes: compilers and databases quote the text that failed. */
export function errorFacts(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { name: typeof error };
  const { name, message, stack, cause } = error;
  return { ...namedFacts(error), name, message, stack, ...(cause ? { cause: namedFacts(cause) } : {}) };
}

function namedFacts(error: unknown): ErrorFacts {
  const name = error instanceof Error ? error.name : typeof error;
  return error instanceof Object && 'code' in error ? { name, code: error.code } : { name };
}
