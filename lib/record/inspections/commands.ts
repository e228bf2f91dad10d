import 'server-only';
import { dateToColumn } from '#lib/kernel/dates.ts';
import { requireRoom } from '#lib/kernel/limits.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { Role } from '#lib/platform/access/permissions.ts';
import type { NewEvent, WrittenEvents } from '#lib/platform/audit/events.ts';
import { auditedWrite, unchanged, type Written } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { decideStep, factsOfStep } from '#lib/record/inspections/decisions.ts';
import { inspectionSubject, type StepFacts } from '#lib/record/inspections/events.ts';
import { NAMED_ROLES } from '#lib/record/inspections/named.ts';
import { NOTICE, PLANS } from '#lib/record/inspections/plans.ts';
import { loadInspection, loadNamed } from '#lib/record/inspections/queries.ts';
import {
  type Inspection,
  MAX_INSPECTIONS,
  MAX_NAMED,
  MAX_OWN_STEPS,
  nextOwnKey,
  STEP_ROLES,
  type StepOnTimeline,
  type StepOwner,
} from '#lib/record/inspections/rules.ts';
import type {
  ChangeInspection,
  EndInspection,
  EndNamed,
  FinishStep,
  NamePerson,
  RemoveStep,
  ReopenInspection,
  StartInspection,
  StepInput,
} from '#lib/record/inspections/schema.ts';

export type StartInspectionResult = { readonly outcome: 'started'; readonly number: number };

/** Starts an inspection or a rehearsal. */
export function startInspection(
  context: CouncilContext,
  input: StartInspection,
): Promise<StartInspectionResult> {
  return auditedWrite<StartInspectionResult>(context, 'inspection:manage', async (db) => {
    const { number, event } = await addInspection(db, input);
    return { result: { outcome: 'started', number }, event };
  });
}

/** Adds an inspection within a write, and returns its event. */
export async function addInspection(
  db: CouncilWrite,
  { kind, name, noticeOn, rehearsal }: StartInspection,
): Promise<{ readonly id: string; readonly number: number; readonly event: NewEvent }> {
  const { tx, context } = db;
  const councilId = context.council.id;
  await lockInCouncil(tx, councilId, 'inspections');
  const last = await tx.inspection.aggregate({ where: { councilId }, _max: { number: true } });
  // None is ever removed.
  const used = last._max.number ?? 0;
  requireRoom(MAX_INSPECTIONS, used);
  const number = used + 1;
  const [by, at] = [context.person.id, context.now()];
  const { id } = await tx.inspection.create({
    data: {
      ...{ councilId, number, kind, name, rehearsal, noticeOn: dateToColumn(noticeOn) },
      ...{ startedById: by, startedAt: at, changedById: by, changedAt: at },
    },
    select: { id: true },
  });
  const data = { kind, name, rehearsal, noticeOn };
  return { id, number, event: { type: 'inspection.started', subject: inspectionSubject(number), data } };
}

/** It is over, so that nothing of it can be changed until it is opened again. */
type Ended = { readonly outcome: 'ended' };
type NotFound = { readonly outcome: 'not found' };

export type ChangeInspectionResult =
  | Ended
  | NotFound
  | { readonly outcome: 'saved' | 'unchanged' }
  | { readonly outcome: 'conflict'; readonly latest: Inspection };

/** Changes the name of an inspection and the date of its notice, from which other dates follow. */
export function changeInspection(
  context: CouncilContext,
  { inspection: number, version, name, noticeOn }: ChangeInspection,
): Promise<ChangeInspectionResult> {
  return auditedWrite<ChangeInspectionResult>(context, 'inspection:manage', async (db) => {
    const before = await lockInspection(db, number);
    if (!before) return unchanged({ outcome: 'not found' });
    if (before.state !== 'open') return unchanged({ outcome: 'ended' });
    if (before.name === name && before.noticeOn === noticeOn) return unchanged({ outcome: 'unchanged' });
    if (before.version !== version) return unchanged({ outcome: 'conflict', latest: before });
    await updateInspection(db, number, { name, noticeOn });
    return {
      result: { outcome: 'saved' },
      event: {
        type: 'inspection.changed',
        subject: inspectionSubject(number),
        data: { before: { name: before.name, noticeOn: before.noticeOn }, after: { name, noticeOn } },
      },
    };
  });
}

