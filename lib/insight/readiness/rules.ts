import { frameworkOf, knownFrameworks } from '#lib/frameworks/known.ts';
import type { Strength, StrengthLevel } from '#lib/insight/readiness/strength.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { type AssessmentFigures, figuresOf } from '#lib/record/assessments/rules.ts';
import { type Judged, type StateFacts, stateOf, withScores } from '#lib/record/assessments/state.ts';
import {
  type Band,
  countPathsToBand,
  distance,
  type PathToBand,
  pathsToBand,
  type Score,
  type Scores,
  type StatementId,
} from '#lib/scoring/index.ts';

/** Reads what-if scores from an address or a form, for statements of any framework. Ignores anything else. */
export function readWhatIfScores(
  query: Readonly<Record<string, string | readonly string[] | undefined>>,
): Readonly<Partial<Record<StatementId, Score>>> {
  return Object.fromEntries(
    knownFrameworks().flatMap(({ statementIds, scores }) =>
      statementIds.flatMap((id) => {
        const score = scores.find((one) => String(one) === query[id]);
        return score === undefined ? [] : [[id, score]];
      }),
    ),
  );
}

/** The figures with what-if scores, beside the current ones. Nothing is saved. */
export type WhatIf = {
  readonly scores: Scores;
  /** In framework order. `from` is null if the statement is not scored. */
  readonly changes: readonly {
    readonly statement: StatementId;
    readonly from: Score | null;
    readonly to: Score;
  }[];
  readonly now: AssessmentFigures;
  readonly tried: AssessmentFigures;
};

/**
 * Replaces some scores and recalculates. Replacing a score with itself is not a change, and statements of other
 * frameworks are left out.
 */
export function whatIf(
  assessment: StateFacts,
  replaced: Readonly<Partial<Record<StatementId, Score>>>,
): WhatIf {
  const changes = frameworkOf(assessment.framework).statementIds.flatMap((statement) => {
    const from = assessment.scores[statement] ?? null;
    const to = replaced[statement];
    return to === undefined || to === from ? [] : [{ statement, from, to }];
  });
  const scores = {
    ...assessment.scores,
    ...Object.fromEntries(changes.map(({ statement, to }) => [statement, to])),
  };
  return { scores, changes, now: figuresOf(assessment), tried: figuresOf(withScores(assessment, scores)) };
}

/** What supports a higher score of a statement. */
export type ScoreSupport = {
  readonly level: StrengthLevel;
  /** The number of evidence checks that count and are not met. */
  readonly unmet: number;
  readonly isCompleted: boolean;
  /** The challenge scores that count. */
  readonly challenges: readonly Score[];
};

type SupportedPath = PathToBand & {
  /** The weakest evidence among the statements that rise, which the path depends on most. */
  readonly weakest: { readonly statement: StatementId; readonly level: StrengthLevel } | null;
  /**
   * Over all statements that rise: evidence checks not met, statements not completed, and challenge scores below and
   * not below the new score.
   */
  readonly unmet: number;
  readonly incomplete: number;
  readonly lower: number;
  readonly agreeing: number;
};

const READINESS: readonly StrengthLevel[] = ['strong', 'partial', 'weak', 'none'];
const NO_SUPPORT: ScoreSupport = { level: 'none', unmet: 0, isCompleted: false, challenges: [] };

/**
 * The cheapest paths to a band, those with the best support first: by the evidence of the weakest statement, then by
 * gaps, by challenge scores below the new score, and by the number of statements; then in framework order.
 * @throws ScoringError while a statement is not scored
 */
export function pathsBySupport(
  { scores, framework, thresholds }: Judged & { readonly scores: Scores },
  band: Band,
  supports: Readonly<Record<StatementId, ScoreSupport>>,
): readonly SupportedPath[] {
  return pathsToBand(scores, band, thresholds, frameworkOf(framework))
    .map((path) => supported(path, supports))
    .toSorted(
      (a, b) =>
        rank(a) - rank(b) ||
        a.unmet + a.incomplete - (b.unmet + b.incomplete) ||
        a.lower - b.lower ||
        a.rises.length - b.rises.length,
    );
}

function supported(path: PathToBand, supports: Readonly<Record<StatementId, ScoreSupport>>): SupportedPath {
  const rises = path.rises.map((rise) => ({ ...rise, ...(supports[rise.statement] ?? NO_SUPPORT) }));
  const [worst] = rises.toSorted((a, b) => READINESS.indexOf(b.level) - READINESS.indexOf(a.level));
  const challenges = rises.flatMap((rise) => rise.challenges.map((score) => score >= rise.to));
  return {
    ...path,
    weakest: worst ? { statement: worst.statement, level: worst.level } : null,
    unmet: rises.reduce((sum, { unmet }) => sum + unmet, 0),
    incomplete: rises.filter(({ isCompleted }) => !isCompleted).length,
    lower: challenges.filter((agrees) => !agrees).length,
    agreeing: challenges.filter((agrees) => agrees).length,
  };
}

function rank({ weakest }: SupportedPath): number {
  return weakest ? READINESS.indexOf(weakest.level) : 0;
}

/** What a path has against it and for it, besides its weakest evidence. Empty if nothing is known. */
export function describeSupport({ rises, unmet, incomplete, lower, agreeing }: SupportedPath): string {
  return [
    unmet > 0 && `${formatCount(unmet, 'evidence check')} not met`,
    incomplete > 0 &&
      (rises.length === 1 ? 'not completed' : `${incomplete} of ${rises.length} not completed`),
    lower > 0 && `${formatCount(lower, 'challenge score')} lower`,
    agreeing > 0 && `${formatCount(agreeing, 'challenge score agrees', 'challenge scores agree')}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** The band above, and the paths to it. */
export type NextBand = {
  readonly band: Band;
  /** The points that are missing. */
  readonly points: number;
  /** From `pathsBySupport`. */
  readonly found: readonly SupportedPath[];
  /** The number of paths, including those not in `found`. */
  readonly count: number;
};

/**
 * The next band up from the current scores. Null in the highest band, or if statements are not scored or not
 * confirmed.
 */
export function nextBand(
  assessment: StateFacts,
  statements: readonly {
    readonly id: StatementId;
    readonly strength: Strength;
    readonly challenges: readonly Score[];
  }[],
): NextBand | null {
  const { value } = stateOf(assessment);
  const framework = frameworkOf(assessment.framework);
  const { up } = value ? distance(value.points, value.thresholds, framework) : { up: null };
  if (!up) return null;
  const supports = Object.fromEntries(
    statements.map(({ id, strength, challenges }): [StatementId, ScoreSupport] => [
      id,
      {
        level: strength.level,
        unmet: strength.checks.filter(({ counts, met }) => counts && !met).length,
        isCompleted: assessment.completed.includes(id),
        challenges,
      },
    ]),
  );
  return {
    band: up.band,
    points: up.points,
    found: pathsBySupport(assessment, up.band, supports),
    count: countPathsToBand(assessment.scores, up.band, assessment.thresholds, framework),
  };
}

/** "8 single changes would be enough.", "36 combinations would be enough. Each adds 2 points." */
export function describePaths({ found, count, points }: NextBand): string {
  if (found.every(({ rises: [only, ...others] }) => only && others.length === 0 && only.to - only.from === 1))
    return `${formatCount(count, 'single change')} would be enough.`;
  const orMore = found.some(({ steps }) => steps > points) ? ' or more' : '';
  return `${formatCount(count, 'combination')} would be enough. Each adds ${formatCount(points, 'point')}${orMore}.`;
}
