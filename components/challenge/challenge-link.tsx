import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import {
  formatChallengesBeside,
  type PersonChallenge,
  type ShownScore,
} from '#lib/record/challenge/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type ChallengeLinkProps = {
  council: string;
  statement: StatementId;
  own: ShownScore;
  challenges: readonly PersonChallenge[];
};

/** A link from a statement to its challenge scores. */
export function ChallengeLink({ council, statement, own, challenges }: ChallengeLinkProps) {
  return (
    <p className="print:hidden">
      <Link href={routes.challenge(council, statement)}>Challenge scores</Link>{' '}
      <span className="text-ink-soft">{inWords(own, challenges)}</span>
    </p>
  );
}

function inWords(own: ShownScore, challenges: readonly PersonChallenge[]): string {
  if (own === 'hidden') return 'hidden until you give yours';
  const scores = challenges.map(({ latest }) => latest.score).toSorted();
  return formatChallengesBeside(own, scores) ?? 'None';
}
