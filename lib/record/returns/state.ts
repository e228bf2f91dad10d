import type { CalendarDate } from '#lib/kernel/dates.ts';
import { countsAsEvidence } from '#lib/record/evidence/lifecycle.ts';
import {
  askedItems,
  type ItemState,
  isChangeable,
  type ReturnItem,
  type ReturnList,
  type StoredAnswer,
} from '#lib/record/returns/rules.ts';

// How an item of a return stands. One place for the list, the readiness, the reminders and the export.

/** `begun`: it has answers, but none that counts. */
export type Status = 'none' | 'begun' | 'answered' | 'ready' | 'signed_off';

export const STATUS_NAMES: Readonly<Record<Status, string>> = {
  none: 'No answer',
  begun: 'Answer does not count',
  answered: 'Answered',
  ready: 'Ready for sign-off',
  signed_off: 'Signed off',
};

export type Standing = {
  readonly status: Status;
  /** Whether an answer counts. */
  readonly isAnswered: boolean;
  /** Past its date, and neither ready nor signed off. Nothing is once the list was sent, or its inspection has ended. */
  readonly isLate: boolean;
  /** Why answers do not hold any more, in words. Empty: they all do. */
  readonly faults: readonly string[];
};

/** What decides how items stand. */
export type ListToJudge = Pick<ReturnList, 'items' | 'inspection' | 'sent'>;

/** The standing of each item that is still asked for, by its key, on a day in London. */
export function standings(list: ListToJudge, today: CalendarDate): ReadonlyMap<number, Standing> {
  const items = askedItems(list);
  const answered = answeredKeys(items, today);
  const canBeLate = isChangeable(list);
  return new Map(
    items.map((item) => {
      const { isLate, ...standing } = standingOf(item, answered, today);
      return [item.key, { ...standing, isLate: canBeLate && isLate }];
    }),
  );
}

function standingOf(item: ReturnItem, answered: ReadonlySet<number>, today: CalendarDate): Standing {
  const isAnswered = answered.has(item.key);
  const status =
    item.state === 'open'
      ? isAnswered
        ? 'answered'
        : item.answers.length > 0
          ? 'begun'
          : 'none'
      : item.state;
  return {
    status,
    isAnswered,
    isLate: item.state === 'open' && item.dueOn < today,
    faults: item.answers.flatMap((answer) => faultOf(answer, answered, today) ?? []),
  };
}

/**
 * The keys of the items with an answer that counts. One that only refers to another item counts if that one is answered
 * by something else than a reference back.
 */
export function answeredKeys(items: readonly ReturnItem[], today: CalendarDate): ReadonlySet<number> {
  const answered = new Set(
    items
      .filter(({ answers }) => answers.some((answer) => answer.kind !== 'see' && counts(answer, today)))
      .map(({ key }) => key),
  );
  for (let size = -1; size < answered.size; ) {
    size = answered.size;
    for (const { key, answers } of items)
      if (answers.some(({ see }) => see !== null && answered.has(see))) answered.add(key);
  }
  return answered;
}

function counts(answer: StoredAnswer, today: CalendarDate): boolean {
  if (answer.kind === 'evidence') return answer.evidence !== null && countsAsEvidence(answer.evidence);
  if (answer.kind === 'follows') return answer.followsOn !== null && answer.followsOn >= today;
  return true;
}

function faultOf(answer: StoredAnswer, answered: ReadonlySet<number>, today: CalendarDate): string | null {
  const { kind, evidence, see } = answer;
  if (kind === 'see') return see !== null && answered.has(see) ? null : 'the item it refers to has no answer';
  if (counts(answer, today)) return null;
  if (kind === 'follows') return 'the date to follow has passed';
  if (!evidence) return null;
  const { reference, state, scan } = evidence;
  if (state === 'withdrawn') return `${reference} was withdrawn`;
  if (state === 'erased') return `${reference} was erased`;
  if (evidence.needsRedaction) return `${reference} needs redaction`;
  return scan === 'waiting' ? `${reference} is not checked for viruses yet` : `${reference} cannot be opened`;
}

/** Whether an answer that refers to `see` would lead back to the item itself. */
export function isCircle(items: readonly ReturnItem[], key: number, see: number): boolean {
  const seen = new Set<number>();
  const leads = (from: number): boolean => {
    if (from === key) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    const item = items.find((one) => one.key === from);
    return (item?.answers ?? []).some((answer) => answer.see !== null && leads(answer.see));
  };
  return leads(see);
}

/** What a person can do to an item’s state. Who answers takes back what is ready, and who signs what is signed off. */
export type Move = 'ready' | 'unready' | 'sign' | 'reopen';

export type Refusal = 'no answer' | 'fault' | 'not ready' | 'own item' | 'already';

/** Why an item cannot be moved, after its name and after those of several. */
export const REFUSALS: Readonly<Record<Refusal, readonly [one: string, several: string]>> = {
  'no answer': ['has no answer that counts', 'have no answer that counts'],
  fault: ['has an answer that does not hold any more', 'have an answer that does not hold any more'],
  'not ready': ['is not marked as ready', 'are not marked as ready'],
  'own item': ['is yours, so somebody else signs it off', 'are yours, so somebody else signs them off'],
  already: ['is in that state already', 'are in that state already'],
};

/** Why an item cannot be moved. Null: it can. `by`: the id of the person. */
export function refusalOf(
  item: Pick<ReturnItem, 'state' | 'owner'>,
  standing: Pick<Standing, 'isAnswered' | 'faults'>,
  move: Move,
  by: string,
): Refusal | null {
  const { state, owner } = item;
  if (move === 'unready') return state === 'ready' ? null : 'already';
  if (move === 'reopen') return state === 'open' ? 'already' : null;
  if (state === 'signed_off' || (move === 'ready' && state === 'ready')) return 'already';
  if (!standing.isAnswered) return 'no answer';
  if (standing.faults.length > 0) return 'fault';
  if (move === 'ready') return null;
  if (state !== 'ready') return 'not ready';
  return owner?.id === by ? 'own item' : null;
}

/** The state that a move leads to. */
export const STATE_AFTER: Readonly<Record<Move, ItemState>> = {
  ready: 'ready',
  unready: 'open',
  sign: 'signed_off',
  reopen: 'open',
};

/**
 * The key of the next item without an answer that counts, after this one or from the start: one of the person’s own, or
 * else any that is not signed off. Null: none is left.
 *
 * @param person - their id
 */
export function nextItem(
  list: { readonly items: readonly ReturnItem[] },
  after: number | null,
  { person, today }: { readonly person: string; readonly today: CalendarDate },
): number | null {
  const items = askedItems(list);
  const answered = answeredKeys(items, today);
  const at = items.findIndex(({ key }) => key === after) + 1;
  const left = [...items.slice(at), ...items.slice(0, at)].filter(
    ({ key, state }) => key !== after && state !== 'signed_off' && !answered.has(key),
  );
  return (left.find(({ owner }) => owner?.id === person) ?? left[0])?.key ?? null;
}
