import type { ReactNode } from 'react';
import { Narrative } from '#components/claims/narrative.tsx';
import type { ShownAnswers } from '#lib/record/assessments/rules.ts';
import { NARRATIVES } from '#lib/record/assessments/rules.ts';
import type { Proof } from '#lib/record/claims/rules.ts';

type StatementAnswersViewProps = {
  council: string;
  answers: ShownAnswers;
  /** What it scores. */
  scores: ReactNode;
  /** The evidence that the narratives may cite. */
  cited: Omit<Proof, 'attached'>;
};

/** A statement for people who cannot edit it. */
export function StatementAnswersView(props: StatementAnswersViewProps) {
  const { council, answers, scores, cited } = props;
  return (
    <div className="max-w-text space-y-8">
      {scores}
      {NARRATIVES.map(({ field, heading }) => (
        <section key={field} aria-labelledby={field}>
          <h2 id={field} className="heading-2 mb-2">
            {heading}
          </h2>
          {answers[field] === '' ? (
            <p className="text-ink-soft">Not provided</p>
          ) : (
            <Narrative council={council} text={answers[field]} cited={cited} />
          )}
        </section>
      ))}
      <p className="text-16 text-ink-soft">{answers.completed ? 'Completed' : 'Not completed'}</p>
    </div>
  );
}
