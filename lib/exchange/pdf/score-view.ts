import type { Framework } from '#lib/frameworks/framework.ts';
import { frameworkOf, knownFrameworks, knownStatement } from '#lib/frameworks/known.ts';
import { capitalise, formatInWords, formatList, formatPercentage } from '#lib/kernel/format.ts';
import { describeWeights } from '#lib/record/assessments/framework-text.ts';
import { type AssessmentState, countOnce, formatPoints, openRange } from '#lib/record/assessments/state.ts';
import {
  allPoints,
  BAND_NAMES,
  bandFor,
  disagreementFor,
  exactPercentage,
  type Outcome,
  type ScaleMark,
  type Score,
  type StatementId,
  scaleMarks,
  type ThresholdSetId,
  thresholdSet,
  thresholdSetIds,
  scoreWords as wordsOf,
} from '#lib/scoring/index.ts';

// Pictures of a score with their texts, and how the score is calculated, for all documents.

/** States whose scores these are. */
export function ownAssessmentNotice(document: 'pack' | 'paper' | 'list'): string {
  return `The scores in this ${document} are the council’s own assessment. They are not a rating by the Care Quality Commission.`;
}

/** For the documents of an example council. `who`: its name, or "This". */
export function exampleNotice(who: string, document: 'pack' | 'paper' | 'list' | 'document'): string {
  return `${who} is an example council. It does not exist. Everything in this ${document} is made up to demonstrate the service.`;
}

/** The framework's name, or none for the oldest framework: its documents have never named it, and stay as they were. */
export function frameworkNames({ id, name }: Framework): readonly string[] {
  return id === knownFrameworks()[0]?.id ? [] : [name];
}

/** A sentence about the headline set, and the totals for which the sets, if several, give different bands. */
export function describeReadings(headline: string, framework: Framework): string {
  const { length } = framework.thresholdSets;
  if (length === 1) return headline;
  const totals = allPoints(framework).filter((points) => disagreementFor(points, undefined, framework));
  const sets = `${headline} The ${formatInWords(length)} sets of thresholds give`;
  if (totals.length === 0) return `${sets} every total the same band.`;
  return `${sets} different bands only for totals of ${formatList(totals.map(String))} points.`;
}

export function bandName(outcome: { band: keyof typeof BAND_NAMES }): string {
  return BAND_NAMES[outcome.band];
}

export function scoreWords(score: Score | null, framework: Framework): string {
  return score === null ? 'Not scored' : wordsOf(score, framework);
}

/** The caption next to a score or a possible range. */
export function scaleCaption({ value, isFinal }: AssessmentState): string {
  return value || isFinal ? 'out of 100' : 'out of 100, possible range';
}

/** The scale from 0 to 100 with the score or the possible scores. */
export function rulerView(state: AssessmentState) {
  const { thresholds } = state.overall;
  const { bands, marks, scale } = scaleView(thresholds, state);
  const { value, range } = state;
  if (value) {
    return {
      bands,
      marks,
      marker: { at: value.exactPercentage, label: String(value.score) },
      range: null,
      alternative: `${scale} The score, ${value.score}, is marked in ${bandName(value)}.`,
    };
  }
  const { lowest, highest } = range;
  return {
    bands,
    marks,
    marker: null,
    range: {
      ...spanView(range, frameworkOf(state.framework)),
      labels: [String(lowest.score), String(highest.score)],
    },
    alternative: `${scale} A bar shows the possible scores, from ${lowest.score} (${bandName(lowest)}) to ${highest.score} (${bandName(highest)}).`,
  };
}

/**
 * `rulerView` with the other thresholds on a second scale, marked where it differs, and a thin bar for the possible range.
 */
export function rulerOfBothView(state: AssessmentState) {
  const ruler = rulerView(state);
  const open = openRange(state);
  const framework = frameworkOf(state.framework);
  const isMarked = ({ at }: ScaleMark) => ruler.marks.some((mark) => mark.at === at);
  const others = thresholdSetIds(framework)
    .filter((id) => id !== state.overall.thresholds)
    .map((id) => {
      const { marks, ...view } = scaleView(id, state);
      return {
        ...view,
        name: thresholdSet(id, framework).name,
        marks: marks.filter((mark) => !isMarked(mark)),
      };
    });
  return {
    ...ruler,
    others,
    open: open && spanView(open, framework),
    alternative: [
      ruler.alternative,
      ...(open
        ? [`A thin bar shows where the score could end, from ${open.lowest.score} to ${open.highest.score}.`]
        : []),
      ...others.map(({ name, scale }) => `A second scale, ${name}: ${scale}`),
    ].join(' '),
  };
}

