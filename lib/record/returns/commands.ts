import 'server-only';
import { v7 as uuidv7 } from 'uuid';
import { type CalendarDate, dateToColumn } from '#lib/kernel/dates.ts';
import { requireRoom } from '#lib/kernel/limits.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { type Permission, requirePermission } from '#lib/platform/access/permissions.ts';
import type { NewEvent, WrittenEvents } from '#lib/platform/audit/events.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import { auditedExport, auditedWrite, unchanged, type Written } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { loadFramework } from '#lib/record/assessments/queries.ts';
import { statesOf } from '#lib/record/evidence/life-rows.ts';
import { isInUse } from '#lib/record/evidence/lifecycle.ts';
import { parseReference } from '#lib/record/evidence/rules.ts';
import { addInspection } from '#lib/record/inspections/commands.ts';
import { checklistOf } from '#lib/record/returns/checklist.ts';
import { type AnswerFacts, returnSubject } from '#lib/record/returns/events.ts';
import { returnId, storeVersion } from '#lib/record/returns/list-rows.ts';
import { loadLists, loadPacksToSend, loadPossibleOwners } from '#lib/record/returns/queries.ts';
import {
  askedItems,
  type Changed,
  ITEM_ROLES,
  type ItemOwner,
  isChangeable,
  itemName,
  MAX_ANSWERS,
  MAX_LISTS,
  type ReturnItem,
  type ReturnList,
  type StoredAnswer,
} from '#lib/record/returns/rules.ts';
import type {
  AnswerInput,
  AssignItems,
  CarryAnswers,
  ChangeAnswer,
  ChangeReturn,
  MoveItems,
  RemoveAnswer,
  SeenItem,
  SendReturn,
  StartForReal,
  StartReturn,
  UnsendReturn,
} from '#lib/record/returns/schema.ts';
import {
  isCircle,
  type Move,
  nextItem,
  type Refusal,
  refusalOf,
  STATE_AFTER,
  standings,
} from '#lib/record/returns/state.ts';

type NotFound = { readonly outcome: 'not found' };
/** The inspection is over, or the list was sent: nothing of it can be changed until it is opened again. */
type Closed = { readonly outcome: 'closed' };

/** Who saved something last, and as which version. */
type SavedLast = { readonly changed: Changed; readonly version: number };

function lastOf({ changed, version }: SavedLast): SavedLast {
  return { changed, version };
}

export type StartReturnResult =
  | NotFound
  | { readonly outcome: 'ended' }
  | { readonly outcome: 'due before asked' }
  | { readonly outcome: 'started'; readonly number: number };

/** Starts a list of an inspection: with our checklist, or empty, to be imported. */
export function startReturn(context: CouncilContext, input: StartReturn): Promise<StartReturnResult> {
  return auditedWrite<StartReturnResult>(context, 'return:manage', async (db) => {
    const councilId = context.council.id;
    await lockInCouncil(db.tx, councilId, 'inspections');
    const inspection = await db.tx.inspection.findUnique({
      where: { councilId_number: { councilId, number: input.inspection } },
      select: {
        id: true,
        number: true,
        name: true,
        state: true,
        rehearsal: true,
        _count: { select: { returns: true } },
      },
    });
    if (!inspection) return unchanged({ outcome: 'not found' });
    if (inspection.state !== 'open') return unchanged({ outcome: 'ended' });
    if (input.dueOn < input.askedOn) return unchanged({ outcome: 'due before asked' });
    // None is ever removed.
    requireRoom(MAX_LISTS, inspection._count.returns);
    const list = await addList(db, inspection, inspection._count.returns + 1, input);
    const events: WrittenEvents = [list.event];
    const { number } = list;
    if (input.origin !== 'checklist') return { result: { outcome: 'started', number }, event: events };
    const rows = checklistOf(await loadFramework(db)).map((row) => ({ ...row, key: null }));
    const listed = await storeVersion(db, list.list, rows, 'our checklist');
    return { result: { outcome: 'started', number }, event: [...events, listed] };
  });
}

