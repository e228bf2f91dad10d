'use server';
import { knownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import { ASSESSMENT_CLOSED } from '#lib/platform/forms/failure.ts';
import { type Done, formAction } from '#lib/platform/forms/form-action.ts';
import { type AboutStatement, aboutStatement } from '#lib/platform/forms/statement-field.ts';
import { assignStatement } from '#lib/work/assignments/commands.ts';
import { assignStatementSchema } from '#lib/work/assignments/schema.ts';

export const assignStatementAction = formAction({
  name: 'assignStatement',
  permission: 'statement:assign',
  fields: ['owner', 'helpers', 'dueOn'],
  lists: ['helpers'],
  dates: ['dueOn'],
  hidden: ['statement', 'assessment'],
  schema: assignStatementSchema.and(aboutStatement),
  run: (context, { statement, ...input }) => assignStatement(context, statement, input),
  outcomes: {
    done: (_, sent) => afterAssigning(sent),
    unchanged: (_, sent) => afterAssigning(sent),
    closed: ASSESSMENT_CLOSED,
    'unknown person': {
      field: 'owner',
      message:
        'Someone you selected can no longer work on statements. Open this page again and select someone else',
    },
    past: { field: 'dueOn', message: 'Due date must be today or in the future' },
  },
});

function afterAssigning({ council, input: { statement } }: AboutStatement): Done {
  return {
    to: routes.statement(council, statement),
    flash: `Owner, helpers and due date of ${knownStatement(statement).name} saved`,
  };
}
