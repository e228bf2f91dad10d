import { Section } from '#components/layout/section.tsx';
import { type Note, ScorePicture } from '#components/scoring/score-picture.tsx';
import { describeLowest } from '#lib/insight/dashboard/dashboard-text.ts';
import type { Dashboard, StatementLine } from '#lib/insight/dashboard/rules.ts';
import { capitalise, formatInWords } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';

type StatementsSectionProps = { council: string | null; dashboard: Dashboard };

/** Every statement with its score and what is missing. */
export function StatementsSection({ council, dashboard: { cycle, statements } }: StatementsSectionProps) {
  const by = <T,>(of: (statement: StatementLine) => T) =>
    Object.fromEntries(statements.map((statement) => [statement.id, of(statement)]));
  // Where nobody has an owner, the council does not name owners here.
  const hasOwners = statements.some(({ owner }) => owner !== null);
  return (
    <Section
      heading={`${capitalise(formatInWords(statements.length))} quality statements`}
      message={describeLowest(statements)}
    >
      <ScorePicture
        scores={by(({ score }) => score)}
        framework={cycle.framework}
        challenges={by(({ challenges }) => challenges)}
        notes={by((statement) => notesOn(statement, hasOwners))}
        hrefFor={council === null ? undefined : (statement) => routes.statement(council, statement)}
      />
    </Section>
  );
}

function notesOn({ score, status, owner, flags }: StatementLine, hasOwners: boolean): readonly Note[] {
  const has = (wanted: StatementLine['flags'][number]['kind']) => flags.some(({ kind }) => kind === wanted);
  const notes: readonly (Note | false)[] = [
    has('overdue') && { text: 'Overdue', tone: 'warning' },
    status === 'not-confirmed' && { text: 'Not confirmed', tone: 'neutral' },
    status === 'in-progress' && score !== null && { text: 'Not complete', tone: 'neutral' },
    has('unsupported') && { text: 'Weak evidence', tone: 'neutral' },
    hasOwners && owner === null && status !== 'signed' && { text: 'No owner', tone: 'neutral' },
  ];
  return notes.filter((note) => note !== false);
}