export type EndInspectionResult =
  | NotFound
  | { readonly outcome: 'ended' | 'already ended' | 'before notice' }
  | { readonly outcome: 'conflict'; readonly latest: Inspection };

/** Ends an inspection: it was finished, or abandoned. */
export function endInspection(
  context: CouncilContext,
  { inspection: number, version, state, endedOn }: EndInspection,
): Promise<EndInspectionResult> {
  return auditedWrite<EndInspectionResult>(context, 'inspection:manage', async (db) => {
    const before = await lockInspection(db, number);
    if (!before) return unchanged({ outcome: 'not found' });
    if (before.state !== 'open') return unchanged({ outcome: 'already ended' });
    if (before.version !== version) return unchanged({ outcome: 'conflict', latest: before });
    if (endedOn < before.noticeOn) return unchanged({ outcome: 'before notice' });
    await updateInspection(db, number, { state, endedOn });
    return {
      result: { outcome: 'ended' },
      event: {
        type: 'inspection.ended',
        subject: inspectionSubject(number),
        data: { name: before.name, state, endedOn },
      },
    };
  });
}

export type ReopenInspectionResult = NotFound | { readonly outcome: 'opened' };

/** Opens an inspection again that was ended by mistake. One that is open stays so. */
export function reopenInspection(
  context: CouncilContext,
  { inspection: number, version }: ReopenInspection,
): Promise<ReopenInspectionResult> {
  return auditedWrite<ReopenInspectionResult>(context, 'inspection:manage', async (db) => {
    const before = await lockInspection(db, number);
    if (!before) return unchanged({ outcome: 'not found' });
    if (before.state === 'open' || before.version !== version) return unchanged({ outcome: 'opened' });
    await updateInspection(db, number, { state: 'open', endedOn: null });
    return {
      result: { outcome: 'opened' },
      event: {
        type: 'inspection.reopened',
        subject: inspectionSubject(number),
        data: { name: before.name },
      },
    };
  });
}

export type SaveStepResult =
  | Ended
  | NotFound
  | { readonly outcome: 'saved' | 'unchanged' | 'unknown person' }
  | { readonly outcome: 'conflict'; readonly latest: StepOnTimeline };

/** Sets the date, days, owner and end of a step, or adds one of the council’s own. */
export function saveStep(context: CouncilContext, input: StepInput): Promise<SaveStepResult> {
  return auditedWrite<SaveStepResult>(context, 'inspection:manage', async (db) => {
    const before = await lockInspection(db, input.inspection);
    return before ? saveIn(db, before, input) : unchanged({ outcome: 'not found' });
  });
}

/** Marks a step as done today, in London. All else of it stays. */
export function finishStep(
  context: CouncilContext,
  { inspection: number, step: key, version }: FinishStep,
): Promise<SaveStepResult> {
  return auditedWrite<SaveStepResult>(context, 'inspection:manage', async (db) => {
    const before = await lockInspection(db, number);
    const stored = before && stepOf(before, key);
    if (!before || !stored) return unchanged({ outcome: 'not found' });
    if (stored.doneOn !== null) return unchanged({ outcome: 'unchanged' });
    return saveIn(db, before, { ...asStored(number, stored), version, doneOn: londonDay(context.now()) });
  });
}

/**
 * Marks a step as done on a day within a write, of an inspection that is open. Null: its plan has no such step, or it was
 * done on that day already.
 */
export async function markDone(
  db: CouncilWrite,
  { inspection: number, step: key, doneOn }: Pick<StepInput, 'inspection' | 'step' | 'doneOn'>,
): Promise<NewEvent | WrittenEvents | null> {
  const before = await lockInspection(db, number);
  const stored = before && stepOf(before, key);
  if (!before || !stored) return null;
  const { event } = await saveIn(db, before, { ...asStored(number, stored), doneOn });
  return event === 'unchanged' ? null : event;
}

/** A step as a form that changes nothing of it would send it. */
function asStored(inspection: number, step: StepOnTimeline): StepInput {
  const { key, version, isOwn, name, setOn, days, owner, doneOn } = step;
  return {
    ...{ inspection, step: key, version, name: isOwn ? name : '' },
    ...{ setOn, days, owner: owner?.id ?? null, doneOn },
  };
}

