import { z } from 'zod';
import { type CalendarDate, partsOfDate, readDay, toCalendarDate } from '#lib/kernel/dates.ts';
import { cleanLine } from '#lib/kernel/text/clean.ts';
import { type DatePurpose, dateProblem } from '#lib/platform/forms/date-rules.ts';
import { typedLine } from '#lib/platform/forms/text-field.ts';

/**
 * A date typed in three boxes named `x-day`, `x-month` and `x-year`, as "2026-04-01" when it is a real date and
 * otherwise as typed, "31/2/2026" say, so that the boxes can be filled again. Empty when all three are.
 */
export function readDate(form: FormData, name: string): string {
  return dateOf((part) => form.get(`${name}-${part}`));
}

export type DatePart = 'day' | 'month' | 'year';

/** The same of three boxes that are read one by one. A whole date pasted into the first is read as well. */
export function dateOf(boxOf: (part: DatePart) => unknown): string {
  const parts = (['day', 'month', 'year'] as const).map((part) => {
    const value = boxOf(part);
    return typeof value === 'string' ? cleanLine(value) : '';
  });
  if (parts.every((part) => part === '')) return '';
  return readDay(parts.join(' ').trim()) ?? parts.join('/');
}

/** The three boxes' values for what `readDate` returned, or for a date as stored. */
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
  /** What is said where nothing was typed. Without it a date may be left out, which is null. */
  readonly missing?: string;
  /** What messages call it. */
  readonly called: string;
  /** When the form is sent, unless that is now. */
  readonly asOf?: Date;
};

/** A date of a form, as `readDate` gives it, held against what it is for on the day the form is sent. */
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
