import path from 'node:path';
import { type EmbeddedServer, startEmbedded } from '#lib/db/embedded.ts';

/** Where everything is kept that is not in a database elsewhere. */
export const dataDir = path.resolve(process.env.DATA_DIR || './.data');

export type Databases = Pick<EmbeddedServer, 'ownerUrl' | 'appUrl' | 'stop'> & { readonly embedded: boolean };

/** The server that DATABASE_URL names or, without one, the embedded PostgreSQL of `dataDir`. */
export async function openDatabases(): Promise<Databases> {
  const { DATABASE_URL: appUrl, MIGRATION_DATABASE_URL: ownerUrl } = process.env;
  if (!appUrl && !ownerUrl) return { ...(await startEmbedded(dataDir)), embedded: true };
  if (!appUrl || !ownerUrl) {
    throw new TaskError(
      'Set both DATABASE_URL (the role of the application) and MIGRATION_DATABASE_URL (the role that owns the tables), or neither.',
    );
  }
  return { ownerUrl, appUrl, embedded: false, stop: async () => undefined };
}

/** A problem that is no fault of the program. The message is one plain line for the person who started the task. */
export class TaskError extends Error {
  override readonly name = 'TaskError';
}

const PLAIN = ['TaskError', 'EmbeddedServerError', 'MigrationError', 'SetUpError'];

/** Prints an expected problem as one plain line (42501: the role may not read the tables); anything else is a fault and keeps its trace. */
export function explain(error: unknown): void {
  const { name, code, message } = error as { name?: string; code?: string; message?: string };
  if (name && PLAIN.includes(name)) console.error(message);
  else if (/^E(CONN|HOST|NET|TIMEDOUT|NOTFOUND|AI_)/.test(code ?? '')) {
    console.error(`The database does not answer (${message || code}).`);
  } else if (/^(28|3D|42501)/.test(code ?? '')) console.error(`The database refuses: ${message}.`);
  else console.error(error);
}

/** The same, and ends the task with a failure. */
export function endWith(error: unknown): never {
  explain(error);
  process.exit(1);
}
