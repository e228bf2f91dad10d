import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { excerpt } from '#lib/kernel/text/excerpt.ts';
import { LEVEL_NAMES } from '#lib/record/findings/rules.ts';
import { describeAim, type ImprovementAction } from '#lib/record/improvement/rules.ts';
import { DueDay } from './due-day.tsx';
import { StandingTag } from './standing-tag.tsx';

type ActionTableProps = {
  council: string;
  actions: readonly ImprovementAction[];
  today: CalendarDate;
};

/** Actions of the plan, each with what was said of it last. */
export function ActionTable({ council, actions, today }: ActionTableProps) {
  return (
    <Table
      caption="Actions"
      captionHidden
      stacked
      columns={[
        { header: 'Action' },
        { header: 'Progress' },
        { header: 'Due' },
        { header: 'Owner' },
        { header: 'Quality statements' },
        { header: 'Priority' },
      ]}
      rows={actions.map((action) => ({
        key: String(action.number),
        cells: [
          <div key="title" className="wrap-anywhere">
            <span className="tabular">{action.number}. </span>
            <Link href={routes.action(council, action.number)}>
              <bdi>{action.title}</bdi>
            </Link>
            {action.updates[0] && (
              <span className="block font-normal text-ink-soft">
                <bdi>{excerpt(action.updates[0].note)}</bdi>
              </span>
            )}
          </div>,
          <StandingTag key="standing" action={action} today={today} />,
          <DueDay key="due" dates={action} />,
          action.owner?.name ?? (
            <span key="owner" className="absent text-ink-soft">
              No owner
            </span>
          ),
          action.aims.length === 0 ? (
            <span key="aims" className="absent text-ink-soft">
              None
            </span>
          ) : (
            <ul key="aims">
              {action.aims.map((aim) => (
                <li key={aim.statement}>{describeAim(aim)}</li>
              ))}
            </ul>
          ),
          LEVEL_NAMES[action.priority],
        ],
      }))}
    />
  );
}
