import { z } from 'zod';
import { dateField } from '#lib/platform/forms/date-field.ts';
import { idField } from '#lib/platform/forms/id-field.ts';

const AGAIN = 'Open this page again from the statement';

/** What the page of a statement's people sends. An empty owner is nobody yet. */
export const assignStatementSchema = z
  .object({
    assessment: idField(AGAIN),
    owner: z
      .union([z.literal(''), idField()], 'Select an owner from the list')
      .transform((id) => (id === '' ? null : id)),
    helpers: z.array(idField('Select helpers from the list')).max(1_000, 'Select helpers from the list'),
    dueOn: dateField('statementDue', { called: 'Due date' }),
  })
  .transform(({ helpers, ...input }) => ({
    ...input,
    // Whoever owns it need not be ticked as a helper too.
    helpers: [...new Set(helpers)].filter((id) => id !== input.owner),
  }));
export type AssignStatement = z.output<typeof assignStatementSchema>;
