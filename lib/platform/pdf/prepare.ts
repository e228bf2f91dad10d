import 'server-only';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { attempt } from '#lib/platform/workers/attempt.ts';
import {
  type JobRequest,
  type PoolOptions,
  sharedPool,
  type WorkerPool,
} from '#lib/platform/workers/pool.ts';
import type { PrepareAnswer, PreparedPage, PrepareJob, WhyNone } from './prepare-job.ts';

const MEGABYTE = 1024 ** 2;

/** PDFium takes eight times the size of a file. One at a time, as each uses a whole processor. */
export const PREPARE_POOL: PoolOptions = {
  module: 'lib/platform/pdf/prepare-job.ts',
  processes: 1,
  timeLimitMs: 60_000,
  memoryLimitBytes: 2_000 * MEGABYTE,
  keepBelowBytes: 300 * MEGABYTE,
  idleMs: 30_000,
  limits: { person: 4, council: 20, waiting: 80 },
};

export type PreparePool = WorkerPool<PrepareJob, PrepareAnswer>;

/** A PDF as pages that can be set in another one. */
export type PreparedFile =
  /** A clean PDF: only what is drawn, with annotations and filled fields, and without encryption. */
  | {
      readonly kind: 'pages';
      /** The first pages are in the first, so many in each. */
      readonly paths: readonly string[];
      readonly perFile: number;
      readonly pages: readonly PreparedPage[];
      readonly bytes: number;
    }
  /** A JPEG of each page. `layers`: the file may have hidden ones. `not set`: its pages cannot be set. */
  | {
      readonly kind: 'drawn';
      readonly paths: readonly string[];
      readonly perFile: 1;
      readonly pages: readonly PreparedPage[];
      readonly bytes: number;
      readonly why: 'layers' | 'not set';
    }
  | { readonly kind: 'none'; readonly why: WhyNone };

export type { PreparedPage } from './prepare-job.ts';

/**
 * Prepares a PDF on the disk for a bundle. Links are listed; nothing else that acts when a file is opened or used is in
 * what it gives. Runs in a separate process, one file at a time.
 *
 * @param into - a folder for the result and nothing else. It is made if it is not there
 * @returns `busy`: too many others wait, or the request was aborted
 */
export function preparePdf(path: string, into: string, request: JobRequest): Promise<PreparedFile | 'busy'> {
  return prepareIn(sharedPool(PREPARE_POOL), path, into, request);
}

/** Prepares a PDF in this pool; see `preparePdf`. */
export async function prepareIn(
  pool: PreparePool,
  path: string,
  into: string,
  request: JobRequest,
): Promise<PreparedFile | 'busy'> {
  await mkdir(into, { recursive: true, mode: 0o700 });
  const copied = join(into, 'pages.pdf');
  const answer = await answerOf(pool, { do: 'copy', path, into: copied }, request);
  if (answer === 'busy') return answer;
  if (answer.made === 'nothing') return draw(pool, path, into, request, answer);
  if (answer.made !== 'copy') return noneOf(answer);
  const { pages, fine } = answer;
  for (const some of partsOf(fine)) {
    const done = await answerOf(pool, { do: 'reduce', path: copied, pages: some }, request);
    if (done === 'busy') return done;
    if (done.made === 'none') return noneOf(done);
  }
  const files = await splitUp(pool, copied, pages.length, request);
  if (typeof files === 'string') return files;
  const sizes = pages.map(({ width, height }) => ({ width, height }));
  const { paths, perFile } = files;
  const proof = await answerOf(pool, { do: 'prove', paths, perFile, sizes }, request);
  if (proof === 'busy') return proof;
  if (proof.made === 'nothing') return draw(pool, path, into, request, { ...proof, pages });
  return proof.made === 'none' ? noneOf(proof) : { kind: 'pages', ...files, pages };
}

/** Of a file that is set in one piece. */
const SMALL_FILE = MEGABYTE;

/**
 * The compiler hashes the whole of a file for each page of it that it sets, so a large one is divided. What its pages share is
 * in each part: if that makes it much larger, it stays one.
 */
async function splitUp(pool: PreparePool, copied: string, pages: number, request: JobRequest) {
  const bytes = await sizeOf(copied);
  const whole = { paths: [copied], perFile: pages, bytes };
  const perFile = Math.ceil(pages / Math.ceil(bytes / SMALL_FILE));
  if (perFile === pages) return whole;
  const paths = Array.from({ length: Math.ceil(pages / perFile) }, (_, at) =>
    copied.replace(/\.pdf$/, `-${at + 1}.pdf`),
  );
  const answer = await answerOf(pool, { do: 'split', path: copied, perFile, paths }, request);
  if (answer === 'busy') return answer;
  const isWorthIt = answer.made === 'parts' && answer.bytes < bytes * 1.2;
  await Promise.all((isWorthIt ? [copied] : paths).map((path) => rm(path, { force: true })));
  return isWorthIt ? { paths, perFile, bytes: answer.bytes } : whole;
}

function noneOf(answer: PrepareAnswer): Extract<PreparedFile, { kind: 'none' }> {
  return { kind: 'none', why: answer.made === 'none' ? answer.why : 'damaged' };
}

/** A volume of a bundle has no more. */
const MOST_DRAWN = 1_000;
/** Pages in one job, so that others have their turn after them. Each takes a fifth of a second to draw, or two to reduce. */
const TOGETHER = 5;

function partsOf<Page>(pages: readonly Page[]): readonly (readonly Page[])[] {
  return Array.from({ length: Math.ceil(pages.length / TOGETHER) }, (_, at) =>
    pages.slice(at * TOGETHER, (at + 1) * TOGETHER),
  );
}

async function draw(
  pool: PreparePool,
  path: string,
  into: string,
  request: JobRequest,
  { pages, why }: Extract<PrepareAnswer, { made: 'nothing' }>,
): Promise<PreparedFile | 'busy'> {
  if (pages.length > MOST_DRAWN) return { kind: 'none', why: 'too many pages' };
  const pictures = pages.map((_, at) => ({ number: at + 1, into: join(into, `page-${at + 1}.jpg`) }));
  for (const some of partsOf(pictures)) {
    const answer = await answerOf(pool, { do: 'draw', path, pages: some }, request);
    if (answer === 'busy') return answer;
    if (answer.made === 'none') return noneOf(answer);
  }
  const paths = pictures.map((picture) => picture.into);
  const sizes = await Promise.all(paths.map(sizeOf));
  return { kind: 'drawn', paths, perFile: 1, pages, bytes: sizes.reduce((sum, size) => sum + size, 0), why };
}

async function answerOf(
  pool: PreparePool,
  job: PrepareJob,
  request: JobRequest,
): Promise<PrepareAnswer | 'busy'> {
  const made = await attempt(pool, job, request);
  if (made === 'busy') return made;
  return typeof made === 'string' ? { made: 'none', why: made } : made.done;
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path)).size;
}
