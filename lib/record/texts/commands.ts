import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import type { SystemContext } from '#lib/platform/access/context.ts';
import { unchanged, writeAs } from '#lib/platform/audit/write.ts';
import type { Transaction } from '#lib/platform/db/client.ts';
import { env } from '#lib/platform/env.ts';
import type { ReadFile } from '#lib/platform/reading/worker.ts';
import { lockItemOfFile } from '#lib/record/evidence/life-rows.ts';
import type { ScanState } from '#lib/record/evidence/lifecycle.ts';

// What the service itself does. No event records it: the text can be read again from the file at any time.

/** A file to read. */
export type FileToRead = { readonly id: string; readonly name: string };

/** A file that was never read and, where words in pictures are read by now, one with pictures whose words were not. */
function unread() {
  const waiting = { state: 'waiting' as const };
  return { OR: env().OCR === 'on' ? [waiting, { pictures: { gt: 0 }, ocr: false }] : [waiting] };
}

/**
 * Unread files that no process has to itself and that may be opened. With a scanner, one that it has not seen may not: it
 * waits to be scanned for its first minute.
 */
function toRead(context: SystemContext) {
  const usable: ScanState[] = env().CLAMD_URL === undefined ? ['not_scanned', 'clean'] : ['clean'];
  const free = { OR: [{ takenUntil: null }, { takenUntil: { lt: context.now() } }] };
  return { councilId: context.council.id, AND: [unread(), free], file: { scan: { in: usable } } };
}

/** The oldest files to read. What was read of one before stays until it is read again. */
export function findToRead(context: SystemContext, most: number): Promise<readonly FileToRead[]> {
  return writeAs<readonly FileToRead[]>(context, async (tx) => {
    const files = await tx.fileText.findMany({
      where: toRead(context),
      orderBy: { fileId: 'asc' },
      take: most,
      select: { file: { select: { id: true, name: true } } },
    });
    return unchanged(files.map(({ file }) => file));
  });
}

/** Long enough for a step of a file's reading, and for the files before it. */
const TAKEN_MS = 10 * 60_000;

/**
 * Takes an unread file, so that no other process reads it for ten minutes. Null if it has been read, another process has
 * it, or it may not be opened.
 */
export function takeToRead(context: SystemContext, id: string): Promise<FileToRead | null> {
  const councilId = context.council.id;
  return writeAs<FileToRead | null>(context, async (tx) => {
    const { count } = await tx.fileText.updateMany({
      where: { ...toRead(context), fileId: id },
      data: { takenUntil: later(context, TAKEN_MS) },
    });
    if (count === 0) return unchanged(null);
    return unchanged(
      await tx.storedFile.findUniqueOrThrow({
        where: { councilId_id: { councilId, id } },
        select: { id: true, name: true },
      }),
    );
  });
}

/** Keeps a file for ten minutes more, while it is read. */
export function keepReading(context: SystemContext, id: string): Promise<boolean> {
  return writeAs(context, async (tx) => {
    const { count } = await tx.fileText.updateMany({
      where: { councilId: context.council.id, fileId: id, ...unread() },
      data: { takenUntil: later(context, TAKEN_MS) },
    });
    return unchanged(count > 0);
  });
}

/** A file over which this many processes were lost is not read. What was read of it before stays. */
const MAX_LOSSES = 3;

/** Puts a file back to wait. `isLost`: its process was lost, perhaps over it: then others come first. */
export function putBack(context: SystemContext, id: string, isLost: boolean): Promise<boolean> {
  const where = { councilId: context.council.id, fileId: id, ...unread() };
  return writeAs(context, async (tx) => {
    const { count } = await tx.fileText.updateMany({
      where,
      data: isLost ? { losses: { increment: 1 } } : { takenUntil: null },
    });
    const lost = { ...where, losses: { gte: MAX_LOSSES } };
    await tx.fileText.updateMany({
      where: { ...lost, state: 'waiting' },
      data: { ...ENDED, state: 'unreadable', reason: 'crashed', readAt: context.now() },
    });
    // Its pictures are not tried again.
    await tx.fileText.updateMany({
      where: { ...lost, state: { not: 'waiting' } },
      data: { ...ENDED, ocr: true },
    });
    return unchanged(count > 0);
  });
}

const ENDED = { takenUntil: null, losses: 0 } as const;
const NOTHING_READ = {
  ...{ unit: null, units: 0, unitsRead: 0, isCut: false, pictures: 0 },
  ...{ ocr: false, ocrUnits: 0, confidence: null, personalData: {} },
} as const;

/** Notes why a file could not be read, if it is unread still. */
export function noteUnreadable(context: SystemContext, id: string, reason: string): Promise<boolean> {
  return note(context, id, { ...NOTHING_READ, state: 'unreadable', reason }, []);
}

/** Notes that a kind of file has no text, if it is unread still. */
export function noteWithoutText(context: SystemContext, id: string): Promise<boolean> {
  return note(context, id, { ...NOTHING_READ, state: 'empty' }, []);
}

/** Keeps the text of a file, if it is unread still: it may have been read twice, or erased meanwhile. */
export function noteText(context: SystemContext, id: string, read: ReadFile): Promise<boolean> {
  const { unit, units, unitsRead, isCut, pages, pictures, ocr, ocrUnits, confidence, personalData } = read;
  return note(
    context,
    id,
    {
      state: pages.length > 0 ? 'read' : 'empty',
      ...{ unit, units, unitsRead, isCut, ocr, ocrUnits, confidence, personalData },
      pictures: pictures.length,
    },
    pages,
  );
}

type Noted = Parameters<Transaction['fileText']['updateMany']>[0]['data'];

function note(
  context: SystemContext,
  fileId: string,
  data: Noted,
  pages: ReadFile['pages'],
): Promise<boolean> {
  const councilId = context.council.id;
  return writeAs(context, async (tx) => {
    // So that a new version, a virus or an erasure is either seen by the search when this ends, or sees this.
    await lockItemOfFile(tx, context, fileId);
    const before = await tx.fileText.findUnique({
      where: { councilId_fileId: { councilId, fileId } },
      select: { personalData: true },
    });
    const newlyFound = !isDeepStrictEqual(before?.personalData, data.personalData);
    const { count } = await tx.fileText.updateMany({
      where: { councilId, fileId, ...unread() },
      data: { ...data, ...(newlyFound && { newlyFound }), ...ENDED, readAt: context.now() },
    });
    if (count === 0) return unchanged(false);
    await tx.filePage.deleteMany({ where: { councilId, fileId } });
    for (let at = 0; at < pages.length; at += PAGES_AT_ONCE)
      await insertPages(tx, councilId, fileId, pages.slice(at, at + PAGES_AT_ONCE));
    return unchanged(true);
  });
}

const PAGES_AT_ONCE = 200;

/** One statement for any number of them. */
async function insertPages(
  tx: Transaction,
  councilId: string,
  fileId: string,
  pages: ReadFile['pages'],
): Promise<void> {
  await tx.$executeRaw`
    insert into file_pages (council_id, file_id, number, label, body, confidence)
    select ${councilId}::uuid, ${fileId}::uuid, p.number, p.label, p.body, p.confidence
      from jsonb_to_recordset(${JSON.stringify(pages)}::jsonb)
           as p (number int, label text, body text, confidence int)`;
}

function later(context: SystemContext, ms: number): Date {
  return new Date(context.now().getTime() + ms);
}
