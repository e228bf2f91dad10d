/**
 * What is wrong with the input.
 *
 * - `scores-not-an-object`: the scores are not a record of the nine statements.
 * - `statement-missing`: one of QS1 to QS9 is absent or `undefined`. Use `null` for "not scored yet".
 * - `statement-unknown`: there is a key other than QS1 to QS9.
 * - `score-out-of-range`: a score is not one of the numbers 1, 2, 3 or 4 (nor `null`, where that is allowed).
 * - `scores-incomplete`: the answer needs all nine scores and some are `null`.
 * - `points-out-of-range`: points are not a whole number from 9 to 36.
 * - `thresholds-unknown`: no threshold set has that id.
 * - `band-unknown`: no band has that id.
 */
export type ScoringErrorKind =
  | 'scores-not-an-object'
  | 'statement-missing'
  | 'statement-unknown'
  | 'score-out-of-range'
  | 'scores-incomplete'
  | 'points-out-of-range'
  | 'thresholds-unknown'
  | 'band-unknown';

/**
 * The only error that scoring throws. It means that a caller passed a value that the types do not allow, so it is a
 * bug and not something to show to people. Branch on {@link ScoringError.kind}.
 *
 * @example
 * ```ts
 * try {
 *   toScore(5);
 * } catch (error) {
 *   if (error instanceof ScoringError) error.kind; // 'score-out-of-range'
 * }
 * ```
 */
export class ScoringError extends Error {
  override readonly name = 'ScoringError';
  /** What is wrong, for code to branch on. */
  readonly kind: ScoringErrorKind;
  /** The key of the invalid statement, or `null` if the error is not about one statement. */
  readonly statement: string | null;

  constructor(kind: ScoringErrorKind, message: string, statement: string | null = null) {
    super(message);
    this.kind = kind;
    this.statement = statement;
  }
}

/** Formats a value for a message. Never runs code of the value. */
export function quoteValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'function' ? 'a function' : String(value);
}