/** Adds the row of a list without items. */
async function addList(
  { tx, context }: CouncilWrite,
  inspection: {
    readonly id: string;
    readonly number: number;
    readonly name: string;
    readonly rehearsal: boolean;
  },
  number: number,
  { name, origin, askedOn, dueOn }: Pick<StartReturn, 'name' | 'origin' | 'askedOn' | 'dueOn'>,
) {
  const [by, at] = [context.person.id, context.now()];
  await tx.informationReturn.create({
    data: {
      ...{ councilId: context.council.id, inspectionId: inspection.id, number, name, origin },
      ...{ askedOn: dateToColumn(askedOn), dueOn: dateToColumn(dueOn) },
      ...{ startedById: by, startedAt: at, changedById: by, changedAt: at },
    },
    select: { id: true },
  });
  const event: NewEvent = {
    type: 'return.started',
    subject: returnSubject(inspection.number, number),
    data: { inspection: inspection.name, name, origin, askedOn, dueOn },
  };
  const list: ReturnList = {
    inspection: {
      number: inspection.number,
      name: inspection.name,
      rehearsal: inspection.rehearsal,
      isOpen: true,
    },
    ...{ number, name, origin, askedOn, dueOn, listVersion: 0, sent: null, version: 1 },
    ...{ changed: { by: context.person.name, at }, items: [] },
  };
  return { number, event, list };
}

export type StartForRealResult =
  | NotFound
  | { readonly outcome: 'no rehearsal' }
  | { readonly outcome: 'due before notice' }
  | {
      readonly outcome: 'started';
      readonly inspection: number;
      /** Answers that were not taken over: their evidence is not in use, or their item not asked for any more. */
      readonly left: number;
    };

/**
 * Starts the inspection that a rehearsal was for, with one of its lists: the same items, owners and answers. Nothing in it
 * is ready or signed off yet, and every item is due with the list.
 */
export function startForReal(context: CouncilContext, input: StartForReal): Promise<StartForRealResult> {
  return auditedWrite<StartForRealResult>(context, 'inspection:manage', async (db) => {
    requirePermission(context, 'return:manage');
    const from = await lockList(db, input);
    if (!from) return unchanged({ outcome: 'not found' });
    if (!from.inspection.rehearsal) return unchanged({ outcome: 'no rehearsal' });
    if (input.dueOn < input.noticeOn) return unchanged({ outcome: 'due before notice' });
    const { kind } = await db.tx.inspection.findUniqueOrThrow({
      where: { councilId_number: { councilId: context.council.id, number: from.inspection.number } },
      select: { kind: true },
    });
    const { name, noticeOn, dueOn } = input;
    const real = await addInspection(db, { kind, name, noticeOn, rehearsal: false });
    const { list, event } = await addList(db, { ...real, name, rehearsal: false }, 1, {
      ...{ name: from.name, origin: from.origin, askedOn: noticeOn, dueOn },
    });
    const items = askedItems(from);
    const owners = new Set((await loadPossibleOwners(db, { items: [] })).map(({ id }) => id));
    const listed = await storeVersion(
      db,
      list,
      items.map(({ number, heading, asked, statements, kind: itemKind, owner }) => ({
        ...{ key: null, number, heading, asked, statements, kind: itemKind },
        ...(owner && owners.has(owner.id) ? { owner } : {}),
      })),
      `the rehearsal “${from.inspection.name}”`,
    );
    const copied = await copyAnswers(db, list, items);
    return {
      result: { outcome: 'started', inspection: real.number, left: copied.left },
      event: [
        real.event,
        event,
        listed,
        ...(copied.facts.length > 0
          ? [
              {
                type: 'return.answered' as const,
                subject: subjectOf(list),
                data: {
                  ...{ list: list.name, named: '', answers: copied.facts },
                  copiedFrom: from.inspection.name,
                },
              },
            ]
          : []),
      ],
    };
  });
}

/** Copies answers to a new list, whose items have keys in their order. */
async function copyAnswers(db: CouncilWrite, list: ReturnList, items: readonly ReturnItem[]) {
  const keys = new Map(items.map(({ key }, index) => [key, index + 1]));
  const copyOf = await answerCopier(
    db,
    items.flatMap(({ answers }) => answers),
  );
  const copied = items.flatMap(({ key, answers }) =>
    answers.flatMap((answer): readonly PlacedAnswer[] => {
      const see = answer.see === null ? null : keys.get(answer.see);
      const copies = see === undefined ? [] : copyOf({ ...answer, see });
      return copies.map((copy) => ({ ...copy, item: keys.get(key) ?? 0, position: answer.position }));
    }),
  );
  const stored = await storeAnswers(db, list, copied);
  const all = items.reduce((sum, { answers }) => sum + answers.length, 0);
  return { facts: stored.map(({ facts }) => facts), left: all - copied.length };
}

