import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { compared, inRounds, type Row } from './measure.ts';

const ROUNDS = 5;
const LIMIT_MS = 120_000;
const LOOK_EVERY_MS = 10;

/**
 * Time from the command to the first "ready" of a demo with its data loaded, against `next start` of the same build.
 */
export async function benchStartUp(
  settings: Readonly<Record<string, string>>,
  { demoDataDir, port }: { readonly demoDataDir: string; readonly port: number },
  running: Set<ChildProcess>,
): Promise<Row> {
  const demo = () =>
    timeToReady(['lib/tasks/run.mjs', 'demo'], { DATA_DIR: demoDataDir, PORT: String(port) }, port, running);
  const next = () =>
    timeToReady(
      ['node_modules/next/dist/bin/next', 'start', '--port', String(port)],
      { ...settings, NEXTAUTH_URL: `http://localhost:${port}` },
      port,
      running,
    );
  await demo();
  await next();
  const pairs = await inRounds(ROUNDS, { measured: demo, baseline: next });
  return compared('Second start of the demo to ready, and next start', pairs, {
    format: (value) => `${(value / 1000).toFixed(2)} s`,
    limit: { atMost: 1.5 },
  });
}

async function timeToReady(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  port: number,
  running: Set<ChildProcess>,
): Promise<number> {
  const { PATH = '', HOME = '' } = process.env;
  const start = performance.now();
  const child = spawn(process.execPath, args, {
    env: { PATH, HOME, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  running.add(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    while (!(await isReady(port))) {
      if (child.exitCode !== null || performance.now() - start > LIMIT_MS) {
        throw new Error(`${args.join(' ')} did not become ready`);
      }
      await sleep(LOOK_EVERY_MS);
    }
    return performance.now() - start;
  } finally {
    child.kill('SIGTERM');
    await ended;
    running.delete(child);
  }
}

async function isReady(port: number): Promise<boolean> {
  const response = await fetch(`http://localhost:${port}/api/health/ready`).catch(() => null);
  await response?.arrayBuffer();
  return response?.status === 200;
}
