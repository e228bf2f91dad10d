import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { ImprovementAction } from '#lib/record/improvement/rules.ts';
import { describeCosts } from '#lib/record/improvement/state.ts';
import { byOwner, type PlanFilter, type PlanView, planQuery } from '#lib/record/improvement/view.ts';

type OwnersTableProps = {
  council: string;
  actions: readonly ImprovementAction[];
  shown: PlanView;
  today: CalendarDate;
};

/** What each owner has to do and what it costs. Each number leads to its actions. */
export function OwnersTable({ council, actions, shown, today }: OwnersTableProps) {
  const count = (number: number, owner: string, name: string, filter: PlanFilter, what: string) =>
    number === 0 ? (
      <span key={what}>0</span>
    ) : (
      <Link
        key={what}
        href={routes.improvement(council, planQuery({ ...shown, view: 'table', owner, ...filter }))}
        className="link inline-flex min-h-6 min-w-6 items-center justify-end"
      >
        {number}
        <span className="sr-only">
          {' '}
          {what} of {name}
        </span>
      </Link>
    );
  return (
    <div className="mt-6">
      <Table
        caption="Owners"
        captionHidden
        stacked
        columns={[
          { header: 'Owner' },
          { header: 'Actions', numeric: true },
          { header: 'Open', numeric: true },
          { header: 'Overdue', numeric: true },
          { header: 'At risk', numeric: true },
          { header: 'Complete', numeric: true },
          { header: 'Cost' },
        ]}
        rows={byOwner(actions, today).map(({ key, name, all, open, overdue, atRisk, complete, costs }) => ({
          key,
          cells: [
            <bdi key="name">{name}</bdi>,
            count(all, key, name, {}, 'actions'),
            String(open),
            count(overdue, key, name, { standing: 'overdue' }, 'overdue actions'),
            count(atRisk, key, name, { standing: 'at-risk' }, 'actions at risk'),
            count(complete, key, name, { standing: 'complete' }, 'complete actions'),
            describeCosts(costs) ?? (
              <span key="costs" className="absent text-ink-soft">
                Not said
              </span>
            ),
          ],
        }))}
      />
    </div>
  );
}