/** Makes new answers of others. None of one whose evidence is not in use any more. */
async function answerCopier(db: CouncilWrite, answers: readonly StoredAnswer[]) {
  const numberOf = ({ evidence }: StoredAnswer) => parseReference(evidence?.reference ?? '');
  const numbers = [...new Set(answers.flatMap((answer) => numberOf(answer) ?? []))];
  const states = await statesOf(db, numbers);
  const councilId = db.context.council.id;
  const items = await db.tx.evidenceItem.findMany({
    where: { councilId, number: { in: numbers } },
    select: { id: true, number: true },
  });
  const measures = await db.tx.measure.findMany({ where: { councilId }, select: { id: true, key: true } });
  const evidenceIds = new Map(items.map(({ id, number }) => [number, id]));
  const measureIds = new Map(measures.map(({ id, key }) => [key, id]));
  return (answer: StoredAnswer): readonly NewAnswer[] => {
    const { kind, place, see, url, reason, followsOn, measure, evidence } = answer;
    const number = numberOf(answer);
    const state = number === null ? undefined : states.get(number);
    if (kind === 'evidence' && !(state && isInUse({ state }))) return [];
    const evidenceItemId = number === null ? undefined : evidenceIds.get(number);
    const measureId = measure ? measureIds.get(measure.key) : undefined;
    return [
      {
        ...{ kind, place, see, url, reason, followsOn, measure, evidence },
        ...(evidenceItemId && { evidenceItemId }),
        ...(measureId && { measureId }),
      },
    ];
  };
}

export type CarryAnswersResult =
  | NotFound
  | Closed
  | { readonly outcome: 'carried'; readonly to: number; readonly count: number }
  | { readonly outcome: 'signed off' | 'nothing new' };

/** Gives the answers of an item that is no longer asked for to another. They stay where they were too. */
export function carryAnswers(context: CouncilContext, input: CarryAnswers): Promise<CarryAnswersResult> {
  return onList<CarryAnswersResult>(context, 'return:answer', input, async (db, list) => {
    const from = list.items.find(({ key, removedIn }) => key === input.item && removedIn !== null);
    const to = askedItems(list).find(({ key }) => key === input.see);
    if (!from || !to) return unchanged({ outcome: 'not found' });
    if (to.state === 'signed_off') return unchanged({ outcome: 'signed off' });
    const copyOf = await answerCopier(db, from.answers);
    const fresh = from.answers.filter(
      (answer) =>
        answer.see !== to.key &&
        !(answer.see !== null && isCircle(list.items, to.key, answer.see)) &&
        to.answers.every((one) => !isSameAnswer(one, answer)),
    );
    const copies = fresh.flatMap(copyOf);
    if (copies.length === 0) return unchanged({ outcome: 'nothing new' });
    requireRoom(MAX_ANSWERS, to.answers.length + copies.length - 1);
    const answers = await storeAnswers(db, list, placedAfter(to, copies));
    await updateItems(db, list, [to.key], {});
    return {
      result: { outcome: 'carried', to: to.key, count: copies.length },
      event: {
        type: 'return.answered',
        subject: subjectOf(list),
        data: { list: list.name, named: itemName(to), answers: answers.map(({ facts }) => facts) },
      },
    };
  });
}

function isSameAnswer(a: NewAnswer, b: NewAnswer): boolean {
  const says = ({ kind, evidence, measure, place = '', url = '', reason = '', ...to }: NewAnswer) =>
    JSON.stringify([kind, evidence?.reference, measure?.key, place, url, reason, to.see, to.followsOn]);
  return says(a) === says(b);
}

export type ChangeReturnResult =
  | NotFound
  | Closed
  | { readonly outcome: 'saved' | 'unchanged' | 'due before asked' }
  | { readonly outcome: 'conflict'; readonly latest: SavedLast };

/** Changes the name and dates of a list. */
export function changeReturn(
  context: CouncilContext,
  { version, name, askedOn, dueOn, ...about }: ChangeReturn,
): Promise<ChangeReturnResult> {
  return onList<ChangeReturnResult>(context, 'return:manage', about, async (db, list) => {
    const before = { name: list.name, askedOn: list.askedOn, dueOn: list.dueOn };
    const after = { name, askedOn, dueOn };
    if (JSON.stringify(before) === JSON.stringify(after)) return unchanged({ outcome: 'unchanged' });
    if (list.version !== version) return unchanged({ outcome: 'conflict', latest: lastOf(list) });
    if (dueOn < askedOn) return unchanged({ outcome: 'due before asked' });
    await updateList(db, list, after);
    return {
      result: { outcome: 'saved' },
      event: { type: 'return.changed', subject: subjectOf(list), data: { before, after } },
    };
  });
}

export type AssignItemsResult =
  | NotFound
  | Closed
  | { readonly outcome: 'assigned'; readonly count: number }
  | { readonly outcome: 'unchanged' | 'unknown person' | 'changed meanwhile' };

