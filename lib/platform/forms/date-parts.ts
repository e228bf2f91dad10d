export type DatePart = 'day' | 'month' | 'year';

/** The contents of the three boxes as one text, "31/2/2026", from which `dateParts` fills them again. */
export function typedDate({ day = '', month = '', year = '' }: Partial<Record<DatePart, string>>): string {
  return `${day}/${month}/${year}`.replace(/\/+$/, '');
}

/** The values of the three boxes for a result of `readDate` (read-date.ts) or `typedDate`, or for a stored date. */
export function dateParts(value: string): { day: string; month: string; year: string } {
  const [, storedYear = '', storedMonth, storedDay] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? [];
  if (storedMonth && storedDay) {
    return { day: String(Number(storedDay)), month: String(Number(storedMonth)), year: storedYear };
  }
  const [day = '', month = '', ...year] = value.split('/');
  return { day, month, year: year.join('/') };
}
