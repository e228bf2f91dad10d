import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { formatCount } from '#lib/kernel/format.ts';
import { closeDatabase } from '#lib/platform/db/client.ts';
import { addFrameworksFrom } from '#lib/tasks/add-frameworks.ts';
import { databaseStructure, PERMISSION } from '#lib/tasks/database-structure.ts';
import { type EmbeddedServer, startEmbedded, stopEmbedded } from '#lib/tasks/embedded.ts';
import { applyMigrations, readMigrations } from '#lib/tasks/migrations.ts';
import { readAnchors } from './anchors.ts';
import { exitWithError, printError, restrictSettings, TaskError } from './databases.ts';
import { type Dump, inspectDump, restoreDump, stopRestoring } from './dump.ts';
import { verifyDatabase } from './verify.ts';

// npm run backup:check -- DUMP [COUNCIL NUMBER FINGERPRINT …]: restores a dump into a temporary PostgreSQL and reports
// whether it is complete. With DATA_DIR set, compares files too. Never writes to the live database or files.

const [file, ...words] = process.argv.slice(2);
if (file === undefined) {
  console.error('Give the name of a dump, for example: npm run backup:check -- assurance.dump');
  process.exit(1);
}

const FOLDER = 'assurance-backup-check-';
const DATABASE = 'restored';
// An empty database with this release's migrations, for comparison.
const REFERENCE = 'reference';
let folder: string | undefined;
let starting: Promise<EmbeddedServer> | undefined;
let stopping: Promise<never> | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopEarly());
// The parent process has gone.
process.once('disconnect', () => stopEarly());

try {
  const anchors = readAnchors(words);
  const dump = await inspectDump(file);
  await removeLeftBehind();
  // Synchronous: a signal between the two would leave the folder behind.
  folder = mkdtempSync(path.join(tmpdir(), FOLDER));
  writeFileSync(path.join(folder, 'owner'), String(process.pid));
  const problems = await check(dump, folder, anchors);
  await cleanUp();
  console.log(
    problems === 0
      ? 'This backup is good. Compare the event numbers and fingerprints with the latest pack or board paper.'
      : `This backup is not good: ${formatCount(problems, 'problem')}.`,
  );
  // Exit at once, because connections cut by the stopped server can keep the process alive.
  process.exit(problems === 0 ? 0 : 1);
} catch (error) {
  // After a signal, errors come from the clean-up, not from the dump.
  await stopping;
  await cleanUp().catch(printError);
  exitWithError(error);
}

/** Prints each problem and returns how many there are. */
async function check(dump: Dump, place: string, anchors: ReturnType<typeof readAnchors>): Promise<number> {
  starting = startEmbedded(place);
  const server = await starting;
  await stopping;
  const { port, username: user, password } = new URL(server.ownerUrl);
  const at = (database: string) => server.ownerUrl.replace(/[^/]+$/, database);
  // Nothing here outlives the check, so there is no need to wait for the disk.
  await ask(at('postgres'), 'ALTER SYSTEM SET fsync = off', 'SELECT pg_reload_conf()');
  await ask(at('postgres'), `CREATE DATABASE ${DATABASE} TEMPLATE template0`);
  const complaints = await restoreDump(dump, { port: Number(port), user, password, database: DATABASE });
  for (const line of complaints.slice(0, 5)) console.error(`Restoring: ${line}`);

  const restored = at(await databaseWithTables(at));
  await upgrade(restored);
  await ask(at('postgres'), `CREATE DATABASE ${REFERENCE} TEMPLATE template0`);
  const missing = await missingIn(restored, at(REFERENCE));
  if (missing.length > 0) {
    const more = missing.length > 1 ? `, and ${missing.length - 1} more` : '';
    console.error(`Missing: ${missing[0]}${more}.`);
    if (missing.every((line) => line.startsWith(PERMISSION)))
      console.error('The service could not use its tables. Make the dump without --no-privileges (-x).');
  }
  const problems = complaints.length + (missing.length > 0 ? 1 : 0);
  if (missing.some(stopsReading)) {
    console.log('The history, rows and files were not checked.');
    return problems;
  }
  await refuseEmptied(restored);

  process.env.DATABASE_URL = restored;
  const files = Boolean(process.env.DATA_DIR);
  restrictSettings('DATABASE_URL', 'DATA_DIR', 'FRAMEWORKS_DIR');
  addFrameworksFrom(process.env.FRAMEWORKS_DIR);
  const verified = await verifyDatabase({ anchors, files });
  for (const line of await counts(restored)) console.log(line);
  if (!files) console.log('Files were not compared because DATA_DIR is not set.');
  return problems + verified.problems;
}

