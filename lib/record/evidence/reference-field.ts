import { z } from 'zod';
import { typedLine } from '#lib/platform/forms/text-field.ts';
import { parseTypedReference, referenceOf } from '#lib/record/evidence/rules.ts';

/** The reference of an item of evidence as people type it: "e12". Null: empty. Whether it exists, the command knows. */
export function referenceField() {
  return typedLine().transform((typed, context) => {
    const number = parseTypedReference(typed);
    if (typed === '' || number !== null) return number === null ? null : referenceOf(number);
    context.addIssue({ code: 'custom', message: 'Enter the number of an item of evidence, like E12' });
    return z.NEVER;
  });
}
