import { formatList } from '#lib/kernel/format.ts';
import { type FormAnswers, NARRATIVES } from '#lib/record/assessments/rules.ts';

/** Unsaved text typed on one page. */
export type Draft = {
  readonly page: string;
  readonly edit: number;
  /** The version of the statement that it is based on. */
  readonly version: number;
  readonly typed: FormAnswers;
  readonly at: Date;
};

/** Days after which an abandoned draft is deleted. */
export const DRAFT_DAYS = 90;

/** A person whose draft of a statement changed this recently is writing there now. */
export const WRITING_MINUTES = 5;

/** "Ana Jones and Li Wei are writing here now." '' for nobody. */
export function describeWriting(names: readonly string[]): string {
  if (names.length === 0) return '';
  return `${formatList(names)} ${names.length === 1 ? 'is' : 'are'} writing here now.`;
}

/** In the address of a statement's page, asks for the saved version in place of a draft. */
export const SAVED_VERSION = 'saved';

/** The drafts that differ from what is saved, newest first. */
export function draftsToOffer(drafts: readonly Draft[], saved: FormAnswers): readonly Draft[] {
  return drafts
    .filter(({ typed }) => !sameFormAnswers(typed, saved))
    .toSorted((a, b) => b.at.getTime() - a.at.getTime() || b.edit - a.edit);
}

/** The draft the page opens with: the requested or the newest one. Null if the saved version is requested. */
export function draftToOpen(offered: readonly Draft[], asked: string | undefined): Draft | null {
  if (asked === SAVED_VERSION) return null;
  return offered.find(({ page }) => page === asked) ?? offered[0] ?? null;
}

/**
 * Whether two sets of answers are equal. `isUnsaved` in lib/record/assessments/draft-rows.ts is the same rule in
 * SQL, for counting.
 */
export function sameFormAnswers(a: FormAnswers, b: FormAnswers): boolean {
  return (
    score(a) === score(b) &&
    (a.completed === 'yes') === (b.completed === 'yes') &&
    a.scoreReason.trim() === b.scoreReason.trim() &&
    NARRATIVES.every(({ field }) => a[field].trim() === b[field].trim())
  );
}

/** "Not scored yet" equals no selection. */
function score(answers: FormAnswers): string {
  return answers.score === 'none' ? '' : answers.score;
}
