import 'server-only';
import { basename } from 'node:path';
import { compareWithRows, type IsKnown } from './compare-with-rows.ts';
import { fileStore } from './file-store.ts';
import type { FileStore, StoredObject } from './store.ts';

/** The result of a sweep. Lists everything left in place, except objects that are too new to remove. */
export type SweepReport = {
  /** Names of unfinished files removed from the incoming folder. */
  readonly unfinished: readonly string[];
  /** Finished files without a row that were removed. */
  readonly orphans: readonly { readonly councilId: string; readonly id: string; readonly bytes: number }[];
  /** Paths below the storage folder that are not ours. Not removed. */
  readonly unrecognised: readonly string[];
  /** Paths below the storage folder that could not be removed. */
  readonly failed: readonly { readonly path: string; readonly cause: unknown }[];
};

/**
 * Removes what a crash left behind: unfinished files, and finished files whose row was never written.
 *
 * @param options.isKnown as in `compareWithRows`
 * @param options.olderThan only objects last touched before this instant are removed. Leave an hour or more, to
 *   protect uploads in progress and files whose row is not written yet.
 * @param options.isWaiting whether the file with this id is an upload that may be continued. Its parts are kept.
 * @throws any error of `isKnown`, before any of the files in that call is removed
 *
 * @example
 * const report = await sweepOrphans({ isKnown, isWaiting, olderThan: new Date(now.getTime() - 6 * 60 * 60 * 1000) });
 */
export async function sweepOrphans(options: {
  readonly isKnown: IsKnown;
  readonly olderThan: Date;
  readonly isWaiting: (id: string) => boolean;
  readonly store?: FileStore;
}): Promise<SweepReport> {
  const { isKnown, olderThan, isWaiting, store = fileStore() } = options;
  const report = {
    unfinished: [] as string[],
    orphans: [] as { councilId: string; id: string; bytes: number }[],
    unrecognised: [] as string[],
    failed: [] as { path: string; cause: unknown }[],
  };

  const removed = (object: StoredObject) =>
    store.remove(object).catch((cause: unknown) => {
      report.failed.push({ path: object.path, cause });
      return false;
    });
  for await (const { object, hasRow } of compareWithRows(store.list(), { isKnown, olderThan })) {
    const { path, is, bytes, touchedAt, partOf } = object;
    if (is === null) report.unrecognised.push(path);
    else if (is === 'unfinished') {
      if (touchedAt >= olderThan || (partOf !== null && isWaiting(partOf))) continue;
      if (await removed(object)) report.unfinished.push(basename(path));
    } else if (hasRow === false && (await removed(object))) report.orphans.push({ ...is, bytes });
  }
  return report;
}
