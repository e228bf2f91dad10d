import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { deepFreeze } from '#lib/frameworks/deep-freeze.ts';
import type { Framework, Score, Statement, StatementId, Theme } from '#lib/frameworks/framework.ts';
import { quoteValue, ScoringError } from './errors.ts';

export type { Score, Statement, StatementId, Theme, ThemeId } from '#lib/frameworks/framework.ts';

/**
 * A score for each statement of a framework; `null` means not scored yet. Every statement is present, so that "not
 * scored" is always explicit.
 */
export type Scores = Readonly<Record<StatementId, Score | null>>;

/** The version of the wording of CQC's framework of 2023. Signed content carries the version that it answers. */
export const FRAMEWORK_VERSION = CQC_2023.version;

/**
 * The nine quality statements of CQC's framework of 2023, in its order, QS1 to QS9.
 *
 * @example
 * ```ts
 * STATEMENTS[6]; // { id: 'QS7', name: 'Safeguarding', theme: 3, … }
 * ```
 */
export const STATEMENTS: readonly Statement[] = CQC_2023.statements;

/** The ids of the nine statements in framework order. */
export const STATEMENT_IDS: readonly StatementId[] = CQC_2023.statementIds;

/**
 * The four themes in framework order. Theme 1 has three statements, the others two.
 *
 * @example
 * ```ts
 * THEMES[2]; // { id: 3, name: 'Ensuring safety', statements: ['QS6', 'QS7'] }
 * ```
 */
export const THEMES: readonly Theme[] = CQC_2023.themes;

/** The lowest score a statement can have in CQC's framework of 2023. */
export const LOWEST_SCORE = CQC_2023.lowestScore;

/** The highest score a statement can have in CQC's framework of 2023. */
export const HIGHEST_SCORE = CQC_2023.highestScore;

/** The four scores of CQC's framework of 2023, lowest first. */
export const SCORES: readonly Score[] = CQC_2023.scores;

/** CQC's words for each of them. Show the number and the words together. */
export const SCORE_WORDS: Readonly<Record<Score, string>> = deepFreeze(
  Object.fromEntries(CQC_2023.scale.map(({ score, words }) => [score, words])),
);

/** `Good standard`, for 3: a score in the words of its framework. @throws {ScoringError} `score-out-of-range` */
export function scoreWords(score: Score, framework: Framework = CQC_2023): string {
  const level = framework.scale.find((each) => each.score === score);
  if (!level) throw scoreOutOfRange(score, null, framework);
  return level.words;
}

/**
 * The scores of a council that has scored nothing yet: every statement is `null`. Spread it under existing scores.
 *
 * @example
 * ```ts
 * const scores: Scores = { ...NO_SCORES, QS7: 3 };
 * ```
 */
export const NO_SCORES: Scores = noScores(CQC_2023);

/** `NO_SCORES` for another framework. */
export function noScores(framework: Framework): Scores {
  return deepFreeze(Object.fromEntries(framework.statementIds.map((id) => [id, null])));
}

/**
 * Whether a value, such as one from an address, is the id of a statement. Case matters.
 *
 * @example
 * ```ts
 * isStatementId('QS7'); // true
 * isStatementId('qs7'); // false
 * ```
 */
export function isStatementId(value: unknown, framework: Framework = CQC_2023): value is StatementId {
  return typeof value === 'string' && framework.statementIds.includes(value);
}

/**
 * The statement with this id.
 *
 * @throws {ScoringError} `statement-unknown`
 *
 * @example
 * ```ts
 * statement('QS7').name; // 'Safeguarding'
 * ```
 */
export function statement(id: StatementId, framework: Framework = CQC_2023): Statement {
  const found = framework.statements.find((candidate) => candidate.id === id);
  if (!found) throw statementUnknown(id);
  return found;
}

/** The error for an id that is not a statement of the framework. */
export function statementUnknown(id: unknown): ScoringError {
  return new ScoringError(
    'statement-unknown',
    `No quality statement is called ${quoteValue(id)}.`,
    typeof id === 'string' ? id : null,
  );
}

/** The error for a score that is not on the scale. */
export function scoreOutOfRange(
  value: unknown,
  statement: string | null,
  { scores }: Framework,
): ScoringError {
  const where = statement === null ? 'A score' : `The score for ${statement}`;
  const some = scores.slice(0, -1).join(', ');
  return new ScoringError(
    'score-out-of-range',
    `${where} must be ${some} or ${scores.at(-1)}, not ${quoteValue(value)}.`,
    statement,
  );
}
