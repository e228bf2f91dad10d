import { z } from 'zod';
import { dateField } from '#lib/platform/forms/date-field.ts';
import { idField } from '#lib/platform/forms/id-field.ts';

const AGAIN = 'Open this page again from the statement';

/** The form for a statement's owner, helpers and due date. A blank owner means no owner. */
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
    // The owner is not also a helper, even if selected as both.
    helpers: [...new Set(helpers)].filter((id) => id !== input.owner),
  }));
export type AssignStatement = z.output<typeof assignStatementSchema>;
