import { checkScores } from './check.ts';
import {
  HIGHEST_SCORE,
  type Scores,
  type StatementId,
  THEMES,
  type Theme,
  type ThemeId,
} from './framework.ts';
import { missingStatements, pointsSoFar } from './points.ts';
import { roundedUpPercentage } from './score.ts';

interface ThemeFacts {
  readonly theme: ThemeId;
  readonly name: string;
  /** How many of the theme's statements are scored. */
  readonly scored: number;
  /** How many statements the theme has: 3 for theme 1, 2 for the others. */
  readonly of: number;
  /** The sum of the existing scores: only part of the theme's points while it is incomplete. */
  readonly points: number;
  /** The most points the theme can have: 12 for theme 1, 8 for the others. */
  readonly maximum: number;
}

/** A theme whose statements are all scored. */
export interface CompleteThemeResult extends ThemeFacts {
  readonly state: 'complete';
  /** Points out of the maximum as a percentage, rounded up like the overall score; from 25 to 100. */
  readonly percentage: number;
  readonly missing: readonly [];
}

/** A theme with statements still to score. */
export interface IncompleteThemeResult extends ThemeFacts {
  readonly state: 'incomplete';
  readonly percentage: null;
  /** The statements that are not scored, in framework order; at least one. */
  readonly missing: readonly StatementId[];
}

/** The result of one theme. Branch on `state`. */
export type ThemeResult = CompleteThemeResult | IncompleteThemeResult;

/**
 * The results of the four themes, in framework order. CQC publishes no score or band for a theme. Directors asked that
 * a rating is never shown alone, so this is the product's own summary, calculated and rounded like the overall score.
 *
 * @throws {ScoringError} for scores that are not well formed, see `toScores`
 *
 * @example
 * ```ts
 * themeResults({ ...NO_SCORES, QS6: 2, QS7: 3, QS8: 4 }).slice(2);
 * // [{ theme: 3, name: 'Ensuring safety', scored: 2, of: 2, points: 5, maximum: 8,
 * //    state: 'complete', percentage: 63, missing: [] },
 * //  { theme: 4, name: 'Leadership', scored: 1, of: 2, points: 4, maximum: 8,
 * //    state: 'incomplete', percentage: null, missing: ['QS9'] }]
 * ```
 */
export function themeResults(scores: Scores): readonly ThemeResult[] {
  checkScores(scores);
  return THEMES.map((theme) => themeResult(scores, theme));
}

function themeResult(scores: Scores, { id, name, statements }: Theme): ThemeResult {
  const missing = missingStatements(scores, statements);
  const points = pointsSoFar(scores, statements);
  const of = statements.length;
  const maximum = of * HIGHEST_SCORE;
  const facts = { theme: id, name, scored: of - missing.length, of, points, maximum };
  return missing.length === 0
    ? { ...facts, state: 'complete', percentage: roundedUpPercentage(points, maximum), missing: [] }
    : { ...facts, state: 'incomplete', percentage: null, missing };
}
