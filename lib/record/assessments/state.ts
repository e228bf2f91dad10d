import type { Framework } from '#lib/frameworks/framework.ts';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { formatCount, formatList, formatPercentage } from '#lib/kernel/format.ts';
import {
  BAND_NAMES,
  type Band,
  type CompleteOverall,
  distance,
  type Outcome,
  type Overall,
  overall,
  type Score,
  type Scores,
  type StatementBandStep,
  type StatementId,
  type ThemeResult,
  type ThresholdSetId,
  thresholdSet,
} from '#lib/scoring/index.ts';

// The single model of progress, which every page, file, paper and to-do list takes its words from.

export type StatementStatus = 'not-yet-started' | 'in-progress' | 'not-confirmed' | 'completed' | 'signed';

export const STATUS_NAMES: Record<StatementStatus, string> = {
  'not-yet-started': 'Not yet started',
  'in-progress': 'In progress',
  'not-confirmed': 'Not confirmed',
  completed: 'Completed',
  signed: 'Signed',
};

/**
 * The progress of one statement. Signing overrides everything, and answers carried forward are not confirmed until
 * someone saves or confirms them.
 */
export function statementStatus(statement: {
  readonly isSigned: boolean;
  readonly completed: boolean;
  readonly carried: boolean;
  readonly score: Score | null;
  readonly hasNarrative: boolean;
  readonly evidenceCount: number;
}): StatementStatus {
  if (statement.isSigned) return 'signed';
  if (statement.completed) return 'completed';
  if (statement.carried) return 'not-confirmed';
  const started = statement.score !== null || statement.hasNarrative || statement.evidenceCount > 0;
  return started ? 'in-progress' : 'not-yet-started';
}

/** Whether no work is left, so that no due date applies. */
export function isDone(status: StatementStatus): boolean {
  return status === 'completed' || status === 'signed';
}

/** The inputs to the state of an assessment. */
export type StateFacts = {
  /** The id of the framework whose statements are scored. */
  readonly framework: string;
  readonly scores: Scores;
  readonly thresholds: ThresholdSetId;
  /** Statements marked as completed. */
  readonly completed: readonly StatementId[];
  /** Statements carried forward from the previous assessment and not confirmed since. */
  readonly carried: readonly StatementId[];
  /** Whether it is signed or closed. Nothing is then a draft. */
  readonly isFinal: boolean;
};

/** By what scores are judged. */
export type Judged = Pick<StateFacts, 'framework' | 'thresholds'>;

/** The lowest and highest possible result: equal when nothing is open. */
export type Range = { readonly lowest: Outcome; readonly highest: Outcome };

export type AssessmentState = {
  /** The id of the framework. */
  readonly framework: string;
  /** The result of the scores as saved, confirmed or not. */
  readonly overall: Overall;
  readonly isFinal: boolean;
  /** In framework order, as are the other lists. */
  readonly unscored: readonly StatementId[];
  /** Carried forward and not confirmed, scored or not. Empty, like `drafts`, once final. */
  readonly unconfirmed: readonly StatementId[];
  /** Scored and not completed, other than those in `unconfirmed`. */
  readonly drafts: readonly StatementId[];
  /**
   * The result to show as a number. Null while any statement is not scored or not confirmed. It may still change while
   * there are drafts.
   */
  readonly value: CompleteOverall | null;
  /**
   * The only range shown: every statement that is not completed scored 1, to every one scored 4. Once final, only
   * statements without a score are open.
   */
  readonly range: Range;
};

/** The state of an assessment and the range its score could end in. */
export function stateOf(facts: StateFacts): AssessmentState {
  const { scores, thresholds, completed, carried, isFinal } = facts;
  const framework = frameworkOf(facts.framework);
  const { statementIds } = framework;
  const result = overall(scores, thresholds, framework);
  const unscored = statementIds.filter((id) => scores[id] === null);
  const unconfirmed = isFinal ? [] : statementIds.filter((id) => carried.includes(id));
  const drafts = isFinal
    ? []
    : statementIds.filter(
        (id) => scores[id] !== null && !completed.includes(id) && !unconfirmed.includes(id),
      );
  const open = Object.fromEntries([...unconfirmed, ...drafts].map((id) => [id, null]));
  return {
    framework: facts.framework,
    overall: result,
    isFinal,
    unscored,
    unconfirmed,
    drafts,
    value: result.state === 'complete' && unconfirmed.length === 0 ? result : null,
    range: rangeOf(overall({ ...scores, ...open }, thresholds, framework)),
  };
}

