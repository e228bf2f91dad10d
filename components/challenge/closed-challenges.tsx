import { Section } from '#components/layout/section.tsx';
import { Fold } from '#components/ui/fold.tsx';
import type { ChallengesOfStatements } from '#lib/record/challenge/rules.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';
import { ChallengeScores } from './challenge-scores.tsx';

type ClosedChallengesProps = {
  /** As at the closing of the cycle, in the wording of that time. */
  statements: readonly { readonly id: StatementId; readonly name: string; readonly score: Score | null }[];
  challenges: ChallengesOfStatements;
};

/** The challenge scores of a closed cycle, which are separate from the council's answers. */
export function ClosedChallenges({ statements, challenges }: ClosedChallengesProps) {
  const challenged = statements.filter(({ id }) => challenges[id]);
  if (challenged.length === 0) return null;
  return (
    <Section heading="Challenge scores">
      <div className="folds">
        {challenged.map(({ id, name, score }) => (
          <Fold key={id} heading={name}>
            <ChallengeScores
              statement={id}
              own={score}
              challenges={challenges[id] ?? []}
              withEarlier
              level="h4"
            />
          </Fold>
        ))}
      </div>
    </Section>
  );
}
