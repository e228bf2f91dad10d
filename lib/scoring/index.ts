export { BAND_NAMES, BANDS, type Band, isBand } from './band.ts';
export { bandFor } from './band-for.ts';
export { isScore, toScore, toScores } from './check.ts';
export {
  type BandStep,
  type Distance,
  distance,
  distanceInStatements,
  type StatementBandStep,
  type StatementDistance,
} from './distance.ts';
export { ScoringError, type ScoringErrorKind } from './errors.ts';
export { type Flag, flags } from './flags.ts';
export {
  FRAMEWORK_VERSION,
  HIGHEST_SCORE,
  isStatementId,
  LOWEST_SCORE,
  NO_SCORES,
  noScores,
  SCORE_WORDS,
  SCORES,
  type Score,
  type Scores,
  STATEMENT_IDS,
  STATEMENTS,
  type Statement,
  type StatementId,
  scoreWords,
  statement,
  THEMES,
  type Theme,
  type ThemeId,
} from './framework.ts';
export { type Disagreement, disagreementFor, type Outcome, outcomeFor } from './outcome.ts';
export { type CompleteOverall, type IncompleteOverall, type Overall, overall } from './overall.ts';
export {
  countPathsToBand,
  MAX_PATHS,
  type PathToBand,
  pathsToBand,
  type Rise,
} from './paths-to-band.ts';
export { ALL_POINTS, allPoints, HIGHEST_POINTS, LOWEST_POINTS, totalPoints } from './points.ts';
export { displayedScore, exactPercentage } from './score.ts';
export {
  type CompleteThemeResult,
  type IncompleteThemeResult,
  type ThemeResult,
  themeResults,
} from './themes.ts';
export {
  type BandLimit,
  type BandRange,
  DEFAULT_THRESHOLDS,
  isThresholdSetId,
  type ScaleMark,
  type Span,
  scaleMarks,
  THRESHOLD_SET_IDS,
  THRESHOLD_SETS,
  type ThresholdSet,
  type ThresholdSetId,
  thresholdSet,
  thresholdSetIds,
} from './thresholds.ts';
