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
  const found = by(notesOn);
  const counts = Map.groupBy(Object.values(found).flat(), ({ text }) => text);
  const isRare = ({ text, tone }: Note) =>
    tone === 'warning' || (counts.get(text)?.length ?? 0) * 2 <= statements.length;
  const unowned = counts.get(NO_OWNER.text)?.length ?? 0;
  const message = [
    describeLowest(statements),
    // Where nobody has an owner, the council does not name owners here.
    !isRare(NO_OWNER) && unowned < statements.length && `${unowned} have no owner`,
  ].filter((part) => part !== null && part !== false);
  return (
    <Section
      heading={`${capitalise(formatInWords(statements.length))} quality statements`}
      message={message.length > 0 && message.join('; ')}
    >
      <ScorePicture
        scores={by(({ score }) => score)}
        framework={cycle.framework}
        challenges={by(({ challenges }) => challenges)}
        notes={by(({ id }) => found[id]?.filter(isRare) ?? [])}
        hrefFor={council === null ? undefined : (statement) => routes.statement(council, statement)}
      />
    </Section>
  );
}

const NO_OWNER: Note = { text: 'No owner', tone: 'neutral' };

/** Those that most statements share are left out of the picture: sentences beside it count them. */
function notesOn({ score, status, owner, flags }: StatementLine): readonly Note[] {
  const has = (wanted: StatementLine['flags'][number]['kind']) => flags.some(({ kind }) => kind === wanted);
  const notes: readonly (Note | false)[] = [
    has('overdue') && { text: 'Overdue', tone: 'warning' },
    status === 'not-confirmed' && { text: 'Not confirmed', tone: 'neutral' },
    status === 'in-progress' && score !== null && { text: 'Not complete', tone: 'neutral' },
    has('unsupported') && { text: 'Weak evidence', tone: 'neutral' },
    owner === null && status !== 'signed' && NO_OWNER,
  ];
  return notes.filter((note) => note !== false);
}
