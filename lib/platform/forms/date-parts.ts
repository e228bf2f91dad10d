import { parseTypedDay } from '#lib/kernel/dates.ts';
import { cleanLine } from '#lib/kernel/text/clean.ts';

export type DatePart = 'day' | 'month' | 'year';

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

/** The contents of the three boxes as one text, "31/2/2026", from which `dateParts` fills them again. */
export function typedDate({ day = '', month = '', year = '' }: Partial<Record<DatePart, string>>): string {
  return `${day}/${month}/${year}`.replace(/\/+$/, '');
}

/** The values of the three boxes for a result of `readDate` or `typedDate`, or for a stored date. */
export function dateParts(value: string): { day: string; month: string; year: string } {
  const [, storedYear = '', storedMonth, storedDay] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? [];
  if (storedMonth && storedDay) {
    return { day: String(Number(storedDay)), month: String(Number(storedMonth)), year: storedYear };
  }
  const [day = '', month = '', ...year] = value.split('/');
  return { day, month, year: year.join('/') };
}
