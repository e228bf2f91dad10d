import type { z } from 'zod';
import { storableText } from '#lib/kernel/text/clean.ts';
import { PAGE_OUT_OF_DATE } from '#lib/platform/forms/failure.ts';
import type { FieldError } from '#lib/platform/forms/form-state.ts';

/**
 * The named text fields of a form as typed, so that they can be given back; their schema cleans them. A field that is
 * missing, sent twice or a file counts as empty.
 */
export function readForm<Field extends string>(
  form: FormData,
  fields: readonly Field[],
): Partial<Record<Field, string>> {
  const values: Partial<Record<Field, string>> = {};
  for (const field of fields) {
    const [value, ...others] = form.getAll(field);
    if (typeof value === 'string' && others.length === 0) values[field] = storableText(value);
  }
  return values;
}

/** A field that was not sent as text, for which its schema has no words: pages send every field, if only empty. */
function isNotSent({ code, message }: z.core.$ZodIssue): boolean {
  return code === 'invalid_type' && message.startsWith('Invalid input');
}

/** One error for each field, in the order of `fields`. Others, and fields not sent, count for the form as a whole. */
export function fieldErrors<Field extends string>(
  error: z.ZodError,
  fields: readonly Field[],
): FieldError<Field>[] {
  const found = new Map<Field | '', string>();
  for (const issue of error.issues) {
    const notSent = isNotSent(issue);
    const field = notSent ? '' : (fields.find((candidate) => candidate === issue.path[0]) ?? '');
    if (!found.has(field)) found.set(field, notSent ? PAGE_OUT_OF_DATE.message : issue.message);
  }
  return [...fields, '' as const].flatMap((field) => {
    const message = found.get(field);
    return message === undefined ? [] : [{ field, message }];
  });
}
