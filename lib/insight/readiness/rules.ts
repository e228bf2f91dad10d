import { frameworkOf, knownFrameworks } from '#lib/frameworks/known.ts';
import type { StrengthLevel } from '#lib/insight/readiness/strength.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { type AssessmentFigures, figuresOf } from '#lib/record/assessments/rules.ts';
import { type Judged, type StateFacts, stateOf, withScores } from '#lib/record/assessments/state.ts';
import {
  type Band,
  countPathsToBand,
  distance,
  type PathToBand,
  pathsToBand,
  type Rise,
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

export type EvidencedPath = PathToBand & {
  /** The weakest evidence among the statements that rise, which the path depends on most. */
  readonly weakest: { readonly statement: StatementId; readonly level: StrengthLevel } | null;
};

const READINESS: readonly StrengthLevel[] = ['strong', 'partial', 'weak', 'none'];

/**
 * The cheapest paths to a band, ordered by the evidence of the weakest statement (strongest first), then by number of
 * statements, then in framework order.
 * @throws ScoringError while a statement is not scored
 */
export function pathsByEvidence(
  { scores, framework, thresholds }: Judged & { readonly scores: Scores },
  band: Band,
  strengths: Readonly<Record<StatementId, StrengthLevel>>,
): readonly EvidencedPath[] {
  const readiness = ({ statement }: Rise) => READINESS.indexOf(strengths[statement] ?? 'none');
  return pathsToBand(scores, band, thresholds, frameworkOf(framework))
    .map((path): EvidencedPath => {
      const [worst] = path.rises.toSorted((a, b) => readiness(b) - readiness(a));
      return {
        ...path,
        weakest: worst ? { statement: worst.statement, level: strengths[worst.statement] ?? 'none' } : null,
      };
    })
    .toSorted((a, b) => rank(a) - rank(b) || a.rises.length - b.rises.length);
}

function rank({ weakest }: EvidencedPath): number {
  return weakest ? READINESS.indexOf(weakest.level) : 0;
}

/** The band above, and the paths to it. */
export type NextBand = {
  readonly band: Band;
  /** The points that are missing. */
  readonly points: number;
  /** From `pathsByEvidence`. */
  readonly found: readonly EvidencedPath[];
  /** The number of paths, including those not in `found`. */
  readonly count: number;
};

/**
 * The next band up from the current scores. Null in the highest band, or if statements are not scored or not
 * confirmed.
 */
export function nextBand(
  assessment: StateFacts,
  statements: readonly { readonly id: StatementId; readonly strength: { readonly level: StrengthLevel } }[],
): NextBand | null {
  const { value } = stateOf(assessment);
  const framework = frameworkOf(assessment.framework);
  const { up } = value ? distance(value.points, value.thresholds, framework) : { up: null };
  if (!up) return null;
  const levels = Object.fromEntries(statements.map(({ id, strength }) => [id, strength.level]));
  return {
    band: up.band,
    points: up.points,
    found: pathsByEvidence(assessment, up.band, levels),
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
