import type { Locked } from '#lib/record/assessments/review-state.ts';
import {
  type AnswersConflict,
  type StatementAnswers,
  scoreReasonProblem,
} from '#lib/record/assessments/rules.ts';
import type { SaveStatement } from '#lib/record/assessments/schema.ts';
import type { Score } from '#lib/scoring/index.ts';

/** A statement as it is stored when somebody saves it. */
export type StoredAnswers = Pick<AnswersConflict, 'answers' | 'version' | 'at' | 'by'> & {
  readonly carried: boolean;
  /** Of its last save. Empty where none was given. */
  readonly scoreReason: string;
};

export type SaveDecision =
  /** Nothing to write: the same form again, or answers that somebody saved alike. */
  | { readonly outcome: 'unchanged' }
  /** The answers stay, and are not only carried forward any more. */
  | { readonly outcome: 'confirmed' }
  | Locked
  /** The score changes without a reason, or there is a reason and no change. */
  | { readonly outcome: 'score reason'; readonly problem: string }
  /** Somebody saved a version that the writer has not seen. */
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'saved' };

/**
 * What to do with the answers that somebody sends for a statement. A lock outweighs a problem, so that what was typed is
 * kept as a draft before anything is asked; a problem outweighs a conflict only where the answers are the same.
 *
 * @param lastScore - the last score that the statement had, though it may have none now
 */
export function decideSave(
  stored: StoredAnswers,
  input: SaveStatement,
  { lock, lastScore }: { readonly lock: Locked | null; readonly lastScore: Score | null },
): SaveDecision {
  if (saysNothingNew(stored, input)) {
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

/** A reason of one's own for the same score is something new. */
function saysNothingNew(stored: StoredAnswers, { scoreReason, ...input }: SaveStatement): boolean {
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
