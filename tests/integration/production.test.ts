import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '#lib/tasks/free-port.ts';
import { applyMigrations } from '#lib/tasks/migrations.ts';
import { postgresPrograms } from '#lib/tasks/programs.ts';
import { checkStart } from '#lib/tasks/start-checks.ts';
import { run } from '#tests/setup/command.ts';
import { type DebianServer, startDebianServer } from '#tests/setup/debian-postgres.ts';
import { ADMIN_PASSWORD, administer, productionSettings, readFirstSetUp } from '#tests/setup/first-set-up.ts';

// The set-up of docs/operations.md on a PostgreSQL as councils run it, then with each setting missing or wrong in
// turn. tests/e2e/production.spec.ts and npm run drills -- install check that the service then works, because they
// have a build.

const bin = postgresPrograms();
let server: DebianServer;
let folder: string;
let settings: Record<string, string>;

const at = (database: string) => server.superuserUrl.replace(/[^/]+$/, database);
const asAdministrator = (sql: string, database = 'postgres') => administer(at(database), sql);
const address = (change: Partial<URL>) => Object.assign(new URL(settings.DATABASE_URL ?? ''), change).href;
const only = (...names: string[]) => Object.fromEntries(names.map((name) => [name, settings[name] ?? '']));
/** These tests do not depend on a build. */
const unlessBuild = (line: string) => line !== '' && !line.includes('npm run build');

/** The command that npm runs for a task, without npm, which takes time. */
const task = (words: string) => `"${process.execPath}" lib/tasks/run.mjs ${words}`;

beforeAll(async () => {
  if (!bin) return;
  server = await startDebianServer(bin, { passwords: true });
  folder = await mkdtemp(path.join(tmpdir(), 'assurance é and spaces-'));
  settings = productionSettings(server.superuserUrl, {
    dataDir: path.join(folder, 'data'),
    port: await freePort(),
  });
}, 60_000);

