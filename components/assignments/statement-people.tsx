import { SidePanel } from '#components/assessments/side-panel.tsx';
import { Link } from '#components/ui/link.tsx';
import { describeStatementTarget } from '#lib/insight/scenarios/rules.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatList } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { StatementView } from '#lib/pages/statement.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import type { StatementPeople as People } from '#lib/work/assignments/queries.ts';
import { describeCount } from '#lib/work/comments/rules.ts';
import { DueDate } from './due-date.tsx';

type StatementPeopleProps = {
  council: string;
  statement: StatementId;
  view: StatementView;
  /** Today's date in London. */
  today: CalendarDate;
  mayAssign: boolean;
  /** Otherwise its last save is named here, as there is no button to save. */
  mayEdit: boolean;
};

/** Who works on a statement, by when and towards what, and what they said last. */
export function StatementPeople({
  council,
  statement,
  view,
  today,
  mayAssign,
  mayEdit,
}: StatementPeopleProps) {
  const { people, answers, comments, target, saved } = view;
  // Complete or signed, so no longer due.
  const isDone = answers.completed || view.lock?.state === 'signed';
  return (
    <SidePanel id="people" heading="People">
      <ul className="rows">
        <li>
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
        </li>
        {comments && (
          <li id="comments">
            <Link href={routes.comments(council, statement)}>Comments</Link>{' '}
            {describeCount(comments) ?? 'None'}
          </li>
        )}
        {target && (
          <li>
            <Link href={routes.targets(council)}>
              {describeStatementTarget(target, answers.score === 'hidden' ? null : answers.score, today)}
            </Link>
          </li>
        )}
        <li>
          <Link href={routes.activity(council, { statement })}>Statement history</Link>
          {saved && !mayEdit && (
            <>
              {' '}
              Last saved by <bdi>{saved.by}</bdi>, {formatDateTime(saved.at)}
            </>
          )}
        </li>
      </ul>
    </SidePanel>
  );
}

/** "Owner: Sam Patel. Helpers: Ana Jones and Li Wei." */
export function describePeople({ owner, helpers }: People): string {
  const names = formatList(helpers.map(({ name }) => name));
  return `${owner ? `Owner: ${owner.name}` : 'No owner'}.${names === '' ? '' : ` ${helpers.length === 1 ? 'Helper' : 'Helpers'}: ${names}.`}`;
}
