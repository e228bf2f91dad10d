/**
 * A calendar date, `2026-11-21`: a day as people write it. It is no instant and has no time zone; calendar dates compare
 * and sort as the texts they are. Years have four digits, from 1000 to 9999.
 */
export type CalendarDate = `${number}-${number}-${number}`;

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** The calendar date of those numbers. Null: there is no such day. */
export function calendarDate(year: number, month: number, day: number): CalendarDate | null {
  if (![year, month, day].every(Number.isInteger) || year < 1000 || year > 9999) return null;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return written(year, month, day);
}

/** A text that is a calendar date, as one. Null: it is none. */
export function toCalendarDate(text: unknown): CalendarDate | null {
  const [, year, month, day] = (typeof text === 'string' && /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)) || [];
  return day === undefined ? null : calendarDate(Number(year), Number(month), Number(day));
}

/** A day of this century from a URL. Undefined when it is not one. */
export function parseUrlDay(value: unknown): CalendarDate | undefined {
  const date = toCalendarDate(value);
  return date?.startsWith('20') ? date : undefined;
}

/** Year, month and day of a date. @throws RangeError when it is none. */
export function partsOfDate(date: CalendarDate): { year: number; month: number; day: number } {
  if (toCalendarDate(date) === null) throw new RangeError(`${date} is no calendar date`);
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return { year, month, day };
}

/** What Prisma gives of a column that holds a date: midnight UTC of that day, on every computer. */
export function dateFromColumn(column: Date): CalendarDate {
  return column.toISOString().slice(0, 10) as CalendarDate;
}

/** What Prisma takes for such a column. */
export function dateToColumn(date: CalendarDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** Days from one date to another. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return (dateToColumn(to).getTime() - dateToColumn(from).getTime()) / DAY_MS;
}

/** The date so many days later, or earlier. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateFromColumn(new Date(dateToColumn(date).getTime() + days * DAY_MS));
}

/** The same day of another month, or its last where it has no such day. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const { year, month, day } = partsOfDate(date);
  const index = year * 12 + month - 1 + months;
  const [newYear, newMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return written(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)));
}

/**
 * A day as people write it, `27 March 2026`, `27/3/2026`, `27.3.2026` or `2026-03-27`: the day before the month, as in
 * Britain. Null: it is none, or its year has not four digits.
 */
export function parseTypedDay(text: string): CalendarDate | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return calendarDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const [, day, month = '', year] =
    /^(\d{1,2})(?:st|nd|rd|th)?[-/. ](\d{1,2}|[a-z]+\.?)[-/. ](\d{4})$/i.exec(text.replaceAll(/\s+/g, ' ')) ??
    [];
  return calendarDate(Number(year), /^\d/.test(month) ? Number(month) : monthFromName(month), Number(day));
}

/** The last day of a month. */
export function lastDayOfMonth(year: number, month: number): CalendarDate {
  return written(year, month, daysInMonth(year, month));
}

/** 3 for "March", "march" or "Mar"; 0 when it is not a month. */
export function monthFromName(word = ''): number {
  const small = word.toLowerCase().replace(/\.$/, '');
  if (small.length < 3) return 0;
  const found = MONTHS.findIndex((name) =>
    [name.toLowerCase(), name.slice(0, 3).toLowerCase()].includes(small),
  );
  return small === 'sept' ? 9 : found + 1;
}

const DAY_MS = 86_400_000;

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function written(year: number, month: number, day: number): CalendarDate {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}` as CalendarDate;
}
