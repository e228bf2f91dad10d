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
} as const;
