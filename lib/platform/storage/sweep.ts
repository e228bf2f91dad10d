import 'server-only';
import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { validate as isUuid } from 'uuid';
import { councilFolder, INCOMING, incomingFolder, PART_ENDING, storageRoot } from './location.ts';
import { systemCode } from './storage-error.ts';

/** What a sweep did. Nothing is silent: what was left alone for another reason than its age is listed too. */
export type SweepReport = {
  /** Names of unfinished files removed from the incoming folder. */
  readonly unfinished: readonly string[];
  /** Published files without a row that were removed. */
  readonly orphans: readonly { readonly councilId: string; readonly id: string; readonly bytes: number }[];
  /** Paths, below the storage folder, that are none of ours. Left alone. */
  readonly unrecognised: readonly string[];
  /** Paths, below the storage folder, that should have been removed and could not be. */
  readonly failed: readonly { readonly path: string; readonly cause: unknown }[];
};

const ROWS_AT_ONCE = 500;

/**
 * Removes what a crash left behind: unfinished files, and published files whose row was never written.
 *
 * @param options.isKnown which of these file ids have a row in this council. Asked for at most 500 at once.
 * @param options.olderThan only what was last touched before this instant is removed. Leave an hour or more, so that
 *   an upload that is going on, and a file between its publishing and its row, are safe.
 * @throws whatever `isKnown` throws; nothing of the files it was asked about is removed then
 *
 * @example
 * const report = await sweepOrphans({ isKnown, olderThan: new Date(now.getTime() - 6 * 60 * 60 * 1000) });
 */
export async function sweepOrphans(options: {
  readonly isKnown: (councilId: string, ids: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly olderThan: Date;
}): Promise<SweepReport> {
  const { isKnown, olderThan } = options;
  const report = {
    unfinished: [] as string[],
    orphans: [] as { councilId: string; id: string; bytes: number }[],
    unrecognised: [] as string[],
    failed: [] as { path: string; cause: unknown }[],
  };

  for (const name of await namesIn(incomingFolder())) {
    const path = join(INCOMING, name);
    if (!name.endsWith(PART_ENDING)) report.unrecognised.push(path);
    else if ((await bytesIfOlder(path, olderThan)) !== null && (await remove(path, report.failed)))
      report.unfinished.push(name);
  }

  for (const councilId of await namesIn(storageRoot())) {
    if (councilId === INCOMING) continue;
    if (!isUuid(councilId)) {
      report.unrecognised.push(councilId);
      continue;
    }
    const old = new Map<string, number>();
    for (const id of await namesIn(councilFolder(councilId))) {
      const bytes = isUuid(id) ? await bytesIfOlder(join(councilId, id), olderThan) : null;
      if (!isUuid(id)) report.unrecognised.push(join(councilId, id));
      if (bytes !== null) old.set(id, bytes);
    }
    const ids = [...old.keys()];
    for (let at = 0; at < ids.length; at += ROWS_AT_ONCE) {
      const asked = ids.slice(at, at + ROWS_AT_ONCE);
      const known = await isKnown(councilId, asked);
      for (const id of asked) {
        if (!known.has(id) && (await remove(join(councilId, id), report.failed)))
          report.orphans.push({ councilId, id, bytes: old.get(id) ?? 0 });
      }
    }
  }
  return report;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Length of a file that was last written or renamed before an instant; `null` when it is newer, gone, or a folder. */
async function bytesIfOlder(path: string, olderThan: Date): Promise<number | null> {
  try {
    const found = await stat(join(storageRoot(), path));
    const touched = Math.max(found.mtimeMs, found.ctimeMs);
    return found.isFile() && touched < olderThan.getTime() ? found.size : null;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function remove(path: string, failed: { path: string; cause: unknown }[]): Promise<boolean> {
  try {
    await unlink(join(storageRoot(), path));
    return true;
  } catch (cause) {
    if (systemCode(cause) !== 'ENOENT') failed.push({ path, cause });
    return false;
  }
}
