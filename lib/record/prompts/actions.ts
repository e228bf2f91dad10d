'use server';
import { knownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import { conflictWith } from '#lib/platform/forms/conflict.ts';
import { formAction } from '#lib/platform/forms/form-action.ts';
import { type AboutStatement, aboutStatement } from '#lib/platform/forms/statement-field.ts';
import { changePrompts } from '#lib/record/prompts/commands.ts';
import { promptsSchema } from '#lib/record/prompts/schema.ts';

export const changePromptsAction = formAction({
  name: 'changePrompts',
  permission: 'prompts:edit',
  fields: ['text'],
  hidden: ['statement', 'version', 'conflict'],
  schema: promptsSchema.and(aboutStatement),
  run: (context, { statement, ...input }) => changePrompts(context, statement, input),
  outcomes: {
    done: (_, sent) => promptsSaved(sent),
    unchanged: (_, sent) => promptsSaved(sent),
    conflict: ({ latest: { version, changed } }) =>
      conflictWith('these questions', changed, { version: String(version) }),
  },
});

function promptsSaved({ council, input: { statement } }: AboutStatement) {
  return {
    to: routes.statement(council, statement),
    flash: `Questions for ${knownStatement(statement).name} saved`,
  };
}
