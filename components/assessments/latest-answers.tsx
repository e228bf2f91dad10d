import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import type { AnswerChange, AnswerField, LatestSave } from '#lib/record/assessments/rules.ts';

type LatestAnswersProps = {
  latest: LatestSave;
  narratives: readonly { field: AnswerField; heading: string }[];
  /** The link to the saved version without the text typed here. */
  leave: ReactNode;
};

/** Shows what someone else saved, answer by answer. Nothing is lost until the person chooses. */
export function LatestAnswers({ latest, narratives, leave }: LatestAnswersProps) {
  const headings: Partial<Record<AnswerField, string>> = {
    score: 'Score',
    completed: 'Completed',
    ...Object.fromEntries(narratives.map(({ field, heading }) => [field, heading])),
  };
  const inBoth = latest.changes.filter(({ by }) => by === 'both');
  const taken = latest.changes.filter(({ by }) => by === 'theirs');
  const changerOf = ({ field }: AnswerChange) => latest.changed[field] ?? latest.saved;
  return (
    <LatestSection
      heading={inBoth.length > 0 ? 'Two versions to choose from' : 'Both versions are in the form below'}
      className="mb-10"
    >
      <p className="mt-2 max-w-text">
        <bdi>{latest.saved.by}</bdi> saved this on {latest.saved.when}.{' '}
        {inBoth.length > 0
          ? 'For the answers you both changed, the form below has what you entered. Copy in anything you want to keep from theirs, then select “Save my version”.'
          : 'You did not change the same answers. Check the form, then select “Save my version”.'}
      </p>
      {inBoth.map((change) => (
        <section key={change.field} aria-label={headings[change.field]} className="mt-6">
          <h3 className="heading-3">{headings[change.field]}</h3>
          <div className="mt-2 grid gap-x-8 gap-y-4 md:grid-cols-2">
            <Version
              heading={`Saved by ${changerOf(change).by}, ${changerOf(change).when}`}
              text={inWords(change.field, change.theirs)}
              reason={change.field === 'score' ? latest.scoreReason : ''}
            />
            <Version heading="Entered by you" text={inWords(change.field, change.mine)} />
          </div>
          {change.before !== null && (
            <details className="mt-3">
              <summary className="inline-block min-h-6 cursor-pointer text-accent underline">
                Before either of you changed it
              </summary>
              <div className="mt-2">
                <Version heading="Before" text={inWords(change.field, change.before)} />
              </div>
            </details>
          )}
        </section>
      ))}
      {taken.length > 0 && (
        <section aria-label="Updated in the form" className="mt-6">
          <h3 className="heading-3">Updated in the form</h3>
          <p className="mt-1 max-w-text">
            You did not change these answers, so the form shows the newer ones.
          </p>
          <ul className="mt-2 max-w-text list-disc space-y-1 pl-6">
            {taken.map((change) => (
              <li key={change.field}>
                {headings[change.field]}: changed by {changerOf(change).by}, {changerOf(change).when}
                {change.field === 'score' && latest.scoreReason && (
                  <span className="block wrap-anywhere whitespace-pre-line">
                    Reason: <bdi>{latest.scoreReason}</bdi>
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="mt-6">{leave}</div>
    </LatestSection>
  );
}

function Version({ heading, text, reason = '' }: { heading: string; text: string; reason?: string }) {
  return (
    <div className="border-l-4 border-rule pl-4">
      <h4 className="text-16 text-ink-soft">{heading}</h4>
      <p dir="auto" className={`wrap-anywhere whitespace-pre-line ${text ? '' : 'text-ink-soft'}`}>
        {text || 'Not provided'}
      </p>
      {reason && (
        <p className="mt-1 wrap-anywhere whitespace-pre-line">
          Reason: <bdi>{reason}</bdi>
        </p>
      )}
    </div>
  );
}

function inWords(field: AnswerField, value: string): string {
  if (field === 'score') return value === '' || value === 'none' ? 'Not scored' : value;
  if (field === 'completed') return value === 'yes' ? 'Yes' : 'No';
  return value;
}
