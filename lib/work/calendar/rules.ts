import {
  addDays,
  addMonths,
  type CalendarDate,
  calendarDate,
  dateToColumn,
  lastDayOfMonth,
  MONTHS,
  partsOfDate,
} from '#lib/kernel/dates.ts';

/** What can be due. Their order is that of entries of one day. */
export const DUE_KINDS = ['step', 'items', 'session', 'statement', 'action', 'milestone', 'review'] as const;
export type DueKind = (typeof DUE_KINDS)[number];

export const DUE_KIND_NAMES: Readonly<Record<DueKind, string>> = {
  step: 'Step of an inspection',
  items: 'Items of an information return',
  session: 'Session of a visit',
  statement: 'Quality statement',
  action: 'Improvement action',
  milestone: 'Milestone of an action',
  review: 'Review of evidence',
};

/** `passed`: a day of somebody else’s that is over, of which nobody has said that it happened. */
export type DueState = 'done' | 'late' | 'passed' | 'due';

export const DUE_STATE_NAMES: Readonly<Record<DueState, string>> = {
  done: 'Done',
  late: 'Late',
  passed: 'Date has passed',
  due: 'To do',
};

/** One entry of the calendar. */
export type Due = {
  readonly kind: DueKind;
  readonly startsOn: CalendarDate;
  /** The last day, for what goes on for several. */
  readonly endsOn: CalendarDate;
  readonly text: string;
  /** What it belongs to, where its text alone does not say. */
  readonly about: string | null;
  readonly href: string;
  /** Names of the people who see to it. */
  readonly who: readonly string[];
  readonly state: DueState;
};

/** A month of the calendar: `2026-12`. */
export type Month = `${number}-${number}`;

/** The month in an address. Null: it is none of this century. */
export function readMonth(text: unknown): Month | null {
  return typeof text === 'string' && /^20\d{2}-(0[1-9]|1[0-2])$/.test(text) ? (text as Month) : null;
}

export function monthOf(day: CalendarDate): Month {
  return day.slice(0, '2026-12'.length) as Month;
}

/** The month so many months later, or earlier. Null: it is not of this century. */
export function monthAfter(month: Month, months: number): Month | null {
  return readMonth(monthOf(addMonths(firstDay(month), months)));
}

/** "December 2026". */
export function describeMonth(month: Month): string {
  const { year, month: number } = partsOfDate(firstDay(month));
  return `${MONTHS[number - 1]} ${year}`;
}

/** The days of a month by weeks from Monday to Sunday, with those of the months beside it that fill up its weeks. */
export function weeksOf(month: Month): readonly (readonly CalendarDate[])[] {
  const first = firstDay(month);
  const { year, month: number } = partsOfDate(first);
  const last = lastDayOfMonth(year, number);
  const weeks: CalendarDate[][] = [];
  for (let day = addDays(first, -daysSinceMonday(first)); day <= last; day = addDays(day, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(day, index)));
  }
  return weeks;
}

/** Days from the Monday of its week: 0 to 6. */
function daysSinceMonday(day: CalendarDate): number {
  return (dateToColumn(day).getUTCDay() + 6) % 7;
}

function firstDay(month: Month): CalendarDate {
  const [year, number] = month.split('-').map(Number);
  const first = calendarDate(year ?? 0, number ?? 0, 1);
  if (first === null) throw new RangeError(`${month} is no month`);
  return first;
}

/** The entries of each of these days, those that go on for several on each of them. */
export function byDay(
  dues: readonly Due[],
  days: readonly CalendarDate[],
): ReadonlyMap<CalendarDate, readonly Due[]> {
  const sorted = inOrder(dues);
  return new Map(
    days.map((day) => [day, sorted.filter(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn)]),
  );
}

/** By day, then by kind, then by text. */
export function inOrder(dues: readonly Due[]): readonly Due[] {
  return dues.toSorted(
    (a, b) =>
      compare(a.startsOn, b.startsOn) ||
      DUE_KINDS.indexOf(a.kind) - DUE_KINDS.indexOf(b.kind) ||
      a.text.localeCompare(b.text, 'en-GB'),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
