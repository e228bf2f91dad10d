import { ScoreLabel } from '#components/scoring/score-label.tsx';
import type { StatementAnswers, StatementView } from '#lib/assessments/queries.ts';
import { NARRATIVES } from '#lib/assessments/rules.ts';
import { formatDateTime } from '#lib/format.ts';

type StatementAnswersViewProps = { answers: StatementAnswers; saved: StatementView['saved'] };

/** A statement for those who read and do not write. */
export function StatementAnswersView({ answers, saved }: StatementAnswersViewProps) {
  return (
    <div className="max-w-text space-y-8">
      <section aria-labelledby="score">
        <h2 id="score" className="heading-2 mb-2">
          Score
        </h2>
        <ScoreLabel score={answers.score} />
      </section>
      {NARRATIVES.map(({ field, heading }) => (
        <section key={field} aria-labelledby={field}>
          <h2 id={field} className="heading-2 mb-2">
            {heading}
          </h2>
          <p className={answers[field] ? 'whitespace-pre-line' : 'text-ink-soft'}>
            {answers[field] || 'Not provided'}
          </p>
        </section>
      ))}
      <p className="text-16 text-ink-soft">
        {answers.completed ? 'Completed. ' : 'Not completed. '}
        {saved && `Last saved by ${saved.by}, ${formatDateTime(saved.at)}.`}
      </p>
    </div>
  );
}
