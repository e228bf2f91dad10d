import 'server-only';
import type { CouncilContext, SystemContext } from '#lib/platform/access/context.ts';
import { auditedWrite, unchanged, writeAs } from '#lib/platform/audit/write.ts';
import { env } from '#lib/platform/env.ts';
import type { Verdict } from '#lib/platform/scanning/clamd.ts';
import { scanJobs } from '#lib/record/evidence/file-rows.ts';
import { lockItem } from '#lib/record/evidence/life-rows.ts';
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
      jobs: scanJobs(db, newest.fileId),
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

/** A file that waits to be scanned. */
export type WaitingFile = { readonly id: string; readonly bytes: number };

/**
 * Has every file wait that was added without a scanner, or none if there is no scanner now. Returns the waiting files,
 * the oldest first.
 */
export function updateWaiting(context: SystemContext, hasScanner: boolean): Promise<readonly WaitingFile[]> {
  const { id: councilId } = context.council;
  return writeAs<readonly WaitingFile[]>(context, async (tx) => {
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
      select: { id: true, bytes: true },
    });
    const result = rows.map(({ id, bytes }) => ({ id, bytes: Number(bytes) }));
    if (files === 0) return unchanged(result);
    const type = hasScanner ? 'scanning.started' : 'scanning.stopped';
    return { result, event: { type, subject: context.council.slug, data: { files } } };
  });
}

/** A file, if it waits still. */
export function findWaiting(context: SystemContext, id: string): Promise<WaitingFile | null> {
  return writeAs<WaitingFile | null>(context, async (tx) => {
    const row = await tx.storedFile.findFirst({
      where: { councilId: context.council.id, id, scan: 'waiting', ...KEPT },
      select: { id: true, bytes: true },
    });
    return unchanged(row && { id: row.id, bytes: Number(row.bytes) });
  });
}

/** Records what the scanner said of a file, if it waits still: it may have been scanned twice, or erased meanwhile. */
export function noteVerdict(context: SystemContext, id: string, verdict: Verdict): Promise<boolean> {
  const { id: councilId } = context.council;
  return writeAs<boolean>(context, async (tx) => {
    const result = verdict.scan === 'clean' ? '' : verdict.result;
    // The item before its file: an erasure locks in this order too.
    await tx.$executeRaw`
      select from evidence_items i join evidence_versions v on v.council_id = i.council_id and v.item_id = i.id
       where v.council_id = ${councilId}::uuid and v.file_id = ${id}::uuid
         for update of i`;
    const { count } = await tx.storedFile.updateMany({
      where: { councilId, id, scan: 'waiting', ...KEPT },
      data: { scan: verdict.scan, scanAt: context.now(), scanResult: result },
    });
    if (count === 0) return unchanged(false);
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
    };
  });
}
