import type { Locked } from '#lib/record/assessments/review-state.ts';
import {
  type AnswersConflict,
  type StatementAnswers,
  scoreReasonProblem,
} from '#lib/record/assessments/rules.ts';
import type { SaveStatement } from '#lib/record/assessments/schema.ts';
import type { Score } from '#lib/scoring/index.ts';

/** A statement as stored. */
export type StoredAnswers = Pick<AnswersConflict, 'answers' | 'version' | 'at' | 'by'> & {
  readonly carried: boolean;
  /** The reason given with its last save. Empty if none. */
  readonly scoreReason: string;
};

export type SaveDecision =
  /** Nothing to write: the same form again, or someone else saved the same answers. */
  | { readonly outcome: 'unchanged' }
  /** The answers stay, and their carried mark is removed. */
  | { readonly outcome: 'confirmed' }
  | Locked
  /** The score changed without a reason, or a reason was given without a change. */
  | { readonly outcome: 'score reason'; readonly problem: string }
  /** There is a later version that the writer has not seen. */
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'saved' };

/**
 * What to do with submitted answers. A lock is reported before a problem, so that the text is kept as a draft before
 * anything else is asked. A conflict is reported before a problem, unless the answers are the same.
 * @param lastScore - the last score the statement had, even if it has none now
 */
export function decideSave(
  stored: StoredAnswers,
  input: SaveStatement,
  { lock, lastScore }: { readonly lock: Locked | null; readonly lastScore: Score | null },
): SaveDecision {
  if (isUnchanged(stored, input)) {
    return { outcome: stored.carried && !lock ? 'confirmed' : 'unchanged' };
  }
  if (lock) return lock;
  const isOverLatest = stored.version === input.version;
  const problem =
    isOverLatest || sameAnswers(stored.answers, input)
      ? scoreReasonProblem(stored.answers.score, lastScore, input)
      : null;
  if (problem) return { outcome: 'score reason', problem };
  return { outcome: isOverLatest ? 'saved' : 'conflict' };
}

/** A new reason for the same score counts as a change. */
function isUnchanged(stored: StoredAnswers, { scoreReason, ...input }: SaveStatement): boolean {
  if (!sameAnswers(stored.answers, input)) return false;
  return scoreReason === undefined || scoreReason === stored.scoreReason;
}

function sameAnswers(a: StatementAnswers, b: StatementAnswers): boolean {
  return (
    a.score === b.score &&
    a.completed === b.completed &&
    a.strengths === b.strengths &&
    a.improvements === b.improvements &&
    a.impact === b.impact
  );
}
