import { WorkedOut } from '#components/help/worked-out.tsx';
import { ScoreLabel } from '#components/scoring/score-label.tsx';
import { Details } from '#components/ui/details.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { ROLE_NAMES } from '#lib/platform/access/permissions.ts';
import {
  type ChallengeScore,
  describeGiven,
  describeSpread,
  type PersonChallenge,
  spreadOf,
} from '#lib/record/challenge/rules.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';

type ChallengeScoresProps = {
  statement: StatementId;
  /** The council's own score. */
  own: Score | null;
  challenges: readonly PersonChallenge[];
  /** Whether people's earlier scores are shown too. */
  withEarlier?: boolean | undefined;
  /** The level of the headings that name each scorer. */
  level?: 'h3' | 'h4' | undefined;
};

/** The council's score beside each challenge score, and the range between them. */
export function ChallengeScores({
  statement,
  own,
  challenges,
  withEarlier = false,
  level: Heading = 'h3',
}: ChallengeScoresProps) {
  const spread = spreadOf(
    own,
    challenges.map(({ latest }) => latest.score),
  );
  return (
    <>
      <ul className="grid gap-x-10 border-t-2 border-ink md:grid-cols-2">
        <li className="border-b border-rule py-4">
          <Heading className="heading-3 mb-2">Council’s score</Heading>
          <ScoreLabel statement={statement} score={own} />
        </li>
        {challenges.map(({ person, by, latest, earlier }) => (
          <li key={person} className="min-w-0 border-b border-rule py-4">
            <Heading className="heading-3 mb-2 wrap-anywhere">
              <bdi>{by}</bdi>, {ROLE_NAMES[latest.role].toLowerCase()}
            </Heading>
            <GivenScore statement={statement} given={latest} own={own} />
            {withEarlier && earlier.length > 0 && (
              <Details summary={`${formatCount(earlier.length, 'earlier score')} by ${by}`}>
                <ol className="space-y-6">
                  {earlier.map((given) => (
                    <li key={given.version}>
                      <GivenScore statement={statement} given={given} own={own} />
                    </li>
                  ))}
                </ol>
              </Details>
            )}
          </li>
        ))}
      </ul>
      {spread && (
        <p className="mt-4 max-w-text">
          <span className="font-semibold">{describeSpread(spread)}</span> <WorkedOut figure="challenge" />
        </p>
      )}
    </>
  );
}

type GivenScoreProps = { statement: StatementId; given: ChallengeScore; own: Score | null };

function GivenScore({ statement, given, own }: GivenScoreProps) {
  const { score, reason, at } = given;
  return (
    <>
      <ScoreLabel statement={statement} score={score} />
      <p dir="auto" className="mt-2 max-w-text wrap-anywhere whitespace-pre-line">
        {reason}
      </p>
      <p className="mt-2 text-16 text-ink-soft">
        <time dateTime={at.toISOString()}>{formatDateTime(at)}</time>. {describeGiven(given, own)}
      </p>
    </>
  );
}
