import {
  distanceInStatements,
  type Flag,
  flags,
  type Overall,
  overall,
  type Score,
  type Scores,
  type StatementDistance,
  type ThemeResult,
  type ThresholdSetId,
  themeResults,
} from '#lib/scoring/index.ts';

/** Characters in one narrative, line ends counted as one. High: it stops accidents, not writers. */
export const NARRATIVE_LIMIT = 10_000;

/** The value of the choice that takes a statement back to not scored. */
export const NOT_SCORED = 'none';

/** The three narratives, with the headings that the page and the history share. */
export const NARRATIVES = [
  { field: 'strengths', heading: 'What we do well' },
  { field: 'improvements', heading: 'What we need to improve' },
  { field: 'impact', heading: 'How we know it makes a difference' },
] as const;

export type StatementStatus = 'not-yet-started' | 'in-progress' | 'completed';

export const STATUS_NAMES: Record<StatementStatus, string> = {
  'not-yet-started': 'Not yet started',
  'in-progress': 'In progress',
  completed: 'Completed',
};

/** Where the work on one statement stands: completed when its writers say so, started when there is anything at all. */
export function statementStatus(statement: {
  readonly completed: boolean;
  readonly score: Score | null;
  readonly hasNarrative: boolean;
  readonly evidenceCount: number;
}): StatementStatus {
  if (statement.completed) return 'completed';
  const started = statement.score !== null || statement.hasNarrative || statement.evidenceCount > 0;
  return started ? 'in-progress' : 'not-yet-started';
}

export type AssessmentResult = {
  readonly overall: Overall;
  readonly themes: readonly ThemeResult[];
  /** Null while statements are not scored. */
  readonly distance: StatementDistance | null;
  readonly flags: readonly Flag[];
};

/** Every figure of an assessment, worked out once: the page, the list of councils and the pack all show this. */
export function resultOf(assessment: {
  readonly scores: Scores;
  readonly thresholds: ThresholdSetId;
}): AssessmentResult {
  const { scores, thresholds } = assessment;
  const result = overall(scores, thresholds);
  return {
    overall: result,
    themes: themeResults(scores),
    distance: result.state === 'complete' ? distanceInStatements(scores, thresholds) : null,
    flags: flags(scores),
  };
}
