import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readSettings, SETTINGS, type Setting, type SettingsReading } from '#lib/platform/env.ts';
import {
  type AddressSetting,
  migrationProblems,
  ownerProblems,
  readFacts,
  withDatabase,
} from '#lib/tasks/database-facts.ts';
import { type EmbeddedServer, startEmbedded } from '#lib/tasks/embedded.ts';
import { pendingMigrations } from '#lib/tasks/migrations.ts';
import { loadOrCreateSecret } from '#lib/tasks/secret-file.ts';

/** The folder for uploaded files, secrets and the embedded database. */
export const dataDir = path.resolve(process.env.DATA_DIR || './.data');

export type Databases = Pick<EmbeddedServer, 'ownerUrl' | 'appUrl' | 'stop'> & { readonly embedded: boolean };

/** A database as one of its roles sees it. The caller stops it. */
export type OpenDatabase = { readonly url: string; readonly stop: () => Promise<void> };

/** Opens the server in DATABASE_URL or, if that is not set, the embedded PostgreSQL in `dataDir`. */
export async function openDatabases(): Promise<Databases> {
  if (!process.env.DATABASE_URL && !process.env.MIGRATION_DATABASE_URL)
    return { ...(await startEmbedded(dataDir)), embedded: true };
  const { DATABASE_URL: appUrl, MIGRATION_DATABASE_URL: ownerUrl } = requireSettings(
    readSettings(process.env, ['DATABASE_URL', 'MIGRATION_DATABASE_URL']),
  );
  if (ownerUrl === undefined) throw new TaskError(OWNER_MISSING);
  throwIfAny(migrationProblems(await readDatabaseFacts(ownerUrl, 'MIGRATION_DATABASE_URL')));
  return { ownerUrl, appUrl, embedded: false, stop: async () => undefined };
}

const OWNER_MISSING =
  'MIGRATION_DATABASE_URL is missing: the address of the database, as the role that owns its tables';

/** Opens MIGRATION_DATABASE_URL as the owner of the tables or, if no address is set, the demonstration's database. */
export async function openAsOwner(problemsIn = ownerProblems): Promise<OpenDatabase> {
  const { MIGRATION_DATABASE_URL: url } = requireSettings(
    readSettings(process.env, ['MIGRATION_DATABASE_URL']),
  );
  if (url === undefined) {
    if (process.env.DATABASE_URL || !hasDemonstration()) throw new TaskError(OWNER_MISSING);
    const { ownerUrl, stop } = await openDemonstration();
    return { url: ownerUrl, stop };
  }
  throwIfAny(problemsIn(await readDatabaseFacts(url, 'MIGRATION_DATABASE_URL')));
  return { url, stop: async () => undefined };
}

/** Opens DATABASE_URL with the role it names or, if it is not set, the demonstration's database. */
export async function openAsApplication(): Promise<OpenDatabase> {
  if (!process.env.DATABASE_URL) {
    if (!hasDemonstration())
      throw new TaskError(`DATABASE_URL is missing, and ${dataDir} has no demonstration database`);
    const { appUrl, stop } = await openDemonstration();
    return { url: appUrl, stop };
  }
  const { DATABASE_URL: url } = requireSettings(readSettings(process.env, ['DATABASE_URL']));
  await readDatabaseFacts(url, 'DATABASE_URL');
  return { url, stop: async () => undefined };
}

const readDatabaseFacts = (url: string, setting: AddressSetting) => withDatabase(url, setting, readFacts);

/** @throws TaskError when the database lacks a migration of this release */
export async function requireMigrations({ url }: OpenDatabase): Promise<void> {
  const pending = await pendingMigrations(url);
  if (pending.length > 0)
    throw new TaskError(
      `This database does not have all migrations (${pending.length} missing). Run: npm run db:migrate`,
    );
}

function hasDemonstration(): boolean {
  return existsSync(path.join(dataDir, 'postgres'));
}

async function openDemonstration(): Promise<EmbeddedServer> {
  console.log(`Using the demonstration database in ${dataDir}.`);
  const server = await startEmbedded(dataDir);
  process.env.NEXTAUTH_SECRET ||= await loadOrCreateSecret(dataDir, 'session');
  return server;
}

/**
 * Leaves only these settings in the environment. Required settings that the task does not use get placeholders.
 *
 * @throws TaskError with one line for each of `names` that is missing or invalid
 */
export function restrictSettings(...names: readonly Setting[]): void {
  requireSettings(readSettings(process.env, names));
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

function requireSettings<Settings>(read: SettingsReading<Settings>): Settings {
  if (read.ok) return read.env;
  throw new TaskError(read.problems.join('\n'));
}

function throwIfAny(problems: readonly string[]): void {
  if (problems.length > 0) throw new TaskError(problems.join('\n'));
}

/** An expected problem. Its message is shown unchanged to the person who ran the task. */
export class TaskError extends Error {
  override readonly name = 'TaskError';
}

const EXPECTED_ERRORS = [
  'TaskError',
  'DatabaseProblem',
  'EmbeddedServerError',
  'MigrationError',
  'FrameworksError',
  'SetUpError',
];

/** Prints an expected problem as one plain line, and anything else with its stack trace. */
export function printError(error: unknown): void {
  const { name, code, message } = error as { name?: string; code?: string; message?: string };
  if (name && EXPECTED_ERRORS.includes(name)) console.error(message);
  else if (/^E(CONN|HOST|NET|TIMEDOUT|NOTFOUND|AI_)/.test(code ?? '')) {
    console.error(`The database does not answer (${message || code}).`);
  } else if (/^(28|3D|42501)/.test(code ?? ''))
    console.error(`The database refused the request: ${message}.`);
  else console.error(error);
}

/** Prints an error and exits with code 1. */
export function exitWithError(error: unknown): never {
  printError(error);
  process.exit(1);
}
