import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { removeErased } from '#lib/background/erasures.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { databaseStructure } from '#lib/tasks/database-structure.ts';
import { inspectDump } from '#lib/tasks/dump.ts';
import { applyMigrations } from '#lib/tasks/migrations.ts';
import { postgresPrograms } from '#lib/tasks/programs.ts';
import { addCouncil } from '#lib/tasks/set-up.ts';
import { type DebianServer, startDebianServer } from '#tests/setup/debian-postgres.ts';
import { readBackupRole } from '#tests/setup/first-set-up.ts';
import {
  ANSWERS,
  makeAssessedCouncil,
  makeEvidenceFile,
  signOff,
  type TestCouncil,
  withClient,
} from './council-factory.ts';
import { eraseEvidence } from './erasing.ts';

// On a PostgreSQL as councils run it, with the matching dump programs.

const bin = postgresPrograms();
let server: DebianServer;
let folder: string;
let council: TestCouncil & { readonly assessment: string };
let head: { readonly seq: number; readonly hash: string };

const at = (role: string, database = 'assurance') =>
  server.superuserUrl.replace('postgres@', `${role}@`).replace(/[^/]+$/, database);
const as = (role: string, ...statements: string[]) =>
  withClient(at(role), async (client) => {
    for (const sql of statements) await client.query(sql);
  });
const inFolder = (name: string) => path.join(folder, name);
const dump = (role: string, ...args: string[]) =>
  promisify(execFile)(path.join(bin ?? '', 'pg_dump'), [`--dbname=${at(role)}`, ...args]);

type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