/** Gives items an owner, a due date or both. One that its new owner signed off is opened again. */
export function assignItems(
  context: CouncilContext,
  { items: seen, owner: ownerId, dueOn, ...about }: AssignItems,
): Promise<AssignItemsResult> {
  return onList<AssignItemsResult>(context, 'return:manage', about, async (db, list) => {
    const items = itemsOf(list, seen);
    if (!items) return unchanged({ outcome: 'not found' });
    const owner = ownerId === undefined ? undefined : await memberOf(db, ownerId);
    if (owner === undefined && ownerId !== undefined) return unchanged({ outcome: 'unknown person' });
    const other = items.filter(
      (item) =>
        (owner !== undefined && (item.owner?.id ?? null) !== (owner?.id ?? null)) ||
        (dueOn !== undefined && (item.hasOwnDue ? item.dueOn : null) !== dueOn),
    );
    if (other.length === 0) return unchanged({ outcome: 'unchanged' });
    if (isOutdated(items, seen)) return unchanged({ outcome: 'changed meanwhile' });
    const keys = other.map(({ key }) => key);
    const signed = other.flatMap(({ key, signed: by }) => (owner && by?.id === owner.id ? key : []));
    if (signed.length > 0) await updateItems(db, list, signed, reopened);
    await updateItems(db, list, keys, {
      ...(owner !== undefined && { ownerId: owner?.id ?? null }),
      ...(dueOn !== undefined && { dueOn }),
    });
    const events: WrittenEvents = [
      {
        type: 'return.assigned',
        subject: subjectOf(list),
        data: {
          ...{ list: list.name, keys },
          ...(owner === undefined ? {} : { owner }),
          ...(dueOn === undefined ? {} : { dueOn }),
        },
      },
      ...(signed.length > 0 ? [movedEvent(list, signed, 'open')] : []),
    ];
    return { result: { outcome: 'assigned', count: keys.length }, event: events };
  });
}

export type AnswerItemResult =
  | NotFound
  | Closed
  | {
      readonly outcome: 'answered';
      /** The key of the next item without an answer. Null: none is left. */
      readonly next: number | null;
      /** It was to be ready, and cannot be: an answer does not count. */
      readonly notReady: boolean;
    }
  | { readonly outcome: 'signed off' | 'circle' | 'unknown measure' | 'unknown item' | 'nothing new' }
  | { readonly outcome: 'unknown evidence'; readonly references: readonly string[] };

/** Adds answers to an item: several pieces of evidence at once, or one of another kind. */
export function answerItem(context: CouncilContext, input: AnswerInput): Promise<AnswerItemResult> {
  return onList<AnswerItemResult>(context, 'return:answer', input, async (db, list) => {
    const item = list.items.find(({ key }) => key === input.item);
    if (!item) return unchanged({ outcome: 'not found' });
    if (item.state === 'signed_off') return unchanged({ outcome: 'signed off' });
    const found = await newAnswers(db, list, item, input);
    if ('outcome' in found) return unchanged(found);
    const fresh = found.filter((answer, at) =>
      [...item.answers, ...found.slice(0, at)].every((one) => !isSameAnswer(one, answer)),
    );
    if (fresh.length === 0) return unchanged({ outcome: 'nothing new' });
    requireRoom(MAX_ANSWERS, item.answers.length + fresh.length - 1);
    const answers = await storeAnswers(db, list, placedAfter(item, fresh));
    const after = { ...item, answers: [...item.answers, ...answers.map(({ stored }) => stored)] };
    const items = list.items.map((one) => (one === item ? after : one));
    const today = londonDay(context.now());
    const isMoved = input.ready && item.state === 'open';
    const standing = standings({ ...list, items }, today).get(item.key);
    const isReady =
      isMoved && standing !== undefined && refusalOf(item, standing, 'ready', context.person.id) === null;
    await updateItems(db, list, [item.key], isReady ? { state: 'ready' } : {});
    return {
      result: {
        outcome: 'answered',
        next: nextItem({ items }, item.key, { person: context.person.id, today }),
        notReady: isMoved && !isReady,
      },
      event: [
        {
          type: 'return.answered',
          subject: subjectOf(list),
          data: { list: list.name, named: itemName(item), answers: answers.map(({ facts }) => facts) },
        },
        ...(isReady ? [movedEvent(list, [item.key], 'ready')] : []),
      ],
    };
  });
}

type NewAnswer = Pick<StoredAnswer, 'kind'> &
  Partial<Pick<StoredAnswer, 'place' | 'see' | 'url' | 'reason' | 'followsOn' | 'evidence' | 'measure'>> & {
    readonly evidenceItemId?: string;
    readonly measureId?: string;
  };

