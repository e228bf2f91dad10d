import { z } from 'zod';
import { idField } from '#lib/platform/forms/id-field.ts';
import { hiddenField, lineField } from '#lib/platform/forms/text-field.ts';
import { queryOf, VIEW_NAME_LIMIT, viewOf } from '#lib/record/views/rules.ts';

const AGAIN = 'This page is out of date. Open the evidence list again';
const MAX_QUERY = 4_000;

const details = {
  name: lineField({ called: 'Name', limit: VIEW_NAME_LIMIT, missing: 'Enter a name for the view' }),
  /** Absent if the box is not ticked. */
  shared: z
    .literal('yes', AGAIN)
    .optional()
    .transform((value) => value === 'yes'),
};

const query = hiddenField((value) => {
  const known = queryOf(viewOf(value.slice(0, MAX_QUERY)));
  return known.length <= MAX_QUERY ? known : undefined;
}, AGAIN);

export const viewFields = ['name', 'shared'] as const;

export const saveViewSchema = z.object({ ...details, query });
export type SaveView = z.output<typeof saveViewSchema>;

export const changeViewSchema = z.object({ ...details, view: idField(AGAIN) });
export type ChangeView = z.output<typeof changeViewSchema>;

export const removeViewSchema = z.object({ view: idField(AGAIN) });
