import { z } from 'zod';
import { type DetailField, detailFields, type UseField, useFields } from '#lib/evidence/schema.ts';
import type { FieldError } from '#lib/forms/form-state.ts';

// What the upload handler says: to script at once, and to a form without script by way of a kept form.

export type UploadField = DetailField | UseField | 'file';
export type UploadError = FieldError<UploadField>;
export type UploadValues = Readonly<Partial<Record<DetailField | UseField | 'submission', string>>>;

export type UploadedItem = { readonly reference: string; readonly title: string };
/** To a script that sent one file, or the answers with a field `check` and no file to learn whether they will do. */
export type UploadAnswer =
  | UploadedItem
  | { readonly checked: true }
  /** `closed`: the assessment that the page was opened in is, and the page is to be about the one that is open now. */
  | { readonly errors: readonly UploadError[]; readonly closed?: boolean };

/** A form that was refused in whole or in part: what was typed, what was wrong and which files got in. */
export type KeptUpload = {
  readonly values: UploadValues;
  readonly errors: readonly UploadError[];
  readonly added: readonly UploadedItem[];
};

const FIELDS = ['', 'file', ...detailFields, ...useFields] as const;

const keptUploadSchema = z.object({
  values: z.record(z.string(), z.string()),
  errors: z.array(z.object({ field: z.enum(FIELDS), message: z.string() })),
  added: z.array(z.object({ reference: z.string(), title: z.string() })),
});

/** A kept form's state, if it is one of an upload. */
export function readKeptUpload(state: unknown): KeptUpload | null {
  return keptUploadSchema.safeParse(state).data ?? null;
}
