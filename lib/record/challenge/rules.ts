import { frameworkOfStatement } from '#lib/frameworks/known.ts';
import { formatList } from '#lib/kernel/format.ts';
import type { Role } from '#lib/platform/access/permissions.ts';
import { type Score, type StatementId, scoreWords } from '#lib/scoring/index.ts';

/** Characters, counting a line end as one. */
export const CHALLENGE_REASON_LIMIT = 4_000;

/** The council's own score as one person may see it. Null: not scored, which must never look like hidden. */
export type ShownScore = Score | null | 'hidden';

export type ShownScores = Readonly<Record<StatementId, ShownScore>>;

/** Number and word together, the only format for a score: the words of the statement's framework. */
export function formatStatementScore(score: ShownScore, statement: StatementId): string {
  if (score === 'hidden') return 'hidden until you give your challenge score';
  if (score === null) return 'not scored';
  return `${score}, ${scoreWords(score, frameworkOfStatement(statement)).toLowerCase()}`;
}

/** Statements of the open assessment that this person must challenge before they see other scores. */
export type HiddenScores = { readonly assessmentId: string; readonly statements: readonly StatementId[] };

/** One challenge score. */
export type ChallengeScore = {
  readonly version: number;
  readonly score: Score;
  readonly reason: string;
  /** Whether the council's score was hidden from the person, and what it was. Null: not scored at the time. */
  readonly ownHidden: boolean;
  readonly ownScore: Score | null;
  readonly at: Date;
  /** Their role at the time. */
  readonly role: Role;
};

/** One person's scores for a statement: the latest counts; earlier ones newest first. */
export type PersonChallenge = {
  readonly person: string;
  readonly by: string;
  readonly latest: ChallengeScore;
  readonly earlier: readonly ChallengeScore[];
};

/** Challenges by statement, without those that have none. */
export type ChallengesOfStatements = Readonly<Partial<Record<StatementId, readonly PersonChallenge[]>>>;

type GivenScore = ChallengeScore & { readonly person: string; readonly by: string };

/** Groups scores by person, ordered by each person's first score. */
export function byPerson(given: readonly GivenScore[]): readonly PersonChallenge[] {
  const inOrder = given.toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.version - b.version);
  return [...new Set(inOrder.map(({ person }) => person))].flatMap((person): PersonChallenge[] => {
    const own = inOrder.filter((one) => one.person === person).toSorted((a, b) => b.version - a.version);
    const [last, ...others] = own;
    return last ? [{ person, by: last.by, latest: scoreOf(last), earlier: others.map(scoreOf) }] : [];
  });
}

function scoreOf({ version, score, reason, ownHidden, ownScore, at, role }: GivenScore): ChallengeScore {
  return { version, score, reason, ownHidden, ownScore, at, role };
}

/** The spread of the scores for a statement. Never an average, which would hide disagreement. */
export type Spread = {
  readonly lowest: Score;
  readonly highest: Score;
  readonly difference: number;
  /** Number of scores, including the council's own. */
  readonly scores: number;
};

/** Spread of the council's score and the latest challenge scores. Null with fewer than two scores. */
export function spreadOf(own: Score | null, challenges: readonly Score[]): Spread | null {
  const scores = [...(own === null ? [] : [own]), ...challenges].toSorted();
  const [lowest, highest] = [scores[0], scores.at(-1)];
  if (scores.length < 2 || lowest === undefined || highest === undefined) return null;
  return { lowest, highest, difference: highest - lowest, scores: scores.length };
}

/** "Scores and challenge scores range from 2 to 4." */
export function describeSpread({ lowest, highest, difference, scores }: Spread): string {
  if (difference === 0) return `${scores === 2 ? 'Both' : `All ${scores}`} scores are the same: ${lowest}.`;
  return `Scores and challenge scores range from ${lowest} to ${highest}.`;
}

/**
 * The challenge scores for a column beside the council's own, with their spread if any: "2 and 4 (2 apart)". Null if
 * there are none.
 */
export function formatChallengesBeside(own: ShownScore, challenges: readonly Score[]): string | null {
  if (own === 'hidden') return 'Hidden';
  if (challenges.length === 0) return null;
  const spread = spreadOf(own, challenges);
  const scores = formatList(challenges.map(String));
  return spread && spread.difference > 0 ? `${scores} (${spread.difference} apart)` : scores;
}

/**
 * What a person could see when they gave a score, and whether it has changed since. `ownNow`: the council's score now.
 */
export function describeGiven(
  { ownHidden, ownScore }: Pick<ChallengeScore, 'ownHidden' | 'ownScore'>,
  ownNow: Score | null,
): string {
  if (!ownHidden && ownScore === null) return 'Gave this score before the council had one.';
  const given = `Gave this score ${ownHidden ? 'without' : 'after'} seeing the council’s.`;
  if (ownScore === ownNow) return given;
  return `${given} ${ownScore === null ? 'The council had no score then.' : `The council’s score was ${ownScore} then.`}`;
}

/** Replaces a score that the reader of the history may not see yet. */
export const SCORE_HIDDEN = 'Hidden until you give your challenge score';

/** "3: Good standard", the format of a statement's scores in the history. */
export function formatRecordedScore(statement: StatementId, score: Score): string {
  return `${score}: ${scoreWords(score, frameworkOfStatement(statement))}`;
}

/** "Scored 1, significant shortfalls". Null unless the statement has the score that its framework says to notice. */
export function describeNotedScore(statement: StatementId, score: ShownScore): string | null {
  const noted = frameworkOfStatement(statement).notice?.score;
  return score !== null && score === noted ? `Scored ${formatStatementScore(score, statement)}` : null;
}
