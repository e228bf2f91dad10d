import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { deepFreeze } from '#lib/frameworks/deep-freeze.ts';
import type { Framework } from '#lib/frameworks/framework.ts';
import { ScoringError } from './errors.ts';
import {
  isStatementId,
  type Score,
  type Scores,
  STATEMENT_IDS,
  scoreOutOfRange,
  statementUnknown,
} from './framework.ts';

/**
 * Whether a value is exactly one of the numbers of the scale, which are 1, 2, 3 and 4 in CQC's framework of 2023. The
 * text `'3'` is not.
 *
 * @example
 * ```ts
 * isScore(3); // true
 * isScore(2.5); // false
 * ```
 */
export function isScore(value: unknown, framework: Framework = CQC_2023): value is Score {
  return (
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= framework.lowestScore &&
    value <= framework.highestScore
  );
}

/**
 * Reads one score from outside the type system. Nothing is rounded or converted.
 *
 * @param value - a number of the scale, such as 1, 2, 3 or 4
 * @throws {ScoringError} `score-out-of-range` for anything else, including `'3'`, `null` and `NaN`
 *
 * @example
 * ```ts
 * toScore(3); // 3
 * toScore(0); // throws ScoringError, kind 'score-out-of-range'
 * ```
 */
export function toScore(value: unknown, framework: Framework = CQC_2023): Score {
  if (!isScore(value, framework)) throw scoreOutOfRange(value, null, framework);
  return value;
}

/**
 * Reads the scores of all statements from outside the type system, such as a database. Nothing is rounded or converted.
 *
 * @param value - a record with exactly the ids of the framework's statements, each with a score or `null`
 * @returns a frozen copy
 * @throws {ScoringError} `scores-not-an-object`, `statement-missing`, `statement-unknown` or `score-out-of-range`
 *
 * @example
 * ```ts
 * toScores({ ...NO_SCORES, QS7: 3 }); // all null but QS7
 * toScores({ QS7: 3 }); // throws ScoringError, kind 'statement-missing', statement 'QS1'
 * ```
 */
export function toScores(value: unknown, framework: Framework = CQC_2023): Scores {
  const scores = value as Scores;
  checkScores(scores, framework);
  return deepFreeze(Object.fromEntries(framework.statementIds.map((id) => [id, scores[id] ?? null])));
}

/**
 * The sum of the scores of all nine statements of CQC's framework of 2023; `null` unless they, and nothing else, are
 * scored. Written out by name, and each read once, because it runs before every result: reading names in a loop is many
 * times slower.
 */
export function sumOfNine(scores: Scores): number | null {
  if (typeof scores !== 'object' || scores === null) return null;
  const { QS1, QS2, QS3, QS4, QS5, QS6, QS7, QS8, QS9 } = scores;
  return isOneToFour(QS1) &&
    isOneToFour(QS2) &&
    isOneToFour(QS3) &&
    isOneToFour(QS4) &&
    isOneToFour(QS5) &&
    isOneToFour(QS6) &&
    isOneToFour(QS7) &&
    isOneToFour(QS8) &&
    isOneToFour(QS9) &&
    countKeys(scores) <= STATEMENT_IDS.length
    ? QS1 + QS2 + QS3 + QS4 + QS5 + QS6 + QS7 + QS8 + QS9
    : null;
}

/**
 * Accepts well-formed scores, complete or not, and throws for anything else. The error names the first invalid
 * statement in framework order, or otherwise the first unknown key.
 */
export function checkScores(scores: Scores, framework: Framework): void {
  if (typeof scores !== 'object' || scores === null) {
    throw new ScoringError('scores-not-an-object', 'Scores must be a record of the quality statements.');
  }
  for (const id of framework.statementIds) {
    const value: unknown = scores[id];
    if (value === undefined) {
      throw new ScoringError(
        'statement-missing',
        `The score for ${id} is missing. Use null for not scored.`,
        id,
      );
    }
    if (value !== null && !isScore(value, framework)) throw scoreOutOfRange(value, id, framework);
  }
  for (const key in scores) {
    if (!isStatementId(key, framework)) throw statementUnknown(key);
  }
}

// Not `isScore`, because reading the ends of the scale from a framework takes a third longer.
function isOneToFour(value: unknown): value is Score {
  return value === 1 || value === 2 || value === 3 || value === 4;
}

function countKeys(record: object): number {
  let count = 0;
  for (const _ in record) count++;
  return count;
}
