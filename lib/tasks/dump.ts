import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { TaskError } from './databases.ts';

// Reads every format of pg_dump: custom, directory, tar and SQL, with single files gzipped or not.

export type Dump = {
  readonly path: string;
  /** The program that restores it: psql for SQL, pg_restore for archives. */
  readonly program: 'pg_restore' | 'psql';
  readonly gzipped: boolean;
};

/** Where to restore: a server of our own, as its superuser. */
export type RestoreTarget = {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
};

const ARCHIVE = 'PGDMP';
const SCRIPT = '-- PostgreSQL database dump';
const SCRIPT_END = '-- PostgreSQL database dump complete';
const OF_A_SERVER = '-- PostgreSQL database cluster dump';
const HEAD_BYTES = 4_096;

/**
 * Recognises a dump and checks that it is complete, without a server.
 *
 * @throws TaskError, on one line, when it is not a dump that can be restored here
 */
export async function inspectDump(file: string): Promise<Dump> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new TaskError(
      error.code === 'ENOENT' ? `${file} does not exist` : `${file} cannot be read: ${error.message}`,
    );
  });
  const dump = found.isDirectory() ? await inspectFolder(file) : await inspectFile(file, found.size);
  if (dump.program === 'pg_restore') await readArchive(dump);
  else await readScript(dump);
  return dump;
}

async function inspectFolder(folder: string): Promise<Dump> {
  const names = await readdir(folder);
  if (!names.includes('toc.dat')) throw new TaskError(`${folder} is not a dump: it has no toc.dat`);
  return { path: folder, program: 'pg_restore', gzipped: false };
}

async function inspectFile(file: string, size: number): Promise<Dump> {
  if (size === 0) throw new TaskError(`${file} is empty`);
  const start = await startOf(file, HEAD_BYTES);
  const gzipped = start[0] === 0x1f && start[1] === 0x8b;
  const head = (gzipped ? await unpackedStartOf(file) : start).toString('latin1');
  if (head.startsWith(ARCHIVE) || head.startsWith('toc.dat\0'))
    return { path: file, program: 'pg_restore', gzipped };
  if (head.includes(OF_A_SERVER))
    throw new TaskError(`${file} is a pg_dumpall dump of a whole server. Use pg_dump to dump the database`);
  if (head.includes(SCRIPT)) return { path: file, program: 'psql', gzipped };
  throw new TaskError(`${file} is not a pg_dump dump`);
}

async function startOf(file: string, bytes: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function unpackedStartOf(file: string): Promise<Buffer> {
  const unpacked = createReadStream(file).pipe(createGunzip());
  // Damage further on is reported when the file is read in full.
  unpacked.on('error', () => undefined);
  for await (const chunk of unpacked) return (chunk as Buffer).subarray(0, HEAD_BYTES);
  return Buffer.alloc(0);
}

/** Reads an archive to its end and discards the output: pg_restore reports one that is cut off or in another format. */
async function readArchive(dump: Dump): Promise<void> {
  const { code, errors } = await run(dump, ['--file=/dev/null']);
  if (code !== 0) throw new TaskError(`${dump.path} cannot be read: ${errors[0] ?? 'pg_restore failed'}`);
}

/** The last lines of a script show that it is complete. */
async function readScript({ path: file, gzipped }: Dump): Promise<void> {
  let tail = Buffer.alloc(0);
  const keepTail = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) tail = Buffer.concat([tail, chunk]).subarray(-HEAD_BYTES);
  };
  try {
    if (gzipped) await pipeline(createReadStream(file), createGunzip(), keepTail);
    else await pipeline(createReadStream(file), keepTail);
  } catch (error) {
    throw new TaskError(`${file} cannot be read: ${(error as Error).message}`);
  }
  if (!tail.toString('latin1').includes(SCRIPT_END))
    throw new TaskError(`${file} is incomplete: it does not end with “PostgreSQL database dump complete”`);
}

// A missing role loses no row, and other missing objects show when the structures are compared.
const HARMLESS = /(does not exist|already exists|unrecognized configuration parameter)/;

/**
 * Restores a dump into an empty database, as its superuser. Returns the errors that matter.
 *
 * @throws TaskError when the program is missing
 */
export async function restoreDump(dump: Dump, target: RestoreTarget): Promise<readonly string[]> {
  const connection = [
    `--host=127.0.0.1`,
    `--port=${target.port}`,
    `--username=${target.user}`,
    `--dbname=${target.database}`,
    '--no-password',
  ];
  const { code, errors } = await run(
    dump,
    dump.program === 'psql'
      ? [...connection, '--no-psqlrc', '--quiet', '--output=/dev/null']
      : [...connection, '--no-owner'],
    { PGPASSWORD: target.password },
  );
  // psql exits with 0 after errors it continues from; any other code means that it stopped early.
  if (dump.program === 'psql' && code !== 0) return errors.length > 0 ? errors : [`psql ended with ${code}`];
  return errors.filter((line) => !HARMLESS.test(line));
}

/** Runs the program on the dump. `errors`: its error messages, one line each, without prefixes. */
async function run(
  { program, path: file, gzipped }: Dump,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ readonly code: number | null; readonly errors: readonly string[] }> {
  const asFile = program === 'pg_restore' && !gzipped;
  const child = spawn(program, asFile ? [...args, path.resolve(file)] : args, {
    stdio: [asFile ? 'ignore' : 'pipe', 'ignore', 'pipe'],
    // In English, because errors are matched by their text, and without settings meant for another server.
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '/',
      LC_ALL: 'C',
      NODE_ENV: 'production',
      ...env,
    },
  });
  running.add(child);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const { stderr } = child;
  if (!stderr) throw new Error(`${program} has no way to say what is wrong`);
  const errors: string[] = [];
  const listening = (async () => {
    for await (const line of createInterface({ input: stderr }))
      if (/(ERROR|FATAL): |: error: /.test(line))
        errors.push(line.replace(/^.*?(ERROR: |FATAL: |error: )\s*/, '').trim());
  })();
  if (child.stdin) {
    const source = createReadStream(file);
    const feeding = gzipped ? pipeline(source, createGunzip(), child.stdin) : pipeline(source, child.stdin);
    // A program that ends early reports its own reason.
    feeding.catch(() => undefined);
  }
  try {
    const code = await ended;
    await listening;
    return { code, errors };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new TaskError(
      `${program} is not installed. Install the PostgreSQL client, for example: sudo apt-get install postgresql-client`,
    );
  } finally {
    running.delete(child);
  }
}

const running = new Set<ReturnType<typeof spawn>>();

/** Kills the restores under way. */
export function stopRestoring(): void {
  for (const child of running) child.kill('SIGKILL');
}
