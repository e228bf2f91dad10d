import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { Tag } from '#components/ui/tag.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { Milestone } from '#lib/record/improvement/rules.ts';
import { isLate } from '#lib/record/improvement/state.ts';
import { DueDay } from './due-day.tsx';

type MilestoneTableProps = {
  council: string;
  action: number;
  milestones: readonly Milestone[];
  today: CalendarDate;
  mayUpdate: boolean;
};

/** The milestones of an action, by date. */
export function MilestoneTable({ council, action, milestones, today, mayUpdate }: MilestoneTableProps) {
  return (
    <Table
      caption="Milestones"
      captionHidden
      stacked
      columns={[
        { header: 'Milestone' },
        { header: 'Due' },
        { header: 'State' },
        ...(mayUpdate ? [{ header: 'Change', label: '', action: true }] : []),
      ]}
      rows={milestones.map((milestone) => ({
        key: String(milestone.key),
        cells: [
          milestone.title,
          <DueDay key="due" dates={milestone} />,
          milestone.doneOn ? (
            <Tag key="state" tone="plain">
              Reached on {formatDate(milestone.doneOn)}
            </Tag>
          ) : (
            <Tag key="state" tone={isLate(milestone, today) ? 'warning' : 'neutral'}>
              {isLate(milestone, today) ? 'Late' : 'To do'}
            </Tag>
          ),
          ...(mayUpdate
            ? [
                <Link key="change" href={routes.milestone(council, action, milestone.key)}>
                  Change<span className="sr-only"> {milestone.title}</span>
                </Link>,
              ]
            : []),
        ],
      }))}
    />
  );
}
