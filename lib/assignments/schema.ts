import { z } from 'zod';
import { idField } from '#lib/forms/id-field.ts';

const AGAIN = 'Open this page again from the statement';

const REAL_DATE = 'Due date must be a real date, like 27 3 2027';

/** What the page of a statement's people sends. An empty owner is nobody yet. */
export const assignStatementSchema = z
  .object({
    assessment: idField(AGAIN),
    owner: z
      .union([z.literal(''), idField()], 'Select an owner from the list')
      .transform((id) => (id === '' ? null : id)),
    helpers: z.array(idField('Select helpers from the list')).max(1_000, 'Select helpers from the list'),
    dueOn: z
      .union([z.literal(''), z.iso.date(REAL_DATE)], REAL_DATE)
      .transform((date) => (date === '' ? null : date)),
  })
  .transform(({ helpers, ...input }) => ({
    ...input,
    // Whoever owns it need not be ticked as a helper too.
    helpers: [...new Set(helpers)].filter((id) => id !== input.owner),
  }));
export type AssignStatement = z.output<typeof assignStatementSchema>;
