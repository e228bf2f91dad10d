import 'server-only';
import type { SystemContext } from '#lib/platform/access/context.ts';
import { unchanged, writeAs } from '#lib/platform/audit/write.ts';
import type { Verdict } from '#lib/platform/scanning/clamd.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';

// What the service itself does with the scans of a council's files.

/** A file that waits to be scanned. */
export type WaitingFile = { readonly id: string; readonly bytes: number };

/**
 * Has every file wait that was added without a scanner, or none if there is no scanner now. Returns the waiting files,
 * the oldest first.
 */
export function updateWaiting(context: SystemContext, hasScanner: boolean): Promise<readonly WaitingFile[]> {
  const { id: councilId } = context.council;
  return writeAs<readonly WaitingFile[]>(context, async (tx) => {
    const [from, to] = hasScanner
      ? (['not_scanned', 'waiting'] as const)
      : (['waiting', 'not_scanned'] as const);
    const { count: files } = await tx.storedFile.updateMany({
      where: { councilId, scan: from, version: { isNot: null } },
      data: { scan: to, scanAt: context.now() },
    });
    const rows = await tx.storedFile.findMany({
      where: { councilId, scan: 'waiting', version: { item: { state: { not: 'erased' } } } },
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
      where: {
        ...{ councilId: context.council.id, id, scan: 'waiting' },
        version: { item: { state: { not: 'erased' } } },
      },
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
    const { count } = await tx.storedFile.updateMany({
      where: { councilId, id, scan: 'waiting' },
      data: { scan: verdict.scan, scanAt: context.now(), scanResult: result },
    });
    if (count === 0) return unchanged(false);
    const { number: version, item } = await tx.evidenceVersion.findUniqueOrThrow({
      where: { councilId_fileId: { councilId, fileId: id } },
      select: { number: true, item: { select: { number: true } } },
    });
    return {
      result: true,
      event: {
        type: 'file.scanned',
        subject: referenceOf(item.number),
        data: { version, scan: verdict.scan, result },
      },
    };
  });
}
