import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { bindMigrationAwareSqlAdapterFactory, type SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import * as engineBindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { MIGRATIONS_FOLDER, readMigrations } from '#lib/tasks/migrations.ts';

// Prisma's command line downloads a native engine, which many council networks block. The same engine comes in npm as
// WebAssembly, with PostgreSQL in WebAssembly for its scratch database, so this works offline.

// Objects that migrations use and PostgreSQL in WebAssembly lacks.
const STAND_INS = "CREATE COLLATION name_order (provider = libc, locale = 'C')";

const SCHEMA = path.resolve('prisma/schema.prisma');

/** SQL that takes the migrations' database to schema.prisma. Empty when they agree. */
export async function schemaDiff(folder = MIGRATIONS_FOLDER, schemaPath = SCHEMA): Promise<string> {
  const schema = { path: schemaPath, content: await readFile(schemaPath, 'utf8') };
  const migrations = await readMigrations(folder);
  await using scratch = await openScratch();
  const engine = await startEngine(schema, scratch.adapter);
  const { stdout } = await engine.diff({
    from: {
      tag: 'migrations',
      baseDir: folder,
      lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
      shadowDbInitScript: STAND_INS,
      migrationDirectories: migrations.map(({ name, sql }) => ({
        path: name,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
      })),
    },
    to: { tag: 'schemaDatamodel', files: [schema] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  const sql = (stdout ?? '').trim();
  return sql === '-- This is an empty migration.' ? '' : sql;
}

/** Writes that SQL as a migration and returns its folder. */
export async function writeMigration(name: string, sql: string, now: Date, folder = MIGRATIONS_FOLDER) {
  const stamp = now.toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const target = path.join(folder, `${stamp}_${name}`);
  await mkdir(target, { recursive: true });
  await writeFile(path.join(target, 'migration.sql'), `${sql}\n`, { flag: 'wx' });
  return target;
}

async function startEngine(
  schema: { path: string; content: string },
  adapter: SqlDriverAdapter,
): Promise<engineBindings.SchemaEngine> {
  bindings ??= loadBindings();
  await bindings;
  return engineBindings.SchemaEngine.new(
    { datamodels: [[schema.path, schema.content]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory({
      provider: 'postgres',
      adapterName: '@prisma/adapter-pg',
      // The engine does not query its main database when it compares migrations with a schema file.
      connect: async () => adapter,
      connectToShadowDb: async () => adapter,
    }),
  );
}

// The bindings keep their WebAssembly instance in a global: a second one would corrupt the first.
let bindings: Promise<void> | undefined;

async function loadBindings(): Promise<void> {
  const file = import.meta
    .resolve('@prisma/schema-engine-wasm')
    .replace('schema_engine.js', 'schema_engine_bg.wasm');
  const module = await WebAssembly.compile(await readFile(new URL(file)));
  const imports = { './schema_engine_bg.js': { ...engineBindings } };
  const instance = await WebAssembly.instantiate(module, imports as unknown as WebAssembly.Imports);
  engineBindings.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start: () => void }).__wbindgen_start();
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message(message: string) {
        throw new Error(`Prisma's schema engine stopped: ${message}`);
      },
    },
  });
}

async function openScratch(): Promise<AsyncDisposable & { adapter: SqlDriverAdapter }> {
  const database = await PGlite.create('memory://');
  const adapter = await new PrismaPGlite(database).connect();
  // The adapter does not wait for a script to end, so an error in a migration would be missed.
  adapter.executeScript = async (script) => {
    await database.exec(script).catch((error) => {
      console.error(`A migration does not run: ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    });
  };
  return { adapter, [Symbol.asyncDispose]: () => (database.closed ? Promise.resolve() : database.close()) };
}
