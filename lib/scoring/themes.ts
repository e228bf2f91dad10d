import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import type { Framework } from '#lib/frameworks/framework.ts';
import { checkScores } from './check.ts';
import type { Scores, StatementId, Theme, ThemeId } from './framework.ts';
import { missingStatements, pointsSoFar } from './points.ts';
import { roundedPercentage } from './score.ts';

interface ThemeFacts {
  readonly theme: ThemeId;
  readonly name: string;
  /** How many of the theme's statements are scored. */
  readonly scored: number;
  /** How many statements the theme has. */
  readonly of: number;
  /** The sum of the existing scores: only part of the theme's points while it is incomplete. */
  readonly points: number;
  /** The most points the theme can have. */
  readonly maximum: number;
}

/** A theme whose statements are all scored. */
export interface CompleteThemeResult extends ThemeFacts {
  readonly state: 'complete';
  /** Points out of the maximum as a percentage, rounded like the overall score; up to 100. */
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
 * The results of the themes, in framework order. CQC publishes no score or band for a theme. Directors asked that
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
export function themeResults(scores: Scores, framework: Framework = CQC_2023): readonly ThemeResult[] {
  checkScores(scores, framework);
  return framework.themes.map((theme) => themeResult(scores, theme, framework));
}

function themeResult(scores: Scores, { id, name, statements }: Theme, framework: Framework): ThemeResult {
  const missing = missingStatements(scores, statements);
  const points = pointsSoFar(scores, framework, id);
  const of = statements.length;
  const maximum = framework.highestScore * totalWeight(framework, id);
  const facts = { theme: id, name, scored: of - missing.length, of, points, maximum };
  return missing.length === 0
    ? {
        ...facts,
        state: 'complete',
        percentage: roundedPercentage(points, maximum, framework.rounding),
        missing: [],
      }
    : { ...facts, state: 'incomplete', percentage: null, missing };
}

function totalWeight({ statements }: Framework, theme: ThemeId): number {
  return statements.reduce((sum, each) => sum + (each.theme === theme ? each.weight : 0), 0);
}