function spanView({ lowest, highest }: { lowest: Outcome; highest: Outcome }, framework: Framework) {
  return {
    from: exactPercentage(lowest.points, framework),
    to: exactPercentage(highest.points, framework),
  };
}

function scaleView(thresholds: ThresholdSetId, state: AssessmentState) {
  const framework = frameworkOf(state.framework);
  const set = thresholdSet(thresholds, framework);
  const current = state.value && bandFor(state.value.points, thresholds, framework);
  const bands = set.bands.map((band, index) => ({
    name: BAND_NAMES[band.band],
    from: set.bands[index - 1]?.limit ?? 0,
    to: band.limit,
    isCurrent: band.band === current,
  }));
  return {
    bands,
    marks: scaleMarks(set),
    scale: `A scale from 0 to 100. ${set.bands.map((band) => `${BAND_NAMES[band.band]}: ${band.stated}`).join('. ')}.`,
  };
}

/** The alternative text of the picture: a column of blocks for each statement. */
export function pictureAlternative(
  themes: readonly { readonly id: number; readonly name: string }[],
  statements: readonly { readonly theme: number; readonly name: string; readonly score: Score | null }[],
  framework: Framework,
): string {
  const described = themes.map((theme) => {
    const scores = statements
      .filter((statement) => statement.theme === theme.id)
      .map(
        ({ name, score }) =>
          `${name}, ${score === null ? 'not scored' : `${score}: ${wordsOf(score, framework).toLowerCase()}`}`,
      );
    return `${theme.name}: ${scores.join('; ')}.`;
  });
  const columns = capitalise(formatInWords(statements.length));
  const blocks = formatInWords(framework.scores.length);
  return `${columns} columns of ${blocks} blocks, one column for each statement, filled up to its score. ${described.join(' ')}`;
}

/** How the scores become one number and a band, step by step. */
export function methodSteps(framework: Framework): readonly string[] {
  const { statements, scale, lowestScore, highestScore, highestPoints, rounding } = framework;
  const count = formatInWords(statements.length);
  const levels = scale.map(({ score, words }) => `${score} (${words.toLowerCase()})`);
  const added = countOnce(framework) ? 'added up' : 'added up, each as often as it counts';
  const rounded = rounding === 'up' ? 'rounded up to a' : 'rounded to the nearest';
  return [
    `Each of the ${count} quality statements is scored from ${lowestScore} to ${highestScore}: ${formatList(levels)}. ${describeWeights(framework)}`,
    `The ${count} scores are ${added}, to a maximum of ${highestPoints} points. The score out of 100 is the total as a percentage of ${highestPoints}, ${rounded} whole number.`,
    'The band depends on the exact percentage, before rounding. No single score limits the band.',
  ];
}

/** The same calculation with the actual scores. */
export function arithmeticView(
  state: AssessmentState,
  statements: readonly { readonly id: StatementId; readonly score: Score | null }[],
): string {
  const { value, isFinal, unscored } = state;
  const framework = frameworkOf(state.framework);
  const { highestPoints, lowestScore, highestScore } = framework;
  if (value) {
    const scores = statements.map(({ id, score }) => {
      const { weight } = knownStatement(id);
      return weight === 1 ? score : `${weight} × ${score}`;
    });
    return `Here: ${scores.join(' + ')} = ${value.points} points. ${value.points} out of ${highestPoints} is ${formatPercentage(value.exactPercentage, 2)}, which is shown as ${value.score}.`;
  }
  const scored = statements.length - unscored.length;
  const counted = isFinal ? 'unscored' : 'incomplete';
  const why =
    unscored.length > 0
      ? `${scored} of the ${statements.length} statements ${scored === 1 ? 'is' : 'are'} scored, so there is no total${isFinal ? '' : ' yet'}`
      : 'not every score is confirmed, so there is no total yet';
  return `Here ${why}. The range counts each ${counted} statement as ${lowestScore}, then as ${highestScore}: ${formatPoints(state)} points.`;
}