async function ask<Row extends object>(url: string, ...statements: string[]): Promise<Row[]> {
  const client = new Client({ connectionString: url, application_name: 'backup check' });
  await client.connect();
  try {
    let rows: Row[] = [];
    for (const sql of statements) rows = (await client.query<Row>(sql)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

/** A script made with --create creates its own database beside the given one. */
async function databaseWithTables(at: (database: string) => string): Promise<string> {
  const databases = await ask<{ name: string }>(
    at('postgres'),
    "SELECT datname AS name FROM pg_database WHERE datallowconn AND datname <> 'template1' ORDER BY datname = 'restored' DESC",
  );
  let tables = 0;
  for (const { name } of databases) {
    const [found] = await ask<{ ours: boolean; tables: number }>(
      at(encodeURIComponent(name)),
      `SELECT to_regclass('public.councils') IS NOT NULL AND to_regclass('public._prisma_migrations') IS NOT NULL AS ours,
              (SELECT count(*)::int FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')) AS tables`,
    );
    if (found?.ours) return encodeURIComponent(name);
    tables += found?.tables ?? 0;
  }
  throw new TaskError(
    tables === 0
      ? `${file} has no tables`
      : `${file} is a dump of another database: it has no councils or migrations tables`,
  );
}

/**
 * Migrates the copy to this release, as a real restore would.
 *
 * @throws TaskError when a newer release made it
 */
async function upgrade(url: string): Promise<void> {
  const known = new Set((await readMigrations()).map(({ name }) => name));
  const had = await ask<{ name: string }>(
    url,
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  if (had.length === 0) throw new TaskError(`${file} has tables but no data`);
  const newer = had.filter(({ name }) => !known.has(name)).length;
  if (newer > 0)
    throw new TaskError(`${file} was made by a newer release of this service. Use that release to check it`);
  const applied = await applyMigrations(url);
  if (applied.length > 0)
    console.log(
      `The dump is from an older release. ${formatCount(applied.length, 'later migration was', 'later migrations were')} applied to the copy.`,
    );
}

/** What this release's migrations create and the copy lacks, as lines of its structure. */
async function missingIn(url: string, reference: string): Promise<readonly string[]> {
  await applyMigrations(reference);
  const [should, is] = [await databaseStructure(reference), await databaseStructure(url)];
  return [...should].filter((line) => !is.has(line));
}

/** Whether rows cannot be read without it: a table or column of the service itself, not of its job queue. */
function stopsReading(line: string): boolean {
  return /^(table|column) /.test(line) && !line.includes(' pgboss.');
}

/**
 * @throws TaskError when row security hid every council's rows from the role that made the dump, or there is no
 * council
 */
async function refuseEmptied(url: string): Promise<void> {
  // Of the tables that are searched, an owner's dump has the rows: row security is not forced on those.
  const tables = await ask<{ name: string }>(
    url,
    `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'council_id'
      WHERE c.relnamespace = 'public'::regnamespace AND c.relforcerowsecurity`,
  );
  const parts = tables.map(({ name }) => `EXISTS (SELECT FROM public.${name})`);
  const [found] = await ask<{ councils: number; any: boolean }>(
    url,
    `SELECT (SELECT count(*)::int FROM councils) AS councils, ${parts.join(' OR ')} AS any`,
  );
  if (!found?.councils) throw new TaskError(`${file} has no councils`);
  if (!found.any)
    throw new TaskError(
      `${file} has ${formatCount(found.councils, 'council')} but none of their data, because row security hid it from the role that made the dump. Use the backup role described in docs/operations.md`,
    );
}

/** A summary of each council's rows, one line each. */
async function counts(url: string): Promise<string[]> {
  const rows = await ask<
    Record<'slug', string> & Record<'people' | 'cycles' | 'items' | 'files' | 'comments', number>
  >(
    url,
    `SELECT slug, (SELECT count(*)::int FROM memberships WHERE council_id = c.id) AS people,
            (SELECT count(*)::int FROM assessments WHERE council_id = c.id) AS cycles,
            (SELECT count(*)::int FROM evidence_items WHERE council_id = c.id) AS items,
            (SELECT count(*)::int FROM files WHERE council_id = c.id) AS files,
            (SELECT count(*)::int FROM comments WHERE council_id = c.id) AS comments
       FROM councils c ORDER BY slug`,
  );
  return rows.map(
    ({ slug, people, cycles, items, files, comments }) =>
      `${slug}: members ${people}, cycles ${cycles}, evidence ${items} (files ${files}), comments ${comments}.`,
  );
}

async function cleanUp(): Promise<void> {
  stopRestoring();
  await closeDatabase();
  if (folder) await remove(folder);
  folder = undefined;
}

async function remove(place: string): Promise<void> {
  await stopEmbedded(place);
  await rm(place, { recursive: true, force: true, maxRetries: 5 });
}

/** Removes what a killed check left behind. */
async function removeLeftBehind(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const place = path.join(tmpdir(), name);
    if (!name.startsWith(FOLDER) || !existsSync(path.join(place, 'owner'))) continue;
    const owner = Number(await readFile(path.join(place, 'owner'), 'utf8'));
    if (!isAlive(owner)) await remove(place).catch(printError);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function stopEarly(): void {
  stopping ??= (async () => {
    stopRestoring();
    // A server still starting would write into the removed folder.
    await starting?.catch(() => undefined);
    if (folder) await remove(folder).catch(printError);
    console.error('Stopped. The backup was not checked.');
    process.exit(130);
  })();
}
