import type { ShownScore, ShownScores } from '#lib/challenge/rules.ts';
import { formatCount, formatList } from '#lib/format.ts';
import {
  BAND_NAMES,
  distance,
  type Overall,
  SCORE_WORDS,
  SCORES,
  type Score,
  STATEMENTS,
  type StatementId,
} from '#lib/scoring/index.ts';

/** A score as it is always shown: number and word together. */
export function scoreInWords(score: ShownScore): string {
  if (score === 'hidden') return 'hidden until you give your challenge score';
  return score === null ? 'not scored' : `${score}, ${SCORE_WORDS[score].toLowerCase()}`;
}

/** The challenge scores that each statement was given, the lowest first. */
export type Challenges = Readonly<Partial<Record<StatementId, readonly Score[]>>>;

/** Every statement with its score and those of its challengers, for people who do not see the picture. */
export function scoresInWords(scores: ShownScores, challenges: Challenges = {}): string {
  return STATEMENTS.map(({ id, name }) => {
    const given = challengesInWords(challenges[id] ?? []);
    return `${name}: ${scoreInWords(scores[id])}${given && `; ${given}`}.`;
  }).join(' ');
}

/** "challenge scores 2 and 4", empty where there is none. */
export function challengesInWords(challenges: readonly Score[]): string {
  if (challenges.length === 0) return '';
  return `challenge ${challenges.length === 1 ? 'score' : 'scores'} ${formatList(challenges.map(String))}`;
}

/** How many statements have each score: the small picture in one line. */
export function scoreCountsInWords(scores: ShownScores): string {
  const all = STATEMENTS.map(({ id }) => scores[id]);
  const counts = SCORES.toReversed().map((score) => ({
    score,
    count: all.filter((s) => s === score).length,
  }));
  const missing = all.filter((score) => score === null).length;
  const hidden = all.filter((score) => score === 'hidden').length;
  if (missing === all.length) return 'None of nine statements scored';
  const parts = counts.filter(({ count }) => count > 0).map(({ score, count }) => `${count} scored ${score}`);
  if (missing > 0) parts.push(`${missing} not scored`);
  if (hidden > 0) parts.push(`${hidden} hidden until you give your challenge score`);
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