/** Runs the command as a person would, with Debian’s programs. `during` runs meanwhile with its TMPDIR. */
async function check(
  args: readonly string[],
  settings: Record<string, string> = {},
  during?: (child: ReturnType<typeof spawn>, own: string) => Promise<void>,
): Promise<Ended> {
  const { DATABASE_URL, MIGRATION_DATABASE_URL, NEXTAUTH_SECRET, NEXTAUTH_URL, DATA_DIR, ...env } =
    process.env;
  const { TMPDIR = await mkdtemp(inFolder('tmp-')) } = settings;
  const child = spawn(process.execPath, ['--conditions=react-server', 'lib/tasks/backup-check.ts', ...args], {
    env: {
      ...env,
      PATH: `${bin}:${env.PATH}`,
      NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
      ...settings,
      TMPDIR,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  await during?.(child, TMPDIR);
  const [out, err] = await output;
  const ended = { code: await code, out, err };
  if (ended.code !== null) expect(await readdir(TMPDIR), 'nothing is left behind').toEqual([]);
  return ended;
}

/** Waits for the server process that a check starts in that TMPDIR. */
async function serverIn(own: string, other?: number): Promise<number> {
  return vi.waitFor(
    async () => {
      for (const name of await readdir(own)) {
        const pid = await readFile(path.join(own, name, 'postgres', 'postmaster.pid'), 'utf8').catch(
          () => '',
        );
        if (Number.parseInt(pid, 10) > 0 && Number.parseInt(pid, 10) !== other)
          return Number.parseInt(pid, 10);
      }
      throw new Error('There is no server yet');
    },
    { timeout: 30_000, interval: 20 },
  );
}

describe.skipIf(!bin)('a backup of an own PostgreSQL', () => {
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'assurance-backups-'));
    server = await startDebianServer(bin ?? '');
    await withClient(server.superuserUrl, async (client) => {
      await client.query('CREATE ROLE assurance_owner LOGIN NOSUPERUSER NOBYPASSRLS CREATEROLE');
      await client.query('CREATE DATABASE assurance OWNER assurance_owner');
      await client.query('CREATE DATABASE other');
    });
    await applyMigrations(at('assurance_owner'));
    await as('assurance_owner', 'CREATE ROLE assurance_web LOGIN IN ROLE assurance_app');
    // The settings of this file were not read before, so commands use this server.
    Object.assign(process.env, {
      DATABASE_URL: at('assurance_web'),
      MIGRATION_DATABASE_URL: at('assurance_owner'),
    });
    council = await makeAssessedCouncil();
    await saveStatement(council.as.lead, 'QS1', { ...ANSWERS, assessment: council.assessment, version: 0 });
    await makeEvidenceFile(council.as.lead, { statement: 'QS1' });
    const erased = await makeEvidenceFile(council.as.lead, { statement: 'QS2', shows: 'Nothing of ours' });
    await signOff(council);
    await eraseEvidence(council, erased);
    const { rows } = await withClient(at('postgres'), (client) =>
      client.query<{ id: string }>('SELECT id FROM files WHERE erased_at IS NOT NULL'),
    );
    await removeErased({ council: council.id, files: rows.map(({ id }) => id) });
    await addCouncil(at('assurance_owner'), { slug: 'second', name: 'Second', gssCode: null });
    await as('postgres', await readBackupRole());
    await withClient(at('postgres'), async (client) => {
      const { rows } = await client.query(
        'SELECT seq, hash FROM audit_events WHERE council_id = $1 ORDER BY seq DESC LIMIT 1',
        [council.id],
      );
      head = rows[0];
    });
    await dump('assurance_backup', '--format=custom', `--file=${inFolder('good.dump')}`);
  }, 60_000);

  afterAll(async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is good when made by the role of docs/operations.md, with every file and a pack’s event', async () => {
    const { DATA_DIR = '' } = process.env;
    const done = await check([inFolder('good.dump'), council.slug, String(head.seq), head.hash], {
      DATA_DIR,
    });
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toContain(`${council.slug}: ${head.seq} events, verified, the last on `);
    expect(done.out).toContain(`Event ${head.seq} has the fingerprint ${head.hash}`);
    expect(done.out).toContain(`${council.slug}: event ${head.seq} as printed.`);
    expect(done.out).toContain(`${council.slug}: 1 file compared with its fingerprint.`);
    expect(done.out).toContain(`${council.slug}: members 5, cycles 1, evidence 2 (files 2), comments 0.`);
    expect(done.out).toContain('second: members 0, cycles 0, evidence 0 (files 0), comments 0.');
    expect(done.out).toContain('This backup is good.');
  }, 60_000);

  it('can be restored by the owner of an empty database, as in docs/operations.md', async () => {
    await withClient(server.superuserUrl, (client) =>
      client.query('CREATE DATABASE again OWNER assurance_owner'),
    );
    await promisify(execFile)(path.join(bin ?? '', 'pg_restore'), [
      '--no-owner',
      `--dbname=${at('assurance_owner', 'again')}`,
      inFolder('good.dump'),
    ]);
    expect(await applyMigrations(at('assurance_owner', 'again'))).toEqual([]);
    const counted = await withClient(at('postgres', 'again'), (client) =>
      client.query('SELECT count(*)::int AS events FROM audit_events WHERE council_id = $1', [council.id]),
    );
    expect(counted.rows).toEqual([{ events: head.seq }]);
    const [should, is] = await Promise.all(
      ['assurance', 'again'].map((database) => databaseStructure(at('assurance_owner', database))),
    );
    expect(is).toEqual(should);
    await withClient(at('assurance_owner', 'again'), (client) =>
      client.query('ALTER VIEW paper_links RESET (security_invoker)'),
    );
    const without = await databaseStructure(at('assurance_owner', 'again'));
    expect([...(should ?? [])].filter((line) => !without.has(line))).toEqual([
      'option security_invoker=true of view paper_links',
    ]);
  });

  it('cannot be written to with that role', async () => {
    for (const sql of ['DELETE FROM comments', 'CREATE TABLE x ()', "UPDATE people SET name = 'x'"])
      await expect(as('assurance_backup', sql), sql).rejects.toMatchObject({ code: '42501' });
  });

  it('is refused when made by the owner of the tables, either way', async () => {
    const half = inFolder('half.sql');
    await expect(dump('assurance_owner', `--file=${half}`)).rejects.toThrow('row-level security');
    await expect(inspectDump(half)).rejects.toThrow(/half\.sql is (incomplete|empty)/);
    await dump(
      'assurance_owner',
      '--enable-row-security',
      '--format=custom',
      `--file=${inFolder('empty.dump')}`,
    );
    expect(await check([inFolder('empty.dump')])).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /^\S+ has 2 councils but none of their data, because row security hid it .+\n$/,
      ),
    });
  }, 60_000);

  it('is refused when rows are missing or changed, tables, views or permissions are missing, or files do not match their rows', async () => {
    const directory = inFolder('directory');
    await dump(
      'assurance_backup',
      '--format=directory',
      '--exclude-table-data=comment*',
      '--exclude-table-data=evidence_links',
      '--exclude-table=paper_links',
      `--file=${directory}`,
    );
    const without = inFolder('without-table.dump');
    await dump(
      'assurance_backup',
      '--format=custom',
      '--exclude-table=evidence_versions',
      `--file=${without}`,
    );
    const bare = inFolder('bare.dump');
    await dump('assurance_backup', '--format=custom', '--no-privileges', `--file=${bare}`);
    const data = inFolder('no-files');
    await mkdir(path.join(data, 'files'), { recursive: true });
    const [done, incomplete, withoutPermissions] = await Promise.all([
      check([directory], { DATA_DIR: data }),
      check([without], { DATA_DIR: data }),
      check([bare]),
    ]);
    expect(withoutPermissions).toEqual({
      code: 1,
      out: expect.stringMatching(/^This backup is not good: 1 problem\.$/m),
      err: expect.stringMatching(
        /^Missing: permission of assurance_app to \S+ on \S+, and \d+ more\.\nThe service could not use its tables\. Make the dump without --no-privileges \(-x\)\.\n$/,
      ),
    });
    expect(incomplete).toEqual({
      code: 1,
      out: 'The history, rows and files were not checked.\nThis backup is not good: 1 problem.\n',
      err: expect.stringMatching(/^Missing: table evidence_versions, and \d+ more\.\n$/),
    });
    expect(done).toMatchObject({
      code: 1,
      out: expect.stringContaining('This backup is not good: 4 problems.'),
    });
    expect(done.err.split('\n')).toEqual([
      expect.stringMatching(/^Missing: view paper_links \w+, and 7 more\.$/),
      `${council.slug}: E1 under QS1, cycle 1: missing from the database.`,
      `${council.slug}: E2 under QS2, cycle 1: missing from the database.`,
      `${council.slug}: E1: its file is missing.`,
      '',
    ]);
    const { stdout } = await dump(
      'assurance_backup',
      '--schema=public',
      '--create',
      '--clean',
      '--if-exists',
      '--inserts',
    );
    const script = inFolder('script.sql.gz');
    await writeFile(script, gzipSync(stdout.replaceAll('People wait 19 days.', 'People wait 18 days.')));
    const changed = await check([script]);
    expect(changed).toMatchObject({ code: 1, out: expect.stringContaining('Files were not compared') });
    expect(changed.err).toMatch(/^Missing: .*pgboss.*, and \d+ more\.$/m);
    expect(changed.err).toContain(`${council.slug}: QS1, cycle 1: the text has changed since it was saved.`);
  }, 60_000);

  it('leaves nothing behind when stopped, and removes what a killed check left', async () => {
    const TMPDIR = await mkdtemp(inFolder('tmp-'));
    const stop = (signal: 'SIGKILL' | 'SIGTERM', other?: number) => {
      let server = 0;
      const ended = check([inFolder('good.dump')], { TMPDIR }, async (child) => {
        server = await serverIn(TMPDIR, other);
        child.kill(signal);
      });
      return ended.then(({ code, err }) => ({ code, err, server }));
    };
    const killed = await stop('SIGKILL');
    expect(killed.code).toBeNull();
    expect(process.kill(killed.server, 0)).toBe(true);
    const stopped = await stop('SIGTERM', killed.server);
    expect(stopped).toMatchObject({ code: 130, err: 'Stopped. The backup was not checked.\n' });
    for (const { server: gone } of [killed, stopped]) expect(() => process.kill(gone, 0)).toThrow('ESRCH');
    // Also as soon as it has made its folder.
    const early = await check([inFolder('good.dump')], { TMPDIR }, async (child) => {
      await vi.waitFor(async () => expect(await readdir(TMPDIR)).toHaveLength(1), {
        timeout: 20_000,
        interval: 20,
      });
      child.kill('SIGINT');
    });
    expect(early).toMatchObject({ code: 130, err: 'Stopped. The backup was not checked.\n' });
  }, 60_000);

  it('is distinguished from other files in one line, without a server', async () => {
    const files: Record<string, string | Buffer> = {
      nothing: '',
      'a.pdf': '%PDF-1.7\n%%EOF\n',
      'sql.sql': 'SELECT 1;\n',
      'all.sql': '--\n-- PostgreSQL database cluster dump\n--\n',
      'cut.sql': '--\n-- PostgreSQL database dump\n--\nCREATE TABLE x ();\n',
      'cut.sql.gz': gzipSync('--\n-- PostgreSQL database dump\n--\n'.repeat(9)).subarray(0, 60),
    };
    for (const [name, content] of Object.entries(files)) await writeFile(inFolder(name), content);
    const good = await readFile(inFolder('good.dump'));
    await writeFile(inFolder('cut.dump'), good);
    await truncate(inFolder('cut.dump'), Math.floor(good.length * 0.8));
    // As a future pg_dump might begin.
    await writeFile(
      inFolder('newer.dump'),
      Buffer.concat([good.subarray(0, 6), Buffer.from([99]), good.subarray(7)]),
    );
    const lines = async (name: string) => {
      const error = await inspectDump(inFolder(name)).then(
        () => 'taken',
        (problem: Error) => problem.message,
      );
      return error.replaceAll(`${folder}/`, '');
    };
    vi.stubEnv('PATH', `${bin}:${process.env.PATH}`);
    expect(await lines('gone')).toBe('gone does not exist');
    expect(await lines('nothing')).toBe('nothing is empty');
    expect(await lines('')).toMatch(/is not a dump: it has no toc\.dat/);
    expect(await lines('a.pdf')).toBe('a.pdf is not a pg_dump dump');
    expect(await lines('sql.sql')).toBe('sql.sql is not a pg_dump dump');
    expect(await lines('all.sql')).toMatch(/is a pg_dumpall dump of a whole server/);
    expect(await lines('cut.sql')).toMatch(/^cut\.sql is incomplete/);
    expect(await lines('cut.sql.gz')).toMatch(/^cut\.sql\.gz (cannot be read|is incomplete)/);
    expect(await lines('cut.dump')).toMatch(/^cut\.dump cannot be read: could not read from input file/);
    expect(await lines('newer.dump')).toMatch(/^newer\.dump cannot be read: unsupported version \(1\.99\)/);
    vi.stubEnv('PATH', '/nowhere');
    expect(await lines('good.dump')).toMatch(/^pg_restore is not installed\. .+ postgresql-client$/);
    vi.unstubAllEnvs();
  });
});
