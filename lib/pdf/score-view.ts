import { formatList, formatPercentage } from '#lib/format.ts';
import {
  ALL_POINTS,
  BAND_NAMES,
  disagreementFor,
  exactPercentage,
  HIGHEST_POINTS,
  type Outcome,
  type Overall,
  SCORE_WORDS,
  SCORES,
  type Score,
  THRESHOLD_SET_IDS,
  THRESHOLD_SETS,
  type ThresholdSetId,
} from '#lib/scoring/index.ts';

// What the pictures of a score need and say, and how it is worked out, the same in every document.

/** Whose scores they are. */
export function ownWork(document: 'pack' | 'paper'): string {
  return `The scores in this ${document} are the council’s own assessment. They are not a rating by the Care Quality Commission.`;
}

/** What stands in a document of a council that does not exist. `who`: its name, or "This". */
export function madeUp(who: string, document: 'pack' | 'paper'): string {
  return `${who} is an example council. It does not exist, and everything in this ${document} was made up to show the service.`;
}

/** For which totals it matters by which boundaries the band is decided. */
export const READINGS = `The two published readings differ only for totals of ${formatList(ALL_POINTS.filter((points) => disagreementFor(points)).map(String))} points.`;

export function bandName(outcome: { band: keyof typeof BAND_NAMES }): string {
  return BAND_NAMES[outcome.band];
}

/** "78", or "50 to 84" while statements are not scored. */
export function scoreRange(result: Overall): string {
  if (result.state === 'complete') return String(result.score);
  return `${result.range.lowest.score} to ${result.range.highest.score}`;
}

/** "Good", or "Requires improvement to Good". */
export function bandRange(result: Overall): string {
  if (result.state === 'complete') return bandName(result);
  return [...new Set([bandName(result.range.lowest), bandName(result.range.highest)])].join(' to ');
}

export function scoreWords(score: Score | null): string {
  return score === null ? 'Not scored' : SCORE_WORDS[score];
}

/** The scale from 0 to 100 with the score, or the scores that are still possible. */
export function rulerView(result: Overall) {
  const { bands, limits, scale } = scaleView(result.thresholds, result);
  if (result.state === 'complete') {
    return {
      bands,
      limits,
      marker: { at: result.exactPercentage, label: String(result.score) },
      range: null,
      alternative: `${scale} The score, ${result.score}, is marked in ${bandName(result)}.`,
    };
  }
  const { lowest, highest } = result.range;
  return {
    bands,
    limits,
    marker: null,
    range: { ...spanView(result.range), labels: [String(lowest.score), String(highest.score)] },
    alternative: `${scale} A bar shows the scores that are still possible, from ${lowest.score} (${bandName(lowest)}) to ${highest.score} (${bandName(highest)}).`,
  };
}

/** The same with the other published boundaries on a second scale, and the range that drafts leave open as a thin bar. */
export function rulerOfBothView(
  result: Overall,
  drafts: Readonly<{ lowest: Outcome; highest: Outcome }> | null,
) {
  const ruler = rulerView(result);
  const others = THRESHOLD_SET_IDS.filter((id) => id !== result.thresholds).map((id) => ({
    ...scaleView(id, result),
    name: THRESHOLD_SETS[id].name,
  }));
  return {
    ...ruler,
    others,
    drafts: drafts && spanView(drafts),
    alternative: [
      ruler.alternative,
      ...(drafts
        ? [
            `A thin bar shows where it can come to with drafts counted as not scored, from ${drafts.lowest.score} to ${drafts.highest.score}.`,
          ]
        : []),
      ...others.map(({ name, scale }) => `A second scale, ${name}: ${scale}`),
    ].join(' '),
  };
}

function spanView({ lowest, highest }: { lowest: Outcome; highest: Outcome }) {
  return { from: exactPercentage(lowest.points), to: exactPercentage(highest.points) };
}

function scaleView(thresholds: ThresholdSetId, result: Overall) {
  const set = THRESHOLD_SETS[thresholds];
  const current = result.state === 'complete' ? bandUnder(thresholds, result) : null;
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

function bandUnder(thresholds: ThresholdSetId, result: Extract<Overall, { state: 'complete' }>) {
  const { disagreement } = result;
  return disagreement?.thresholds === thresholds ? disagreement.band : result.band;
}

/** What the picture of nine columns says in words. */
export function pictureAlternative(
  themes: readonly { readonly id: number; readonly name: string }[],
  statements: readonly { readonly theme: number; readonly name: string; readonly score: Score | null }[],
): string {
  const described = themes.map((theme) => {
    const scores = statements
      .filter((statement) => statement.theme === theme.id)
      .map(
        ({ name, score }) =>
          `${name}, ${score === null ? 'not scored' : `${score}: ${SCORE_WORDS[score].toLowerCase()}`}`,
      );
    return `${theme.name}: ${scores.join('; ')}.`;
  });
  return `Nine columns of four blocks, one for each statement, filled up to its score. ${described.join(' ')}`;
}

/** How nine scores become one number and a band, step by step. */
export const METHOD_STEPS = [
  `Each of the nine quality statements is scored from 1 to 4: ${formatList(SCORES.map((score) => `${score} (${SCORE_WORDS[score].toLowerCase()})`))}. All nine count the same.`,
  `The nine scores are added up. The most there can be is ${HIGHEST_POINTS} points. The total as a percentage of ${HIGHEST_POINTS}, rounded up to a whole number, is the score out of 100.`,
  'The band is decided on the exact percentage, before it is rounded up. No single score caps the band.',
] as const;

/** The same with the scores at hand. */
export function arithmeticView(
  result: Overall,
  statements: readonly { readonly score: Score | null }[],
): string {
  const scores = statements.map(({ score }) => (score === null ? 'not scored' : String(score)));
  return result.state === 'complete'
    ? `Here: ${scores.join(' + ')} = ${result.points} points. ${result.points} out of ${HIGHEST_POINTS} is ${formatPercentage(result.exactPercentage, 2)}, which is shown as ${result.score}.`
    : `Here ${result.scored} of the ${statements.length} statements ${result.scored === 1 ? 'is' : 'are'} scored, so there is no total yet. The range counts every statement still to score first as 1, then as 4: ${result.range.lowest.points} to ${result.range.highest.points} points out of ${HIGHEST_POINTS}.`;
}
