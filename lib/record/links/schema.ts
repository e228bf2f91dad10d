import { z } from 'zod';
import { dateField } from '#lib/platform/forms/date-field.ts';
import { idField } from '#lib/platform/forms/id-field.ts';
import { lineField } from '#lib/platform/forms/text-field.ts';
import { FOR_WHOM_LIMIT } from '#lib/record/links/rules.ts';

export const linkFields = ['forWhom', 'lastDay'] as const;
export type LinkField = (typeof linkFields)[number];

/** `asOf`: when the form was sent, from which the days are counted. */
export function linkSchema(asOf: Date, ends: 'linkEnds' | 'feedEnds' | 'planEnds' = 'linkEnds') {
  return z.object({
    forWhom: lineField({
      called: 'Who the link is for',
      limit: FOR_WHOM_LIMIT,
      missing: 'Enter who the link is for',
    }),
    lastDay: dateField(ends, {
      called: 'Expiry date',
      missing: 'Enter the date the link should expire',
      asOf,
    }),
  });
}
export type LinkInput = z.output<ReturnType<typeof linkSchema>>;

export const withdrawLinkSchema = z.object({ id: idField() });
