import { createHash } from 'node:crypto';
import { knownFiles } from '#lib/background/known-files.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { MAX_LINES } from '#lib/platform/audit/verify.ts';
import { inCouncil } from '#lib/platform/db/in-council.ts';
import { compareWithRows } from '#lib/platform/storage/compare-with-rows.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { findDamage, findErased } from '#lib/platform/storage/intact.ts';
import type { FileKey, FileStore } from '#lib/platform/storage/store.ts';

type Council = { readonly id: string; readonly slug: string };

const FILES_AT_ONCE = 500;

/** A row of a file. `isGone`: its bytes must not be there. */
type FileRow = {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly isGone: boolean;
};

/** Compares the files of a council's rows with their fingerprints: of evidence, of packs and of draft reports. Returns how many there are. */
export async function verifyFiles(
  { id: councilId, slug }: Council,
  wrong: (line: string) => void,
): Promise<number> {
  let checked = 0;
  let damaged = 0;
  const count = await inCouncil(
    councilId,
    async (tx) =>
      (await tx.storedFile.count({ where: { councilId, erasedAt: null } })) +
      (await tx.packFile.count({ where: { councilId, removedAt: null } })) +
      (await tx.reportFile.count({ where: { councilId, removedAt: null } })),
  );
  if (count > 0 && !(await fileStore().holds())) {
    wrong(
      `${slug}: there is nothing in ${fileStore().place}, so ${formatCount(count, 'file')} could not be compared. Check DATA_DIR and STORAGE_URL.`,
    );
    return 0;
  }
  for (const rowsAfter of [evidenceAfter, packsAfter, reportsAfter]) {
    let batch: readonly FileRow[] = [];
    do {
      batch = await rowsAfter(councilId, batch.at(-1)?.id);
      for (const { id, name, bytes, sha256, isGone } of batch) {
        const damage = isGone
          ? await findErased({ councilId, id })
          : await findDamage({ councilId, id, bytes, sha256 });
        if (damage) damaged += 1;
        if (damage && damaged <= MAX_LINES) wrong(`${slug}: ${name}: ${damage}.`);
        if (!isGone) checked += 1;
      }
    } while (batch.length === FILES_AT_ONCE);
  }
  if (damaged > MAX_LINES) wrong(`${slug}: and ${damaged - MAX_LINES} more files.`);
  return checked;
}

