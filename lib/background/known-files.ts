import 'server-only';
import { inCouncil } from '#lib/platform/db/in-council.ts';

/** Which of these ids have a row: of a file, of a file of a pack, of a draft report, or of an upload that is not refused. */
export async function knownFiles(councilId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const where = { councilId, id: { in: [...ids] } };
  const rows = await inCouncil(councilId, async (tx) => [
    // Uploads first: one that becomes a file meanwhile is found as the file.
    ...(await tx.upload.findMany({ where: { ...where, state: { not: 'refused' } }, select: { id: true } })),
    // The bytes of an erased file go even if the job that removes them was lost.
    ...(await tx.storedFile.findMany({ where: { ...where, erasedAt: null }, select: { id: true } })),
    ...(await tx.packFile.findMany({ where: { ...where, removedAt: null }, select: { id: true } })),
    ...(await tx.reportFile.findMany({ where: { ...where, removedAt: null }, select: { id: true } })),
  ]);
  return new Set(rows.map(({ id }) => id));
}
