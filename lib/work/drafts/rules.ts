import { type FormAnswers, NARRATIVES } from '#lib/record/assessments/rules.ts';

/** What somebody typed on one page and has not saved. */
export type Draft = {
  readonly page: string;
  readonly edit: number;
  /** The version of the statement that it started from. */
  readonly version: number;
  readonly typed: FormAnswers;
  readonly at: Date;
};

/** How long a draft is kept that nobody goes on with. */
export const DRAFT_DAYS = 90;

/** The address of a statement's page names a draft to open, or says that the saved version is wanted. */
export const SAVED_VERSION = 'saved';

/** The drafts that say something else than what is saved, newest first. */
export function draftsToOffer(drafts: readonly Draft[], saved: FormAnswers): readonly Draft[] {
  return drafts
    .filter(({ typed }) => !sameFormAnswers(typed, saved))
    .toSorted((a, b) => b.at.getTime() - a.at.getTime() || b.edit - a.edit);
}

/** The draft that the page opens with: the one asked for, or the newest. None when the saved version is asked for. */
export function draftToOpen(offered: readonly Draft[], asked: string | undefined): Draft | null {
  if (asked === SAVED_VERSION) return null;
  return offered.find(({ page }) => page === asked) ?? offered[0] ?? null;
}

/**
 * Whether both say the same. Drafts are cleaned as they come, as what is saved is. `isUnsaved` in lib/work/drafts/queries.ts
 * finds it in the database, for counting.
 */
export function sameFormAnswers(a: FormAnswers, b: FormAnswers): boolean {
  return (
    score(a) === score(b) &&
    (a.completed === 'yes') === (b.completed === 'yes') &&
    a.scoreReason.trim() === b.scoreReason.trim() &&
    NARRATIVES.every(({ field }) => a[field].trim() === b[field].trim())
  );
}

/** A question not answered and one answered with "not scored yet" say the same. */
function score(answers: FormAnswers): string {
  return answers.score === 'none' ? '' : answers.score;
}
