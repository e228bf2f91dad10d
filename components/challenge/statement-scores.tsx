import { ScoreChangeNote } from '#components/assessments/score-change-note.tsx';
import { ScoreLabel } from '#components/scoring/score-label.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import type { ScoreChange } from '#lib/pages/statement.ts';
import type { PersonChallenge, ShownScore } from '#lib/record/challenge/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { ChallengeScores } from './challenge-scores.tsx';

type StatementScoresProps = {
  council: string;
  statement: StatementId;
  own: ShownScore;
  challenges: readonly PersonChallenge[];
  mayChallenge: boolean;
  change: ScoreChange | null;
};

/** A statement's score and challenge scores; or, in a blind challenge, that this person must score first. */
export function StatementScores({
  council,
  statement,
  own,
  challenges,
  mayChallenge,
  change,
}: StatementScoresProps) {
  const href = routes.challenge(council, statement);
  return (
    <section aria-labelledby="scores">
      <h2 id="scores" className="heading-2 mb-3">
        {challenges.length > 0 ? 'Scores' : 'Score'}
      </h2>
      {own === 'hidden' ? (
        <>
          <ScoreLabel statement={statement} score="hidden" />
          <p className="mt-3 mb-4 max-w-text">
            Read the council’s text and evidence, then give your score. You will then see the council’s score
            and other challenge scores.
          </p>
          <ButtonLink href={href}>Give your challenge score</ButtonLink>
        </>
      ) : (
        <>
          {challenges.length > 0 ? (
            <ChallengeScores statement={statement} own={own} challenges={challenges} />
          ) : (
            <ScoreLabel statement={statement} score={own} />
          )}
          {change && <ScoreChangeNote change={change} />}
          {mayChallenge && (
            <p className="mt-4 print:hidden">
              <Link href={href}>Give a challenge score</Link>
            </p>
          )}
        </>
      )}
    </section>
  );
}
