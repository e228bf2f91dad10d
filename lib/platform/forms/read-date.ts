import { parseTypedDay } from '#lib/kernel/dates.ts';
import { cleanLine } from '#lib/kernel/text/clean.ts';
import { type DatePart, typedDate } from '#lib/platform/forms/date-parts.ts';

/**
 * A date typed in three boxes named `x-day`, `x-month` and `x-year`, or pasted whole into one: "2026-04-01" if it is a
 * real date, otherwise as typed. Empty if all three are empty.
 */
export function readDate(form: FormData, name: string): string {
  return dateIn((part) => form.get(`${name}-${part}`));
}

/** The same of an address: whole, as links write it, or in the three boxes of a form that filters. */
export function readQueryDate(query: Readonly<Record<string, unknown>>, name: string): string {
  const whole = query[name];
  return typeof whole === 'string' ? whole : dateIn((part) => query[`${name}-${part}`]);
}

function dateIn(boxOf: (part: DatePart) => unknown): string {
  const box = (part: DatePart) => {
    const value = boxOf(part);
    return typeof value === 'string' ? cleanLine(value) : '';
  };
  const [day, month, year] = [box('day'), box('month'), box('year')];
  return parseTypedDay(`${day} ${month} ${year}`.trim()) ?? typedDate({ day, month, year });
}
