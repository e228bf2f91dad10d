import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { endFile } from './connections.ts';
import { testSettings } from './environment.ts';

// Each test file gets a copy of the migrated database and an empty data folder. Settings are in place before the
// file's imports run and stay the same for all files of a process, which caches them.

const template = inject('template');
const name = `test_${process.pid}_${process.env.VITEST_POOL_ID ?? '0'}`;
const dataDir = path.join(tmpdir(), `assurance-files-${name}`);
const at = (url: string, database: string) => url.replace(/[^/]+$/, database);
Object.assign(
  process.env,
  testSettings({ databaseUrl: at(template.appUrl, name), ownerUrl: at(template.ownerUrl, name), dataDir }),
);

beforeAll(async () => {
  await administer(`CREATE DATABASE ${name} TEMPLATE assurance`);
  await mkdir(dataDir, { mode: 0o700 });
});

afterAll(async () => {
  const { closeDatabase } = await import('#lib/platform/db/client.ts');
  await closeDatabase();
  await (await import('#lib/platform/jobs/enqueue.ts')).closeSender();
  await endFile();
  await administer(`DROP DATABASE ${name} WITH (FORCE)`);
  await rm(dataDir, { recursive: true, force: true });
});

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: at(template.ownerUrl, 'postgres') });
  await client.connect();
  await client.query(statement);
  await client.end();
}