async function saveIn(
  db: CouncilWrite,
  before: Inspection,
  input: StepInput,
): Promise<Written<SaveStepResult>> {
  if (before.state !== 'open') return unchanged({ outcome: 'ended' });
  const isNew = input.step === '';
  const stored = isNew ? null : stepOf(before, input.step);
  if (stored === undefined) return unchanged({ outcome: 'not found' });
  const owner = await ownerOf(db, input.owner);
  // Who sees to it already may stay, whatever their role is now.
  if (owner === undefined && input.owner !== stored?.owner?.id)
    return unchanged({ outcome: 'unknown person' });
  const decision = decideStep(before, stored, input, owner ?? stored?.owner ?? null);
  if (decision.outcome !== 'save') return unchanged(decision);
  const key = isNew ? nextOwnKey(before.steps) : input.step;
  if (isNew) requireRoom(MAX_OWN_STEPS, before.steps.filter(({ isOwn }) => isOwn).length);
  await storeStep(db, input.inspection, key, decision.facts);
  return {
    result: { outcome: 'saved' },
    event: {
      type: 'inspection.step-saved',
      subject: inspectionSubject(input.inspection),
      data: {
        ...{ kind: before.kind, inspection: before.name, step: key },
        before: stored && stored.version > 0 ? factsOf(before, stored) : null,
        after: decision.facts,
      },
    },
  };
}

export type RemoveStepResult =
  | Ended
  | { readonly outcome: 'removed' | 'not found' }
  | { readonly outcome: 'conflict'; readonly latest: StepOnTimeline };

/** Removes a step of the council’s own. */
export function removeStep(
  context: CouncilContext,
  { inspection: number, step: key, version }: RemoveStep,
): Promise<RemoveStepResult> {
  return auditedWrite<RemoveStepResult>(context, 'inspection:manage', async (db) => {
    const before = await lockInspection(db, number);
    const stored = before ? stepOf(before, key) : undefined;
    if (!before || !stored?.isOwn) return unchanged({ outcome: 'not found' });
    if (before.state !== 'open') return unchanged({ outcome: 'ended' });
    if (stored.version !== version) return unchanged({ outcome: 'conflict', latest: stored });
    const councilId = context.council.id;
    await db.tx.inspectionStep.deleteMany({ where: { councilId, inspection: { number }, key } });
    return {
      result: { outcome: 'removed' },
      event: {
        type: 'inspection.step-removed',
        subject: inspectionSubject(number),
        data: {
          ...{ kind: before.kind, inspection: before.name, step: key },
          before: factsOf(before, stored),
        },
      },
    };
  });
}

export type NamePersonResult = NotFound | { readonly outcome: 'named' | 'already named' | 'unknown person' };

/**
 * Names a member for a part of an inspection, themselves too. They and everybody who is named for that part already hear
 * of it.
 */
export function namePerson(
  context: CouncilContext,
  { inspection: number, person: id, part }: NamePerson,
): Promise<NamePersonResult> {
  return auditedWrite<NamePersonResult>(context, 'inspection:name', async (db) => {
    const councilId = context.council.id;
    await lockInCouncil(db.tx, councilId, 'inspections');
    const inspection = await findInspection(db, number);
    if (!inspection) return unchanged({ outcome: 'not found' });
    const person = await memberOf(db, id, NAMED_ROLES);
    if (!person) return unchanged({ outcome: 'unknown person' });
    const named = await loadNamed(db, number);
    const forPart = named.filter((one) => one.part === part).map((one) => one.person.id);
    if (forPart.includes(id)) return unchanged({ outcome: 'already named' });
    requireRoom(MAX_NAMED, named.length);
    const row = await db.tx.inspectionPerson.create({
      data: {
        ...{ councilId, inspectionId: inspection.id, personId: id, part },
        ...{ namedById: context.person.id, namedAt: context.now() },
      },
      select: { id: true },
    });
    const about = { kind: 'named', inspection: inspection.id, part } as const;
    return {
      result: { outcome: 'named' },
      event: {
        type: 'inspection.person-named',
        subject: inspectionSubject(number),
        data: { inspection: inspection.name, named: row.id, person, part },
      },
      notices: [
        { to: [id], notice: { ...about, whose: 'own' } },
        { to: forPart, notice: { ...about, whose: 'other' } },
      ],
    };
  });
}

export type EndNamedResult = NotFound | { readonly outcome: 'ended' };

