import 'server-only';
import { join } from 'node:path';
import { knownFrameworks } from '#lib/frameworks/known.ts';
import { throwIfFull } from '#lib/platform/workers/full-disk.ts';
import {
  type JobRequest,
  type PoolOptions,
  sharedPool,
  type WorkerPool,
} from '#lib/platform/workers/pool.ts';
import type { BundleDocument } from './bundle-document.ts';
import type { BundleAnswer, BundleJob } from './bundle-job.ts';
import type { BundlePlan, VolumeLimits } from './bundle-plan.ts';
import { PdfError } from './render-pdf.ts';

const MEGABYTE = 1024 ** 2;

/** Typst takes three times the bytes of a volume. One at a time, because each uses a whole processor. */
export const BUNDLE_POOL: PoolOptions = {
  module: 'lib/exchange/pdf/bundle-job.ts',
  processes: 1,
  timeLimitMs: 300_000,
  memoryLimitBytes: 1_500 * MEGABYTE,
  // So that a process sets all volumes of a bundle.
  keepBelowBytes: 700 * MEGABYTE,
  idleMs: 30_000,
  limits: { person: 2, council: 8, waiting: 64 },
};

/** The most that a volume may have, whatever is asked for. */
export const MOST_IN_VOLUME: VolumeLimits = { pages: 1_000, bytes: 100 * MEGABYTE };

export type BundlePool = WorkerPool<BundleJob, BundleAnswer>;

/** A volume on the disk. `firstPage` is the printed number; `pages` are those of the PDF. */
export type SetVolume = Readonly<{ volume: number; path: string; pages: number; firstPage: number }>;

export type SetBundle = Readonly<{
  volumes: readonly SetVolume[];
  /** Where everything is: of each item its volume, sheet and pages. */
  plan: BundlePlan;
  /** What the bundle leaves out, with what its limit of pages does. */
  leftOut: BundleDocument['leftOut'];
}>;

/**
 * Sets a bundle: a PDF, or several with running page numbers, each opening at full size with its bookmarks. The assessment
 * and the index are tagged; the pages of the evidence are pictures with a name, so no bundle is PDF/UA. The same content and
 * files give the same bytes.
 *
 * Runs in a separate process, one volume at a time, so that memory grows with a volume and not with the bundle.
 *
 * @param folder - has the files of the items, and gets `volume-1.pdf`, `volume-2.pdf` …
 * @param onVolume - told how many volumes are made, from 0, and of how many; false stops
 * @returns `busy`: too many others wait. `stopped`: by `onVolume`, or the request was aborted
 * @throws {PdfError}, an error with the code of a disk that is full, and any error of `onVolume`
 */
export function setBundle(
  request: JobRequest,
  bundle: BundleDocument,
  limits: VolumeLimits,
  folder: string,
  onVolume: (made: number, of: number) => Promise<boolean>,
): Promise<SetBundle | 'busy' | 'stopped'> {
  return setBundleIn(sharedPool(BUNDLE_POOL), request, bundle, limits, folder, onVolume);
}

/** Sets a bundle in this pool; see `setBundle`. */
export async function setBundleIn(
  pool: BundlePool,
  request: JobRequest,
  bundle: BundleDocument,
  limits: VolumeLimits,
  folder: string,
  onVolume: (made: number, of: number) => Promise<boolean>,
): Promise<SetBundle | 'busy' | 'stopped'> {
  const least = {
    pages: Math.min(limits.pages, MOST_IN_VOLUME.pages),
    bytes: Math.min(limits.bytes, MOST_IN_VOLUME.bytes),
  };
  const shared = { folder, frameworks: knownFrameworks() };
  const planned = await runIn(pool, request, { ...shared, do: 'plan', bundle, limits: least });
  if (typeof planned === 'string') return planned;
  if (planned === null) throw new PdfError('crashed', 'There is no plan');
  const { plan, fronts } = planned;
  const volumes: SetVolume[] = [];
  for (const { number: volume, pages, firstPage } of plan.volumes) {
    if (!(await onVolume(volumes.length, plan.volumes.length))) return 'stopped';
    const path = join(folder, `volume-${volume}.pdf`);
    const job = {
      ...shared,
      do: 'set',
      bundle: planned.bundle,
      planned: { plan, fronts },
      volume,
      path,
    } as const;
    const answer = await runIn(pool, request, job);
    if (typeof answer === 'string') return answer;
    volumes.push({ volume, path, pages, firstPage });
  }
  if (!(await onVolume(volumes.length, volumes.length))) return 'stopped';
  return { volumes, plan, leftOut: planned.bundle.leftOut };
}

async function runIn(
  pool: BundlePool,
  request: JobRequest,
  input: BundleJob,
): Promise<BundleAnswer | 'busy' | 'stopped'> {
  const job = await pool.run(async () => input, request);
  switch (job.outcome) {
    case 'done':
      return job.result;
    case 'full':
      return 'busy';
    case 'abandoned':
      return 'stopped';
    case 'failed':
      throwIfFull(job.message);
      throw new PdfError('refused', job.message);
    case 'timed-out':
    case 'out-of-memory':
      throw new PdfError(job.outcome);
    default:
      throw new PdfError('crashed', 'message' in job ? job.message : undefined);
  }
}
