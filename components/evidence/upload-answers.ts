import { z } from 'zod';
import * as routes from '#lib/kernel/routes.ts';
import type { FieldError } from '#lib/platform/forms/form-state.ts';
import { type DetailField, detailFields, type UseField, useFields } from '#lib/record/evidence/schema.ts';

// What the upload handler answers: directly to script, and through a kept form to a form without script.

export type UploadField = DetailField | UseField | 'file';
export type UploadError = FieldError<UploadField>;
export type UploadValues = Readonly<Partial<Record<DetailField | UseField | 'submission', string>>>;

export type UploadedItem = { readonly reference: string; readonly title: string };
/**
 * A file whose content the council's list has already, as this item. `attached`: to the statement it was sent for.
 * `withdrawn`: so that it cannot be linked.
 */
export type SameFile = UploadedItem & {
  readonly name: string;
  readonly attached: boolean;
  readonly withdrawn: boolean;
  /** The item's page. */
  readonly href: string;
};
/** To a script that sent one file, or the answers with a field `check` and no file to learn whether they will do. */
export type UploadAnswer =
  | UploadedItem
  | { readonly same: SameFile }
  | { readonly checked: true }
  /** After the last file, to the field `check` with the value `done`: the page that tells what was added. */
  | { readonly to: string }
  /** `closed`: the assessment of the page is closed, so the page moves to the open one. */
  | { readonly errors: readonly UploadError[]; readonly closed?: boolean };

/** A form with files that were not added: the answers, the errors, the files added and those already there. */
export type SavedUpload = {
  readonly values: UploadValues;
  readonly errors: readonly UploadError[];
  readonly added: readonly UploadedItem[];
  readonly same: readonly SameFile[];
};

const FIELDS = ['', 'file', ...detailFields, ...useFields] as const;

const savedUploadSchema = z.object({
  values: z.record(z.string(), z.string()),
  errors: z.array(z.object({ field: z.enum(FIELDS), message: z.string() })),
  added: z.array(z.object({ reference: z.string(), title: z.string() })),
  // A form that was kept before there was this holds none.
  same: z
    .array(
      z.object({
        name: z.string(),
        reference: z.string(),
        title: z.string(),
        attached: z.boolean(),
        withdrawn: z.boolean().default(false),
      }),
    )
    .default([]),
});

/** A kept form's state, if it is one of an upload to this council. */
export function readSavedUpload(state: unknown, council: string): SavedUpload | null {
  const { data } = savedUploadSchema.safeParse(state);
  if (!data) return null;
  return {
    ...data,
    same: data.same.map((file) => ({ ...file, href: routes.evidenceItem(council, file.reference) })),
  };
}
