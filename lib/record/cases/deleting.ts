import 'server-only';
import type { Transaction } from '#lib/platform/db/client.ts';

/** What was deleted with a register, by number. */
export type DeletedRows = {
  readonly cases: readonly number[];
  readonly draws: readonly number[];
  readonly logs: readonly number[];
};

/**
 * Deletes everything that a register holds: cases, draws and reflective logs, with what refused forms of named people
 * keep of them for a day. Its own row stays, and says when. The history has the numbers alone.
 */
export async function deleteRegisterRows(
  tx: Transaction,
  { councilId, inspectionId }: { readonly councilId: string; readonly inspectionId: string },
  at: Date,
): Promise<DeletedRows> {
  const where = { councilId, inspectionId };
  const numbers = { where, orderBy: { number: 'asc' }, select: { number: true } } as const;
  const of = (rows: readonly { readonly number: number }[]) => rows.map(({ number }) => number);
  const deleted = {
    cases: of(await tx.trackedCase.findMany(numbers)),
    draws: of(await tx.caseDraw.findMany(numbers)),
    logs: of(await tx.caseLog.findMany(numbers)),
  };
  await tx.$executeRaw`select set_config('app.deleting', 'register', true)`;
  await tx.trackedCase.deleteMany({ where });
  await tx.caseDraw.deleteMany({ where });
  await tx.caseLog.deleteMany({ where });
  await tx.$executeRaw`select set_config('app.deleting', '', true)`;
  const named = await tx.inspectionPerson.findMany({ where, select: { personId: true } });
  await tx.keptForm.deleteMany({
    where: { councilId, personId: { in: named.map(({ personId }) => personId) } },
  });
  await tx.notice.deleteMany({ where: { ...where, kind: { in: ['log_for_review', 'log_reviewed'] } } });
  await tx.caseRegister.update({
    where: { councilId_inspectionId: where },
    data: { deletedAt: at, example: '' },
    select: { version: true },
  });
  return deleted;
}
