import 'server-only';
import { dateToColumn } from '#lib/kernel/dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import type { SystemContext } from '#lib/platform/access/context.ts';
import { unchanged, writeAs } from '#lib/platform/audit/write.ts';
import { seeNamed } from '#lib/platform/db/in-council.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import { deleteRegisterRows } from '#lib/record/cases/deleting.ts';
import { inspectionSubject } from '#lib/record/inspections/events.ts';
import { ofEachCouncil } from './turns.ts';

/** Deletes what is in registers of cases whose day has come. */
export async function deleteDueRegisters(asOf: Date): Promise<void> {
  await ofEachCouncil('Registers of cases', async (context) => {
    while (await deleteNext(context, asOf));
    return [];
  });
}

/** Deletes one, in a transaction of its own. Returns whether there was one. */
function deleteNext(context: SystemContext, asOf: Date): Promise<boolean> {
  return writeAs<boolean>(context, async (tx) => {
    const councilId = context.council.id;
    await seeNamed(tx);
    await lockInCouncil(tx, councilId, 'cases');
    const due = await tx.caseRegister.findFirst({
      where: { councilId, deletedAt: null, deleteOn: { lte: dateToColumn(londonDay(asOf)) } },
      select: { inspectionId: true, inspection: { select: { number: true, name: true } } },
    });
    if (!due) return unchanged(false);
    const { inspectionId, inspection } = due;
    const deleted = await deleteRegisterRows(tx, { councilId, inspectionId }, asOf);
    return {
      result: true,
      event: {
        type: 'register.deleted',
        subject: inspectionSubject(inspection.number),
        data: { inspection: inspection.name, why: 'date', ...deleted },
      },
    };
  });
}
