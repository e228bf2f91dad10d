import {
  addDays,
  addMonths,
  type CalendarDate,
  calendarDate,
  daysBetween,
  lastDayOfMonth,
  MONTHS,
  monthFromName,
  parseTypedDay,
  partsOfDate,
} from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { fold } from '#lib/kernel/text/fold.ts';

/** A span of calendar days, `2026-04-01` to `2026-06-30`, both of them in it. */
export type Period = { readonly startsOn: CalendarDate; readonly endsOn: CalendarDate };

/** Maximum length in characters. */
const LONGEST = 100;

const EARLIEST = 1990;
const LATEST = 2100;

/**
 * A period as people call it: `2025-26` for a financial year, `2025` for a calendar year, `March 2026`,
 * `April to June 2026`, `November 2025 to January 2026`; else its days. `parsePeriod` reads all of them.
 */
export function formatPeriod({ startsOn, endsOn }: Period): string {
  if (startsOn === endsOn) return formatDate(startsOn);
  const [first, last] = [partsOfDate(startsOn), partsOfDate(endsOn)];
  if (first.day !== 1 || endsOn !== lastDayOfMonth(last.year, last.month)) {
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

/**
 * How a text was read. `clear`: it has one meaning. `could`: its possible meanings, likeliest first, to ask the person
 * about. Null: it is not a period.
 */
export type PeriodReading = { readonly clear: Period } | { readonly could: readonly Period[] };

/**
 * Reads a period as people and spreadsheets write it, with any dash and any space. Spreadsheets make a month of
 * `2011-12`: `Dec-11`, `2011-12-01`, `01/12/2011` or the number 40878, which are asked about. `monthsAreNumbers`: other
 * cells beside it are months such as `2011-11`, so that `2011-12` may be one.
 */
export function readPeriod(text: string, { monthsAreNumbers = false } = {}): PeriodReading | null {
  if (text.length > LONGEST) return null;
  const words = plainWords(text);
  const found =
    readYears(words, monthsAreNumbers) ??
    readQuarter(words) ??
    readYearTo(words) ??
    readSpreadsheetDate(words) ??
    clear(readEnd(words) ?? readRange(words));
  if (found === null) return null;
  const plausible = ('clear' in found ? [found.clear] : found.could).filter(isPlausible);
  const [first] = plausible;
  if (!first) return null;
  return 'clear' in found ? { clear: first } : { could: plausible };
}

/** A period that is clear. Null: it is none, or could be several. */
export function parsePeriod(text: string): Period | null {
  const found = readPeriod(text);
  return found && 'clear' in found ? found.clear : null;
}

/** Whether a text is a year and the number of a month, `2026-03`, and cannot be a financial year. */
export function isMonthByNumber(text: string): boolean {
  const [, year = '', month = ''] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(plainWords(text)) ?? [];
  return month !== '' && Number(month) !== (Number(year) + 1) % 100;
}

/** How many days it has. */
export function daysIn({ startsOn, endsOn }: Period): number {
  return daysBetween(startsOn, endsOn) + 1;
}

/** Whether two periods are of the same kind, allowing for months and years of different lengths. */
export function isSameLength(a: Period, b: Period): boolean {
  return Math.abs(daysIn(a) - daysIn(b)) <= 3;
}

export function isSamePeriod(a: Period, b: Period): boolean {
  return a.startsOn === b.startsOn && a.endsOn === b.endsOn;
}

function plainWords(text: string): string {
  return fold(text)
    .replace(/ 00:00(:00)?(\.0+)?$|t00:00(:00)?(\.0+)?$/, '')
    .replace(/^'/, '');
}

function clear(period: Period | null): PeriodReading | null {
  return period && { clear: period };
}

function could(...periods: readonly (Period | null)[]): PeriodReading | null {
  const known = periods.filter((period) => period !== null);
  return known.length > 0 ? { could: known } : null;
}

/** `25` is 2025 and `99` is 1999. */
function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length > 2 ? year : year + (year < 90 ? 2000 : 1900);
}

const YEARS = String.raw`(\d{4}|\d{2}) ?(?:-|/|to) ?(\d{4}|\d{2})`;

/** The first year of a financial year, from its two. Null: they do not follow each other. */
function firstYear(from: string, to: string): number | null {
  if (from.length < to.length) return null;
  const year = fullYear(from);
  return Number(to) === (to.length === 2 ? (year + 1) % 100 : year + 1) ? year : null;
}

function financialYear(year: number): Period | null {
  return between(calendarDate(year, 4, 1), calendarDate(year + 1, 3, 31));
}

/** A financial year, a calendar year, or the two numbers of a month. */
function readYears(words: string, monthsAreNumbers: boolean): PeriodReading | null {
  const bare = words.replace(/^(?:fy|financial year) ?| (?:fy|financial year)$/, '');
  if (/^\d{4}$/.test(words)) return clear(between(calendarDate(+words, 1, 1), calendarDate(+words, 12, 31)));
  if (bare !== words && /^(\d{2}|\d{4})$/.test(bare)) {
    return could(financialYear(fullYear(bare) - 1), financialYear(fullYear(bare)));
  }
  const [, monthNumber, ofYear] = /^(\d{1,2})[/-](\d{4})$/.exec(words) ?? [];
  if (ofYear !== undefined) return clear(monthOf(Number(ofYear), Number(monthNumber)));
  const [, yearBefore, short] = /^(\d{4})[/-](\d)$/.exec(words) ?? [];
  if (short !== undefined) {
    const isNext = Number(short) === (Number(yearBefore) + 1) % 10;
    return could(
      isNext ? financialYear(Number(yearBefore)) : null,
      monthOf(Number(yearBefore), Number(short)),
    );
  }
  const [, from, to] = new RegExp(`^${YEARS}$`).exec(bare) ?? [];
  if (from === undefined || to === undefined) return null;
  const year = firstYear(from, to);
  const financial = year === null ? null : financialYear(year);
  const isRange = words.includes('to') || bare !== words || to.length > 2;
  const month = isRange
    ? null
    : from.length === 2
      ? monthOf(fullYear(to), Number(from))
      : monthOf(Number(from), Number(to));
  if (!financial) return could(month);
  return month && (from.length === 2 || monthsAreNumbers) ? could(financial, month) : clear(financial);
}

/** Reads `Q1 2025-26`. `Q1 2025` may be of a calendar or a financial year. */
function readQuarter(words: string): PeriodReading | null {
  const [, before, after] =
    /^q(?:uarter)? ?([1-4]),? (?:of )?(.+)$/.exec(words) ??
    swapped(/^(.+?),? q(?:uarter)? ?([1-4])$/.exec(words)) ??
    [];
  const quarter = Number(before);
  const [, from = '', to = ''] = new RegExp(`^(?:fy ?)?${YEARS}$`).exec(after ?? '') ?? [];
  const year = firstYear(from, to);
  const quarterFrom = (first: number, month: number) => months(first, month, 3);
  if (from !== '') return clear(year === null ? null : quarterFrom(year, 1 + quarter * 3));
  if (!/^\d{4}$/.test(after ?? '')) return null;
  return could(quarterFrom(Number(after), 1 + quarter * 3), quarterFrom(Number(after), quarter * 3 - 2));
}

function swapped(match: RegExpExecArray | null): [string, string | undefined, string | undefined] | null {
  return match && [match[0], match[2], match[1]];
}

/** `Year ending March 2026`, `12 months to 31 March 2026`. */
function readYearTo(words: string): PeriodReading | null {
  const [, end] = /^(?:year|12 months|twelve months) (?:ending|ended|to)(?: in)? (.+)$/.exec(words) ?? [];
  const last = end === undefined ? null : readEnd(end);
  return last && isPlausible(last)
    ? clear({ startsOn: addMonths(addDays(last.endsOn, 1), -12), endsOn: last.endsOn })
    : null;
}

/** What may be a date that a spreadsheet made of something else. */
function readSpreadsheetDate(words: string): PeriodReading | null {
  const [, number = '', name] = /^(\d{1,2})-([a-z]{3,4})$/.exec(words) ?? [];
  if (name) {
    // Excel turns 11/12 into "11-Dec". For other numbers the year is lost.
    return monthFromName(name) === Number(number) + 1 ? could(financialYear(fullYear(number))) : null;
  }
  const [, short, year = ''] = /^([a-z]{3,4})[- ]'?(\d{2})$/.exec(words) ?? [];
  if (short) {
    const [full, month] = [fullYear(year), monthFromName(short)];
    return month === (full + 1) % 100 ? could(financialYear(full), monthOf(full, month)) : null;
  }
  const day = /^\d{1,4}[-/.]/.test(words) ? parseTypedDay(withFullYear(words)) : dayNumbered(words);
  if (day === null) return null;
  const parts = partsOfDate(day);
  const single = { startsOn: day, endsOn: day };
  // Of 12/1/2011 an American spreadsheet means 1 December, and made it of a month.
  const isAmerican = parts.month === 1 && parts.day <= 12 && /^\d{1,2}[-/.]/.test(words);
  if (parts.day !== 1 && !isAmerican) {
    return words.includes(String(parts.year)) ? clear(single) : could(single);
  }
  const month = isAmerican ? parts.day : parts.month;
  return could(
    month === (parts.year + 1) % 100 ? financialYear(parts.year) : null,
    monthOf(parts.year, month),
    single,
  );
}

function withFullYear(words: string): string {
  return words.replace(
    /^(\d{1,2}[-/.](?:\d{1,2}|[a-z]+)[-/.])(\d{2})$/,
    (_, rest, year) => rest + fullYear(year),
  );
}

/** Spreadsheets count days from the end of 1899; these are of 1990 to 2099. */
function dayNumbered(words: string): CalendarDate | null {
  const days = /^\d{5}$/.test(words) ? Number(words) : 0;
  return days >= 32_874 && days <= 73_050 ? addDays('1899-12-30', days) : null;
}

/** One day, or one month from its first day to its last. */
function readEnd(words: string): Period | null {
  const [, name, year = ''] = /^([a-z]+\.?)[ -]?'?(\d{4}|\d{2})$/.exec(words) ?? [];
  if (name) return monthOf(fullYear(year), monthFromName(name));
  const day = parseTypedDay(words);
  return day && { startsOn: day, endsOn: day };
}

/** From one day or month to another. Of `April to June 2026` the first takes the year of the last. */
function readRange(words: string): Period | null {
  const bare = words.replace(/^from /, '');
  for (const { index, 0: dash } of bare.matchAll(/ (?:to|until|-) |-/g)) {
    const last = readEnd(bare.slice(index + dash.length));
    const start = bare.slice(0, index);
    const first = last && (readEnd(start) ?? readEnd(`${start} ${last.endsOn.slice(0, 4)}`));
    if (first && first.startsOn <= last.endsOn) return { startsOn: first.startsOn, endsOn: last.endsOn };
  }
  return null;
}

function monthOf(year: number, month: number): Period | null {
  return months(year, month, 1);
}

/** So many months from the first day of one, which may be of the next year: month 13 is its January. */
function months(year: number, month: number, count: number): Period | null {
  if (year < EARLIEST || year > LATEST || month < 1 || month > (count === 1 ? 12 : 13)) return null;
  const first = calendarDate(year + Math.floor((month - 1) / 12), ((month + 11) % 12) + 1, 1);
  return first && { startsOn: first, endsOn: addDays(addMonths(first, count), -1) };
}

function between(startsOn: CalendarDate | null, endsOn: CalendarDate | null): Period | null {
  return startsOn && endsOn && { startsOn, endsOn };
}

function isPlausible({ startsOn, endsOn }: Period): boolean {
  const [first, last] = [partsOfDate(startsOn).year, partsOfDate(endsOn).year];
  return startsOn <= endsOn && first >= EARLIEST && last <= LATEST;
}
