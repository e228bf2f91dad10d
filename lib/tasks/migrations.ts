import 'server-only';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { withSessionSettings } from '#lib/platform/db/session-settings.ts';

export type Migration = { readonly name: string; readonly sql: string };

export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

export const MIGRATIONS_FOLDER = path.resolve('prisma/migrations');

// A number no other program uses on this database. Processes that start together take turns.
const MIGRATION_LOCK = 4_159_201_337;

// The table of `prisma migrate deploy`, column for column, so that Prisma's own tools can take over at any time.
const BOOKKEEPING_TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

// The application refuses to start on a database that lacks a migration, so its role may read this table.
const READABLE_BY_APPLICATION = `
  DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'assurance_app') THEN
      GRANT SELECT ON _prisma_migrations TO assurance_app;
    END IF;
  END $$`;

/** The migrations in a folder, sorted by name, which begins with a timestamp. */
export async function readMigrations(folder = MIGRATIONS_FOLDER): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, 'migration.sql')))
    .map((entry) => entry.name)
    .toSorted();
  return Promise.all(
    names.map(async (name) => ({
      name,
      sql: await readFile(path.join(folder, name, 'migration.sql'), 'utf8'),
    })),
  );
}

/** Applies missing migrations and returns their names. Run it as the owner of the tables. */
export async function applyMigrations(ownerUrl: string, folder = MIGRATIONS_FOLDER): Promise<string[]> {
  const migrations = await readMigrations(folder);
  return withClient(ownerUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    // A migration waiting behind a long query would block every later query: give up instead.
    await client.query("SET lock_timeout = '10s'");
    await client.query(BOOKKEEPING_TABLE);
    const missing = notApplied(migrations, await appliedChecksums(client));
    for (const migration of missing) await applyOne(client, migration);
    await client.query(READABLE_BY_APPLICATION);
    return missing.map((migration) => migration.name);
  });
}

/** Names of migrations that this code needs and the database lacks. */
export async function pendingMigrations(databaseUrl: string, folder = MIGRATIONS_FOLDER): Promise<string[]> {
  return withClient(databaseUrl, (client) => pendingOn(client, folder));
}

/** The same, on an open connection. */
export async function pendingOn(client: Client, folder = MIGRATIONS_FOLDER): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const { rows } = await client.query<{ exists: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists",
  );
  const applied = rows[0]?.exists ? await appliedChecksums(client) : new Map<string, string>();
  return notApplied(migrations, applied).map((migration) => migration.name);
}

function notApplied(migrations: readonly Migration[], applied: ReadonlyMap<string, string>): Migration[] {
  for (const { name, sql } of migrations) {
    const before = applied.get(name);
    if (before !== undefined && before !== checksum(sql)) {
      throw new MigrationError(
        `The migration ${name} was changed after it was applied to this database. Undo the change and add a new migration.`,
      );
    }
  }
  return migrations.filter(({ name }) => !applied.has(name));
}

async function appliedChecksums(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

// The script and its row in the table are one transaction, so that after a kill at any point the next start tries
// again from a clean state. Prisma's engine writes the row separately, so it is not used.
async function applyOne(client: Client, { name, sql }: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    const before = await transactionId(client);
    await client.query(sql);
    if ((await transactionId(client)) !== before)
      throw new Error('it must not end the transaction it runs in');
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       VALUES ($1, $2, clock_timestamp(), $3, now(), 1)`,
      [randomUUID(), checksum(sql), name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MigrationError(`The migration ${name} failed and changed nothing: ${reason}`, {
      cause,
    });
  }
}

async function transactionId(client: Client): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id');
  return rows[0]?.id;
}

function checksum(sql: string): string {
  return createHash('sha256').update(sql).digest('hex');
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: withSessionSettings(url),
    application_name: 'migrations',
  });
  client.on('error', () => undefined); // the query under way reports the same error
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
