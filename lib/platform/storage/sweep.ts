import 'server-only';
import { basename } from 'node:path';
import { fileStore } from './file-store.ts';
import type { StoredObject } from './store.ts';

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

const ROWS_AT_ONCE = 500;

/**
 * Removes what a crash left behind: unfinished files, and finished files whose row was never written.
 *
 * @param options.isKnown which of these file ids have a row in this council. Called with at most 500 ids.
 * @param options.olderThan only objects last touched before this instant are removed. Leave an hour or more, to
 *   protect uploads in progress and files whose row is not written yet.
 * @param options.isWaiting whether the file with this id is an upload that may be continued. Its parts are kept.
 * @throws any error of `isKnown`, before any of the files in that call is removed
 *
 * @example
 * const report = await sweepOrphans({ isKnown, isWaiting, olderThan: new Date(now.getTime() - 6 * 60 * 60 * 1000) });
 */
export async function sweepOrphans(options: {
  readonly isKnown: (councilId: string, ids: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly olderThan: Date;
  readonly isWaiting: (id: string) => boolean;
}): Promise<SweepReport> {
  const { isKnown, olderThan, isWaiting } = options;
  const report = {
    unfinished: [] as string[],
    orphans: [] as { councilId: string; id: string; bytes: number }[],
    unrecognised: [] as string[],
    failed: [] as { path: string; cause: unknown }[],
  };

  const removed = (object: StoredObject) =>
    fileStore()
      .remove(object)
      .catch((cause: unknown) => {
        report.failed.push({ path: object.path, cause });
        return false;
      });
  const sweepFiles = async (councilId: string, files: ReadonlyMap<string, StoredObject>) => {
    const known = await isKnown(councilId, [...files.keys()]);
    for (const [id, file] of files) {
      if (!known.has(id) && (await removed(file))) report.orphans.push({ councilId, id, bytes: file.bytes });
    }
  };

  let council = '';
  let old = new Map<string, StoredObject>();
  for await (const object of fileStore().list()) {
    const { path, is, touchedAt, partOf } = object;
    if (is === null) report.unrecognised.push(path);
    else if (touchedAt >= olderThan) continue;
    else if (is === 'unfinished') {
      if (partOf !== null && isWaiting(partOf)) continue;
      if (await removed(object)) report.unfinished.push(basename(path));
    } else {
      if (old.size > 0 && (old.size === ROWS_AT_ONCE || is.councilId !== council)) {
        await sweepFiles(council, old);
        old = new Map();
      }
      council = is.councilId;
      old.set(is.id, object);
    }
  }
  if (old.size > 0) await sweepFiles(council, old);
  return report;
}
