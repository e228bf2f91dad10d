import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { env } from '#lib/platform/env.ts';
import { applicationProblems, readFacts, withDatabase } from '#lib/tasks/database-facts.ts';
import { startEmbedded } from '#lib/tasks/embedded.ts';
import { loadOrCreateSecret } from '#lib/tasks/secret-file.ts';

let folder: string;

const emptyFolder = () => mkdtemp(path.join(tmpdir(), 'assurance-embedded-'));
const remove = (each: string) => rm(each, { recursive: true, force: true });

// One data folder for all tests, because creating a cluster takes the most time. Each test stops its server.
beforeAll(async () => {
  folder = await emptyFolder();
});

afterAll(() => remove(folder));

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const problemsOf = async (url: string) =>
  applicationProblems(await withDatabase(url, 'DATABASE_URL', readFacts));

async function postmaster(): Promise<number> {
  return Number((await readFile(path.join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);
}

const starter = `
  import { startEmbedded } from '#lib/tasks/embedded.ts';
  const server = await startEmbedded(process.argv[1]);
  process.send('ready');
  setInterval(() => {}, 1000);`;

describe('startEmbedded', () => {
  it('keeps the data between starts and leaves no server behind', async () => {
    const first = await startEmbedded(folder);
    await ask(first.ownerUrl, 'CREATE TABLE kept AS SELECT 1 AS one');
    await first.stop();
    await expect(ask(first.ownerUrl, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
    const second = await startEmbedded(folder);
    expect(second.wasRunning).toBe(false);
    expect(await ask(second.ownerUrl, 'SELECT * FROM kept')).toEqual([{ one: 1 }]);
    expect(await ask(second.ownerUrl, "SELECT current_setting('fsync') AS fsync")).toEqual([{ fsync: 'on' }]);
    await second.stop();
  });

  it('joins the server of a killed process, and the last to leave stops it', async () => {
    const child = spawn(
      process.execPath,
      ['--conditions=react-server', '--input-type=module', '-e', starter, folder],
      {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    );
    await once(child, 'message');
    const pid = await postmaster();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const first = await startEmbedded(folder);
    const second = await startEmbedded(folder);
    expect([first.wasRunning, second.wasRunning]).toEqual([true, true]);
    expect(await postmaster()).toBe(pid);
    await first.stop();
    expect(await ask(second.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.stop();
    await expect(ask(second.ownerUrl, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });

  it('gives processes that start together the same server', async () => {
    const fresh = await emptyFolder();
    const [one, other] = await Promise.all([startEmbedded(fresh), startEmbedded(fresh)]);
    expect(one.ownerUrl).toBe(other.ownerUrl);
    await one.stop();
    await other.stop();
    await remove(fresh);
  });

  it('ignores a pid file whose number now belongs to another program', async () => {
    const first = await startEmbedded(folder);
    await first.stop();
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(other, 'spawn');
    const file = path.join(folder, 'postgres/postmaster.pid');
    await writeFile(
      file,
      `${other.pid}\n${path.join(folder, 'postgres')}\n0\n5432\n\n127.0.0.1\n0 0\nready\n`,
    );
    const second = await startEmbedded(folder);
    expect(await ask(second.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.stop();
    other.kill();
  });

  it('says plainly that the folder is from another major version', async () => {
    const old = await emptyFolder();
    await mkdir(path.join(old, 'postgres'));
    await writeFile(path.join(old, 'postgres/PG_VERSION'), '17\n');
    await expect(startEmbedded(old)).rejects.toThrow(/was made by PostgreSQL 17, but this release uses 18/);
    await remove(old);
  });
});

describe('applicationProblems', () => {
  it('accepts the application’s role and refuses superusers, owners and roles exempt from row security', async () => {
    const { DATABASE_URL: appUrl, MIGRATION_DATABASE_URL: ownerUrl = '' } = env();
    expect(await problemsOf(appUrl)).toEqual([]);
    expect(await problemsOf(ownerUrl)).toEqual([expect.stringContaining('postgres is a superuser')]);
    const role = `exempt_${process.pid}`;
    await ask(
      ownerUrl,
      `CREATE ROLE ${role} LOGIN BYPASSRLS PASSWORD 'exempt' IN ROLE assurance_app; CREATE TABLE owned (); ALTER TABLE owned OWNER TO ${role}`,
    );
    const url = new URL(appUrl);
    url.username = role;
    url.password = 'exempt';
    expect(await problemsOf(url.href)).toEqual([
      expect.stringContaining('can bypass row security'),
      expect.stringContaining('owner of tables (owned)'),
    ]);
    await ask(ownerUrl, `DROP TABLE owned; DROP ROLE ${role}`);
  });
});

describe('loadOrCreateSecret', () => {
  it('gives processes that start together the same secret, readable by its owner only', async () => {
    const secrets = await Promise.all([1, 2, 3].map(() => loadOrCreateSecret(folder, 'session')));
    expect(new Set(secrets).size).toBe(1);
    expect(secrets[0]).toHaveLength(43);
    expect((await stat(path.join(folder, 'secrets/session'))).mode & 0o777).toBe(0o600);
  });
});