async function evidenceAfter(councilId: string, after: string | undefined): Promise<readonly FileRow[]> {
  const rows = await inCouncil(councilId, (tx) =>
    tx.storedFile.findMany({
      where: { councilId, ...(after && { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take: FILES_AT_ONCE,
      select: {
        ...{ id: true, bytes: true, sha256: true, erasedAt: true },
        version: { select: { item: { select: { number: true } } } },
      },
    }),
  );
  return rows.map(({ id, bytes, sha256, erasedAt, version }) => ({
    ...{ id, sha256, bytes: Number(bytes), isGone: erasedAt !== null },
    name: version ? `E${version.item.number}` : `file ${id}`,
  }));
}

async function packsAfter(councilId: string, after: string | undefined): Promise<readonly FileRow[]> {
  const rows = await inCouncil(councilId, (tx) =>
    tx.packFile.findMany({
      where: { councilId, ...(after && { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take: FILES_AT_ONCE,
      select: {
        ...{ id: true, bytes: true, sha256: true, removedAt: true },
        pack: { select: { number: true } },
      },
    }),
  );
  return rows.map(({ id, bytes, sha256, removedAt, pack }) => ({
    ...{ id, sha256, bytes: Number(bytes), isGone: removedAt !== null },
    name: `pack ${pack.number}`,
  }));
}

async function reportsAfter(councilId: string, after: string | undefined): Promise<readonly FileRow[]> {
  const rows = await inCouncil(councilId, (tx) =>
    tx.reportFile.findMany({
      where: { councilId, ...(after && { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take: FILES_AT_ONCE,
      select: { id: true, bytes: true, sha256: true, removedAt: true },
    }),
  );
  return rows.map(({ id, bytes, sha256, removedAt }) => ({
    ...{ id, sha256, bytes: Number(bytes), isGone: removedAt !== null },
    name: `draft report ${id}`,
  }));
}

/** Younger files may be waiting for their rows. The sweep removes older ones. */
const WAIT_MS = 2 * 60 * 60_000;

export type Listing = {
  /** Finished files. */
  readonly files: number;
  readonly unfinished: number;
  /** Names of finished files that should have a row, and have none. */
  readonly withoutRow: readonly string[];
  /** Names that are not ours. */
  readonly unknown: readonly string[];
};

/** Compares what the store has with the rows. */
export async function listStore(asOf: Date): Promise<Listing> {
  const listing = { files: 0, unfinished: 0, withoutRow: [] as string[], unknown: [] as string[] };
  const olderThan = new Date(asOf.getTime() - WAIT_MS);
  for await (const { object, hasRow } of compareWithRows(fileStore().list(), {
    isKnown: knownFiles,
    olderThan,
  })) {
    if (object.is === null) listing.unknown.push(object.path);
    else if (object.is === 'unfinished') listing.unfinished += 1;
    else listing.files += 1;
    if (hasRow === false) listing.withoutRow.push(object.path);
  }
  return listing;
}

async function hasRow({ councilId, id }: FileKey): Promise<boolean> {
  return (await knownFiles(councilId, [id])).has(id);
}

export type Moved = {
  readonly copied: number;
  readonly there: number;
  readonly bytes: number;
  /** Files that could not be copied. Both stores are as they were. */
  readonly failed: readonly { readonly path: string; readonly cause: unknown }[];
};

/** Failures one after another after which a store is taken to be away. */
const FAILURES = 5;

/**
 * Copies each finished file with a row to another store, unless that has it already, and compares it with its original.
 * Nothing is removed from the first store. Stopped at any point, it goes on from there.
 *
 * @param onCopied called after each copy, for progress
 * @throws the error of a file if it is the fifth to fail in a row
 */
export async function copyFiles(
  from: FileStore,
  to: FileStore,
  onCopied: (moved: Moved) => void = () => {},
): Promise<Moved> {
  const moved = { copied: 0, there: 0, bytes: 0, failed: [] as { path: string; cause: unknown }[] };
  let failures = 0;
  for await (const { path, is: file, bytes } of from.list()) {
    if (file === null || file === 'unfinished' || !(await hasRow(file))) continue;
    const done = await copyFile(file, bytes, { from, to }).catch((cause: unknown) => ({ cause }));
    if (!(await hasRow(file))) {
      // Erased meanwhile, perhaps before its copy was there to be removed.
      await to.abandon(file);
      await to.remove(file);
    } else if (done === 'there') moved.there += 1;
    else if (done === 'copied') {
      moved.copied += 1;
      moved.bytes += bytes;
      onCopied(moved);
    } else {
      moved.failed.push({ path, ...done });
      failures += 1;
      if (failures === FAILURES) throw done.cause;
      continue;
    }
    failures = 0;
  }
  return moved;
}

async function copyFile(
  file: FileKey,
  bytes: number,
  { from, to }: { readonly from: FileStore; readonly to: FileStore },
): Promise<'there' | 'copied'> {
  if ((await to.size(file)) === bytes) return 'there';
  const hash = createHash('sha256');
  async function* hashed() {
    for await (const piece of from.read(file, { from: 0, to: bytes - 1 })) {
      hash.update(piece);
      yield piece;
    }
  }
  // What an earlier run had received of it.
  await to.abandon(file);
  await to.append(file, 0, hashed());
  const copy = await to.finish(file);
  await to.sync(file);
  if (copy.sha256 === hash.digest('hex')) return 'copied';
  await to.remove(file);
  throw new Error(`the copy of file ${file.id} differs from it`);
}
