import { formatDate } from '#lib/format.ts';

/** A span of calendar days, `2026-04-01` to `2026-06-30`, both of them in it. */
export type Period = { readonly startsOn: string; readonly endsOn: string };

const MONTHS = [
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

const EARLIEST = 1990;
const LATEST = 2100;

/**
 * A period as people call it: `2025-26` for a financial year, `2025` for a calendar year, `March 2026`,
 * `April to June 2026`, `November 2025 to January 2026`; else its days. `parsePeriod` reads all of them.
 */
export function formatPeriod({ startsOn, endsOn }: Period): string {
  if (startsOn === endsOn) return formatDate(startsOn);
  const [first, last] = [monthOf(startsOn), monthOf(endsOn)];
  if (!startsOn.endsWith('-01') || endsOn !== lastDay(last.year, last.month)) {
    return `${formatDate(startsOn)} to ${formatDate(endsOn)}`;
  }
  const months = (last.year - first.year) * 12 + last.month - first.month + 1;
  if (months === 12 && first.month === 4) return `${first.year}-${String(last.year % 100).padStart(2, '0')}`;
  if (months === 12 && first.month === 1) return String(first.year);
  const end = `${MONTHS[last.month - 1]} ${last.year}`;
  if (months === 1) return end;
  const start = MONTHS[first.month - 1];
  return first.year === last.year ? `${start} to ${end}` : `${start} ${first.year} to ${end}`;
}

/** A period as somebody writes it, in one of the ways of `formatPeriod` or with other dates. Null: none of them. */
export function parsePeriod(text: string): Period | null {
  const words = text.trim().replaceAll(/\s+/g, ' ');
  const years = /^(\d{4}) ?[-–/] ?(\d{2}|\d{4})$/.exec(words);
  if (years) {
    const [from, to] = [Number(years[1]), Number(years[2])];
    const next = years[2]?.length === 2 ? (from + 1) % 100 : from + 1;
    return to === next ? inRange(`${from}-04-01`, `${from + 1}-03-31`) : null;
  }
  if (/^\d{4}$/.test(words)) return inRange(`${words}-01-01`, `${words}-12-31`);
  const single = parseEnd(words);
  if (single) return inRange(single.startsOn, single.endsOn);
  const [start = '', end = '', ...more] = words.split(/ (?:to|[-–]) /);
  const last = more.length === 0 ? parseEnd(end) : null;
  if (!last) return null;
  // "April to June 2026": the first month takes the year of the last.
  const first = parseEnd(start) ?? parseEnd(`${start} ${last.endsOn.slice(0, 4)}`);
  return first ? inRange(first.startsOn, last.endsOn) : null;
}

/** How many days it has. */
export function daysIn({ startsOn, endsOn }: Period): number {
  return daysBetween(startsOn, endsOn) + 1;
}

/** Days from one calendar date to another. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** Whether two periods are of one kind: two months, two quarters, two years, whatever the calendar makes of them. */
export function isSameLength(a: Period, b: Period): boolean {
  return Math.abs(daysIn(a) - daysIn(b)) <= 3;
}

export function isSamePeriod(a: Period, b: Period): boolean {
  return a.startsOn === b.startsOn && a.endsOn === b.endsOn;
}

function monthOf(day: string): { year: number; month: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)) };
}

function lastDay(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** One day, or one month from its first day to its last. */
function parseEnd(words: string): Period | null {
  const month = /^([a-z]+)[ -](\d{4}|\d{2})$/i.exec(words);
  if (month) {
    const number = monthNamed(month[1]);
    const year = month[2]?.length === 2 ? 2000 + Number(month[2]) : Number(month[2]);
    const first = `${year}-${String(number).padStart(2, '0')}-01`;
    return number > 0 ? { startsOn: first, endsOn: lastDay(year, number) } : null;
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
  const british = /^(\d{1,2})[/. ](\d{1,2}|[a-z]+)[/. ](\d{4})$/i.exec(words);
  const [year, name, date] = iso ? iso.slice(1) : [british?.[3], british?.[2], british?.[1]];
  if (!year || !name || !date) return null;
  const number = /^\d/.test(name) ? Number(name) : monthNamed(name);
  const day = `${year}-${String(number).padStart(2, '0')}-${date.padStart(2, '0')}`;
  const real = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(day)
    ? { startsOn: day, endsOn: day }
    : null;
}

/** 3 for "March" or "Mar"; 0 for what is no month. */
export function monthNamed(word = ''): number {
  const small = word.toLowerCase();
  if (small.length < 3) return 0;
  return MONTHS.findIndex((name) => name.toLowerCase() === small || isShort(name, small)) + 1;
}

function isShort(name: string, word: string): boolean {
  return word === name.slice(0, 3).toLowerCase() || (word === 'sept' && name === 'September');
}

function inRange(startsOn: string, endsOn: string): Period | null {
  const [first, last] = [monthOf(startsOn).year, monthOf(endsOn).year];
  return startsOn <= endsOn && first >= EARLIEST && last <= LATEST ? { startsOn, endsOn } : null;
}
