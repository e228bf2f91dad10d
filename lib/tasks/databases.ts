import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Read, readSettings, SETTINGS, type Setting } from '#lib/platform/env.ts';
import {
  type AddressSetting,
  migrationProblems,
  ownerProblems,
  readFacts,
  withDatabase,
} from '#lib/tasks/database-facts.ts';
import { type EmbeddedServer, startEmbedded } from '#lib/tasks/embedded.ts';
import { keptSecret } from '#lib/tasks/kept-secret.ts';
import { pendingMigrations } from '#lib/tasks/migrations.ts';

/** Where everything is kept that is not in a database elsewhere. */
export const dataDir = path.resolve(process.env.DATA_DIR || './.data');

export type Databases = Pick<EmbeddedServer, 'ownerUrl' | 'appUrl' | 'stop'> & { readonly embedded: boolean };

/** A database as one of its roles sees it. Whoever opens it stops it. */
export type OpenDatabase = { readonly url: string; readonly stop: () => Promise<void> };

/** The server that DATABASE_URL names or, without one, the embedded PostgreSQL of `dataDir`: for the demonstration. */
export async function openDatabases(): Promise<Databases> {
  if (!process.env.DATABASE_URL && !process.env.MIGRATION_DATABASE_URL)
    return { ...(await startEmbedded(dataDir)), embedded: true };
  const { DATABASE_URL: appUrl, MIGRATION_DATABASE_URL: ownerUrl } = settingsOr(
    readSettings(process.env, ['DATABASE_URL', 'MIGRATION_DATABASE_URL']),
  );
  if (ownerUrl === undefined) throw new TaskError(OWNER_MISSING);
  refuse(migrationProblems(await factsOf(ownerUrl, 'MIGRATION_DATABASE_URL')));
  return { ownerUrl, appUrl, embedded: false, stop: async () => undefined };
}

const OWNER_MISSING =
  'MIGRATION_DATABASE_URL is missing: the address of the database, as the role that owns its tables';

/** The database as the owner of its tables: the one that MIGRATION_DATABASE_URL names or, where no address is set, a demonstration's. */
export async function openAsOwner(problemsIn = ownerProblems): Promise<OpenDatabase> {
  const { MIGRATION_DATABASE_URL: url } = settingsOr(readSettings(process.env, ['MIGRATION_DATABASE_URL']));
  if (url === undefined) {
    if (process.env.DATABASE_URL || !hasDemonstration()) throw new TaskError(OWNER_MISSING);
    const { ownerUrl, stop } = await joinDemonstration();
    return { url: ownerUrl, stop };
  }
  refuse(problemsIn(await factsOf(url, 'MIGRATION_DATABASE_URL')));
  return { url, stop: async () => undefined };
}

/** The database that DATABASE_URL names, whatever role it signs in as, or without one a demonstration's. */
export async function openAsApplication(): Promise<OpenDatabase> {
  if (!process.env.DATABASE_URL) {
    if (!hasDemonstration())
      throw new TaskError(`DATABASE_URL is missing, and ${dataDir} holds no database of a demonstration`);
    const { appUrl, stop } = await joinDemonstration();
    return { url: appUrl, stop };
  }
  const { DATABASE_URL: url } = settingsOr(readSettings(process.env, ['DATABASE_URL']));
  await factsOf(url, 'DATABASE_URL');
  return { url, stop: async () => undefined };
}

const factsOf = (url: string, setting: AddressSetting) => withDatabase(url, setting, readFacts);

/** @throws TaskError when a migration of this release is missing from it */
export async function requireMigrations({ url }: OpenDatabase): Promise<void> {
  const pending = await pendingMigrations(url);
  if (pending.length > 0)
    throw new TaskError(`This database lacks migrations (${pending.length}). Run: npm run db:migrate`);
}

function hasDemonstration(): boolean {
  return existsSync(path.join(dataDir, 'postgres'));
}

async function joinDemonstration(): Promise<EmbeddedServer> {
  console.log(`Using the database of the demonstration in ${dataDir}.`);
  const server = await startEmbedded(dataDir);
  process.env.NEXTAUTH_SECRET ||= await keptSecret(dataDir, 'session');
  return server;
}

/**
 * Leaves only these settings in the environment. What serving cannot do without, and this task can, is stood in for.
 *
 * @throws TaskError with one line for each of `names` that is missing or bad
 */
export function needOnly(...names: readonly Setting[]): void {
  settingsOr(readSettings(process.env, names));
  const standIns: Partial<Record<Setting, string>> = {
    DATABASE_URL: 'postgresql://not.used/none',
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: randomBytes(32).toString('hex'),
  };
  for (const name of SETTINGS.filter((other) => !names.includes(other))) {
    delete process.env[name];
    if (standIns[name]) process.env[name] = standIns[name];
  }
}

function settingsOr<Settings>(read: Read<Settings>): Settings {
  if (read.ok) return read.env;
  throw new TaskError(read.problems.join('\n'));
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new TaskError(problems.join('\n'));
}

/** A problem that is no fault of the program. The message is plain lines for the person who started the task. */
export class TaskError extends Error {
  override readonly name = 'TaskError';
}

const PLAIN = ['TaskError', 'DatabaseProblem', 'EmbeddedServerError', 'MigrationError', 'SetUpError'];

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