/** Ends that a person is named. Ended already: the same. */
export function endNamed(
  context: CouncilContext,
  { inspection: number, named: id }: EndNamed,
): Promise<EndNamedResult> {
  return auditedWrite<EndNamedResult>(context, 'inspection:name', async (db) => {
    const councilId = context.council.id;
    await lockInCouncil(db.tx, councilId, 'inspections');
    const row = await db.tx.inspectionPerson.findFirst({
      relationLoadStrategy: 'join',
      where: { councilId, id, inspection: { number } },
      select: {
        ...{ part: true, endedAt: true },
        inspection: { select: { name: true } },
        person: { select: { person: { select: { id: true, name: true } } } },
      },
    });
    if (!row) return unchanged({ outcome: 'not found' });
    if (row.endedAt) return unchanged({ outcome: 'ended' });
    await db.tx.inspectionPerson.update({
      where: { councilId_id: { councilId, id } },
      data: { endedById: context.person.id, endedAt: context.now() },
      select: { id: true },
    });
    return {
      result: { outcome: 'ended' },
      event: {
        type: 'inspection.person-ended',
        subject: inspectionSubject(number),
        data: { inspection: row.inspection.name, named: id, person: row.person.person, part: row.part },
      },
    };
  });
}

/** One at a time, so that each event has the right "before". */
async function lockInspection(db: CouncilWrite, number: number): Promise<Inspection | null> {
  await lockInCouncil(db.tx, db.context.council.id, 'inspections');
  return loadInspection(db, number);
}

async function findInspection(
  { tx, context }: CouncilWrite,
  number: number,
): Promise<{ readonly id: string; readonly name: string } | null> {
  const where = { councilId: context.council.id, number };
  return tx.inspection.findFirst({ where, select: { id: true, name: true } });
}

/** The notice has its date from the inspection itself. */
function stepOf({ steps }: Inspection, key: string): StepOnTimeline | undefined {
  return key === NOTICE ? undefined : steps.find((step) => step.key === key);
}

function factsOf({ kind }: Inspection, step: StepOnTimeline): StepFacts {
  return factsOfStep(step, PLANS[kind].find(({ key }) => key === step.key)?.days);
}

/** The member of that id, if they can see to a step. Undefined: they cannot. */
async function ownerOf(db: CouncilWrite, id: string | null): Promise<StepOwner | null | undefined> {
  return id === null ? null : memberOf(db, id, STEP_ROLES);
}

/** The enabled member of that id with one of the roles. */
async function memberOf(
  { tx, context }: CouncilWrite,
  id: string,
  roles: readonly Role[],
): Promise<StepOwner | undefined> {
  const member = await tx.membership.findFirst({
    relationLoadStrategy: 'join',
    where: {
      ...{ councilId: context.council.id, personId: id, disabledAt: null },
      role: { in: [...roles] },
    },
    select: { person: { select: { id: true, name: true } } },
  });
  return member?.person;
}

async function updateInspection(
  { tx, context }: CouncilWrite,
  number: number,
  { noticeOn, endedOn, ...change }: Partial<Pick<Inspection, 'name' | 'noticeOn' | 'state' | 'endedOn'>>,
): Promise<void> {
  await tx.inspection.update({
    where: { councilId_number: { councilId: context.council.id, number } },
    data: {
      ...change,
      ...(noticeOn === undefined ? {} : { noticeOn: dateToColumn(noticeOn) }),
      ...(endedOn === undefined ? {} : { endedOn: endedOn && dateToColumn(endedOn) }),
      version: { increment: 1 },
      changedById: context.person.id,
      changedAt: context.now(),
    },
    select: { version: true },
  });
}

async function storeStep(
  { tx, context }: CouncilWrite,
  number: number,
  key: string,
  { name, setOn, days, owner, doneOn }: StepFacts,
): Promise<void> {
  const councilId = context.council.id;
  const { id: inspectionId } = await tx.inspection.findUniqueOrThrow({
    where: { councilId_number: { councilId, number } },
    select: { id: true },
  });
  const row = {
    ...{ name, days, ownerId: owner?.id ?? null },
    ...{ setOn: setOn && dateToColumn(setOn), doneOn: doneOn && dateToColumn(doneOn) },
    ...{ changedById: context.person.id, changedAt: context.now() },
  };
  await tx.inspectionStep.upsert({
    where: { councilId_inspectionId_key: { councilId, inspectionId, key } },
    create: { councilId, inspectionId, key, ...row },
    update: { ...row, version: { increment: 1 } },
    select: { version: true },
  });
}
