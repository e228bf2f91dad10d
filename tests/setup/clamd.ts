import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAnswering } from '#lib/platform/scanning/clamd.ts';
import { canScan } from '#lib/tasks/programs.ts';

// A clamd from Debian's packages, with one signature of its own: the real ones cannot be had in every place where tests
// run, and take a gigabyte of memory.

/** What the signature finds, and how clamd names it. */
export const VIRUS = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';
export const VIRUS_NAME = 'Eicar-Test-Signature.UNOFFICIAL';

export type Clamd = {
  /** As in `CLAMD_URL`. */
  readonly url: string;
  /** As a machine that loses power. */
  kill(): Promise<void>;
  /** At the same address, if it does not run. */
  start(): Promise<void>;
  /** Has it hang until `resume`. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
};

/** Whether tests that need clamd can run here. Where all tests must run they do, and fail without it. */
export const hasClamd = canScan() || process.env.CI === 'true';

/** @param lines - further lines of clamd.conf */
export async function startClamd(lines: readonly string[] = ['AlertExceedsMax yes']): Promise<Clamd> {
  const folder = await mkdtemp(path.join(tmpdir(), 'clamd-'));
  const socket = path.join(folder, 'clamd.ctl');
  const url = `unix://${socket}`;
  await writeFile(
    path.join(folder, 'test.ndb'),
    `Eicar-Test-Signature:0:*:${Buffer.from(VIRUS).toString('hex')}\n`,
  );
  const conf = path.join(folder, 'clamd.conf');
  const all = [`DatabaseDirectory ${folder}`, `LocalSocket ${socket}`, 'Foreground yes', ...lines];
  await writeFile(conf, `${all.join('\n')}\n`);
  let server: ChildProcess | undefined;
  const isRunning = () => server?.exitCode === null && server.signalCode === null;
  const start = async () => {
    if (isRunning()) return;
    server = spawn('/usr/sbin/clamd', ['--config-file', conf], { stdio: 'ignore' });
    while (!(await isAnswering(url))) {
      if (server.exitCode !== null) throw new Error(`clamd ended with ${server.exitCode}`);
      await pause(20);
    }
  };
  const kill = async () => {
    if (!server || !isRunning()) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  };
  await start();
  return {
    url,
    kill,
    start,
    pause: () => void server?.kill('SIGSTOP'),
    resume: () => void server?.kill('SIGCONT'),
    async stop() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
