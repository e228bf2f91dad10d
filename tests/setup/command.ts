import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { SETTINGS } from '#lib/platform/env.ts';

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string };
export type Settings = Readonly<Record<string, string>>;
type Place = { readonly cwd?: string };

/** Runs a shell command to its end, with these settings and no others. */
export async function run(
  command: string,
  settings: Settings,
  { input = '', ...place }: Place & { readonly input?: string } = {},
): Promise<Ended> {
  const child = start(command, settings, place);
  child.stdin?.on('error', () => undefined); // a command that refuses at once does not read it
  child.stdin?.end(input);
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err] = await Promise.all(
    [child.stdout, child.stderr].map((stream) => (stream ? text(stream) : '')),
  );
  return { code: await code, out: out ?? '', err: err ?? '' };
}

export type Service = {
  /** Printed lines. */
  readonly lines: readonly string[];
  /** Asks it to stop. Resolves with the exit code. */
  stop(): Promise<number | null>;
};

/**
 * Runs npm start, or a substitute, until it serves.
 *
 * @throws Error with its output when it ends before
 */
export async function startServing(command: string, settings: Settings, place: Place = {}): Promise<Service> {
  const child = start(command, settings, place);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const lines: string[] = [];
  const serving = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      if (stream)
        createInterface({ input: stream }).on('line', (line) => {
          lines.push(line);
          if (line.startsWith('Serving ')) resolve();
        });
  });
  await Promise.race([
    serving,
    ended.then((code) => {
      throw new Error(`It ended with ${code}:\n${lines.join('\n')}`);
    }),
  ]);
  return {
    lines,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

function start(command: string, settings: Settings, { cwd }: Place): ChildProcess {
  const env: NodeJS.ProcessEnv = { ...process.env, ...settings, NODE_OPTIONS: '' };
  for (const name of [...SETTINGS, 'HOST']) if (!(name in settings)) delete env[name];
  return spawn('sh', ['-c', `exec ${command}`], { env, ...(cwd && { cwd }), stdio: 'pipe' });
}
