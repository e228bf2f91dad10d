import type { z } from 'zod';
import type { FieldError } from '#lib/forms/form-state.ts';

/**
 * The named text fields of a form, as typed and cleaned. A field that is missing, sent twice or sent as a file counts
 * as not filled in.
 */
export function readForm<Field extends string>(
  form: FormData,
  fields: readonly Field[],
): Partial<Record<Field, string>> {
  const values: Partial<Record<Field, string>> = {};
  for (const field of fields) {
    const [value, ...others] = form.getAll(field);
    if (typeof value === 'string' && others.length === 0) values[field] = cleanText(value);
  }
  return values;
}

/** Text as the database holds it: line ends as '\n', no NUL (PostgreSQL cannot hold one), no half characters. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\u0000', '').toWellFormed();
}

/** One error a field, in the order of `fields`; what belongs to no field counts for the form as a whole. */
export function fieldErrors<Field extends string>(
  error: z.ZodError,
  fields: readonly Field[],
): FieldError<Field>[] {
  const found = new Map<Field | '', string>();
  for (const issue of error.issues) {
    const field = fields.find((candidate) => candidate === issue.path[0]) ?? '';
    if (!found.has(field)) found.set(field, issue.message);
  }
  return [...fields, '' as const].flatMap((field) => {
    const message = found.get(field);
    return message === undefined ? [] : [{ field, message }];
  });
}
