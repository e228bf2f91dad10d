import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#lib/tasks/free-port.ts';
import { TIME_ZONE } from './environment.ts';

export type Demo = {
  /** Its address, such as http://localhost:40123. */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** Stops it as Ctrl-C would. Resolves with the exit code. */
  stop(): Promise<number>;
  /** Kills the program as a power cut would. Its PostgreSQL keeps running, as after any kill -9. */
  kill(): Promise<void>;
};

const START_LIMIT_MS = 5 * 60_000;

/** Runs the demo on a data folder, on a free port by default, and waits until it is ready. */
export async function startDemo(dataDir: string, settings: Record<string, string> = {}): Promise<Demo> {
  const root = path.resolve(import.meta.dirname, '../..');
  const port = settings.PORT ? Number(settings.PORT) : await freePort();
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATA_DIR: dataDir,
    TZ: TIME_ZONE,
    ...settings,
    PORT: String(port),
  };
  for (const name of ['DATABASE_URL', 'MIGRATION_DATABASE_URL', 'NEXTAUTH_URL', 'NODE_OPTIONS', 'HOST']) {
    if (!(name in settings)) delete env[name];
  }
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--disable-warning=ExperimentalWarning', 'lib/tasks/demo.ts'],
    { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const output: string[] = [];
  const exited = once(child, 'exit');
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line);
        if (line.startsWith('Ready: ')) resolve();
      });
    }
    exited.then(() => reject(new Error(`The demo did not start:\n${output.join('\n')}`)), reject);
  });
  const late = sleep(START_LIMIT_MS, undefined, { ref: false }).then(() => {
    throw new Error(`The demo was not ready in time:\n${output.join('\n')}`);
  });
  await Promise.race([ready, late]);
  return {
    url: `http://localhost:${port}`,
    port,
    dataDir,
    stop: async () => {
      child.kill('SIGINT');
      const [code] = await exited;
      return Number(code);
    },
    kill: async () => {
      // The demo leads a process group that does not include its PostgreSQL.
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
      await exited;
    },
  };
}