type NewAnswers =
  | readonly NewAnswer[]
  | Exclude<AnswerItemResult, { readonly outcome: 'answered' | 'closed' }>;

async function newAnswers(
  db: CouncilWrite,
  list: ReturnList,
  item: ReturnItem,
  input: AnswerInput,
): Promise<NewAnswers> {
  const { kind } = input;
  switch (kind) {
    case 'evidence':
      return newEvidence(db, input.cited);
    case 'see': {
      const { see, place } = input;
      const other = list.items.find(({ key, removedIn }) => key === see && removedIn === null);
      if (!other || see === item.key) return { outcome: 'unknown item' };
      return isCircle(list.items, item.key, see) ? { outcome: 'circle' } : [{ kind, see, place }];
    }
    case 'link':
      return [{ kind, url: input.url }];
    case 'table': {
      const measure = await db.tx.measure.findUnique({
        where: { councilId_key: { councilId: db.context.council.id, key: input.measure } },
        select: { id: true, key: true, name: true },
      });
      if (!measure) return { outcome: 'unknown measure' };
      const { id, ...named } = measure;
      return [{ kind, measureId: id, measure: named }];
    }
    case 'not_held':
      return [{ kind, reason: input.reason }];
    case 'follows':
      return [{ kind, reason: input.reason, followsOn: input.followsOn }];
  }
}

/** Evidence in use, where it is cited. It is locked, so that it stays in use. */
async function newEvidence(
  db: CouncilWrite,
  cited: Extract<AnswerInput, { readonly kind: 'evidence' }>['cited'],
): Promise<NewAnswers> {
  const numbers = [...new Set(cited.flatMap(({ reference }) => parseReference(reference) ?? []))];
  const states = await statesOf(db, numbers);
  const unknown = cited.filter(({ reference }) => {
    const state = states.get(parseReference(reference) ?? 0);
    return state === undefined || !isInUse({ state });
  });
  if (unknown.length > 0)
    return { outcome: 'unknown evidence', references: unknown.map(({ reference }) => reference) };
  const rows = await db.tx.evidenceItem.findMany({
    where: { councilId: db.context.council.id, number: { in: numbers } },
    select: { id: true, number: true, title: true, state: true, scan: true, needsRedaction: true },
  });
  return cited.flatMap(({ reference, place }) => {
    const row = rows.find(({ number }) => number === parseReference(reference));
    if (!row) return [];
    const { id, number: _, ...evidence } = row;
    return [{ kind: 'evidence' as const, evidenceItemId: id, place, evidence: { reference, ...evidence } }];
  });
}

/** An answer to add. `item`: the key of its item. */
type PlacedAnswer = NewAnswer & { readonly item: number; readonly position: number };

/** After those that an item has. */
function placedAfter(
  { key, answers }: Pick<ReturnItem, 'key' | 'answers'>,
  added: readonly NewAnswer[],
): readonly PlacedAnswer[] {
  const last = Math.max(0, ...answers.map(({ position }) => position));
  return added.map((answer, index) => ({ ...answer, item: key, position: last + index + 1 }));
}

async function storeAnswers(
  db: CouncilWrite,
  list: ReturnList,
  answers: readonly PlacedAnswer[],
): Promise<readonly { readonly stored: StoredAnswer; readonly facts: AnswerFacts }[]> {
  const { tx, context } = db;
  const [by, at] = [context.person.id, context.now()];
  const placed = answers.map((answer) => ({ ...answer, id: uuidv7() }));
  const returnIdOfList = await returnId(db, list);
  await tx.returnAnswer.createMany({
    data: placed.map(({ evidence: _, measure: __, item, see, followsOn, ...answer }) => ({
      ...{ councilId: context.council.id, returnId: returnIdOfList, itemKey: item, ...answer },
      ...{ seeKey: see ?? null, followsOn: followsOn ? dateToColumn(followsOn) : null },
      ...{ addedAt: at, changedById: by, changedAt: at },
    })),
  });
  return placed.map(({ item, ...answer }) => {
    const stored: StoredAnswer = {
      ...{ evidence: null, place: '', see: null, url: '', measure: null, reason: '', followsOn: null },
      ...answer,
      ...{ version: 1, addedAt: at, changed: { by: context.person.name, at } },
    };
    return { stored, facts: factsOf(item, stored) };
  });
}

/** What the history records of an answer. */
function factsOf(
  item: number,
  { id, kind, position, evidence, see, measure, followsOn, place, url, reason }: StoredAnswer,
): AnswerFacts {
  return {
    ...{
      item,
      id,
      kind,
      position,
      evidence: evidence?.reference ?? null,
      see,
      measure: measure?.key ?? null,
    },
    ...{ followsOn, text: hashWords([place, url, reason]) },
  };
}

