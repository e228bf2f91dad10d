import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount, formatList, lowerFirst } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { can, type Role } from '#lib/platform/access/permissions.ts';
import type { ReviewState } from '#lib/record/assessments/review-state.ts';
import { isDone, type StatementStatus } from '#lib/record/assessments/state.ts';
import {
  describeNotedScore,
  describeSpread,
  type ShownScore,
  spreadOf,
} from '#lib/record/challenge/rules.ts';
import { STALE_AFTER_YEARS } from '#lib/record/evidence/concerns.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';
import { dueState, formatDue } from '#lib/work/assignments/rules.ts';
import type { ClosingStepKind } from '#lib/work/cycles/rules.ts';
import { type Duty, describeDuty, dutyState, nameOfDuty } from '#lib/work/duties/rules.ts';
import type { StepKind } from '#lib/work/reviews/rules.ts';

/** An item of the to-do list. */
export type Todo = {
  readonly kind:
    | 'signature'
    | 'returned'
    | 'closing'
    | 'closing-declined'
    | 'erasure'
    | 'challenge-score'
    | 'confirm'
    | 'overdue'
    | 'due'
    | 'significant-shortfalls'
    | 'challenge-gap'
    | 'stale-evidence'
    | 'duty-overdue'
    | 'duty-due';
  /** Null if it concerns the whole assessment. */
  readonly statement: StatementId | null;
  /** Reference of the evidence item it concerns, if not a statement or the whole assessment. */
  readonly item?: string;
  /** What is to be done in an inspection or the improvement plan, if it concerns that. */
  readonly duty?: Duty;
  /** A phrase for use after the statement's name. */
  readonly text: string;
  /** Whether it is for this person. Directors and leads also see what is for others. */
  readonly isMine: boolean;
};

export type TodoFacts = {
  readonly reviewState: ReviewState;
  /** The last step of the review and its version. Null if none. */
  readonly lastStep: { readonly kind: StepKind; readonly version: number } | null;
  /** The last step of closing the assessment. Null if none. */
  readonly lastClosingStep: ClosingStepKind | null;
  /** Numbers of items that others have asked to be erased, ascending. */
  readonly erasures: readonly number[];
  readonly statements: readonly {
    readonly id: StatementId;
    readonly score: ShownScore;
    readonly challenges: readonly Score[];
    readonly status: StatementStatus;
    /** A calendar date. */
    readonly dueOn: CalendarDate | null;
    /** Whether the person is its owner or a helper. */
    readonly isMine: boolean;
    /** Whether it has an owner or helpers. */
    readonly isTaken: boolean;
    /** Numbers of attached items that are out of date, ascending. */
    readonly stale: readonly number[];
  }[];
  /** What is to be done in inspections and the improvement plan, by day. */
  readonly duties: readonly Duty[];
  /** The id of the person. */
  readonly me: string;
};

/**
 * One person's to-do list: first what only they can do, then due dates, then problems in statements. Directors and
 * leads see those of every statement, others those of statements they own or help with.
 * @param today - a calendar date in London
 */
export function todosFor(
  facts: TodoFacts,
  holder: { readonly role: Role },
  today: CalendarDate,
): readonly Todo[] {
  const seesAll = can(holder, 'review:sign') || can(holder, 'review:propose');
  const seen = facts.statements.filter(({ isMine }) => seesAll || isMine);
  const hidden = facts.statements.filter(({ score }) => score === 'hidden');
  // No one can while the assessment is awaiting sign-off or signed.
  const mayConfirm = facts.reviewState === 'preparing' && can(holder, 'statement:save');
  return [
    ...(facts.lastStep?.kind === 'proposed' && can(holder, 'review:sign')
      ? [todo('signature', `Version ${facts.lastStep.version} is ready for you to sign`)]
      : []),
    ...(facts.lastStep?.kind === 'returned' && can(holder, 'review:propose')
      ? [todo('returned', 'The director returned the assessment with a reason')]
      : []),
    ...(facts.lastClosingStep === 'requested' && can(holder, 'closing:decide')
      ? [todo('closing', 'Confirm or decline to close the assessment')]
      : []),
    ...(facts.lastClosingStep === 'declined' && can(holder, 'assessment:start')
      ? [todo('closing-declined', 'A director declined to close the assessment')]
      : []),
    ...(can(holder, 'evidence:erase')
      ? facts.erasures.map((number) => ({
          ...todo('erasure', `Confirm or decline to erase evidence ${referenceOf(number)}`),
          item: referenceOf(number),
        }))
      : []),
    ...dutiesOf(facts, seesAll, today),
    ...hidden.map(({ id }) => ({ ...todo('challenge-score', 'Give your challenge score'), statement: id })),
    ...seen
      .filter(({ status }) => mayConfirm && status === 'not-confirmed')
      .map((one) => todo('confirm', 'Carried forward: confirm or change it', one)),
    ...seen.flatMap((one) => {
      const { status, dueOn } = one;
      const state = isDone(status) || dueOn === null ? 'far' : dueState(dueOn, today);
      if (dueOn === null || state === 'far') return [];
      return state === 'overdue'
        ? [todo('overdue', `Was due on ${formatDate(dueOn)}`, one)]
        : [todo('due', formatDue(dueOn, today), one)];
    }),
    ...seen.flatMap((one) => {
      const text = describeNotedScore(one.id, one.score);
      return text === null ? [] : [todo('significant-shortfalls', text, one)];
    }),
    ...seen.flatMap((one) => {
      const spread = one.score === 'hidden' ? null : spreadOf(one.score, one.challenges);
      return spread && spread.difference > 0 ? [todo('challenge-gap', describeSpread(spread), one)] : [];
    }),
    ...seen
      .filter(({ stale }) => stale.length > 0)
      .map((one) => todo('stale-evidence', describeStale(one.stale), one)),
  ];
}

/** What is due within a week or late in inspections and the improvement plan. What nobody sees to is for whoever sees all. */
function dutiesOf({ duties, me }: TodoFacts, seesAll: boolean, today: CalendarDate): readonly Todo[] {
  return duties.flatMap((duty): Todo[] => {
    const isMine = duty.owner?.id === me;
    const state = dutyState(duty, today);
    if (!(isMine || seesAll) || state === 'far') return [];
    const what = nameOfDuty(duty);
    const when =
      duty.kind !== 'items' && duty.dueOn !== null && state === 'overdue'
        ? `was due on ${formatDate(duty.dueOn)}`
        : lowerFirst(describeDuty(duty, today));
    const kind = state === 'overdue' ? 'duty-overdue' : 'duty-due';
    return [{ ...todo(kind, `${what}: ${when}`), isMine, duty }];
  });
}

/** Without a statement, it is for this person. */
function todo(
  kind: Todo['kind'],
  text: string,
  statement?: { readonly id: StatementId; readonly isMine: boolean },
): Todo {
  return { kind, statement: statement?.id ?? null, text, isMine: statement?.isMine ?? true };
}

const NAMED = 5;

/** "E6 is more than 2 years old". With more than five items, gives their number only. */
export function describeStale(stale: readonly number[]): string {
  const which =
    stale.length > NAMED
      ? formatCount(stale.length, 'evidence item', 'evidence items')
      : formatList(stale.map(referenceOf));
  return `${which} ${stale.length === 1 ? 'is' : 'are'} more than ${STALE_AFTER_YEARS} years old`;
}
