import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#lib/tasks/free-port.ts';

export type DebianServer = { readonly superuserUrl: string; stop(): Promise<void> };

/**
 * Starts a separate PostgreSQL from Debian's programs, as councils run it, rather than the embedded one. Has matching
 * dump programs. With `passwords`, every role except the superuser needs one.
 */
export async function startDebianServer(
  bin: string,
  { passwords = false }: { readonly passwords?: boolean } = {},
): Promise<DebianServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'assurance-debian-'));
  const user = process.getuid?.() === 0 ? idsOf('postgres') : undefined;
  if (user) chownSync(folder, user.uid, user.gid);
  const data = path.join(folder, 'data');
  const options = {
    ...user,
    cwd: '/',
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', NODE_ENV: 'test' as const },
  };
  execFileSync(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...options, stdio: 'ignore' },
  );
  if (passwords) {
    writeFileSync(
      path.join(data, 'pg_hba.conf'),
      'host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n',
    );
  }
  const port = await freePort();
  const server = spawn(
    path.join(bin, 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      '-F',
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
    ],
    { ...options, stdio: 'ignore' },
  );
  await ready(bin, port, server);
  return {
    superuserUrl: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGQUIT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ready(bin: string, port: number, server: ChildProcess): Promise<void> {
  while (server.exitCode === null) {
    try {
      execFileSync(path.join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]);
      return;
    } catch {
      await sleep(50);
    }
  }
  throw new Error('The server did not start');
}

function idsOf(name: string): { uid: number; gid: number } {
  const [uid = 0, gid = 0] = ['-u', '-g'].map((flag) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8' })),
  );
  return { uid, gid };
}
