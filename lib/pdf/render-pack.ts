import 'server-only';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PackDocument } from './pack-document.ts';
import type { RenderAnswer, RenderRequest } from './worker.ts';

/**
 * Why a pack was not made.
 *
 * - `refused`: the compiler did not accept the content. The same document will be refused again.
 * - `crashed`: the worker ended before it answered. Trying again starts a new one.
 * - `timed-out`: the render took longer than its limit. Trying again starts a new worker.
 */
export type PdfErrorKind = 'refused' | 'crashed' | 'timed-out';

/** The only error that making a pack throws. `cause` has the compiler's words, which can quote the pack's text. */
export class PdfError extends Error {
  override readonly name = 'PdfError';
  readonly kind: PdfErrorKind;

  constructor(kind: PdfErrorKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

/** How long one render may take, in milliseconds. A pack of 60 items takes well under a second. */
export const RENDER_TIME_LIMIT_MS = 60_000;

type Job = Readonly<{
  document: PackDocument;
  resolve: (pdf: Uint8Array) => void;
  reject: (error: PdfError) => void;
}>;

/** Makes packs one at a time, in a worker thread of its own. */
export type PackRenderer = Readonly<{
  render: (document: PackDocument) => Promise<Uint8Array>;
  /** Ends the worker. The next render starts a new one. */
  stop: () => Promise<void>;
}>;

/**
 * Makes a renderer with a worker of its own, started by the first render and kept warm. Renders go one at a time, in
 * the order asked. The worker never keeps the process alive while nothing is being made.
 */
export function createPackRenderer(options: { workerPath: string; timeLimitMs: number }): PackRenderer {
  const waiting: Job[] = [];
  let current: { job: Job; number: number; timer: NodeJS.Timeout } | null = null;
  let worker: Worker | null = null;
  let jobs = 0;

  function render(document: PackDocument): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      waiting.push({ document, resolve, reject });
      next();
    });
  }

  function next(): void {
    if (current) return;
    const job = waiting.shift();
    if (!job) return;
    jobs += 1;
    const number = jobs;
    const timer = setTimeout(() => {
      drop(new PdfError('timed-out', `The pack was not made within ${options.timeLimitMs} milliseconds.`));
    }, options.timeLimitMs);
    current = { job, number, timer };
    worker ??= start();
    worker.ref();
    worker.postMessage({ job: number, document: job.document } satisfies RenderRequest);
  }

  function start(): Worker {
    const started = new Worker(/* turbopackIgnore: true */ options.workerPath, {
      name: 'pack',
      execArgv: [],
    });
    started.on('message', (answer: RenderAnswer) => {
      if (answer.job !== current?.number) return;
      if (answer.ok) finish(({ resolve }) => resolve(answer.pdf));
      else {
        const error = new PdfError('refused', 'The PDF compiler refused the pack.', answer.message);
        finish(({ reject }) => reject(error));
      }
    });
    const lost = (cause: unknown) => {
      if (worker === started)
        drop(new PdfError('crashed', 'The PDF worker ended before it answered.', cause));
    };
    started.on('error', lost);
    started.on('messageerror', lost);
    started.on('exit', lost);
    return started;
  }

  function finish(settle: (job: Job) => void): void {
    if (!current) return;
    clearTimeout(current.timer);
    const { job } = current;
    current = null;
    worker?.unref();
    settle(job);
    next();
  }

  /** Lets go of a worker that is lost or late, and of the render it was on. Native code may end only later. */
  function drop(error: PdfError): void {
    const dropped = worker;
    worker = null;
    dropped?.unref();
    void dropped?.terminate();
    finish(({ reject }) => reject(error));
  }

  async function stop(): Promise<void> {
    const stopped = worker;
    if (!stopped) return;
    drop(new PdfError('crashed', 'The PDF worker was stopped.'));
    await stopped.terminate();
  }

  return { render, stop };
}

// Bundlers can load this module more than once in a process; one worker is enough for all of them.
const shared = globalThis as typeof globalThis & { packRenderer?: PackRenderer };

/**
 * Makes the evidence pack: a tagged PDF that conforms to PDF/UA-1 (ISO 14289-1), checked as it is written. The same
 * document gives the same bytes.
 *
 * The work is done in a worker thread that is kept warm, one pack at a time.
 *
 * @param document - the snapshot to show
 * @returns the bytes of the PDF
 * @throws {PdfError} `refused`, `crashed` or `timed-out`
 *
 * @example
 * ```ts
 * const pdf = await renderPack(document);
 * return new Response(pdf, { headers: { 'Content-Type': 'application/pdf' } });
 * ```
 */
export function renderPack(document: PackDocument): Promise<Uint8Array> {
  shared.packRenderer ??= createPackRenderer({
    workerPath: join(/* turbopackIgnore: true */ process.cwd(), 'lib', 'pdf', 'worker.ts'),
    timeLimitMs: RENDER_TIME_LIMIT_MS,
  });
  return shared.packRenderer.render(document);
}