export type ChangeAnswerResult =
  | NotFound
  | Closed
  | { readonly outcome: 'saved' | 'unchanged' | 'signed off' | 'erased' }
  | { readonly outcome: 'conflict'; readonly latest: SavedLast };

/** Changes where an answer points to, its reason or its date. */
export function changeAnswer(context: CouncilContext, input: ChangeAnswer): Promise<ChangeAnswerResult> {
  return onList<ChangeAnswerResult>(context, 'return:answer', input, async (db, list) => {
    const item = list.items.find(({ key }) => key === input.item);
    const before = item?.answers.find(({ id }) => id === input.answer);
    if (!item || !before) return unchanged({ outcome: 'not found' });
    if (item.state === 'signed_off') return unchanged({ outcome: 'signed off' });
    const {
      place = before.place,
      url = before.url,
      reason = before.reason,
      followsOn = before.followsOn,
    } = input;
    const given = { place, url, reason, followsOn };
    const after = { ...before, ...given };
    if (JSON.stringify(before) === JSON.stringify(after)) return unchanged({ outcome: 'unchanged' });
    if (before.version !== input.version) return unchanged({ outcome: 'conflict', latest: lastOf(before) });
    const cited = before.evidence && parseReference(before.evidence.reference);
    // Locked, so that nothing is written about it while it is erased.
    if (cited && (await statesOf(db, [cited])).get(cited) === 'erased')
      return unchanged({ outcome: 'erased' });
    await db.tx.returnAnswer.update({
      where: { councilId_id: { councilId: context.council.id, id: before.id } },
      data: {
        ...{ ...given, followsOn: followsOn && dateToColumn(followsOn), version: { increment: 1 } },
        ...{ changedById: context.person.id, changedAt: context.now() },
      },
      select: { id: true },
    });
    await updateItems(db, list, [item.key], {});
    return {
      result: { outcome: 'saved' },
      event: {
        type: 'return.answered',
        subject: subjectOf(list),
        data: { list: list.name, named: itemName(item), answers: [factsOf(item.key, after)] },
      },
    };
  });
}

export type RemoveAnswerResult =
  | Closed
  | { readonly outcome: 'removed' | 'not found' | 'signed off' }
  | { readonly outcome: 'conflict'; readonly latest: SavedLast };

/** Removes an answer. An item that was ready and has none left is opened again. */
export function removeAnswer(context: CouncilContext, input: RemoveAnswer): Promise<RemoveAnswerResult> {
  return onList<RemoveAnswerResult>(context, 'return:answer', input, async (db, list) => {
    const item = list.items.find(({ key }) => key === input.item);
    const before = item?.answers.find(({ id }) => id === input.answer);
    if (!item || !before) return unchanged({ outcome: 'not found' });
    if (item.state === 'signed_off') return unchanged({ outcome: 'signed off' });
    if (before.version !== input.version) return unchanged({ outcome: 'conflict', latest: lastOf(before) });
    await db.tx.returnAnswer.delete({
      where: { councilId_id: { councilId: context.council.id, id: before.id } },
      select: { id: true },
    });
    const isEmpty = item.state === 'ready' && item.answers.length === 1;
    await updateItems(db, list, [item.key], isEmpty ? reopened : {});
    return {
      result: { outcome: 'removed' },
      event: [
        {
          type: 'return.answer-removed',
          subject: subjectOf(list),
          data: { list: list.name, named: itemName(item), item: item.key, id: before.id, kind: before.kind },
        },
        ...(isEmpty ? [movedEvent(list, [item.key], 'open')] : []),
      ],
    };
  });
}

export type MoveItemsResult =
  | NotFound
  | Closed
  | { readonly outcome: 'moved'; readonly count: number }
  | { readonly outcome: 'changed meanwhile' | 'unchanged' }
  | {
      readonly outcome: 'refused';
      readonly refused: readonly {
        readonly named: string;
        readonly why: Exclude<Refusal, 'already'>;
      }[];
    };

/** Says that items are ready for sign-off. */
export function readyItems(context: CouncilContext, input: MoveItems): Promise<MoveItemsResult> {
  return moveItems(context, 'return:answer', 'ready', input);
}

/** Says that items are not ready after all. */
export function unreadyItems(context: CouncilContext, input: MoveItems): Promise<MoveItemsResult> {
  return moveItems(context, 'return:answer', 'unready', input);
}

/** Signs items off. Nobody signs those that they own. */
export function signItems(context: CouncilContext, input: MoveItems): Promise<MoveItemsResult> {
  return moveItems(context, 'return:sign', 'sign', input);
}

