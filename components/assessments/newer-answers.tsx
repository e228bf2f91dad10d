import type { NewerSave } from '#lib/assessments/commands.ts';
import type { StatementAnswers } from '#lib/assessments/queries.ts';
import type { NARRATIVES } from '#lib/assessments/rules.ts';
import { formatDateTime } from '#lib/format.ts';

type NewerAnswersProps = {
  newer: NewerSave;
  typed: Readonly<Partial<Record<keyof StatementAnswers, string | undefined>>>;
  narratives: typeof NARRATIVES;
  /** The page with the newer version and without what was typed here. */
  discardHref: string;
};

/** Somebody's newer save beside what was typed over it, answer by answer; nothing is lost until a person chooses. */
export function NewerAnswers({ newer, typed, narratives, discardHref }: NewerAnswersProps) {
  const { answers } = newer;
  const rows = [
    { name: 'Score', theirs: score(answers.score?.toString()), mine: score(typed.score) },
    ...narratives.map(({ field, heading }) => ({
      name: heading,
      theirs: answers[field],
      mine: typed[field] ?? '',
    })),
    {
      name: 'Completed',
      theirs: answers.completed ? 'Yes' : 'No',
      mine: typed.completed === 'yes' ? 'Yes' : 'No',
    },
  ].filter(({ theirs, mine }) => theirs !== mine);
  return (
    <section
      id="newer"
      aria-labelledby="newer-heading"
      tabIndex={-1}
      className="mb-10 border-y-2 border-ink py-5"
    >
      <h2 id="newer-heading" className="heading-2">
        Two versions to choose from
      </h2>
      <p className="mt-2 max-w-text">
        {newer.by} saved this on {formatDateTime(newer.at)}. The form below has what you entered. Copy in what
        you want to keep of theirs, then select “Save my version”, or{' '}
        {/* Loads the page anew: moving to the address that is open already would keep the form as it is. */}
        <a href={discardHref} className="link">
          leave yours and open their version
        </a>
        .
      </p>
      {rows.map(({ name, theirs, mine }) => (
        <section key={name} aria-label={name} className="mt-6">
          <h3 className="heading-3">{name}</h3>
          <div className="mt-2 grid gap-x-8 gap-y-4 md:grid-cols-2">
            <Version heading={`Saved by ${newer.by}`} text={theirs} />
            <Version heading="Entered by you" text={mine} />
          </div>
        </section>
      ))}
    </section>
  );
}

function Version({ heading, text }: { heading: string; text: string }) {
  return (
    <div className="border-l-4 border-rule pl-4">
      <h4 className="text-16 text-ink-soft">{heading}</h4>
      <p className={`wrap-anywhere whitespace-pre-line ${text ? '' : 'text-ink-soft'}`}>
        {text || 'Not provided'}
      </p>
    </div>
  );
}

function score(value: string | undefined): string {
  return value === undefined || value === 'none' ? 'Not scored' : value;
}
