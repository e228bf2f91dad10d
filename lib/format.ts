/** A calendar date (`2026-11-21`), an instant in UTC (`2026-11-21T09:32:00Z`) or a `Date`. */
export type DateLike = Date | string;

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
 * `21 November 2026`, as the date is in London. A calendar date without a time is that day: midnight UTC is never
 * another day in London.
 */
export function formatDate(date: DateLike): string {
  return londonDate.format(new Date(date));
}

/** `9:32am`, `9am`, `midday` or `midnight`, as the clocks in London show it. */
export function formatTime(date: DateLike): string {
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
export function formatDateTime(date: DateLike): string {
  return `${formatDate(date)}, ${formatTime(date)}`;
}

/** `1 April 2026 to 31 March 2027`. */
export function formatDateRange(from: DateLike, to: DateLike): string {
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

/** `2026-11-21`: a calendar date as PostgreSQL gives it, midnight UTC, in the form that dates are stored and sent. */
export function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}

const londonDayParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** `2026-11-21`: the calendar date that it is in London at that instant. */
export function londonDay(instant: Date): string {
  return londonDayParts.format(instant).split('/').reverse().join('-');
}

const londonHour = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: 'numeric',
  hourCycle: 'h23',
});

/** When clocks in London show a full hour of a calendar date: but for 1am, they do so once on every day. */
export function inLondon(day: string, hour: number): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const inSummer = new Date(midnight + (hour - 1) * 3_600_000);
  return Number(londonHour.format(inSummer)) === hour ? inSummer : new Date(midnight + hour * 3_600_000);
}

/** The first instant of a day in London. */
export function startOfDay(day: string): Date {
  return inLondon(day, 0);
}

/** The first instant after a day in London. Days of 23 and 25 hours are as long as they are. */
export function endOfDay(day: string): Date {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return startOfDay(next.toISOString().slice(0, 10));
}

/** A day as an address says it, `2026-11-21`. Undefined: it is none. */
export function dayOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^20\d{2}-\d{2}-\d{2}$/.test(value)) return undefined;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : undefined;
}

/** `Two points more`, from `two points more`: words made for the middle of a sentence, at its start. */
export function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
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