/** Opens items again that were signed off. */
export function reopenItems(context: CouncilContext, input: MoveItems): Promise<MoveItemsResult> {
  return moveItems(context, 'return:sign', 'reopen', input);
}

function moveItems(
  context: CouncilContext,
  permission: Permission,
  move: Move,
  { items: seen, ...about }: MoveItems,
): Promise<MoveItemsResult> {
  return onList<MoveItemsResult>(context, permission, about, async (db, list) => {
    const items = itemsOf(list, seen);
    if (!items) return unchanged({ outcome: 'not found' });
    const by = standings(list, londonDay(context.now()));
    const judged = items.map((item) => {
      const standing = by.get(item.key) ?? { isAnswered: false, faults: [] };
      return { item, why: refusalOf(item, standing, move, context.person.id) };
    });
    const movable = judged.filter(({ why }) => why === null).map(({ item }) => item);
    const refused = judged.flatMap(({ item, why }) =>
      why === null || why === 'already' ? [] : [{ named: itemName(item), why }],
    );
    if (refused.length > 0) return unchanged({ outcome: 'refused', refused });
    if (movable.length === 0) return unchanged({ outcome: 'unchanged' });
    if (isOutdated(movable, seen)) return unchanged({ outcome: 'changed meanwhile' });
    const keys = movable.map(({ key }) => key);
    const to = STATE_AFTER[move];
    await updateItems(
      db,
      list,
      keys,
      to === 'signed_off'
        ? { state: to, signedById: context.person.id, signedAt: context.now() }
        : { ...reopened, state: to },
    );
    return { result: { outcome: 'moved', count: keys.length }, event: movedEvent(list, keys, to) };
  });
}

export type SendReturnResult =
  | NotFound
  | { readonly outcome: 'ended' | 'sent' | 'already sent' | 'unknown pack' | 'before asked' }
  | { readonly outcome: 'conflict'; readonly latest: SavedLast };

/** Marks a list as sent, with the pack that was sent. Its answers stay as they are from then on. */
export function sendReturn(
  context: CouncilContext,
  { sentOn, pack, version, ...about }: SendReturn,
): Promise<SendReturnResult> {
  return auditedWrite<SendReturnResult>(context, 'return:manage', async (db) => {
    const list = await lockList(db, about);
    if (!list) return unchanged({ outcome: 'not found' });
    if (!list.inspection.isOpen) return unchanged({ outcome: 'ended' });
    if (list.sent) return unchanged({ outcome: 'already sent' });
    if (list.version !== version) return unchanged({ outcome: 'conflict', latest: lastOf(list) });
    if (sentOn < list.askedOn) return unchanged({ outcome: 'before asked' });
    const packs = pack === null ? [] : await loadPacksToSend(db, list);
    if (pack !== null && packs.every(({ number }) => number !== pack))
      return unchanged({ outcome: 'unknown pack' });
    await updateList(db, list, { sentOn, sentPack: pack });
    return {
      result: { outcome: 'sent' },
      event: { type: 'return.sent', subject: subjectOf(list), data: { list: list.name, sentOn, pack } },
    };
  });
}

export type UnsendReturnResult = NotFound | { readonly outcome: 'opened' | 'ended' };

/** Marks a list as not sent after all. */
export function unsendReturn(
  context: CouncilContext,
  { version, ...about }: UnsendReturn,
): Promise<UnsendReturnResult> {
  return auditedWrite<UnsendReturnResult>(context, 'return:manage', async (db) => {
    const list = await lockList(db, about);
    if (!list) return unchanged({ outcome: 'not found' });
    if (!list.inspection.isOpen) return unchanged({ outcome: 'ended' });
    if (!list.sent || list.version !== version) return unchanged({ outcome: 'opened' });
    await updateList(db, list, { sentOn: null, sentPack: null });
    return {
      result: { outcome: 'opened' },
      event: { type: 'return.unsent', subject: subjectOf(list), data: { list: list.name } },
    };
  });
}

type AboutList = { readonly inspection: number; readonly list: number };

/** A list to export, with the addresses of owners by their ids. */
export type ExportedReturn = { readonly list: ReturnList; readonly emails: ReadonlyMap<string, string> };

/** Exports the items of a list with their answers, and records that. Null: there is no such list. */
export function exportReturn(
  context: CouncilContext,
  { inspection, list }: AboutList,
): Promise<ExportedReturn | null> {
  return auditedExport<ExportedReturn | null>(context, 'inspection:view', async (db) => {
    const [found] = await loadLists(db, { inspection, list });
    if (!found) return unchanged(null);
    const owners = await loadPossibleOwners(db, found);
    return {
      result: { list: found, emails: new Map(owners.map(({ id, email }) => [id, email])) },
      event: {
        type: 'return.exported',
        subject: subjectOf(found),
        data: { list: found.name, rows: askedItems(found).length },
      },
    };
  });
}

