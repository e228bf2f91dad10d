import { LimitReachedError } from '#lib/kernel/errors.ts';

/**
 * How many of each thing one person or one council can have: far more than real use, with a message at the limit. Lengths
 * of texts are set by their forms, and bytes of files by MAX_COUNCIL_GB.
 */
export const LIMITS = {
  /** Of one person at the same time, on all servers together: a browser has six connections, a server twenty of its own. */
  transactions: 8,
  /** Of one person in one council. Nine statements in several tabs come to some thirty drafts of 30 KB. */
  drafts: { count: 100, bytes: 10 * 1024 ** 2 },
  /** Refused forms kept for one person in one council, for a day. The oldest go. */
  keptForms: { count: 20, bytes: 1024 ** 2 },
  /** For each council. REACHED in lib/platform/forms/failure.ts has the message for each. */
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
 * Call it before adding one more, in the same transaction. Concurrent additions can exceed the limit by their number.
 *
 * @param count how many exist already
 * @throws LimitReachedError when the limit is reached
 */
export function requireRoom(limit: LimitReachedError['limit'], count: number): void {
  if (count >= LIMITS[limit]) throw new LimitReachedError(limit);
}
