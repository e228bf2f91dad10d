import { Link } from '#components/ui/link.tsx';
import { Tag } from '#components/ui/tag.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { ImprovementAction } from '#lib/record/improvement/rules.ts';
import { type TimelineEntry, timelineOf } from '#lib/record/improvement/view.ts';

type PlanTimelineProps = {
  council: string;
  actions: readonly ImprovementAction[];
  today: CalendarDate;
};

const WORDS: Readonly<Record<TimelineEntry['what'], string>> = {
  start: 'Starts',
  milestone: 'Milestone',
  due: 'Due',
};

/** What starts, is reached and is due, month by month. */
export function PlanTimeline({ council, actions, today }: PlanTimelineProps) {
  const months = timelineOf(actions, today);
  const undated = actions.filter(
    ({ state, startsOn, dueOn, milestones }) =>
      state !== 'stopped' && startsOn === null && dueOn === null && milestones.length === 0,
  );
  const now = today.slice(0, '2027-03'.length);
  return (
    <ol className="mt-6 space-y-8">
      {months.map(({ key, name, entries }) => (
        <li key={key}>
          <h2 className="heading-3 flex flex-wrap items-baseline gap-x-3 border-b-2 border-ink pb-1">
            {name}
            {key === now && <span className="text-16 font-normal text-ink-soft">This month</span>}
          </h2>
          <ul className="divide-y divide-rule">
            {entries.map((entry) => (
              <li
                key={`${entry.on} ${entry.what} ${entry.action.number} ${entry.milestone}`}
                className="grid gap-x-5 gap-y-1 py-2.5 text-16 sm:grid-cols-[9rem_6rem_minmax(0,1fr)_auto]"
              >
                <time dateTime={entry.on} className="tabular">
                  {formatDate(entry.on)}
                </time>
                <span className="text-ink-soft">{WORDS[entry.what]}</span>
                <span className="wrap-anywhere">
                  {entry.milestone && (
                    <>
                      <bdi>{entry.milestone}</bdi>,{' '}
                    </>
                  )}
                  {entry.action.number}.{' '}
                  <Link href={routes.action(council, entry.action.number)}>
                    <bdi>{entry.action.title}</bdi>
                  </Link>
                </span>
                <span>
                  {entry.isDone ? (
                    <Tag tone="plain">{entry.what === 'start' ? 'Started' : 'Done'}</Tag>
                  ) : entry.isLate ? (
                    <Tag tone="warning">Late</Tag>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
      {undated.length > 0 && (
        <li>
          <h2 className="heading-3 border-b-2 border-ink pb-1">No dates yet</h2>
          <ul className="divide-y divide-rule">
            {undated.map(({ number, title }) => (
              <li key={number} className="py-2.5 text-16 wrap-anywhere">
                {number}.{' '}
                <Link href={routes.action(council, number)}>
                  <bdi>{title}</bdi>
                </Link>
              </li>
            ))}
          </ul>
        </li>
      )}
    </ol>
  );
}
