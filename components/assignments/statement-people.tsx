import { Link } from '#components/ui/link.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatList } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import type { StatementPeople as People } from '#lib/work/assignments/queries.ts';
import { DueDate } from './due-date.tsx';

type StatementPeopleProps = {
  council: string;
  statement: StatementId;
  people: People;
  /** Complete or signed, so no longer due. */
  isDone: boolean;
  /** Today's date in London. */
  today: CalendarDate;
  mayAssign: boolean;
};

/** A statement's people and due date, under its heading. */
export function StatementPeople(props: StatementPeopleProps) {
  const { council, statement, people, isDone, today, mayAssign } = props;
  return (
    <p className="max-w-text">
      {describePeople(people)}{' '}
      {people.dueOn && !isDone && (
        <>
          <DueDate dueOn={people.dueOn} today={today} />.{' '}
        </>
      )}
      {mayAssign && (
        <Link href={routes.statementPeople(council, statement)}>
          Change<span className="sr-only"> owner, helpers and due date</span>
        </Link>
      )}
    </p>
  );
}

/** "Owner: Sam Patel. Helpers: Ana Jones and Li Wei." */
export function describePeople({ owner, helpers }: People): string {
  const names = formatList(helpers.map(({ name }) => name));
  return `${owner ? `Owner: ${owner.name}` : 'No owner'}.${names === '' ? '' : ` ${helpers.length === 1 ? 'Helper' : 'Helpers'}: ${names}.`}`;
}