afterAll(async () => {
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

describe.skipIf(!bin)('db:migrate as an owner of the tables with no more rights than that', () => {
  it('db:migrate as an owner of the tables with no other rights', async () => {
    await asAdministrator(
      `CREATE ROLE "plain-owner" LOGIN PASSWORD '${ADMIN_PASSWORD}'; CREATE DATABASE plain`,
    );
    const url = address({ username: 'plain-owner', pathname: '/plain' });
    const refused = await run(task('db-migrate'), { MIGRATION_DATABASE_URL: url });
    expect(refused).toMatchObject({ code: 1, out: '' });
    const lines = refused.err.trimEnd().split('\n');
    expect(lines).toEqual([
      'MIGRATION_DATABASE_URL: "plain-owner" cannot create roles. Ask a database administrator to run: CREATE ROLE assurance_app NOLOGIN',
      'MIGRATION_DATABASE_URL: "plain-owner" cannot create a schema. Ask a database administrator to run: GRANT CREATE ON DATABASE plain TO "plain-owner"',
      'MIGRATION_DATABASE_URL: "plain-owner" cannot create tables. Ask a database administrator to run this in plain: GRANT USAGE, CREATE ON SCHEMA public TO "plain-owner"',
    ]);
    for (const line of lines) await asAdministrator(line.replace(/^.* run[^:]*: /, ''), 'plain');
    expect(await applyMigrations(url)).not.toEqual([]);
    await asAdministrator('DROP DATABASE plain; DROP ROLE "plain-owner", assurance_app');
  }, 60_000);
});

describe.skipIf(!bin)('the set-up of docs/operations.md', () => {
  beforeAll(async () => {
    const { sql } = await readFirstSetUp();
    await asAdministrator(sql);
  });

  it('works as written', async () => {
    const { commands } = await readFirstSetUp();
    const [build, prune, migrate = '', council = '', person = '', start, ...more] = commands;
    expect([build, prune, start, more]).toEqual(['npm run build', 'npm prune --omit=dev', 'npm start', []]);
    for (const [command, line, input = ''] of [
      [migrate, /^Applied \d+_init, /m],
      [migrate, /^The database already has all migrations\.$/m],
      [council, /^Added West Sampleshire Council\./m],
      [person, /^Added sam\.patel@sampleshire\.example to west-sampleshire/m, 'seven green herons\n'],
      ['npm run audit:verify', /^Verified: 1 council\./m],
    ] as const) {
      const done = await run(command, settings, { input });
      expect(done, command).toMatchObject({ code: 0, err: '' });
      expect(done.out).toMatch(line);
    }
    const { problems, warnings } = await checkStart(settings);
    expect([...problems.filter(unlessBuild), ...warnings]).toEqual([]);
  }, 120_000);

  it('adds councils and people with only the owner’s address', async () => {
    const { MIGRATION_DATABASE_URL = '' } = settings;
    const owner = { MIGRATION_DATABASE_URL: `${MIGRATION_DATABASE_URL}?sslmode=prefer` };
    const unencrypted = await run(task('council-add east "East Sampleshire"'), owner);
    expect(unencrypted).toMatchObject({ code: 1, out: '' });
    expect(unencrypted.err).toMatch(/^MIGRATION_DATABASE_URL: .* does not support SSL connections\n$/);
    owner.MIGRATION_DATABASE_URL = MIGRATION_DATABASE_URL;
    expect(await run(task('council-add east "East Sampleshire"'), owner)).toMatchObject({ code: 0, err: '' });
    const added = await run(task('person-add east jo@east.example "Jo Bell" admin'), owner, {
      input: 'one line\ntwo\n',
    });
    expect(added).toEqual({
      code: 1,
      out: '',
      err: 'The pipe contained different lines. Give the password as one line\n',
    });
    const code = await run(task('person-code sam.patel@sampleshire.example'), owner);
    expect(code).toEqual({ code: 1, out: '', err: 'NEXTAUTH_SECRET is missing\n' });
  });

  it.each([
    'db-migrate',
    'council-add north North',
    'person-add east a@b.example Ana lead',
    'person-code a@b.example',
  ])('refuses %s without that address, and creates no database of its own', async (words) => {
    const missing =
      'MIGRATION_DATABASE_URL is missing: the address of the database, as the role that owns its tables\n';
    const ended = await Promise.all(
      [{}, only('DATABASE_URL', 'NEXTAUTH_SECRET')].map((given) =>
        run(task(words), { ...given, DATA_DIR: path.join(folder, 'none') }),
      ),
    );
    expect(ended).toEqual(ended.map(() => ({ code: 1, out: '', err: missing })));
  });

  it('verifies with only DATABASE_URL and DATA_DIR, whatever the other settings', async () => {
    const given = { ...only('DATABASE_URL', 'DATA_DIR'), NEXTAUTH_SECRET: 'short', PORT: 'http' };
    expect(await run(task('audit-verify'), given)).toMatchObject({ code: 0, err: '' });
  });
});

describe.skipIf(!bin)('npm start', () => {
  const servers: ReturnType<typeof createServer>[] = [];
  /** The port of a program that answers, but not like PostgreSQL. */
  const takenPort = async () => {
    const program = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    servers.push(program);
    await new Promise<void>((resolve) => program.listen(0, '127.0.0.1', resolve));
    return String((program.address() as AddressInfo).port);
  };

  beforeAll(async () => {
    await asAdministrator(`
      CREATE ROLE free LOGIN BYPASSRLS PASSWORD '${ADMIN_PASSWORD}' IN ROLE assurance_app;
      CREATE ROLE stranger LOGIN PASSWORD '${ADMIN_PASSWORD}';
      CREATE ROLE reading LOGIN PASSWORD '${ADMIN_PASSWORD}' IN ROLE assurance_app;
      ALTER ROLE reading SET default_transaction_read_only = on;
      CREATE DATABASE ascii ENCODING 'SQL_ASCII' TEMPLATE template0`);
  });

  afterAll(() => {
    for (const program of servers) program.close();
  });

  const database = (change: Partial<URL>) => ({ DATABASE_URL: address(change) });
  type Wrong = readonly [given: () => Record<string, string>, lines: readonly RegExp[]];
  const wrongs: readonly Wrong[] = [
    [() => database({ port: '1' }), [/no database answers at 127\.0\.0\.1:1 \(ECONNREFUSED\)/]],
    [() => database({ hostname: 'nowhere.invalid' }), [/host nowhere\.invalid was not found \(E\w+\)/]],
    [
      () => database({ password: 'wrong' }),
      [/refused the connection: password authentication failed for user "assurance_web"/],
    ],
    [
      () => database({ search: '?sslrootcert=/nowhere.pem' }),
      [/DATABASE_URL cannot be used: ENOENT.*nowhere\.pem/],
    ],
    [() => database({ password: '' }), [/requires a password, but the address has none/]],
    [() => database({ pathname: '/other' }), [/refused the connection: database "other" does not exist/]],
    [
      () => database({ pathname: '/template1' }),
      [/^The database does not have all migrations \(\d+ missing\)\. Run: npm run db:migrate$/],
    ],
    [() => ({ DATABASE_URL: at('assurance') }), [/postgres is a superuser/]],
    [() => ({ DATABASE_URL: settings.MIGRATION_DATABASE_URL ?? '' }), [/owner of tables/]],
    [() => database({ username: 'free' }), [/free can bypass row security/]],
    [() => database({ username: 'stranger' }), [/Run: GRANT assurance_app TO stranger$/]],
    [() => database({ username: 'reading' }), [/the database assurance is read-only/]],
    [
      () => database({ username: 'free', pathname: '/ascii' }),
      [/the database ascii has encoding SQL_ASCII/, /bypass/],
    ],
    [() => ({ DATA_DIR: '/proc/nowhere' }), [/^DATA_DIR: \/proc\/nowhere cannot be written: ENOENT/]],
    [
      () => ({ DATA_DIR: '/sys/nowhere' }),
      [/^DATA_DIR: \/sys\/nowhere cannot be written to by the user of this process/],
    ],
    [
      () => ({ DATA_DIR: path.resolve('README.md') }),
      [/^DATA_DIR: .*README\.md is not a folder, or is inside a file/],
    ],
  ];

  it('names the problem with a database or folder, in one line each', async () => {
    for (const [given, expected] of wrongs) {
      const changed = given();
      const { problems } = await checkStart({ ...settings, ...changed });
      const lines = problems.filter(unlessBuild);
      expect(lines, JSON.stringify(changed)).toEqual(expected.map((line) => expect.stringMatching(line)));
      expect(lines.join('')).not.toContain(ADMIN_PASSWORD);
    }
  });

  it('names another program on the database’s port, and on its own', async () => {
    const port = await takenPort();
    const { problems } = await checkStart({ ...settings, ...database({ port }), PORT: port });
    expect(problems.filter(unlessBuild)).toEqual([
      expect.stringMatching(/^DATABASE_URL: the database at 127\.0\.0\.1:\d+ refused the connection: /),
      expect.stringMatching(/^Port \d+ is in use\. Stop the other program or choose another port/),
    ]);
  });

  it('prints every problem at once and nothing else, and ends with 1', async () => {
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    const refused = await run(task('start'), {
      ...only('DATABASE_URL', 'PORT'),
      NEXTAUTH_SECRET: 'short',
      MAX_UPLOAD_MB: '100MB',
      MAX_COUNCIL_GB: 'all',
      TRUST_PROXY: 'yes',
      LOG_LEVEL: 'loud',
      SMTP_URL: 'smtp://mail.example',
      DATA_DIR: file,
    });
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err.split('\n').filter(unlessBuild)).toEqual([
      'NEXTAUTH_URL must be the address people type, such as https://assurance.example',
      'NEXTAUTH_SECRET must be 32 characters or more; `openssl rand -base64 32` makes one',
      'MAX_UPLOAD_MB must be a whole number',
      'MAX_COUNCIL_GB must be a whole number',
      'TRUST_PROXY must be 0 or 1',
      'LOG_LEVEL must be debug, info, warn, error or silent',
      'MAIL_FROM is missing. It is required when SMTP_URL is set',
      `DATA_DIR: ${file} is not a folder, or is inside a file`,
    ]);
  });
});
