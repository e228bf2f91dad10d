import 'server-only';
import { type CalendarDate, dateToColumn } from '#lib/kernel/dates.ts';
import { requireRoom } from '#lib/kernel/limits.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { NewNotice } from '#lib/platform/audit/notices.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { parseReference } from '#lib/record/evidence/rules.ts';
import {
  type ActionProblem,
  actionProblem,
  decideUpdate,
  factsOfAction,
  factsOfInput,
  isAsStored,
  type Linkable,
  unknownReferences,
} from '#lib/record/improvement/decisions.ts';
import { type MilestoneFacts, type SavedAction, wordsOfAction } from '#lib/record/improvement/events.ts';
import { actionsOf, loadLinkable } from '#lib/record/improvement/queries.ts';
import {
  actionSubject,
  type ImprovementAction,
  MAX_ACTIONS,
  MAX_MILESTONES,
  MAX_UPDATES,
  type Milestone,
} from '#lib/record/improvement/rules.ts';
import type {
  RemoveMilestone,
  SaveAction,
  SaveMilestone,
  UpdateAction,
} from '#lib/record/improvement/schema.ts';

/** Waits for others who change the plan of the council. */
export function lockPlan({ tx, context }: CouncilWrite): Promise<void> {
  return lockInCouncil(tx, context.council.id, 'improvement');
}

type Conflict = { readonly outcome: 'conflict'; readonly latest: ImprovementAction };

export type SaveActionResult =
  | { readonly outcome: 'saved' | 'unchanged'; readonly action: number }
  | { readonly outcome: 'not found' }
  | ActionProblem
  | Conflict;

/** Adds an action to the plan, or changes one. Its progress, and a due date that it has, are changed by updates. */
export function saveAction(context: CouncilContext, input: SaveAction): Promise<SaveActionResult> {
  return auditedWrite<SaveActionResult>(context, 'improvement:edit', async (db) => {
    await lockPlan(db);
    const isNew = input.action === 0;
    const stored = isNew ? null : await loadAction(db, input.action);
    if (!isNew && !stored) return unchanged({ outcome: 'not found' });
    const linkable = await loadLinkable(db, [input]);
    const problem = actionProblem(input, stored, linkable);
    if (problem) return unchanged(problem);
    if (stored && isAsStored(stored, input, linkable))
      return unchanged({ outcome: 'unchanged', action: stored.number });
    if (stored && stored.version !== input.version) return unchanged({ outcome: 'conflict', latest: stored });
    const number = stored?.number ?? (await nextAction(db));
    const saved = await storeAction(db, { number, stored, input, linkable });
    const open = await db.tx.assessment.findFirst({
      where: { councilId: context.council.id, status: 'open' },
      select: { id: true },
    });
    return {
      result: { outcome: 'saved', action: number },
      event: {
        type: 'action.saved',
        subject: actionSubject(number),
        data: { ...saved, assessmentId: open?.id ?? null },
      },
      notices: noticesOf(saved),
    };
  });
}

/** Stores the actions of a file, whose links were checked by `actionProblem`. `stored`: what each is now. Part of an import. */
export async function storeActions(
  db: CouncilWrite,
  rows: readonly { readonly stored: ImprovementAction | null; readonly input: SaveAction }[],
): Promise<readonly SavedAction[]> {
  const linkable = await loadLinkable(
    db,
    rows.map(({ input }) => input),
  );
  const saved: SavedAction[] = [];
  for (const { stored, input } of rows) {
    const number = stored?.number ?? (await nextAction(db));
    saved.push(await storeAction(db, { number, stored, input, linkable }));
  }
  return saved;
}

export type UpdateActionResult =
  | { readonly outcome: 'saved' | 'not found' | 'no evidence' | 'no due date' | 'before start' }
  | Extract<ActionProblem, { readonly outcome: 'unknown evidence' }>
  | Conflict;

