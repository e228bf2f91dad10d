import { z } from 'zod';
import type { FieldError } from '#lib/platform/forms/form-state.ts';
import { replaceFields } from '#lib/record/evidence/schema.ts';

// A form with a file that did not replace another, kept for the page that shows it again.

export type ReplaceField = (typeof replaceFields)[number] | 'file';
export type ReplaceError = FieldError<ReplaceField>;
export type ReplaceValues = Readonly<Partial<Record<(typeof replaceFields)[number], string>>>;

const FIELDS = ['', 'file', ...replaceFields] as const;

const savedSchema = z.object({
  replaces: z.string(),
  values: z.record(z.string(), z.string()),
  errors: z.array(z.object({ field: z.enum(FIELDS), message: z.string() })),
});

export type SavedReplacement = { readonly values: ReplaceValues; readonly errors: readonly ReplaceError[] };

/** A kept form's state, if it is one about this item. */
export function readSavedReplacement(state: unknown, reference: string): SavedReplacement | null {
  const { data } = savedSchema.safeParse(state);
  return data?.replaces === reference ? data : null;
}
