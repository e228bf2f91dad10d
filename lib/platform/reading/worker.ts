import 'server-only';
import { joinPersonalData, type PersonalDataByPage } from '#lib/kernel/text/personal-data.ts';
import type { AllowedType } from '#lib/platform/storage/allowed-types.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import type { FileKey } from '#lib/platform/storage/store.ts';
import {
  type JobOutcome,
  type PoolOptions,
  sharedPool,
  type WorkerPool,
} from '#lib/platform/workers/pool.ts';
import { isPicture, PICTURE } from './kinds.ts';
import type { FileText, TextPage } from './pages.ts';
import type { TextJob, TextJobResult } from './text-job.ts';
import type { WhyUnreadable } from './unreadable.ts';

const MEGABYTE = 1024 ** 2;

/**
 * One process, as nobody waits for it. A document takes milliseconds to a few seconds. A picture is a job of its own, so
 * that other files have their turn after it, and a slow one is left out alone. A full page of A4 at 300 dots per inch
 * takes 9 seconds of a processor, and 24 to 30 seconds while the processors have three times as much to do as they can.
 */
export const TEXT_POOL: PoolOptions = {
  module: 'lib/platform/reading/text-job.ts',
  processes: 1,
  timeLimitMs: 120_000,
  memoryLimitBytes: 1_000 * MEGABYTE,
  keepBelowBytes: 300 * MEGABYTE,
  idleMs: 30_000,
  limits: { person: 10, council: 10, waiting: 1_000 },
};
/** Of one file. */
const MAX_PICTURES = 100;
/** After so many that took too long, no further ones of the file are tried. */
const MAX_SLOW = 2;

/** The text of a file, with the words in its pictures if they were looked for. */
export type ReadFile = FileText & {
  /** Whether words in pictures were looked for, in how many they were found, and how sure that is: in percent. */
  readonly ocr: boolean;
  readonly ocrUnits: number;
  readonly confidence: number | null;
  /** What seems to be in it. */
  readonly personalData: PersonalDataByPage;
};

export type ReadOutcome =
  | { readonly read: ReadFile }
  | { readonly unreadable: WhyUnreadable; readonly cause: string }
  /** It did not come to its end, through no fault of the file that is known. `isLost`: the process ended. */
  | { readonly read: null; readonly isLost: boolean; readonly cause: string };

export type TextPool = WorkerPool<TextJob, TextJobResult>;

/** Reads a stored file in a separate process; see `readText`. `ocr`: also the words in pictures. */
export async function readStored(
  file: FileKey,
  type: AllowedType,
  options: { readonly ocr: boolean; onProgress(): Promise<unknown> },
): Promise<ReadOutcome> {
  if (isPicture(type) && !options.ocr) return { read: { ...PICTURE, ...WITHOUT_OCR, personalData: {} } };
  const pool: TextPool = sharedPool(TEXT_POOL);
  return fileStore().withLocalFile(file, (path) => readIn(pool, { path, type }, file.councilId, options));
}

/** Reads a file in this pool; see `readStored`. */
export async function readIn(
  pool: TextPool,
  job: TextJob,
  council: string,
  { ocr, onProgress }: { readonly ocr: boolean; onProgress(): Promise<unknown> },
): Promise<ReadOutcome> {
  const run = (input: TextJob) => pool.run(async () => input, { council, person: council });
  const first = await run(job);
  if (first.outcome !== 'done') return unfinished(first);
  if ('unreadable' in first.result) return { unreadable: first.result.unreadable, cause: '' };
  if (!('text' in first.result)) return { read: null, isLost: false, cause: 'no text' };
  const { text } = first.result;
  let { personalData } = first.result;
  if (!ocr || text.pictures.length === 0) return { read: { ...text, ...WITHOUT_OCR, ocr, personalData } };

  const words: TextPage[] = [];
  let failure: ReadOutcome | null = null;
  let slow = 0;
  for (const number of text.pictures.slice(0, MAX_PICTURES)) {
    if (slow === MAX_SLOW) break;
    await onProgress();
    const next = await run({ ...job, pictures: [number] });
    if (next.outcome === 'done' && 'words' in next.result) {
      words.push(...next.result.words);
      personalData = joinPersonalData(personalData, next.result.personalData);
    } else if (next.outcome === 'crashed' || next.outcome === 'full') return unfinished(next);
    // Pages that cannot be drawn or take too long are left out: the others are of use.
    else if (next.outcome !== 'done') failure ??= unfinished(next);
    if (next.outcome === 'timed-out') slow += 1;
  }
  if (failure && text.pages.length === 0 && words.length === 0) return failure;
  return { read: { ...withWords(text, words), personalData } };
}

const WITHOUT_OCR = { ocr: false, ocrUnits: 0, confidence: null } as const;

function withWords(text: FileText, words: readonly TextPage[]): Omit<ReadFile, 'personalData'> {
  const pages = [...text.pages, ...words].toSorted((one, other) => one.number - other.number);
  const sure = words.reduce((sum, { confidence }) => sum + (confidence ?? 0), 0);
  return {
    ...text,
    pages,
    isCut: text.isCut || text.pictures.length > MAX_PICTURES,
    ocr: true,
    ocrUnits: words.length,
    confidence: words.length === 0 ? null : Math.round(sure / words.length),
  };
}

function unfinished(job: Exclude<JobOutcome<TextJobResult>, { outcome: 'done' }>): ReadOutcome {
  switch (job.outcome) {
    case 'timed-out':
      return { unreadable: 'timed-out', cause: '' };
    case 'out-of-memory':
      return { unreadable: 'too-complex', cause: '' };
    case 'failed':
      return { unreadable: 'damaged', cause: job.message };
    case 'crashed':
      return { read: null, isLost: true, cause: job.message };
    default:
      return { read: null, isLost: false, cause: job.outcome };
  }
}
