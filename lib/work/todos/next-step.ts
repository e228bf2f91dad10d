import { can, type Role } from '#lib/platform/access/permissions.ts';
import { isDone } from '#lib/record/assessments/state.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import type { TodoFacts } from '#lib/work/todos/rules.ts';

/** What a person should do next about an assessment. `statements`: in framework order, at least one. */
export type NextStep =
  | {
      readonly kind: 'challenge' | 'score' | 'confirm' | 'complete';
      readonly statements: readonly StatementId[];
    }
  | {
      readonly kind: 'sign' | 'see-returned' | 'send';
      readonly version: number;
    }
  | ({ readonly kind: 'see-changes' } & ChangedSince)
  | { readonly kind: 'answer-closing' | 'make-pack' };

/** The signed version that the assessment differs from, and in how many statements. */
export type ChangedSince = { readonly version: number; readonly changed: number };

export type NextStepFacts = TodoFacts & {
  /** The version being prepared, sent for sign-off or signed. */
  readonly version: number;
  /** Null if nothing is signed, or nothing has changed since. */
  readonly changedSince: ChangedSince | null;
};

/**
 * The one next step of a person: what waits for them alone, then what is left on statements, then the review, then the
 * pack. Null if there is nothing they can do.
 *
 * An assurance lead is responsible for every statement, a contributor for their own and for those that are nobody's.
 */
export function nextStepFor(facts: NextStepFacts, holder: { readonly role: Role }): NextStep | null {
  const { reviewState, lastStep, lastClosingStep, statements, version, changedSince } = facts;
  const may = (permission: Parameters<typeof can>[1]) => can(holder, permission);
  const hidden = statements.filter(({ score }) => score === 'hidden').map(({ id }) => id);
  if (hidden.length > 0) return { kind: 'challenge', statements: hidden };
  if (lastClosingStep === 'requested' && may('closing:decide')) return { kind: 'answer-closing' };
  if (reviewState === 'proposed' && may('review:sign')) return { kind: 'sign', version };
  if (reviewState === 'preparing') {
    if (lastStep?.kind === 'returned' && may('review:propose')) {
      return { kind: 'see-returned', version: lastStep.version };
    }
    const left = may('statement:save') ? leftOn(statements, may('review:propose')) : null;
    if (left) return left;
    if (may('review:propose')) return { kind: 'send', version };
    if (may('review:sign') && changedSince !== null) return { kind: 'see-changes', ...changedSince };
  }
  const isStarted = statements.some(({ score }) => score !== null);
  return isStarted && may('pack:export') ? { kind: 'make-pack' } : null;
}

/** The first kind of work left on a person's statements. */
function leftOn(statements: NextStepFacts['statements'], answersForAll: boolean): NextStep | null {
  const own = statements.filter(({ isMine, isTaken }) => answersForAll || isMine || !isTaken);
  const work = {
    score: own.filter(({ score, status }) => score === null && status !== 'not-confirmed'),
    confirm: own.filter(({ status }) => status === 'not-confirmed'),
    complete: own.filter(({ status }) => !isDone(status)),
  };
  for (const kind of ['score', 'confirm', 'complete'] as const) {
    if (work[kind].length > 0) return { kind, statements: work[kind].map(({ id }) => id) };
  }
  return null;
}
