import { parseTypedDay, partsOfDate, toCalendarDate } from '#lib/kernel/dates.ts';
import { cleanLine } from '#lib/kernel/text/clean.ts';

/**
 * A date typed in three boxes named `x-day`, `x-month` and `x-year`: "2026-04-01" if it is a real date, otherwise as
 * typed ("31/2/2026"), so that the boxes can be filled again. Empty if all three are empty.
 */
export function readDate(form: FormData, name: string): string {
  return dateOf((part) => form.get(`${name}-${part}`));
}

export type DatePart = 'day' | 'month' | 'year';

/** The same for boxes read one by one. Also reads a whole date pasted into the first box. */
export function dateOf(boxOf: (part: DatePart) => unknown): string {
  const parts = (['day', 'month', 'year'] as const).map((part) => {
    const value = boxOf(part);
    return typeof value === 'string' ? cleanLine(value) : '';
  });
  if (parts.every((part) => part === '')) return '';
  return parseTypedDay(parts.join(' ').trim()) ?? parts.join('/');
}

/** The values of the three boxes for a result of `readDate` or a stored date. */
export function dateParts(value: string): { day: string; month: string; year: string } {
  const date = toCalendarDate(value);
  if (date) {
    const { day, month, year } = partsOfDate(date);
    return { day: String(day), month: String(month), year: String(year) };
  }
  const [day = '', month = '', ...year] = value.split('/');
  return { day, month, year: year.join('/') };
}