/** The state of a signed or closed assessment, from its result alone. */
export function finalState(result: Overall, framework: string): AssessmentState {
  return {
    framework,
    overall: result,
    isFinal: true,
    unscored: result.state === 'incomplete' ? result.missing : [],
    unconfirmed: [],
    drafts: [],
    value: result.state === 'complete' ? result : null,
    range: rangeOf(result),
  };
}

/** The facts with other scores in a what-if. A changed score counts as confirmed and completed. */
export function withScores(facts: StateFacts, scores: Scores): StateFacts {
  const supposed = frameworkOf(facts.framework).statementIds.filter((id) => scores[id] !== facts.scores[id]);
  return {
    ...facts,
    scores,
    completed: [...facts.completed, ...supposed],
    carried: facts.carried.filter((id) => !supposed.includes(id)),
  };
}

function rangeOf(result: Overall): Range {
  if (result.state === 'incomplete') return result.range;
  const { points, score, band } = result;
  return { lowest: { points, score, band }, highest: { points, score, band } };
}

/** The score if there is one, or the range: for charts and sorting. */
export function boundsOf({ value, range }: AssessmentState): Range {
  return value ? rangeOf(value) : range;
}

/** The range a score could still move within. Null if it is settled, or there is no score yet. */
export function openRange({ value, range }: AssessmentState): Range | null {
  return value && range.lowest.points !== range.highest.points ? range : null;
}

/** "78", "50 to 84". */
export function formatScore(state: AssessmentState): string {
  const { lowest, highest } = boundsOf(state);
  return lowest.score === highest.score ? String(lowest.score) : `${lowest.score} to ${highest.score}`;
}

/** "28 of 36", "18 to 30 of 36". */
export function formatPoints(state: AssessmentState): string {
  const { lowest, highest } = boundsOf(state);
  const points = lowest.points === highest.points ? lowest.points : `${lowest.points} to ${highest.points}`;
  return `${points} of ${frameworkOf(state.framework).highestPoints}`;
}

/** "Good", "Requires improvement to good": the only wording for a range of bands. */
export function formatBands({ lowest, highest }: Range): string {
  return lowest.band === highest.band
    ? BAND_NAMES[lowest.band]
    : `${BAND_NAMES[lowest.band]} to ${BAND_NAMES[highest.band].toLowerCase()}`;
}

export function formatBand(state: AssessmentState): string {
  return formatBands(boundsOf(state));
}

/** For the middle of a sentence: "78, good", "between 48 and 89". */
export function describeResult(state: AssessmentState): string {
  const { value, range } = state;
  return value
    ? `${value.score}, ${BAND_NAMES[value.band].toLowerCase()}`
    : `between ${range.lowest.score} and ${range.highest.score}`;
}

/** "78 out of 100, good", "between 48 and 89 out of 100": for use beside points. */
export function describeOutOf100(state: AssessmentState): string {
  const { value } = state;
  return value
    ? `${value.score} out of 100, ${BAND_NAMES[value.band].toLowerCase()}`
    : `${describeResult(state)} out of 100`;
}

/** "Good, 1 point from outstanding", "Not final: 4 of 9 scored, between 48 and 89", "Not confirmed: between 25 and 100". */
export function describeStanding(state: AssessmentState): string {
  const { value, unscored } = state;
  if (value) return `${BAND_NAMES[value.band]}, ${describeDistance(value, frameworkOf(state.framework))}`;
  const scored = unscored.length > 0 ? `${formatScored(state)}, ` : '';
  return `${describeCertainty(state)}: ${scored}${describeResult(state)}`;
}

/** "Good: 78 out of 100, 1 point from outstanding". Without a score, the same as `describeStanding`. */
export function describeHeadline(state: AssessmentState): string {
  const { value, framework } = state;
  return value
    ? `${BAND_NAMES[value.band]}: ${value.score} out of 100, ${describeDistance(value, frameworkOf(framework))}`
    : describeStanding(state);
}

/** Shown in place of a band when there is no score. */
export function describeCertainty({ isFinal, unscored }: AssessmentState): string {
  if (isFinal) return 'No overall score';
  return unscored.length > 0 ? 'Not final' : 'Not confirmed';
}

/** "8 of 9 scored". */
export function formatScored({ unscored, framework }: AssessmentState): string {
  const { length } = frameworkOf(framework).statements;
  return `${length - unscored.length} of ${length} scored`;
}