/** Notes the progress of an action, with its state, rating and due date from now on. */
export function updateAction(context: CouncilContext, input: UpdateAction): Promise<UpdateActionResult> {
  return auditedWrite<UpdateActionResult>(context, 'improvement:update', async (db) => {
    await lockPlan(db);
    const stored = await loadAction(db, input.action);
    if (!stored) return unchanged({ outcome: 'not found' });
    const { number, title, updates } = stored;
    if (stored.version !== input.version) return unchanged({ outcome: 'conflict', latest: stored });
    const linkable = await loadLinkable(db, [
      { owner: null, proofs: [], findings: [], evidence: input.evidenceItems },
    ]);
    const unknown = unknownReferences(input.evidenceItems, linkable);
    if (unknown) return unchanged(unknown);
    const counted = input.evidenceItems.filter((item) => linkable.counted.has(item)).length;
    const decision = decideUpdate(stored, input, { counted, today: londonDay(context.now()) });
    if (decision.outcome !== 'save') return unchanged(decision);
    requireRoom(MAX_UPDATES, updates.length);
    const { before, after } = decision;
    const update = (updates[0]?.number ?? 0) + 1;
    const councilId = context.council.id;
    const [by, at] = [context.person.id, context.now()];
    await db.tx.actionUpdate.create({
      data: {
        ...{ councilId, action: number, number: update, note: input.note },
        ...{ stateBefore: before.state, state: after.state, rating: after.rating },
        ...{ dueBefore: column(before.dueOn), dueOn: column(after.dueOn), byId: by, at },
      },
      select: { number: true },
    });
    await db.tx.improvementAction.update({
      where: { councilId_number: { councilId, number } },
      data: {
        ...{ state: after.state, rating: after.rating, dueOn: column(after.dueOn) },
        ...{ firstDueOn: column(after.firstDueOn), closedOn: column(after.closedOn) },
        ...{ version: { increment: 1 }, changedById: by, changedAt: at },
      },
      select: { number: true },
    });
    await storeEvidence(db, number, after.evidence, linkable);
    return {
      result: { outcome: 'saved' },
      event: {
        type: 'action.updated',
        subject: actionSubject(number),
        data: { action: number, title, update, before, after, words: hashWords([input.note]) },
      },
    };
  });
}

export type SaveMilestoneResult =
  | { readonly outcome: 'saved' | 'unchanged' | 'not found' }
  | { readonly outcome: 'conflict'; readonly latest: Milestone };

/** Adds a milestone to an action, or moves one, renames it or says when it was reached. */
export function saveMilestone(context: CouncilContext, input: SaveMilestone): Promise<SaveMilestoneResult> {
  return auditedWrite<SaveMilestoneResult>(context, 'improvement:update', async (db) => {
    await lockPlan(db);
    const { action: number, milestone, milestoneTitle: title, dueOn, doneOn } = input;
    const action = await loadAction(db, number);
    const stored = milestone === 0 ? null : action?.milestones.find(({ key }) => key === milestone);
    if (!action || stored === undefined) return unchanged({ outcome: 'not found' });
    if (stored && stored.title === title && stored.dueOn === dueOn && stored.doneOn === doneOn)
      return unchanged({ outcome: 'unchanged' });
    if (stored && stored.version !== input.version) return unchanged({ outcome: 'conflict', latest: stored });
    if (!stored) requireRoom(MAX_MILESTONES, action.milestones.length);
    const key = stored?.key ?? (await nextMilestone(db, action));
    const after: MilestoneFacts = { title, dueOn, firstDueOn: stored?.firstDueOn ?? dueOn, doneOn };
    await storeMilestone(db, { number, key, isNew: stored === null, facts: after });
    return {
      result: { outcome: 'saved' },
      event: {
        type: 'action.milestone-saved',
        subject: actionSubject(number),
        data: {
          ...{ action: number, title: action.title, milestone: key, after },
          before: stored && factsOfMilestone(stored),
        },
      },
    };
  });
}

export type RemoveMilestoneResult =
  | { readonly outcome: 'removed' | 'not found' }
  | { readonly outcome: 'conflict'; readonly latest: Milestone };

/** Removes a milestone of an action. The history keeps what it was, and its number is not used again. */
export function removeMilestone(
  context: CouncilContext,
  { action: number, milestone, version }: RemoveMilestone,
): Promise<RemoveMilestoneResult> {
  return auditedWrite<RemoveMilestoneResult>(context, 'improvement:edit', async (db) => {
    await lockPlan(db);
    const action = await loadAction(db, number);
    const stored = action?.milestones.find(({ key }) => key === milestone);
    if (!action || !stored) return unchanged({ outcome: 'not found' });
    if (stored.version !== version) return unchanged({ outcome: 'conflict', latest: stored });
    const councilId = context.council.id;
    await db.tx.actionMilestone.deleteMany({ where: { councilId, action: number, key: milestone } });
    await db.tx.improvementAction.updateMany({
      where: { councilId, number, lastRemovedMilestone: { lt: milestone } },
      data: { lastRemovedMilestone: milestone },
    });
    return {
      result: { outcome: 'removed' },
      event: {
        type: 'action.milestone-removed',
        subject: actionSubject(number),
        data: { action: number, title: action.title, milestone, before: factsOfMilestone(stored) },
      },
    };
  });
}

async function loadAction(db: CouncilWrite, number: number): Promise<ImprovementAction | null> {
  return (await actionsOf(db, number))[0] ?? null;
}

async function nextAction({ tx, context }: CouncilWrite): Promise<number> {
  const { _max: last, _count: count } = await tx.improvementAction.aggregate({
    where: { councilId: context.council.id },
    _max: { number: true },
    _count: true,
  });
  requireRoom(MAX_ACTIONS, count);
  return (last.number ?? 0) + 1;
}

