import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import {
  applyMigrations,
  MIGRATIONS_FOLDER,
  pendingMigrations,
  readMigrations,
} from '#lib/tasks/migrations.ts';
import { schemaDiff, writeMigration } from '#prisma/migrate.ts';

let database: string;
let url: string;
let folder: string;
let count = 0;

beforeEach(async () => {
  count += 1;
  database = `migrations_${process.pid}_${count}`;
  url = inject('template').ownerUrl.replace(/[^/]+$/, database);
  await ask('postgres', `CREATE DATABASE ${database}`);
  folder = await mkdtemp(path.join(tmpdir(), 'assurance-migrations-'));
});

afterEach(async () => {
  await ask('postgres', `DROP DATABASE ${database} WITH (FORCE)`);
  await rm(folder, { recursive: true, force: true });
});

async function ask(name: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: inject('template').ownerUrl.replace(/[^/]+$/, name) });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const write = (name: string, minute: number, sql: string) =>
  writeMigration(name, sql, new Date(Date.UTC(2026, 0, 1, 9, minute)), folder);

describe('applyMigrations', () => {
  it('applies the repository’s migrations once, and nothing the second time', async () => {
    const names = (await readMigrations()).map((migration) => migration.name);
    expect(await pendingMigrations(url)).toEqual(names);
    expect(await applyMigrations(url)).toEqual(names);
    expect(await applyMigrations(url)).toEqual([]);
    expect(await pendingMigrations(url)).toEqual([]);
  });

  it('runs each migration once when processes start together', async () => {
    const runs = await Promise.all([applyMigrations(url), applyMigrations(url), applyMigrations(url)]);
    const names = (await readMigrations()).map((migration) => migration.name);
    expect(runs.flat().toSorted()).toEqual(names);
  });

  it('rolls back a failed migration, and runs it after it is corrected', async () => {
    await write('first', 0, 'CREATE TABLE kept (id int);');
    const second = await write('second', 1, 'CREATE TABLE half (id int); SELECT 1 / 0;');
    await expect(applyMigrations(url, folder)).rejects.toThrow(
      /second failed and changed nothing: division by zero/,
    );
    expect(await ask(database, "SELECT to_regclass('kept') AS kept, to_regclass('half') AS half")).toEqual([
      { kept: 'kept', half: null },
    ]);
    await rm(second, { recursive: true });
    await write('second', 1, 'CREATE TABLE half (id int);');
    expect(await applyMigrations(url, folder)).toEqual(['20260101090100_second']);
  });

  it('survives being killed in the middle of a migration', async () => {
    await write('slow', 0, 'CREATE TABLE half (id int); SELECT pg_sleep(60);');
    const killed = applyMigrations(url, folder);
    await expect
      .poll(() =>
        ask(
          database,
          "SELECT pid FROM pg_stat_activity WHERE query LIKE 'CREATE TABLE half%' AND state = 'active'",
        ),
      )
      .toHaveLength(1);
    const refusal = expect(killed).rejects.toThrow();
    await ask(
      'postgres',
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`,
    );
    await refusal;
    await rm(folder, { recursive: true });
    await write('slow', 0, 'CREATE TABLE half (id int);');
    expect(await applyMigrations(url, folder)).toEqual(['20260101090000_slow']);
  });

  it('refuses a migration that changed after it ran', async () => {
    const first = await write('first', 0, 'CREATE TABLE one (id int);');
    await applyMigrations(url, folder);
    await rm(first, { recursive: true });
    await write('first', 0, 'CREATE TABLE two (id int);');
    await expect(applyMigrations(url, folder)).rejects.toThrow(
      /20260101090000_first was changed after it was applied to this database/,
    );
  });

  it('refuses a migration that ends its own transaction', async () => {
    await write('first', 0, 'CREATE TABLE one (id int); COMMIT; CREATE TABLE two (id int);');
    await expect(applyMigrations(url, folder)).rejects.toThrow(/must not end the transaction/);
  });
});

/** Brings the database to the state before a migration of the repository. */
async function migrateUpTo(ending: string): Promise<void> {
  const names = (await readMigrations()).map(({ name }) => name);
  const before = names.slice(
    0,
    names.findIndex((name) => name.endsWith(ending)),
  );
  for (const name of before)
    await cp(path.join(MIGRATIONS_FOLDER, name), path.join(folder, name), { recursive: true });
  await applyMigrations(url, folder);
}

it('gives existing evidence the first version of its file', async () => {
  await migrateUpTo('_evidence_versions');
  const [council, person, file] = [1, 2, 3].map((n) => `00000000-0000-7000-8000-00000000000${n}`);
  await ask(
    database,
    `SELECT set_config('app.council_id', '${council}', false);
     INSERT INTO councils (id, slug, name) VALUES ('${council}', 'old', 'Old');
     INSERT INTO people (id, email, name) VALUES ('${person}', 'old@example.org', 'Old');
     INSERT INTO memberships (council_id, person_id, role) VALUES ('${council}', '${person}', 'lead');
     INSERT INTO files (id, council_id, name, media_type, bytes, sha256)
       VALUES ('${file}', '${council}', 'a.txt', 'text/plain', 1, repeat('a', 64));
     INSERT INTO evidence_items (id, council_id, number, title, category, url, file_id, submission, created_by_id)
       VALUES (gen_random_uuid(), '${council}', 1, 'A', 'processes', NULL, '${file}', '1', '${person}'),
              (gen_random_uuid(), '${council}', 2, 'B', 'processes', 'https://example.org', NULL, '2', '${person}')`,
  );
  await applyMigrations(url);
  const read = `SELECT i.title, v.number, v.file_id, v.added_by_id, v.added_at = i.created_at AS same_time
                  FROM evidence_items i JOIN evidence_versions v ON v.item_id = i.id`;
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT set_config('app.council_id', $1, false)", [council]);
    const { rows } = await client.query(read);
    expect(rows).toEqual([{ title: 'A', number: 1, file_id: file, added_by_id: person, same_time: true }]);
  } finally {
    await client.end();
  }
});

it('gives existing links the version of the file that their place is in, and those of a release before that', async () => {
  await migrateUpTo('_evidence_lifecycle');
  const [council, person, file, cycle] = [1, 2, 3, 4].map((n) => `00000000-0000-7000-8000-00000000000${n}`);
  const link = (statement: string) =>
    `INSERT INTO evidence_links (id, council_id, assessment_id, statement, evidence_item_id)
     SELECT gen_random_uuid(), '${council}', '${cycle}', '${statement}', id FROM evidence_items`;
  await ask(
    database,
    `SELECT set_config('app.council_id', '${council}', false);
     INSERT INTO councils (id, slug, name) VALUES ('${council}', 'old', 'Old');
     INSERT INTO people (id, email, name) VALUES ('${person}', 'old@example.org', 'Old');
     INSERT INTO memberships (council_id, person_id, role) VALUES ('${council}', '${person}', 'lead');
     INSERT INTO files (id, council_id, name, media_type, bytes, sha256)
       VALUES ('${file}', '${council}', 'a.txt', 'text/plain', 1, repeat('a', 64));
     INSERT INTO assessments (id, council_id, number, name, starts_on, ends_on, framework)
       VALUES ('${cycle}', '${council}', 1, 'One', '2026-04-01', '2027-03-31', 'cqc-2023');
     INSERT INTO statement_assessments (id, council_id, assessment_id, statement)
       VALUES (gen_random_uuid(), '${council}', '${cycle}', 'QS1'), (gen_random_uuid(), '${council}', '${cycle}', 'QS2');
     INSERT INTO evidence_items (id, council_id, number, title, category, url, file_id, submission, created_by_id)
       VALUES (gen_random_uuid(), '${council}', 1, 'A', 'processes', NULL, '${file}', '1', '${person}'),
              (gen_random_uuid(), '${council}', 2, 'B', 'processes', 'https://example.org', NULL, '2', '${person}');
     SET CONSTRAINTS ALL IMMEDIATE;
     ${link('QS1')}`,
  );
  await applyMigrations(url);
  await ask(database, `SELECT set_config('app.council_id', '${council}', false); ${link('QS2')}`);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT set_config('app.council_id', $1, false)", [council]);
    const { rows } = await client.query(
      `SELECT i.title, l.statement, l.file_version FROM evidence_links l JOIN evidence_items i ON i.id = l.evidence_item_id
        ORDER BY 1, 2`,
    );
    expect(rows).toEqual([
      { title: 'A', statement: 'QS1', file_version: 1 },
      { title: 'A', statement: 'QS2', file_version: 1 },
      { title: 'B', statement: 'QS1', file_version: null },
      { title: 'B', statement: 'QS2', file_version: null },
    ]);
  } finally {
    await client.end();
  }
});

it('gives existing published results and corrections their kind, and those of a release before kinds', async () => {
  await migrateUpTo('_several_results');
  const [council, person] = [1, 2].map((n) => `00000000-0000-7000-8000-00000000000${n}`);
  const corrections = `INSERT INTO result_corrections
      (council_id, gss_code, is_pilot, published, rating, scores, basis, source, corrected_by_id, corrected_at)
    SELECT '${council}', code, pilot, '2025', 'good', '---------', '', 'CQC', '${person}', now()`;
  await ask(
    database,
    `SELECT set_config('app.council_id', '${council}', false);
     INSERT INTO councils (id, slug, name) VALUES ('${council}', 'old', 'Old');
     INSERT INTO people (id, email, name) VALUES ('${person}', 'old@example.org', 'Old');
     INSERT INTO memberships (council_id, person_id, role) VALUES ('${council}', '${person}', 'admin');
     INSERT INTO local_authorities (gss_code, name, type, region)
       VALUES ('E06000001', 'A', 'B', 'C'), ('E06000002', 'D', 'B', 'C');
     INSERT INTO published_results (gss_code, is_pilot, published, rating, scores, basis, source, shipped_on)
       SELECT 'E06000001', pilot, '2025', 'good', '---------', '', 'CQC', '2026-11-21'
         FROM (VALUES (false), (true)) AS given (pilot);
     ${corrections} FROM (VALUES ('E06000001', false), ('E06000001', true)) AS given (code, pilot)`,
  );
  await applyMigrations(url);
  await ask(
    database,
    `SELECT set_config('app.council_id', '${council}', false);
     ${corrections} FROM (VALUES ('E06000002', false), ('E06000002', true)) AS given (code, pilot)`,
  );
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT set_config('app.council_id', $1, false)", [council]);
    const kinds = async (table: string) => {
      const { rows } = await client.query(
        `SELECT gss_code, is_pilot, kind, status, confirmed, framework FROM ${table} ORDER BY gss_code, is_pilot`,
      );
      return rows.map((row) => Object.values(row).join(' '));
    };
    const both = (code: string) => [
      `${code} false first published true cqc-2023`,
      `${code} true pilot published true cqc-2023`,
    ];
    expect(await kinds('published_results')).toEqual(both('E06000001'));
    expect(await kinds('result_corrections')).toEqual([...both('E06000001'), ...both('E06000002')]);
  } finally {
    await client.end();
  }
});

// PostgreSQL as WebAssembly starts slowly while other tests use the processor.
describe('schemaDiff', { timeout: 60_000 }, () => {
  it('confirms that schema.prisma and the migrations agree', async () => {
    expect(await schemaDiff()).toBe('');
  });

  it('finds what a schema has and the migrations lack, including semicolons in functions', async () => {
    const schema = path.join(folder, 'schema.prisma');
    const people = 'model people {\n  id Int @id\n  name String\n}\n';
    await writeFile(schema, `datasource db {\n  provider = "postgresql"\n}\n${people}`);
    const body = "BEGIN RETURN 'a;b'; END;";
    await write('function', 0, `CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $$ ${body} $$;`);
    await write('people', 1, 'CREATE TABLE people (id int PRIMARY KEY);');
    expect(await schemaDiff(folder, schema)).toMatch(
      /^-- AlterTable\nALTER TABLE "people" ADD COLUMN {5}"name" TEXT NOT NULL;$/,
    );
  });
});
