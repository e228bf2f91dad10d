import { LimitReachedError } from '#lib/kernel/errors.ts';
import { formatNumber } from '#lib/kernel/format.ts';

/**
 * How much one person can have of what the service keeps for them, far more than real use. Lengths of texts are set by
 * their forms, and bytes of files by MAX_COUNCIL_GB.
 */
export const LIMITS = {
  /** Open at once for one person, across all servers. A browser has six connections, a server twenty. */
  transactions: 8,
  /** Of one person in one council. A dozen statements in several tabs come to some thirty drafts of 30 KB. */
  drafts: { count: 100, bytes: 10 * 1024 ** 2 },
  /** Refused forms kept for one person in one council, for a day. The oldest go. */
  keptForms: { count: 20, bytes: 1024 ** 2 },
} as const;

/** How many of a noun there can be. Each noun has its own in its rules.ts. */
export type Limit = {
  readonly max: number;
  /** The middle of a sentence: "your council has reached the limit of 300 measures of its own". */
  readonly reached: (most: string) => string;
  /** What to do then, as a sentence without its full stop. */
  readonly instead: string;
};

/**
 * Call it before adding one more, in the same transaction. Concurrent additions can exceed the limit by their number.
 *
 * @param count how many exist already
 * @throws LimitReachedError when the limit is reached
 */
export function requireRoom(limit: Limit, count: number): void {
  if (count >= limit.max) throw new LimitReachedError(limit.reached(formatNumber(limit.max)), limit.instead);
}
