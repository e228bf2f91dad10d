import { LimitReachedError } from '#lib/kernel/errors.ts';

/**
 * How much one person or one council can have of anything, in one table. Each bound lies far beyond real use, and whoever
 * meets one is told in plain words what to do. How long a text may be stands with its form; how many bytes of files a
 * council may keep is the setting MAX_COUNCIL_GB.
 */
export const LIMITS = {
  /** Of one person at the same time, on all servers together: a browser has six connections, a server twenty of its own. */
  transactions: 8,
  /** Of one person in one council. Nine statements in several tabs come to some thirty drafts of 30 KB. */
  drafts: { count: 100, bytes: 10 * 1024 ** 2 },
  /** Refused forms kept for one person in one council, for a day. The oldest go. */
  keptForms: { count: 20, bytes: 1024 ** 2 },
  /** What a council can have; see REACHED in lib/platform/forms/failure.ts for what people are told. */
  evidence: 10_000,
  /** With people who are invited. */
  members: 500,
  /** Its own, beside those that ship with the service. */
  measures: 300,
  /** Of one measure: of each week of forty years, or twice the longest file of values. */
  measureValues: 2_000,
  /** On one statement of one assessment, or on one item of evidence. */
  comments: 1_000,
  /** To board papers, made in the thirty days that one can work at most. */
  links: 300,
} as const;

/**
 * For a command that is about to add one more, in its transaction: several at once may pass the bound by as many.
 *
 * @param count how many there are
 * @throws LimitReachedError when there are as many as there can be
 */
export function requireRoom(limit: LimitReachedError['limit'], count: number): void {
  if (count >= LIMITS[limit]) throw new LimitReachedError(limit);
}
