import { STATUS_TONES } from '#components/assessments/status-tones.ts';
import { TaskList } from '#components/ui/task-list.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { STATUS_NAMES } from '#lib/record/assessments/state.ts';
import type { WorkItem } from '#lib/work/assignments/queries.ts';
import { DueDate } from './due-date.tsx';

const PARTS = [
  { part: 'owner', heading: 'Statements I own' },
  { part: 'helper', heading: 'Statements I help with' },
] as const;

/** `today`: the date in London. */
export function MyWork({
  council,
  work,
  today,
}: {
  council: string;
  work: readonly WorkItem[];
  today: CalendarDate;
}) {
  return PARTS.map(({ part, heading }) => {
    const items = work.filter((item) => item.part === part);
    return (
      items.length > 0 && (
        <section key={part} aria-labelledby={part} className="mt-10 first:mt-0">
          <h2 id={part} className="heading-2 mb-3">
            {heading}
          </h2>
          <TaskList
            tasks={items.map(({ statement, name, status, left, dueOn, changed }) => ({
              id: statement,
              title: name,
              href: routes.statement(council, statement),
              hint: (
                <>
                  <p>{left}</p>
                  {dueOn && (
                    <p>
                      <DueDate dueOn={dueOn} today={today} />
                    </p>
                  )}
                  {changed && (
                    <p>
                      Changed by <bdi>{changed.by}</bdi>, {formatDateTime(changed.at)}
                    </p>
                  )}
                </>
              ),
              status: { text: STATUS_NAMES[status], tone: STATUS_TONES[status] },
            }))}
          />
        </section>
      )
    );
  });
}