/** "1 point from outstanding", "8 points above the threshold". */
export function describeDistance({ points, thresholds }: CompleteOverall, framework: Framework): string {
  const { up, down } = distance(points, thresholds, framework);
  if (up) return `${formatCount(up.points, 'point')} from ${BAND_NAMES[up.band].toLowerCase()}`;
  if (!down) throw new Error(`There is one band under ${thresholds}`);
  return `${formatCount(down.points, 'point')} above the threshold`;
}

/** What would reach the band above: "To reach outstanding: raise one of 7 statements by 1". */
export function describeWayUp(
  { band, points, statements }: StatementBandStep,
  scores: Scores,
  { statementIds, highestScore }: Framework,
): string {
  const to = `To reach ${BAND_NAMES[band].toLowerCase()}:`;
  const able = statementIds.filter((id) => scores[id] !== highestScore).length;
  if (points > 1) {
    return `${to} gain ${formatCount(points, 'point')} across at least ${formatCount(statements, 'statement')}`;
  }
  return able === 1
    ? `${to} raise the one statement below ${highestScore} by 1`
    : `${to} raise one of ${able} statements by 1`;
}

/** Whether every statement counts once in the total, so that a point is one step of any score. */
export function countOnce({ statements }: Framework): boolean {
  return statements.every(({ weight }) => weight === 1);
}

/**
 * "81 is outstanding using the 62 and 80 thresholds (80 and over), and good using the CQC published thresholds (63 to 87)."
 * Null where both published sets give the same band.
 */
export function describeDisagreement(
  { score, band, thresholds, disagreement }: CompleteOverall,
  framework: Framework,
): string | null {
  if (!disagreement) return null;
  const using = (id: ThresholdSetId, at: Band) => {
    const { name, bands } = thresholdSet(id, framework);
    const stated = bands.find((range) => range.band === at)?.stated;
    return `${BAND_NAMES[at].toLowerCase()} using the ${name} (${stated})`;
  };
  return `${score} is ${using(thresholds, band)}, and ${using(disagreement.thresholds, disagreement.band)}.`;
}

type ThemeState = Pick<AssessmentState, 'framework' | 'unconfirmed'>;

/** A theme's result: "75%", "2 of 3 scored", "Not confirmed". */
export function describeTheme(theme: ThemeResult, state: ThemeState): string {
  if (theme.state === 'incomplete') return `${theme.scored} of ${theme.of} scored`;
  return isConfirmed(theme, state) ? formatPercentage(theme.percentage) : 'Not confirmed';
}

/** Whether every score of a theme is confirmed. */
export function isConfirmed({ theme }: ThemeResult, { framework, unconfirmed }: ThemeState): boolean {
  const statements = frameworkOf(framework).themes.find(({ id }) => id === theme)?.statements ?? [];
  return !statements.some((id) => unconfirmed.includes(id));
}

/**
 * The statements that are not scored, not confirmed or not completed, each counted once. Null if there are none, or
 * the assessment is final.
 */
export function describeOpenStatements({ isFinal, unscored, unconfirmed, drafts }: AssessmentState) {
  if (isFinal) return null;
  const blank = unscored.filter((id) => !unconfirmed.includes(id)).length;
  const unscoredToo = unscored.length - blank;
  const parts = [
    blank > 0 && `${areCounted(blank)} not scored`,
    unconfirmed.length > 0 &&
      `${areCounted(unconfirmed.length)} carried forward and not confirmed${unscoredToo > 0 ? ` (${unscoredToo} of them not scored)` : ''}`,
    drafts.length > 0 && `${areCounted(drafts.length)} not complete`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? null : formatList(parts);
}

/** "The score could end between 67 and 84 (good to outstanding), because 2 statements are not complete." */
export function describeOpen(state: AssessmentState): string | null {
  const open = describeOpenStatements(state);
  if (open === null) return null;
  const { lowest, highest } = state.range;
  if (lowest.points === highest.points) return null;
  const bands = formatBands(state.range).toLowerCase();
  return `The score could end between ${lowest.score} and ${highest.score} (${bands}), because ${open}.${describeCarried(state)}`;
}

/** The result of the scores carried forward, which no one has confirmed yet. */
function describeCarried({ overall: result, unconfirmed }: AssessmentState): string {
  if (unconfirmed.length === 0 || result.state === 'incomplete') return '';
  return ` The scores carried forward give ${result.score}, ${BAND_NAMES[result.band].toLowerCase()}.`;
}

function areCounted(count: number): string {
  return formatCount(count, 'statement is', 'statements are');
}
