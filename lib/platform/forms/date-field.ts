import { z } from 'zod';
import { type CalendarDate, parseTypedDay, partsOfDate, toCalendarDate } from '#lib/kernel/dates.ts';
import { cleanLine } from '#lib/kernel/text/clean.ts';
import { type DatePurpose, dateProblem } from '#lib/platform/forms/date-rules.ts';
import { typedLine } from '#lib/platform/forms/text-field.ts';

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

type Settings = {
  /** The message when no date is entered. Without it the date is optional and may be null. */
  readonly missing?: string;
  /** Its name in messages. */
  readonly called: string;
  /** The time of sending; by default now. */
  readonly asOf?: Date;
};

/** A date from `readDate`, checked for its purpose on the day the form is sent. */
export function dateField(
  purpose: DatePurpose,
  settings: Settings & { missing: string },
): z.ZodType<CalendarDate>;
export function dateField(purpose: DatePurpose, settings: Settings): z.ZodType<CalendarDate | null>;
export function dateField(
  purpose: DatePurpose,
  { missing, called, asOf }: Settings,
): z.ZodType<CalendarDate | null> {
  const problem = (value: string) =>
    value === '' ? (missing ?? null) : dateProblem(value, purpose, asOf ?? new Date(), called);
  return typedLine(problem('') ?? problem('/') ?? undefined).transform((value, context) => {
    const message = problem(value);
    if (message === null) return toCalendarDate(value);
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}
