import { SidePanel } from '#components/assessments/side-panel.tsx';
import { Link } from '#components/ui/link.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { ImprovementAction } from '#lib/record/improvement/rules.ts';
import { aimOn } from '#lib/record/improvement/view.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { StandingTag } from './standing-tag.tsx';

/** Actions shown beside a statement. The plan has the rest. */
const MAX_SHOWN = 5;

type ActionsOnStatementProps = {
  council: string;
  statement: StatementId;
  /** The open ones that aim at it. */
  actions: readonly ImprovementAction[];
  today: CalendarDate;
};

/** What is being done about a statement, and when it lands. */
export function ActionsOnStatement({ council, statement, actions, today }: ActionsOnStatementProps) {
  if (actions.length === 0) return null;
  return (
    <SidePanel id="actions" heading="Actions">
      <ul className="rows">
        {actions.slice(0, MAX_SHOWN).map((action) => (
          <li key={action.number}>
            <Link href={routes.action(council, action.number)}>
              <bdi>{action.title}</bdi>
            </Link>
            {describeLanding(action, statement)} <StandingTag action={action} today={today} />
          </li>
        ))}
      </ul>
      {actions.length > MAX_SHOWN && (
        <p className="mt-2">
          <Link href={routes.improvement(council, { statement })}>
            All {formatCount(actions.length, 'action')}
          </Link>
        </p>
      )}
    </SidePanel>
  );
}

/** ", lands 30 June 2027, to 3". */
function describeLanding(action: ImprovementAction, statement: StatementId): string {
  const score = aimOn(action, statement)?.score ?? null;
  return `${action.dueOn ? `, lands ${formatDate(action.dueOn)}` : ''}${score === null ? '' : `, to ${score}`}`;
}
