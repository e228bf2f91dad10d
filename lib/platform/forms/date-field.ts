import { z } from 'zod';
import { type CalendarDate, toCalendarDate } from '#lib/kernel/dates.ts';
import { type DatePurpose, dateProblem } from '#lib/platform/forms/date-rules.ts';
import { typedLine } from '#lib/platform/forms/text-field.ts';

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