async function nextMilestone(
  { tx, context }: CouncilWrite,
  { number, milestones }: ImprovementAction,
): Promise<number> {
  const { lastRemovedMilestone } = await tx.improvementAction.findUniqueOrThrow({
    where: { councilId_number: { councilId: context.council.id, number } },
    select: { lastRemovedMilestone: true },
  });
  return Math.max(lastRemovedMilestone, ...milestones.map(({ key }) => key)) + 1;
}

/** A member who owns it from now on hears of it. */
function noticesOf({ action, before, after }: SavedAction): readonly NewNotice[] {
  const id = after.owner?.id ?? null;
  return id === null || id === before?.owner?.id
    ? []
    : [{ to: [id], notice: { kind: 'action_assigned', action } }];
}

type StoreAction = {
  readonly number: number;
  readonly stored: ImprovementAction | null;
  readonly input: SaveAction;
  readonly linkable: Linkable;
};

/** Returns what the event of it says. */
async function storeAction(
  db: CouncilWrite,
  { number, stored, input, linkable }: StoreAction,
): Promise<SavedAction> {
  const { tx, context } = db;
  const councilId = context.council.id;
  const after = factsOfInput(input, stored, linkable);
  const { title, priority, owner, costOnce, costYearly, funding, state } = after;
  const { outcome, monitoring, scrutiny } = input;
  const data = {
    ...{ title, priority, outcome, monitoring, scrutiny, costOnce, costYearly, funding, state },
    ...{ ownerId: owner?.id ?? null, ownerName: owner && owner.id === null ? owner.name : '' },
    ...{ startsOn: column(after.startsOn), dueOn: column(after.dueOn), firstDueOn: column(after.firstDueOn) },
    ...{ changedById: context.person.id, changedAt: context.now() },
  };
  if (stored) {
    await tx.improvementAction.update({
      where: { councilId_number: { councilId, number } },
      data: { ...data, version: { increment: 1 } },
      select: { number: true },
    });
  } else {
    await tx.improvementAction.create({
      data: { councilId, number, addedAt: context.now(), ...data },
      select: { number: true },
    });
  }
  const of = { councilId, action: number };
  await tx.actionStatement.deleteMany({ where: of });
  await tx.actionStatement.createMany({ data: after.aims.map((aim) => ({ ...of, ...aim })) });
  await tx.actionMeasure.deleteMany({ where: of });
  await tx.actionMeasure.createMany({
    data: after.proofs.flatMap(({ measure, value }) => {
      const id = linkable.measures.get(measure)?.id;
      return id === undefined ? [] : [{ ...of, measureId: id, value }];
    }),
  });
  await tx.actionFinding.deleteMany({ where: of });
  await tx.actionFinding.createMany({
    data: after.findings.map((finding) => ({ ...of, finding })),
  });
  await storeEvidence(db, number, after.evidence, linkable);
  const words = hashWords(wordsOfAction(input));
  return { action: number, before: stored && factsOfAction(stored), after, words };
}

async function storeEvidence(
  { tx, context }: CouncilWrite,
  number: number,
  references: readonly string[],
  { evidence }: Linkable,
): Promise<void> {
  const of = { councilId: context.council.id, action: number };
  await tx.actionEvidence.deleteMany({ where: of });
  await tx.actionEvidence.createMany({
    data: references.flatMap((reference) => {
      const id = evidence.get(parseReference(reference) ?? 0);
      return id === undefined ? [] : [{ ...of, evidenceItemId: id }];
    }),
  });
}

type StoreMilestone = {
  readonly number: number;
  readonly key: number;
  readonly isNew: boolean;
  readonly facts: MilestoneFacts;
};

async function storeMilestone(
  { tx, context }: CouncilWrite,
  { number, key, isNew, facts }: StoreMilestone,
): Promise<void> {
  const of = { councilId: context.council.id, action: number, key };
  const data = {
    ...{ title: facts.title, dueOn: dateToColumn(facts.dueOn), doneOn: column(facts.doneOn) },
    ...{ changedById: context.person.id, changedAt: context.now() },
  };
  if (isNew) {
    await tx.actionMilestone.create({
      data: { ...of, ...data, firstDueOn: dateToColumn(facts.firstDueOn) },
      select: { key: true },
    });
    return;
  }
  await tx.actionMilestone.update({
    where: { councilId_action_key: of },
    data: { ...data, version: { increment: 1 } },
    select: { key: true },
  });
}

function factsOfMilestone({ title, dueOn, firstDueOn, doneOn }: Milestone): MilestoneFacts {
  return { title, dueOn, firstDueOn, doneOn };
}

function column(day: CalendarDate | null): Date | null {
  return day && dateToColumn(day);
}
