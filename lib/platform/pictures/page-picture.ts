import 'server-only';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { attempt } from '#lib/platform/workers/attempt.ts';
import { type JobRequest, type PoolOptions, sharedPool } from '#lib/platform/workers/pool.ts';
import type { PagePicture, PagePictureJob } from './page-picture-job.ts';

const MEGABYTE = 1024 ** 2;

/** A photo of 12 million pixels takes a second, one of a phone three. One at a time, as nobody waits for them. */
const PAGE_PICTURE_POOL: PoolOptions = {
  module: 'lib/platform/pictures/page-picture-job.ts',
  processes: 1,
  timeLimitMs: 60_000,
  memoryLimitBytes: 1_500 * MEGABYTE,
  keepBelowBytes: 250 * MEGABYTE,
  idleMs: 30_000,
  limits: { person: 4, council: 20, waiting: 80 },
};

/** A JPEG of each page of a picture, with their sizes in points: no larger than A4. */
export type PagePictures =
  | {
      readonly paths: readonly string[];
      readonly sizes: readonly { readonly width: number; readonly height: number }[];
      readonly bytes: number;
    }
  | 'busy'
  | 'too large'
  | 'damaged'
  | 'too many pages';

/** A volume of a bundle has no more. */
const MOST_PAGES = 1_000;

/**
 * Makes pages of a picture on the disk, upright, in a separate process.
 *
 * @param into - a folder for the result and nothing else. It is made if it is not there
 */
export async function pagePictures(
  path: string,
  isHeif: boolean,
  into: string,
  request: JobRequest,
): Promise<PagePictures> {
  const pool = sharedPool<PagePictureJob, PagePicture>(PAGE_PICTURE_POOL);
  await mkdir(into, { recursive: true, mode: 0o700 });
  const paths: string[] = [];
  const sizes: PagePicture[] = [];
  let bytes = 0;
  do {
    const file = join(into, `page-${paths.length + 1}.jpg`);
    const made = await attempt(pool, { path, isHeif, page: paths.length + 1, into: file }, request);
    if (typeof made === 'string') return made;
    if (made.done.pages > MOST_PAGES) return 'too many pages';
    paths.push(file);
    sizes.push(made.done);
    bytes += (await stat(file)).size;
  } while (paths.length < (sizes[0]?.pages ?? 0));
  return { paths, sizes: sizes.map(({ width, height }) => ({ width, height })), bytes };
}
