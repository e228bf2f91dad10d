import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, cacheByAuditHead, read } from '#lib/platform/db/read.ts';
import { loadActions } from '#lib/record/improvement/queries.ts';
import { isOpen } from '#lib/record/improvement/state.ts';
import { loadInspections } from '#lib/record/inspections/queries.ts';
import { listDueItems } from '#lib/record/returns/queries.ts';
import { byDueDay, type Duty } from '#lib/work/duties/rules.ts';

export type { Duty };

/** What this person has still to do in inspections that are open and in the improvement plan, by day. */
export async function listMyDuties(context: CouncilContext): Promise<readonly Duty[]> {
  requirePermission(context, 'inspection:view');
  const duties = await read(context, loadDuties);
  return duties.filter(({ owner }) => owner?.id === context.person.id);
}

/** What people have still to do in inspections that are open and in the improvement plan, and what nobody sees to: by day. */
export function loadDuties(db: CouncilRead): Promise<readonly Duty[]> {
  return cacheByAuditHead(db, { name: 'duties', of: '' }, async () =>
    [...(await stepsToDo(db)), ...(await itemsToDo(db)), ...(await actionsToDo(db))].toSorted(byDueDay),
  );
}

/** What CQC does is only of those whom somebody chose for it. */
async function stepsToDo(db: CouncilRead): Promise<readonly Duty[]> {
  const inspections = await loadInspections(db, { state: 'open' });
  return inspections.flatMap(({ number, name: inspection, steps }) =>
    steps.flatMap(({ key, name, doneOn, whose, owner, endsOn: dueOn }): Duty[] =>
      doneOn !== null || (whose === 'cqc' && owner === null)
        ? []
        : [{ kind: 'step', inspection: { number, name: inspection }, owner, key, name, dueOn }],
    ),
  );
}

/** Actions that are open and have a date, and their milestones. Nobody sees to what somebody without membership owns. */
async function actionsToDo(db: CouncilRead): Promise<readonly Duty[]> {
  return (await loadActions(db)).filter(isOpen).flatMap((action): Duty[] => {
    const { number, title, dueOn, milestones } = action;
    const owner = action.owner?.id ? { id: action.owner.id, name: action.owner.name } : null;
    const about = { kind: 'action', action: { number, title }, owner } as const;
    return [
      ...milestones
        .filter(({ doneOn }) => doneOn === null)
        .map((one) => ({ ...about, milestone: { key: one.key, title: one.title }, dueOn: one.dueOn })),
      ...(dueOn === null ? [] : [{ ...about, milestone: null, dueOn }]),
    ];
  });
}

/** Of each list the items of each person, as one. */
async function itemsToDo(db: CouncilRead): Promise<readonly Duty[]> {
  const items = await listDueItems(db);
  const groups = Map.groupBy(
    items,
    ({ inspection, list, owner }) => `${inspection.number} ${list.number} ${owner?.id}`,
  );
  return [...groups.values()].flatMap((group): Duty[] => {
    const [first] = group;
    const days = group.map(({ dueOn }) => dueOn).toSorted();
    const [dueOn] = days;
    if (!first || !dueOn) return [];
    const { inspection, list, owner } = first;
    const { number, name } = inspection;
    return [{ kind: 'items', inspection: { number, name }, owner, list, dueOn, days }];
  });
}
