import { type CalendarDate, MONTHS, partsOfDate } from '#lib/kernel/dates.ts';

/** An instant: in UTC as a text (`2026-11-21T09:32:00Z`) or a `Date`. */
export type Instant = Date | string;

const londonDate = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

const londonClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h23',
});

/**
 * `21 November 2026`: a calendar date unchanged, an instant as its date in London. @throws RangeError for anything
 * else
 */
export function formatDate(date: CalendarDate | Instant): string {
  if (!isCalendarDate(date)) return londonDate.format(new Date(date));
  const { year, month, day } = partsOfDate(date);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** `Nov 2026`, for a column with no room for more. */
export function formatMonthShort(date: CalendarDate): string {
  const { year, month } = partsOfDate(date);
  return `${MONTHS[month - 1]?.slice(0, 3)} ${year}`;
}

// Checks the form alone: a date that is not in the calendar is then refused instead of read as an instant.
function isCalendarDate(date: CalendarDate | Instant): date is CalendarDate {
  return typeof date === 'string' && date.length === '2026-11-21'.length && date.includes('-');
}

/** `9:32am`, `9am`, `midday` or `midnight`, as the clocks in London show it. */
export function formatTime(date: Instant): string {
  const parts = londonClock.formatToParts(new Date(date));
  const read = (type: 'hour' | 'minute') => Number(parts.find((part) => part.type === type)?.value);
  const hour = read('hour');
  const minute = read('minute');
  if (minute === 0 && hour === 0) return 'midnight';
  if (minute === 0 && hour === 12) return 'midday';
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes}${hour < 12 ? 'am' : 'pm'}`;
}

/** `21 November 2026, 9:32am`, London time. */
export function formatDateTime(date: Instant): string {
  return `${formatDate(date)}, ${formatTime(date)}`;
}

/** `1 April 2026 to 31 March 2027`. */
export function formatDateRange(from: CalendarDate, to: CalendarDate): string {
  return `${formatDate(from)} to ${formatDate(to)}`;
}
