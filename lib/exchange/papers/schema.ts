import { z } from 'zod';
import { FOR_WHOM_LIMIT } from '#lib/exchange/papers/rules.ts';
import { dateField } from '#lib/platform/forms/date-field.ts';
import { idField } from '#lib/platform/forms/id-field.ts';
import { lineField } from '#lib/platform/forms/text-field.ts';

export const paperLinkFields = ['forWhom', 'lastDay'] as const;
export type PaperLinkField = (typeof paperLinkFields)[number];

/** `asOf`: when the form was sent, from which the days of the link count. */
export function paperLinkSchema(asOf: Date) {
  return z.object({
    forWhom: lineField({
      called: 'Who the link is for',
      limit: FOR_WHOM_LIMIT,
      missing: 'Enter who the link is for',
    }),
    lastDay: dateField('linkEnds', { called: 'Last day', missing: 'Enter the last day', asOf }),
  });
}
export type PaperLinkInput = z.output<ReturnType<typeof paperLinkSchema>>;

export const withdrawSchema = z.object({ id: idField() });
