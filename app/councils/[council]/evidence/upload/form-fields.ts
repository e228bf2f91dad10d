import 'server-only';
import { readDate } from '#lib/platform/forms/read-date.ts';
import { readForm } from '#lib/platform/forms/read-form.ts';
import { readMultipart } from '#lib/platform/storage/multipart.ts';
import { detailDates, detailFields, detailLists, useFields } from '#lib/record/evidence/schema.ts';

// The fields of a form of files, beside its files.

export const MEGABYTE = 1024 ** 2;
export const FIELD_BYTES = 64 * 1024;
/** More than a form about evidence sends with every checkbox ticked. */
export const MOST_FIELDS = 200;
/** Allowance for the part of an upload that is not files. */
export const BESIDE_FILES = 64 * 1024;

export const typedFields = [...detailFields, ...useFields] as const;

/** Reads the answers of someone who may not add files. File bytes are discarded. */
export async function readEntered(request: Request): Promise<FormData> {
  const { fields } = await readMultipart(
    request,
    { onFile: async () => null },
    { files: 1, fields: MOST_FIELDS, fieldBytes: FIELD_BYTES, bodyBytes: MEGABYTE },
  );
  return asFormData(fields);
}

export function asFormData(fields: ReadonlyMap<string, readonly string[]>): FormData {
  const form = new FormData();
  for (const [name, values] of fields) for (const value of values) form.append(name, value);
  return form;
}

/** The typed answers, read by the same rules as in every other form. */
export function formValues(form: FormData) {
  return {
    ...readForm(form, [...typedFields, 'statement', 'assessment', 'submission']),
    ...Object.fromEntries(detailDates.map((field) => [field, readDate(form, field)])),
    ...Object.fromEntries(detailLists.map((field) => [field, form.getAll(field).join(',')])),
  };
}
