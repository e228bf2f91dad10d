import { formatList } from '#lib/kernel/format.ts';
import type { Role } from '#lib/platform/access/permissions.ts';
import { SCORE_WORDS, type Score, type StatementId } from '#lib/scoring/index.ts';

/** Characters in one reason, line ends counted as one. */
export const REASON_LIMIT = 4_000;

/** The council's own score of a statement as one person may see it. Null is not scored, which hidden must never look like. */
export type ShownScore = Score | null | 'hidden';

export type ShownScores = Readonly<Record<StatementId, ShownScore>>;

/** A score as it is always shown: number and word together. */
export function formatStatementScore(score: ShownScore): string {
  if (score === 'hidden') return 'hidden until you give your challenge score';
  return score === null ? 'not scored' : `${score}, ${SCORE_WORDS[score].toLowerCase()}`;
}

/** Statements of the open assessment that this person has yet to challenge before they see what others gave them. */
export type HiddenScores = { readonly assessmentId: string; readonly statements: readonly StatementId[] };

/** One challenge score as it was given. */
export type ChallengeScore = {
  readonly version: number;
  readonly score: Score;
  readonly reason: string;
  /** Whether the council's own score was hidden from who gave it, and what it was. Null: not scored then. */
  readonly ownHidden: boolean;
  readonly ownScore: Score | null;
  readonly at: Date;
  /** As which they gave it. */
  readonly role: Role;
};

/** What one person gave for a statement: the score that counts, and those they gave before, the newest first. */
export type PersonChallenge = {
  readonly person: string;
  readonly by: string;
  readonly latest: ChallengeScore;
  readonly earlier: readonly ChallengeScore[];
};

/** The same for each statement that anything was given for. */
export type ChallengesOfStatements = Readonly<Partial<Record<StatementId, readonly PersonChallenge[]>>>;

type GivenScore = ChallengeScore & { readonly person: string; readonly by: string };

/** Scores as they were given, by person: who gave their first one first comes first. */
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

/** How far the scores that a statement was given lie apart. Never their average: two people differ, or they do not. */
export type Spread = {
  readonly lowest: Score;
  readonly highest: Score;
  readonly difference: number;
  /** How many scores there are, the council's own among them. */
  readonly scores: number;
};

/** The spread over the council's own score and the challenge scores that count. Null while there are not two to compare. */
export function spreadOf(own: Score | null, challenges: readonly Score[]): Spread | null {
  const scores = [...(own === null ? [] : [own]), ...challenges].toSorted();
  const [lowest, highest] = [scores[0], scores.at(-1)];
  if (scores.length < 2 || lowest === undefined || highest === undefined) return null;
  return { lowest, highest, difference: highest - lowest, scores: scores.length };
}

/** "Scores range from 2 to 4." */
export function describeSpread({ lowest, highest, difference, scores }: Spread): string {
  if (difference === 0) return `${scores === 2 ? 'Both' : `All ${scores}`} scores are the same: ${lowest}.`;
  return `Scores range from ${lowest} to ${highest}.`;
}

/**
 * "2 and 4 (2 apart)": the challenge scores beside the council's own, and how far all of them lie apart where they do.
 * Null where there is none.
 */
export function challengesBeside(own: ShownScore, challenges: readonly Score[]): string | null {
  if (own === 'hidden') return 'Hidden';
  if (challenges.length === 0) return null;
  const spread = spreadOf(own, challenges);
  const scores = formatList(challenges.map(String));
  return spread && spread.difference > 0 ? `${scores} (${spread.difference} apart)` : scores;
}

/** What a person could see when they gave a score, and what has changed since. `ownNow` is the council's score now. */
export function describeGiven(
  { ownHidden, ownScore }: Pick<ChallengeScore, 'ownHidden' | 'ownScore'>,
  ownNow: Score | null,
): string {
  if (!ownHidden && ownScore === null) return 'Gave this score before the council had one.';
  const given = `Gave this score ${ownHidden ? 'without' : 'after'} seeing the council’s.`;
  if (ownScore === ownNow) return given;
  return `${given} ${ownScore === null ? 'The council had no score then.' : `The council’s score was ${ownScore} then.`}`;
}

/** What the history says in the place of a score that its reader may not see yet. */
export const SCORE_HIDDEN = 'Hidden until you give your challenge score';

/** "3: Good standard", as the history tells a score. */
export function formatRecordedScore(score: Score): string {
  return `${score}: ${SCORE_WORDS[score]}`;
}
