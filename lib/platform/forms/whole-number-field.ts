import { z } from 'zod';
import { typedLine } from '#lib/platform/forms/text-field.ts';

type Range = {
  /** Its name in messages: "Page". */
  readonly called: string;
  readonly from: number;
  readonly to: number;
};

/** A whole number that somebody types. Null if the field is empty. */
export function wholeNumberField({ called, from, to }: Range) {
  return typedLine().transform((typed, context): number | null => {
    if (typed === '') return null;
    const number = /^\d{1,9}$/.test(typed) ? Number(typed) : from - 1;
    if (number >= from && number <= to) return number;
    context.addIssue({ code: 'custom', message: `${called} must be a whole number from ${from} to ${to}` });
    return z.NEVER;
  });
}
