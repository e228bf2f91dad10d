import { frameworkOf } from '#lib/frameworks/known.ts';
import { formatCount, formatList, formatPercentage } from '#lib/kernel/format.ts';
import {
  type AssessmentState,
  countOnce,
  describeDisagreement,
  describeOpen,
  describeTheme,
  formatBand,
  formatScore,
  isConfirmed,
} from '#lib/record/assessments/state.ts';
import {
  BAND_NAMES,
  type BandStep,
  type StatementId,
  type ThemeResult,
  type ThresholdSet,
  thresholdSet,
  thresholdSetIds,
} from '#lib/scoring/index.ts';
import type { PackDocument } from './pack-document.ts';
import {
  arithmeticView,
  bandName,
  describeReadings,
  methodSteps,
  ownAssessmentNotice,
  scaleCaption,
} from './score-view.ts';

/** The overall result of a pack in words, or what is missing for one. */
export function resultView(pack: PackDocument, council: string) {
  const { state } = pack;
  const { value, unscored } = state;
  const framework = frameworkOf(state.framework);
  const shown = { score: formatScore(state), band: formatBand(state), caption: scaleCaption(state) };
  const open = describeOpen(state);
  if (!value) {
    return {
      ...shown,
      state: 'incomplete',
      notice: incompleteNotice(pack),
      sentences: [state.isFinal ? rangeSentence(state) : 'There is no overall score yet.', open ?? []].flat(),
      other: null,
      missing: nameStatements(pack, unscored),
      missingHeading: state.isFinal ? 'Not scored' : 'Still to score',
    };
  }
  return {
    ...shown,
    state: 'complete',
    notice: null,
    sentences: [
      `${council} scores itself ${value.score} out of 100: ${bandName(value).toLowerCase()}. ${distanceSentence(pack)}`.trim(),
      open ?? [],
      themesSentence(pack.themes),
    ]
      .flat()
      .filter((sentence) => sentence !== ''),
    other: value.disagreement && {
      heading: `Using the ${thresholdSet(value.disagreement.thresholds, framework).name}: ${bandName(value.disagreement)}`,
      reason: describeDisagreement(value, framework),
    },
    missing: [],
    missingHeading: '',
  };
}

function nameStatements(pack: PackDocument, ids: readonly StatementId[]) {
  return ids.map((id) => ({
    id,
    name: pack.statements.find((statement) => statement.id === id)?.name ?? '',
  }));
}

function incompleteNotice({ state, statements }: PackDocument): string {
  if (state.unscored.length === 0) {
    return `This assessment is not final: ${formatCount(state.unconfirmed.length, 'statement is', 'statements are')} carried forward and not confirmed.`;
  }
  const scored = statements.length - state.unscored.length;
  return `This assessment is not complete: ${scored} of the ${statements.length} quality statements ${scored === 1 ? 'is' : 'are'} scored.`;
}

/** For a signed or closed assessment with unscored statements, whose result is final. */
function rangeSentence({ framework, range: { lowest, highest } }: AssessmentState): string {
  const { lowestScore, highestScore } = frameworkOf(framework);
  return `There is no overall score. If every unscored statement scored ${lowestScore}, the result would be ${lowest.score} (${bandName(lowest).toLowerCase()}). If they scored ${highestScore}, it would be ${highest.score} (${bandName(highest).toLowerCase()}).`;
}

function distanceSentence({ distance, state }: PackDocument): string {
  if (!distance) return '';
  const step = ({ points, band }: BandStep, moving: string, reach: string) =>
    `${moving} ${formatCount(points, 'point')} would ${reach} ${BAND_NAMES[band].toLowerCase()}.`;
  const { up, down } = distance;
  return [
    up && step(up, 'Gaining', 'reach'),
    down && step(down, 'Losing', 'drop it to'),
    countOnce(frameworkOf(state.framework))
      ? 'A point is one step in one statement’s score.'
      : 'A point is one step in the score of a statement that counts once.',
  ]
    .filter((sentence) => sentence !== null)
    .join(' ');
}

function themesSentence(themes: readonly ThemeResult[]): string {
  const complete = themes.filter((theme) => theme.state === 'complete');
  const percentages = complete.map(({ percentage }) => percentage);
  const highest = Math.max(...percentages);
  const lowest = Math.min(...percentages);
  if (complete.length < themes.length || highest === lowest) return '';
  const named = (percentage: number) =>
    `${formatList(complete.filter((theme) => theme.percentage === percentage).map(({ name }) => name))} (${formatPercentage(percentage)})`;
  return `Highest: ${named(highest)}. Lowest: ${named(lowest)}.`;
}

/** The percentage of a theme and what it is based on. */
export function themeWords(theme: ThemeResult, state: AssessmentState) {
  const scored = `${theme.scored} of ${theme.of} statements scored`;
  return theme.state === 'complete'
    ? {
        percentage: isConfirmed(theme, state) ? theme.percentage : null,
        result: describeTheme(theme, state),
        basis: `${theme.points} of ${theme.maximum} points`,
      }
    : { percentage: null, result: 'Not complete', basis: scored };
}

/** How the result is calculated, and the published sets of thresholds. */
export function methodView({ state, statements }: PackDocument) {
  const framework = frameworkOf(state.framework);
  const headline = thresholdSet(state.overall.thresholds, framework);
  return {
    steps: [
      ...methodSteps(framework),
      'A theme’s percentage is calculated in the same way from the scores of its statements. CQC publishes no band for a theme, and neither does this pack.',
    ],
    arithmetic: arithmeticView(state, statements),
    headline: describeReadings(`This pack’s headline uses the ${headline.name}.`, framework),
    sets: thresholdSetIds(framework).map((id) => thresholdsView(thresholdSet(id, framework), headline)),
    ownWork: ownAssessmentNotice('pack'),
  };
}

function thresholdsView({ id, name, origin, bands }: ThresholdSet, headline: ThresholdSet) {
  return {
    name,
    isHeadline: id === headline.id,
    origin,
    bands: bands.map((band) => ({
      name: BAND_NAMES[band.band],
      stated: band.stated,
      scores: `${band.scores.lowest} to ${band.scores.highest}`,
      points: `${band.points.lowest} to ${band.points.highest}`,
    })),
  };
}
