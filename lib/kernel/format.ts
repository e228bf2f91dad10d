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

const wholeNumber = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/**
 * `21 November 2026`: a calendar date unchanged, an instant as its date in London. @throws RangeError for anything
 * else
 */
export function formatDate(date: CalendarDate | Instant): string {
  if (!isCalendarDate(date)) return londonDate.format(new Date(date));
  const { year, month, day } = partsOfDate(date);
  return `${day} ${MONTHS[month - 1]} ${year}`;
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

/** `1,482,113`. */
export function formatNumber(value: number | bigint): string {
  return wholeNumber.format(value);
}

/** `1 point`, `12 points`: the number and its noun, agreeing. */
export function formatCount(value: number, one: string, many = `${one}s`): string {
  return `${formatNumber(value)} ${value === 1 ? one : many}`;
}

/**
 * A size for people: `532 bytes`, `12KB`, `1.4MB`, `2GB`. One KB is 1,024 bytes, as Windows counts and as the upload
 * limit does.
 */
export function formatBytes(bytes: number | bigint): string {
  const size = Number(bytes);
  if (size < 1024) return formatCount(size, 'byte');
  const units = ['KB', 'MB', 'GB', 'TB'] as const;
  let value = size / 1024;
  let unit = 0;
  while (oneDecimal(value) >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value < 10 ? oneDecimal(value) : formatNumber(Math.round(value))}${units[unit]}`;
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}

/**
 * `67%`, from a percentage of 0 to 100. With `decimals`, up to that many: `77.78%`. For reading only: bands are
 * decided on exact values in lib/scoring.
 */
export function formatPercentage(percentage: number, decimals = 0): string {
  return `${new Intl.NumberFormat('en-GB', { maximumFractionDigits: decimals }).format(percentage)}%`;
}

export function formatYesNo(value: boolean): string {
  return value ? 'Yes' : 'No';
}

/** `Two points more`, from `two points more`: words made for the middle of a sentence, at its start. */
export function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `two points more`, from `Two points more`: words made for the start of a sentence, in its middle. */
export function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** `QS1`, `QS1 and QS2`, `QS1, QS2 and QS3`. */
export function formatList(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** `9f86d081 884c7d65 …`: a fingerprint in groups of eight digits, to be read and compared by eye. */
export function formatHash(hash: string): string {
  return hash.match(/.{1,8}/g)?.join(' ') ?? '';
}
