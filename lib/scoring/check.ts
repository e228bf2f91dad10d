import { deepFreeze } from './deep-freeze.ts';
import { quoteValue, ScoringError } from './errors.ts';
import {
  HIGHEST_SCORE,
  isStatementId,
  LOWEST_SCORE,
  type Score,
  type Scores,
  STATEMENT_IDS,
  type StatementId,
  statementUnknown,
} from './framework.ts';

/**
 * Whether a value is exactly one of the numbers 1, 2, 3 and 4. The text `'3'` is not.
 *
 * @example
 * ```ts
 * isScore(3); // true
 * isScore(2.5); // false
 * ```
 */
export function isScore(value: unknown): value is Score {
  return (
    typeof value === 'number' && Number.isInteger(value) && value >= LOWEST_SCORE && value <= HIGHEST_SCORE
  );
}

/**
 * Reads one score from outside the type system. Nothing is rounded or converted.
 *
 * @param value - the number 1, 2, 3 or 4
 * @throws {ScoringError} `score-out-of-range` for anything else, including `'3'`, `null` and `NaN`
 *
 * @example
 * ```ts
 * toScore(3); // 3
 * toScore(0); // throws ScoringError, kind 'score-out-of-range'
 * ```
 */
export function toScore(value: unknown): Score {
  if (!isScore(value)) throw outOfRange(value, null);
  return value;
}

/**
 * Reads nine scores from outside the type system, such as a database. Nothing is rounded or converted.
 *
 * @param value - a record with exactly the keys QS1 to QS9, each 1, 2, 3, 4 or `null`
 * @returns a frozen copy
 * @throws {ScoringError} `scores-not-an-object`, `statement-missing`, `statement-unknown` or `score-out-of-range`
 *
 * @example
 * ```ts
 * toScores({ ...NO_SCORES, QS7: 3 }); // all null but QS7
 * toScores({ QS7: 3 }); // throws ScoringError, kind 'statement-missing', statement 'QS1'
 * ```
 */
export function toScores(value: unknown): Scores {
  const scores = value as Scores;
  checkScores(scores);
  const { QS1, QS2, QS3, QS4, QS5, QS6, QS7, QS8, QS9 } = scores;
  return deepFreeze({ QS1, QS2, QS3, QS4, QS5, QS6, QS7, QS8, QS9 });
}

/** Nine scores, none of them `null`. */
type NineScores = Readonly<Record<StatementId, Score>>;

/**
 * Whether all nine statements, and nothing else, have a score. Written out by name because it runs before every
 * result: reading fixed names is many times faster than reading them in a loop.
 */
export function isComplete(scores: Scores): scores is NineScores {
  return (
    typeof scores === 'object' &&
    scores !== null &&
    isScore(scores.QS1) &&
    isScore(scores.QS2) &&
    isScore(scores.QS3) &&
    isScore(scores.QS4) &&
    isScore(scores.QS5) &&
    isScore(scores.QS6) &&
    isScore(scores.QS7) &&
    isScore(scores.QS8) &&
    isScore(scores.QS9) &&
    countKeys(scores) <= STATEMENT_IDS.length
  );
}

/**
 * Accepts well-formed scores, complete or not, and throws for anything else. The error names the first invalid
 * statement in framework order, or otherwise the first unknown key.
 */
export function checkScores(scores: Scores): void {
  if (typeof scores !== 'object' || scores === null) {
    throw new ScoringError('scores-not-an-object', 'Scores must be a record of the nine quality statements.');
  }
  for (const id of STATEMENT_IDS) {
    const value: unknown = scores[id];
    if (value === undefined) {
      throw new ScoringError(
        'statement-missing',
        `The score for ${id} is missing. Use null for not scored.`,
        id,
      );
    }
    if (value !== null && !isScore(value)) throw outOfRange(value, id);
  }
  for (const key in scores) {
    if (!isStatementId(key)) throw statementUnknown(key);
  }
}

function countKeys(record: object): number {
  let count = 0;
  for (const _ in record) count++;
  return count;
}

function outOfRange(value: unknown, statement: string | null): ScoringError {
  const where = statement === null ? 'A score' : `The score for ${statement}`;
  return new ScoringError(
    'score-out-of-range',
    `${where} must be 1, 2, 3 or 4, not ${quoteValue(value)}.`,
    statement,
  );
}
