import 'server-only';
import type { CouncilContext, SystemContext } from '#lib/platform/access/context.ts';
import { auditedWrite, unchanged, writeAs } from '#lib/platform/audit/write.ts';
import { env } from '#lib/platform/env.ts';
import type { Verdict } from '#lib/platform/scanning/clamd.ts';
import { fileJobs } from '#lib/record/evidence/file-rows.ts';
import { lockItem, lockItemOfFile } from '#lib/record/evidence/life-rows.ts';
import type { ScanState } from '#lib/record/evidence/lifecycle.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';

/** `no scanner`: the service has none now, so the result before stands. */
export type ScanAgainResult = {
  readonly outcome: 'done' | 'unchanged' | 'no scanner' | 'erased' | 'not found';
};

/** Has the newest version of an item's file scanned again, if it was not clean. */
export function scanAgain(context: CouncilContext, reference: string): Promise<ScanAgainResult> {
  return auditedWrite<ScanAgainResult>(context, 'evidence:edit', async (db) => {
    const councilId = context.council.id;
    const item = await lockItem(db, reference);
    if (!item) return unchanged({ outcome: 'not found' });
    if (item.state === 'erased') return unchanged({ outcome: 'erased' });
    const newest = await db.tx.evidenceVersion.findFirst({
      where: { councilId, itemId: item.id },
      orderBy: { number: 'desc' },
      select: { number: true, fileId: true },
    });
    if (!newest) return unchanged({ outcome: 'unchanged' });
    if (env().CLAMD_URL === undefined) return unchanged({ outcome: 'no scanner' });
    const { count } = await db.tx.storedFile.updateMany({
      where: { councilId, id: newest.fileId, scan: { in: ['infected', 'failed'] } },
      data: { scan: 'waiting', scanAt: context.now(), scanResult: '' },
    });
    if (count === 0) return unchanged({ outcome: 'unchanged' });
    return {
      result: { outcome: 'done' },
      jobs: fileJobs(db, newest.fileId),
      event: {
        type: 'file.scan-requested',
        subject: referenceOf(item.number),
        data: { version: newest.number },
      },
    };
  });
}

// The others are what the service itself does.

/** Files of evidence that is not erased: nothing of what is erased changes any more. */
const KEPT = { version: { item: { state: { not: 'erased' } } } } as const;

/** A file to be scanned: one that waits, or once more one that was clean. */
export type FileToScan = { readonly id: string; readonly bytes: number; readonly was: 'waiting' | 'clean' };

const FILE = { id: true, bytes: true, scan: true } as const;
type FileRow = { readonly id: string; readonly bytes: bigint; readonly scan: ScanState };

/**
 * Has every file wait that was added without a scanner, or none if there is no scanner now. Returns the waiting files,
 * the oldest first.
 */
export function updateWaiting(context: SystemContext, hasScanner: boolean): Promise<readonly FileToScan[]> {
  const { id: councilId } = context.council;
  return writeAs<readonly FileToScan[]>(context, async (tx) => {
    // Known viruses stay known.
    const [from, to] = hasScanner
      ? ([['not_scanned'], 'waiting'] as const)
      : ([['waiting', 'failed'], 'not_scanned'] as const);
    // The items before their files, in one order: an erasure locks in this order too.
    await tx.$executeRaw`
      select from evidence_items i
       where i.council_id = ${councilId}::uuid and exists (
         select from evidence_versions v join files f on f.council_id = v.council_id and f.id = v.file_id
          where v.council_id = i.council_id and v.item_id = i.id and f.scan::text = any(${[...from]}))
       order by i.number for update of i`;
    const { count: files } = await tx.storedFile.updateMany({
      where: { councilId, scan: { in: [...from] }, ...KEPT },
      data: { scan: to, scanAt: context.now(), scanResult: '' },
    });
    const rows = await tx.storedFile.findMany({
      where: { councilId, scan: 'waiting', ...KEPT },
      orderBy: { id: 'asc' },
      select: FILE,
    });
    const result = rows.flatMap(toScan);
    if (files === 0) return unchanged(result);
    const type = hasScanner ? 'scanning.started' : 'scanning.stopped';
    return { result, event: { type, subject: context.council.slug, data: { files } } };
  });
}

/** A file, if it waits still. */
export function findWaiting(context: SystemContext, id: string): Promise<FileToScan | null> {
  return writeAs<FileToScan | null>(context, async (tx) => {
    const row = await tx.storedFile.findFirst({
      where: { councilId: context.council.id, id, scan: 'waiting', ...KEPT },
      select: FILE,
    });
    return unchanged((row && toScan(row)[0]) ?? null);
  });
}

/** Clean files that were last scanned before this, the longest ago first. */
export function findScannedBefore(
  context: SystemContext,
  before: Date,
  most: number,
): Promise<readonly FileToScan[]> {
  return writeAs<readonly FileToScan[]>(context, async (tx) => {
    const rows = await tx.storedFile.findMany({
      where: { councilId: context.council.id, scan: 'clean', scanAt: { lt: before }, ...KEPT },
      orderBy: { scanAt: 'asc' },
      take: most,
      select: FILE,
    });
    return unchanged(rows.flatMap(toScan));
  });
}

function toScan({ id, bytes, scan }: FileRow): readonly FileToScan[] {
  return scan === 'waiting' || scan === 'clean' ? [{ id, bytes: Number(bytes), was: scan }] : [];
}

/**
 * Records what the scanner said of a file, if the file is still what it was: it may have been scanned twice, or erased
 * meanwhile. A clean file stays clean unless a virus is found in it: then only the time is noted, without an event.
 */
export function noteVerdict(
  context: SystemContext,
  { id, was }: Pick<FileToScan, 'id' | 'was'>,
  verdict: Verdict,
): Promise<boolean> {
  const { id: councilId } = context.council;
  return writeAs<boolean>(context, async (tx) => {
    await lockItemOfFile(tx, context, id);
    const isChange = was === 'waiting' || verdict.scan === 'infected';
    const result = verdict.scan === 'clean' ? '' : verdict.result;
    const { count } = await tx.storedFile.updateMany({
      where: { councilId, id, scan: was, ...KEPT },
      data: { scanAt: context.now(), ...(isChange && { scan: verdict.scan, scanResult: result }) },
    });
    if (count === 0 || !isChange) return unchanged(false);
    const {
      number: version,
      addedById,
      item,
    } = await tx.evidenceVersion.findUniqueOrThrow({
      where: { councilId_fileId: { councilId, fileId: id } },
      select: { number: true, addedById: true, item: { select: { id: true, number: true } } },
    });
    const leads = await tx.membership.findMany({
      where: { councilId, role: 'lead', disabledAt: null },
      select: { personId: true },
    });
    const told = [addedById, ...leads.map(({ personId }) => personId)];
    return {
      result: true,
      event: {
        type: 'file.scanned',
        subject: referenceOf(item.number),
        data: { version, scan: verdict.scan, result },
      },
      notices:
        verdict.scan === 'infected'
          ? [{ to: told, notice: { kind: 'evidence_infected', evidenceItemId: item.id } }]
          : [],
      // It may be opened from now on.
      jobs: verdict.scan === 'clean' ? [{ name: 'text', data: { council: councilId, file: id } }] : [],
    };
  });
}
