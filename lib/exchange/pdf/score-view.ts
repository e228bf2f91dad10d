import { formatList, formatPercentage } from '#lib/kernel/format.ts';
import { type AssessmentState, formatPoints, openRange } from '#lib/record/assessments/state.ts';
import {
  ALL_POINTS,
  BAND_NAMES,
  type CompleteOverall,
  disagreementFor,
  exactPercentage,
  HIGHEST_POINTS,
  type Outcome,
  SCORES,
  type Score,
  THRESHOLD_SET_IDS,
  type ThresholdSetId,
  thresholdSet,
  scoreWords as wordsOf,
} from '#lib/scoring/index.ts';

// Pictures of a score with their texts, and how the score is calculated, for all documents.

/** States whose scores these are. */
export function ownAssessmentNotice(document: 'pack' | 'paper'): string {
  return `The scores in this ${document} are the council’s own assessment. They are not a rating by the Care Quality Commission.`;
}

/** For the documents of an example council. `who`: its name, or "This". */
export function exampleNotice(who: string, document: 'pack' | 'paper'): string {
  return `${who} is an example council. It does not exist. Everything in this ${document} is made up to demonstrate the service.`;
}

/** The totals for which the two sets of thresholds give different bands. */
export const READINGS = `The two sets of thresholds give different bands only for totals of ${formatList(ALL_POINTS.filter((points) => disagreementFor(points)).map(String))} points.`;

export function bandName(outcome: { band: keyof typeof BAND_NAMES }): string {
  return BAND_NAMES[outcome.band];
}

export function scoreWords(score: Score | null): string {
  return score === null ? 'Not scored' : wordsOf(score);
}

/** The caption next to a score or a possible range. */
export function scaleCaption({ value, isFinal }: AssessmentState): string {
  return value || isFinal ? 'out of 100' : 'out of 100, possible range';
}

/** The scale from 0 to 100 with the score or the possible scores. */
export function rulerView(state: AssessmentState) {
  const { thresholds } = state.overall;
  const { bands, limits, scale } = scaleView(thresholds, state);
  const { value, range } = state;
  if (value) {
    return {
      bands,
      limits,
      marker: { at: value.exactPercentage, label: String(value.score) },
      range: null,
      alternative: `${scale} The score, ${value.score}, is marked in ${bandName(value)}.`,
    };
  }
  const { lowest, highest } = range;
  return {
    bands,
    limits,
    marker: null,
    range: { ...spanView(range), labels: [String(lowest.score), String(highest.score)] },
    alternative: `${scale} A bar shows the possible scores, from ${lowest.score} (${bandName(lowest)}) to ${highest.score} (${bandName(highest)}).`,
  };
}

/** `rulerView` with the other thresholds on a second scale, and a thin bar for the possible range. */
export function rulerOfBothView(state: AssessmentState) {
  const ruler = rulerView(state);
  const open = openRange(state);
  const others = THRESHOLD_SET_IDS.filter((id) => id !== state.overall.thresholds).map((id) => ({
    ...scaleView(id, state),
    name: thresholdSet(id).name,
  }));
  return {
    ...ruler,
    others,
    open: open && spanView(open),
    alternative: [
      ruler.alternative,
      ...(open
        ? [`A thin bar shows where the score could end, from ${open.lowest.score} to ${open.highest.score}.`]
        : []),
      ...others.map(({ name, scale }) => `A second scale, ${name}: ${scale}`),
    ].join(' '),
  };
}

function spanView({ lowest, highest }: { lowest: Outcome; highest: Outcome }) {
  return { from: exactPercentage(lowest.points), to: exactPercentage(highest.points) };
}

function scaleView(thresholds: ThresholdSetId, { value }: AssessmentState) {
  const set = thresholdSet(thresholds);
  const current = value && bandUnder(thresholds, value);
  const bands = set.bands.map((band, index) => ({
    name: BAND_NAMES[band.band],
    from: set.bands[index - 1]?.limit ?? 0,
    to: band.limit,
    isCurrent: band.band === current,
  }));
  return {
    bands,
    limits: bands.slice(0, -1).map(({ to }) => to),
    scale: `A scale from 0 to 100. ${set.bands.map((band) => `${BAND_NAMES[band.band]}: ${band.stated}`).join('. ')}.`,
  };
}

function bandUnder(thresholds: ThresholdSetId, result: CompleteOverall) {
  const { disagreement } = result;
  return disagreement?.thresholds === thresholds ? disagreement.band : result.band;
}

/** The alternative text of the picture of nine columns. */
export function pictureAlternative(
  themes: readonly { readonly id: number; readonly name: string }[],
  statements: readonly { readonly theme: number; readonly name: string; readonly score: Score | null }[],
): string {
  const described = themes.map((theme) => {
    const scores = statements
      .filter((statement) => statement.theme === theme.id)
      .map(
        ({ name, score }) =>
          `${name}, ${score === null ? 'not scored' : `${score}: ${wordsOf(score).toLowerCase()}`}`,
      );
    return `${theme.name}: ${scores.join('; ')}.`;
  });
  return `Nine columns of four blocks, one column for each statement, filled up to its score. ${described.join(' ')}`;
}

/** How nine scores become one number and a band, step by step. */
export const METHOD_STEPS = [
  `Each of the nine quality statements is scored from 1 to 4: ${formatList(SCORES.map((score) => `${score} (${wordsOf(score).toLowerCase()})`))}. All nine count the same.`,
  `The nine scores are added up, to a maximum of ${HIGHEST_POINTS} points. The score out of 100 is the total as a percentage of ${HIGHEST_POINTS}, rounded up to a whole number.`,
  'The band depends on the exact percentage, before rounding. No single score limits the band.',
] as const;

/** The same calculation with the actual scores. */
export function arithmeticView(
  state: AssessmentState,
  statements: readonly { readonly score: Score | null }[],
): string {
  const scores = statements.map(({ score }) => (score === null ? 'not scored' : String(score)));
  const { value, isFinal, unscored } = state;
  if (value) {
    return `Here: ${scores.join(' + ')} = ${value.points} points. ${value.points} out of ${HIGHEST_POINTS} is ${formatPercentage(value.exactPercentage, 2)}, which is shown as ${value.score}.`;
  }
  const scored = statements.length - unscored.length;
  const counted = isFinal ? 'unscored' : 'incomplete';
  const why =
    unscored.length > 0
      ? `${scored} of the ${statements.length} statements ${scored === 1 ? 'is' : 'are'} scored, so there is no total${isFinal ? '' : ' yet'}`
      : 'not every score is confirmed, so there is no total yet';
  return `Here ${why}. The range counts each ${counted} statement as 1, then as 4: ${formatPoints(state)} points.`;
}