/** One at a time, so that each event has the right "before". Of an inspection that is open, and a list not sent yet. */
function onList<Result extends { readonly outcome: string }>(
  context: CouncilContext,
  permission: Permission,
  about: AboutList,
  work: (db: CouncilWrite, list: ReturnList) => Promise<Written<Result>>,
): Promise<Result | NotFound | Closed> {
  return auditedWrite<Result | NotFound | Closed>(context, permission, async (db) => {
    const list = await lockList(db, about);
    if (!list) return unchanged({ outcome: 'not found' });
    return isChangeable(list) ? work(db, list) : unchanged({ outcome: 'closed' });
  });
}

async function lockList(db: CouncilWrite, { inspection, list }: AboutList): Promise<ReturnList | null> {
  await lockInCouncil(db.tx, db.context.council.id, 'inspections');
  const [found] = await loadLists(db, { inspection, list });
  return found ?? null;
}

/** The items that a page showed, in the order of the list. Null: the list has none of a key. */
function itemsOf({ items }: ReturnList, seen: readonly SeenItem[]): readonly ReturnItem[] | null {
  const keys = new Set(seen.map(({ key }) => key));
  const found = items.filter(({ key, removedIn }) => keys.has(key) && removedIn === null);
  return found.length === keys.size ? found : null;
}

/** Whether one of the items was saved after the page showed it. */
function isOutdated(items: readonly ReturnItem[], seen: readonly SeenItem[]): boolean {
  return items.some((item) => seen.find(({ key }) => key === item.key)?.version !== item.version);
}

function movedEvent(list: ReturnList, keys: readonly number[], to: ReturnItem['state']): NewEvent {
  return { type: 'return.item-moved', subject: subjectOf(list), data: { list: list.name, keys, to } };
}

function subjectOf({ inspection, number }: Pick<ReturnList, 'inspection' | 'number'>): string {
  return returnSubject(inspection.number, number);
}

/** The member of that id, if they can own an item. Null: nobody was asked for. Undefined: they cannot. */
async function memberOf(
  { tx, context }: CouncilWrite,
  id: string | null,
): Promise<ItemOwner | null | undefined> {
  if (id === null) return null;
  const member = await tx.membership.findFirst({
    relationLoadStrategy: 'join',
    where: {
      ...{ councilId: context.council.id, personId: id, disabledAt: null },
      role: { in: [...ITEM_ROLES] },
    },
    select: { person: { select: { id: true, name: true } } },
  });
  return member?.person;
}

async function updateList(
  { tx, context }: CouncilWrite,
  { inspection, number }: ReturnList,
  {
    askedOn,
    dueOn,
    sentOn,
    ...data
  }: Partial<Pick<ReturnList, 'name' | 'askedOn' | 'dueOn'>> & {
    readonly sentOn?: CalendarDate | null;
    readonly sentPack?: number | null;
  },
): Promise<void> {
  await tx.informationReturn.updateMany({
    where: { councilId: context.council.id, number, inspection: { number: inspection.number } },
    data: {
      ...data,
      ...(askedOn && { askedOn: dateToColumn(askedOn) }),
      ...(dueOn && { dueOn: dateToColumn(dueOn) }),
      ...(sentOn !== undefined && { sentOn: sentOn && dateToColumn(sentOn) }),
      version: { increment: 1 },
      ...{ changedById: context.person.id, changedAt: context.now() },
    },
  });
}

const reopened = { state: 'open', signedById: null, signedAt: null } as const;

/** Changes items and counts it as a save, so that who signs sees that they changed. */
async function updateItems(
  db: CouncilWrite,
  list: ReturnList,
  keys: readonly number[],
  {
    dueOn,
    ...data
  }: Partial<{
    state: ReturnItem['state'];
    signedById: string | null;
    signedAt: Date | null;
    ownerId: string | null;
    dueOn: CalendarDate | null;
  }>,
): Promise<void> {
  const { tx, context } = db;
  await tx.returnItem.updateMany({
    where: { councilId: context.council.id, returnId: await returnId(db, list), key: { in: [...keys] } },
    data: {
      ...data,
      ...(dueOn !== undefined && { dueOn: dueOn && dateToColumn(dueOn) }),
      version: { increment: 1 },
      ...{ changedById: context.person.id, changedAt: context.now() },
    },
  });
}
