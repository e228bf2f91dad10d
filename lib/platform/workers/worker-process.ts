import 'server-only';
import { spawn } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { constants, setPriority } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { OUT_OF_MEMORY_SIGNAL } from './signals.ts';

/** A process's answer to its input; see child.ts. `bytes`: its resident memory after the job. */
export type JobAnswer = { readonly bytes: number } & (
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly message: string }
);

/** An answer, or how the process was lost before it gave one. */
export type Reply =
  | ({ readonly kind: 'answer' } & JobAnswer)
  | { readonly kind: 'lost'; readonly outOfMemory: boolean; readonly message: string };

/** A process that does one job at a time. */
export type WorkerProcess = {
  /** Never rejects. Keeps this process alive until it resolves. */
  ask(input: unknown): Promise<Reply>;
  kill(): void;
  /** Whether it has ended or is being killed. */
  isLost(): boolean;
};

const STDERR_KEPT = 4_000;
const MEGABYTE = 1024 ** 2;

/**
 * Starts a worker process for a module's jobs. It gets none of the service's settings, runs at a lower priority and
 * ends with the service, even a killed one.
 */
export function startWorker(options: {
  readonly module: string;
  readonly memoryLimitBytes: number;
}): WorkerProcess {
  const root = process.cwd();
  const place = (file: string) =>
    isAbsolute(file) ? file : join(/* turbopackIgnore: true */ root, ...file.split('/'));
  const child = spawn(
    process.execPath,
    [
      // Resolves server-only modules, as in the service.
      '--conditions=react-server',
      '--disable-warning=ExperimentalWarning',
      `--max-old-space-size=${Math.ceil(options.memoryLimitBytes / MEGABYTE)}`,
      place('lib/platform/workers/child.ts'),
      place(options.module),
      String(process.pid),
      String(options.memoryLimitBytes),
    ],
    {
      cwd: root,
      env: { NODE_ENV: 'production', ...compileCache() },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    },
  );
  let isLost = false;
  let settle: ((reply: Reply) => void) | null = null;
  let stderrTail = '';

  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderrTail = (stderrTail + text).slice(-STDERR_KEPT);
  });
  child.on('message', (answer: JobAnswer) => reply({ kind: 'answer', ...answer }));
  child.on('error', (error) => lost(String(error), null));
  child.on('exit', (code, signal) => lost(`ended with ${signal ?? code}`, signal));
  lowerPriority(child.pid);
  keepAlive(false);

  function reply(value: Reply): void {
    keepAlive(false);
    settle?.(value);
    settle = null;
  }

  function lost(how: string, signal: NodeJS.Signals | null): void {
    isLost = true;
    const outOfMemory = signal === OUT_OF_MEMORY_SIGNAL || stderrTail.includes('heap out of memory');
    reply({ kind: 'lost', outOfMemory, message: `${how} ${stderrTail}`.trim() });
  }

  function keepAlive(asked: boolean): void {
    for (const handle of [child, child.channel, child.stderr as { ref?(): void; unref?(): void } | null]) {
      if (asked) handle?.ref?.();
      else handle?.unref?.();
    }
  }

  return {
    ask(input) {
      return new Promise((resolve) => {
        settle = resolve;
        keepAlive(true);
        child.send({ input }, (error) => {
          if (error) lost(String(error), null);
        });
      });
    },
    kill() {
      isLost = true;
      child.kill('SIGKILL');
    },
    isLost: () => isLost,
  };
}

/** Where this process keeps compiled modules, if it does: a process that finds them is ready in half the time. */
function compileCache() {
  const folder = getCompileCacheDir();
  return folder ? { NODE_COMPILE_CACHE: dirname(folder) } : {};
}

/** Where the system refuses, the jobs run at normal priority. */
function lowerPriority(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {}
}
