import { z } from 'zod';
import { formatDate } from '#lib/format.ts';
import { idField } from '#lib/forms/id-field.ts';
import { lineField, typedLine } from '#lib/forms/text-field.ts';
import { FOR_WHOM_LIMIT, LINK_DAYS, lastDayOf } from '#lib/papers/rules.ts';

export const paperLinkFields = ['forWhom', 'lastDay'] as const;
export type PaperLinkField = (typeof paperLinkFields)[number];

/** `asOf`: when the form was sent, from which the days of the link count. */
export function paperLinkSchema(asOf: Date) {
  const first = lastDayOf(1, asOf);
  const last = lastDayOf(LINK_DAYS.most, asOf);
  return z.object({
    forWhom: lineField({
      called: 'Who the link is for',
      limit: FOR_WHOM_LIMIT,
      missing: 'Enter who the link is for',
    }),
    lastDay: typedLine('Enter the last day')
      .refine((day) => day !== '', { error: 'Enter the last day', abort: true })
      .refine((day) => z.iso.date().safeParse(day).success, 'Last day must be a real date, like 5 12 2026')
      .refine((day) => day >= first, 'Last day must be today or in the future')
      .refine(
        (day) => day <= last,
        `Last day must be ${formatDate(last)} or earlier: a link works for ${LINK_DAYS.most} days at most`,
      ),
  });
}
export type PaperLinkInput = z.output<ReturnType<typeof paperLinkSchema>>;

export const withdrawSchema = z.object({ id: idField() });
