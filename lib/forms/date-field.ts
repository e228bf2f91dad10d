import { cleanLine } from '#lib/text/clean.ts';

/**
 * A date typed in three boxes named `x-day`, `x-month` and `x-year`, as "2026-04-01" when it is a real date and
 * otherwise as typed, "31/2/2026" say, so that the boxes can be filled again. Empty when all three are.
 */
export function readDate(form: FormData, name: string): string {
  return dateOf((part) => form.get(`${name}-${part}`));
}

export type DatePart = 'day' | 'month' | 'year';

/** The same of three boxes that are read one by one. */
export function dateOf(boxOf: (part: DatePart) => unknown): string {
  const parts = (['day', 'month', 'year'] as const).map((part) => {
    const value = boxOf(part);
    return typeof value === 'string' ? cleanLine(value) : '';
  });
  if (parts.every((part) => part === '')) return '';
  const [day = '', month = '', year = ''] = parts;
  if (/^\d{1,2}$/.test(day) && /^\d{1,2}$/.test(month) && /^[1-9]\d{3}$/.test(year)) {
    const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const date = new Date(`${iso}T00:00:00Z`);
    if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso)) return iso;
  }
  return parts.join('/');
}

/** The three boxes' values for what `readDate` returned, or for a date as stored. */
export function dateParts(value: string): { day: string; month: string; year: string } {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (iso) return { day: String(Number(iso[3])), month: String(Number(iso[2])), year: iso[1] ?? '' };
  const [day = '', month = '', year = ''] = value.split('/');
  return { day, month, year };
}
