import { Link } from '#components/ui/link.tsx';
import { Tag } from '#components/ui/tag.tsx';
import { type CalendarDate, partsOfDate } from '#lib/kernel/dates.ts';
import { formatWeekday } from '#lib/record/inspections/dates.ts';
import type { Due } from '#lib/work/calendar/queries.ts';
import {
  byDay,
  DUE_STATE_NAMES,
  describeMonth,
  type Month,
  monthOf,
  weeksOf,
} from '#lib/work/calendar/rules.ts';
import { DueLegend, DueMark } from './due-mark.tsx';

type MonthTableProps = { month: Month; dues: readonly Due[]; today: CalendarDate };

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** A month by weeks. On narrow screens the days that have something, one below the other. */
export function MonthTable({ month, dues, today }: MonthTableProps) {
  const weeks = weeksOf(month);
  const days = byDay(dues, weeks.flat());
  return (
    <>
      <table
        // biome-ignore lint/a11y/noRedundantRoles: not displayed as a table everywhere.
        role="table"
        className={`w-full table-fixed border-collapse text-16 ${dues.length > 0 ? 'stacked:block' : 'stacked:hidden'}`}
      >
        <caption className="sr-only">{describeMonth(month)}</caption>
        {/* biome-ignore lint/a11y/noRedundantRoles: not displayed as a table everywhere. */}
        <thead role="rowgroup" className="stacked:sr-only">
          {/* biome-ignore lint/a11y/noRedundantRoles: as above. */}
          <tr role="row" className="border-b-2 border-ink">
            {WEEKDAYS.map((name) => (
              <th
                key={name}
                scope="col"
                // biome-ignore lint/a11y/noRedundantRoles: as above.
                role="columnheader"
                className="px-2 py-2 text-left font-bold"
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        {/* biome-ignore lint/a11y/noRedundantRoles: as above. */}
        <tbody role="rowgroup" className="stacked:block">
          {weeks.map((week) => (
            <tr
              key={week[0]}
              // biome-ignore lint/a11y/noRedundantRoles: as above.
              role="row"
              className={`break-inside-avoid border-b border-rule ${week.some((day) => days.get(day)?.length) ? 'stacked:contents' : 'stacked:hidden'}`}
            >
              {week.map((day) => (
                <Day
                  key={day}
                  day={day}
                  dues={days.get(day) ?? []}
                  isToday={day === today}
                  isOther={monthOf(day) !== month}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {dues.length === 0 && <p className="hidden stacked:block">Nothing is due in {describeMonth(month)}.</p>}
      <DueLegend />
    </>
  );
}

type DayProps = { day: CalendarDate; dues: readonly Due[]; isToday: boolean; isOther: boolean };

function Day({ day, dues, isToday, isOther }: DayProps) {
  return (
    <td
      // biome-ignore lint/a11y/noRedundantRoles: not displayed as a table everywhere.
      role="cell"
      className={`h-24 border-l border-rule px-2 py-1.5 align-top first:border-l-0 print:h-[22mm] stacked:block stacked:h-auto stacked:border-b stacked:border-l-0 stacked:px-0 stacked:py-3 ${isOther ? 'bg-tint text-ink-soft stacked:bg-transparent' : ''} ${dues.length === 0 ? 'stacked:hidden' : ''}`}
    >
      <p className={`tabular ${isToday ? 'font-bold' : ''}`}>
        <time dateTime={day}>
          <span className="sr-only stacked:not-sr-only">{formatWeekday(day)}</span>
          <span aria-hidden="true" className="stacked:hidden">
            {partsOfDate(day).day}
          </span>
        </time>
        {isToday && <span>, today</span>}
      </p>
      {dues.length > 0 && (
        <ul className="mt-1 space-y-1.5 leading-snug">
          {dues.map((due) => (
            <li key={`${due.kind} ${due.href} ${due.text}`} className="wrap-anywhere">
              <DueMark kind={due.kind} />
              <Link href={due.href}>
                <bdi>{due.text}</bdi>
              </Link>
              {due.state !== 'due' && (
                <>
                  {' '}
                  {due.state === 'late' ? (
                    <Tag tone="warning">{DUE_STATE_NAMES.late}</Tag>
                  ) : (
                    <span className="text-ink-soft">({DUE_STATE_NAMES[due.state].toLowerCase()})</span>
                  )}
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </td>
  );
}
