import 'server-only';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PackDocument } from './pack-document.ts';
import type { PaperDocument } from './paper-document.ts';
import type { PdfDocument, RenderAnswer, RenderRequest } from './worker.ts';

/**
 * Why a PDF was not made.
 *
 * - `refused`: the compiler did not accept the content. The same document will be refused again.
 * - `crashed`: the worker ended before it answered. Trying again starts a new one.
 * - `timed-out`: the render took longer than its limit. Trying again starts a new worker.
 */
export type PdfErrorKind = 'refused' | 'crashed' | 'timed-out';

/** The only error that making a PDF throws. `cause` has the compiler's words, which can quote the document's text. */
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
  document: PdfDocument;
  resolve: (pdf: Uint8Array) => void;
  reject: (error: PdfError) => void;
}>;

/** Makes PDFs one at a time, in a worker thread of its own. */
export type PdfRenderer = Readonly<{
  render: (document: PdfDocument) => Promise<Uint8Array>;
  /** Ends the worker. The next render starts a new one. */
  stop: () => Promise<void>;
}>;

/**
 * Makes a renderer with a worker of its own, started by the first render and kept warm. Renders go one at a time, in
 * the order asked. The worker never keeps the process alive while nothing is being made.
 */
export function createPdfRenderer(options: { workerPath: string; timeLimitMs: number }): PdfRenderer {
  const waiting: Job[] = [];
  let current: { job: Job; number: number; timer: NodeJS.Timeout } | null = null;
  let worker: Worker | null = null;
  let jobs = 0;

  function render(document: PdfDocument): Promise<Uint8Array> {
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
      drop(new PdfError('timed-out', `The PDF was not made within ${options.timeLimitMs} milliseconds.`));
    }, options.timeLimitMs);
    current = { job, number, timer };
    worker ??= start();
    worker.ref();
    worker.postMessage({ job: number, ...job.document } satisfies RenderRequest);
  }

  function start(): Worker {
    const started = new Worker(/* turbopackIgnore: true */ options.workerPath, {
      name: 'pdf',
      execArgv: [],
    });
    started.on('message', (answer: RenderAnswer) => {
      if (answer.job !== current?.number) return;
      if (answer.ok) finish(({ resolve }) => resolve(answer.pdf));
      else {
        const error = new PdfError('refused', 'The PDF compiler refused the document.', answer.message);
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
const shared = globalThis as typeof globalThis & { pdfRenderer?: PdfRenderer };

function render(document: PdfDocument): Promise<Uint8Array> {
  shared.pdfRenderer ??= createPdfRenderer({
    workerPath: join(/* turbopackIgnore: true */ process.cwd(), 'lib', 'pdf', 'worker.ts'),
    timeLimitMs: RENDER_TIME_LIMIT_MS,
  });
  return shared.pdfRenderer.render(document);
}

/**
 * Makes the evidence pack: a tagged PDF that conforms to PDF/UA-1 (ISO 14289-1), checked as it is written. The same
 * document gives the same bytes.
 *
 * The work is done in a worker thread that is kept warm, one PDF at a time.
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
  return render({ kind: 'pack', document });
}

/**
 * Makes the board paper: a tagged PDF of two A4 pages, the second on its side, that conforms to PDF/UA-1 as the pack does.
 * The same document gives the same bytes.
 *
 * It is two pages whatever people typed: names and lists are cut by rule, with a word that says so, and what is left
 * is set smaller until it fits.
 *
 * @param document - what the paper says
 * @returns the bytes of the PDF
 * @throws {PdfError} `refused`, `crashed` or `timed-out`
 */
export function renderPaper(document: PaperDocument): Promise<Uint8Array> {
  return render({ kind: 'paper', document });
}
