import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

const FLAGS = [
  '--disable-warning=ExperimentalWarning',
  // MB, for each half of the space of new objects. Node's own 64 takes 100 to 200 MB more, and pages come no sooner.
  '--max-semi-space-size=16',
];

export type ServerProcess = {
  readonly pid: number;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number>;
  /** Tells it to load the application. Call it once the build exists. */
  load(): void;
  /** Tells it to listen with these settings. False if it ended instead. */
  answer(settings: Record<string, string>): Promise<boolean>;
  stop(): void;
};

/**
 * Starts serve.ts in two steps, so that the slow loading of the application overlaps the start of the database.
 *
 * @param flags further flags of Node
 */
export function startServer(flags: readonly string[] = []): ServerProcess {
  const child = spawn(process.execPath, [...FLAGS, ...flags, 'lib/tasks/serve.ts'], {
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  const answers = new Promise<true>((resolve) => child.once('message', () => resolve(true)));
  return {
    pid: child.pid ?? 0,
    ended,
    load: () => void child.send('load'),
    answer: async (settings) => {
      child.send(settings);
      return (await Promise.race([answers, ended])) === true;
    },
    stop: () => child.kill('SIGTERM'),
  };
}

/**
 * Resolves at the first signal to stop, or when the parent, run.mjs, has gone. npm and the terminal may both signal.
 */
export function stopRequested(): Promise<void> {
  return new Promise((resolve) => {
    for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(event, () => resolve());
  });
}

/** Why no server can listen on a port, locally or on all interfaces. Null if one can. */
export async function portProblem(port: number): Promise<string | null> {
  for (const host of ['127.0.0.1', '::']) {
    const problem = listeningProblem(port, await tryToListen(port, host));
    if (problem) return problem;
  }
  return null;
}

function tryToListen(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    probe.listen({ port, host, ipv6Only: host === '::' }, () => probe.close(() => resolve(undefined)));
  });
}

/** Explains the error code of a failed listener. Null for other codes, such as those of a machine without IPv6. */
export function listeningProblem(port: number, code: string | undefined): string | null {
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use. Stop the other program or choose another port, for example PORT=${port === 65_535 ? port - 1 : port + 1}.`;
  if (code === 'EACCES')
    return `Port ${port} is not for ordinary users. Choose port 1024 or higher, for example PORT=3000, behind a reverse proxy.`;
  return null;
}
