import type { Framework } from '#lib/frameworks/framework.ts';
import { formatInWords, formatList } from '#lib/kernel/format.ts';
import type { ShownScores } from '#lib/record/challenge/rules.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';

/** The challenge scores of each statement, lowest first. */
export type Challenges = Readonly<Partial<Record<StatementId, readonly Score[]>>>;

/** "challenge scores 2 and 4", or empty. */
export function describeChallenges(challenges: readonly Score[]): string {
  if (challenges.length === 0) return '';
  return `challenge ${challenges.length === 1 ? 'score' : 'scores'} ${formatList(challenges.map(String))}`;
}

/** The number of statements with each score, as text for the small picture. */
export function describeScoreCounts(scores: ShownScores, framework: Framework): string {
  const all = framework.statementIds.map((id) => scores[id] ?? null);
  const counts = framework.scores.toReversed().map((score) => ({
    score,
    count: all.filter((s) => s === score).length,
  }));
  const missing = all.filter((score) => score === null).length;
  const hidden = all.filter((score) => score === 'hidden').length;
  const statements = `${formatInWords(all.length)} statements`;
  if (missing === all.length) return `None of ${statements} scored`;
  const parts = counts.filter(({ count }) => count > 0).map(({ score, count }) => `${count} scored ${score}`);
  if (missing > 0) parts.push(`${missing} not scored`);
  if (hidden > 0) parts.push(`${hidden} hidden until you give your challenge score`);
  return `Of ${statements}: ${parts.join(', ')}`;
}
