import { formatCount } from '#lib/format.ts';
import {
  BAND_NAMES,
  distance,
  type Overall,
  SCORE_WORDS,
  SCORES,
  type Score,
  type Scores,
  STATEMENTS,
  type ThemeId,
} from '#lib/scoring/index.ts';

/** A score as it is always shown: number and word together. */
export function scoreInWords(score: Score | null): string {
  return score === null ? 'not scored' : `${score}, ${SCORE_WORDS[score].toLowerCase()}`;
}

/** Every statement with its score, for people who do not see the picture. */
export function scoresInWords(scores: Scores, theme?: ThemeId): string {
  return STATEMENTS.filter((statement) => theme === undefined || statement.theme === theme)
    .map(({ id, name }) => `${name}: ${scoreInWords(scores[id])}.`)
    .join(' ');
}

/** How many statements have each score: the small picture in one line. */
export function scoreCountsInWords(scores: Scores): string {
  const all = STATEMENTS.map(({ id }) => scores[id]);
  const counts = SCORES.toReversed().map((score) => ({
    score,
    count: all.filter((s) => s === score).length,
  }));
  const missing = all.filter((score) => score === null).length;
  if (missing === all.length) return 'None of nine statements scored';
  const parts = counts.filter(({ count }) => count > 0).map(({ score, count }) => `${count} scored ${score}`);
  if (missing > 0) parts.push(`${missing} not scored`);
  return `Of nine statements: ${parts.join(', ')}`;
}

/** Where the result stands, words before numbers: "Good, 1 point from outstanding". */
export function standingInWords(overall: Overall): string {
  if (overall.state === 'incomplete') {
    const { lowest, highest } = overall.range;
    return `Not final: ${overall.scored} of ${STATEMENTS.length} scored, between ${lowest.score} and ${highest.score}`;
  }
  const { up, down } = distance(overall.points, overall.thresholds);
  const name = BAND_NAMES[overall.band];
  if (up) return `${name}, ${formatCount(up.points, 'point')} from ${BAND_NAMES[up.band].toLowerCase()}`;
  return down
    ? `${name}, ${formatCount(down.points, 'point')} above ${BAND_NAMES[down.band].toLowerCase()}`
    : name;
}
