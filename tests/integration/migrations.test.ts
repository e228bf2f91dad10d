import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { applyMigrations, pendingMigrations, readMigrations } from '#lib/tasks/migrations.ts';
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

  it('lets starters that race take turns: each migration runs once', async () => {
    const runs = await Promise.all([applyMigrations(url), applyMigrations(url), applyMigrations(url)]);
    const names = (await readMigrations()).map((migration) => migration.name);
    expect(runs.flat().toSorted()).toEqual(names);
  });

  it('leaves nothing of a migration that fails, and runs it after it was mended', async () => {
    await write('first', 0, 'CREATE TABLE kept (id int);');
    const second = await write('second', 1, 'CREATE TABLE half (id int); SELECT 1 / 0;');
    await expect(applyMigrations(url, folder)).rejects.toThrow(
      /second did not run and left nothing behind: division by zero/,
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

  it('refuses a migration that was changed after it ran', async () => {
    const first = await write('first', 0, 'CREATE TABLE one (id int);');
    await applyMigrations(url, folder);
    await rm(first, { recursive: true });
    await write('first', 0, 'CREATE TABLE two (id int);');
    await expect(applyMigrations(url, folder)).rejects.toThrow(
      /20260101090000_first was changed after this database had it/,
    );
  });

  it('refuses a migration that ends its own transaction', async () => {
    await write('first', 0, 'CREATE TABLE one (id int); COMMIT; CREATE TABLE two (id int);');
    await expect(applyMigrations(url, folder)).rejects.toThrow(/must not end the transaction/);
  });
});

// PostgreSQL as WebAssembly takes long to start where other tests have the processor.
describe('schemaDiff', { timeout: 60_000 }, () => {
  it('finds that schema.prisma and the migrations agree', async () => {
    expect(await schemaDiff()).toBe('');
  });

  it('finds what a schema has and the migrations lack, semicolons in functions included', async () => {
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
