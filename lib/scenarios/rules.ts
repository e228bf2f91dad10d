import type { Score, StatementId } from '#lib/scoring/index.ts';

/** The score that a statement should come to. */
export type StatementTarget = {
  readonly score: Score;
  /** By this day, `2026-11-21`. */
  readonly dueOn: string | null;
};

/** Of the statements that have one. */
export type Targets = Readonly<Partial<Record<StatementId, StatementTarget>>>;
