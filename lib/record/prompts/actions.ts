'use server';
import { knownStatement } from '#lib/frameworks/known.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { formAction } from '#lib/platform/forms/form-action.ts';
import { type AboutStatement, aboutStatement } from '#lib/platform/forms/statement-field.ts';
import { changePrompts } from '#lib/record/prompts/commands.ts';
import { promptsSchema } from '#lib/record/prompts/schema.ts';

export const changePromptsAction = formAction({
  name: 'changePrompts',
  permission: 'prompts:edit',
  fields: ['text'],
  hidden: ['statement', 'version'],
  schema: promptsSchema.and(aboutStatement),
  run: (context, { statement, ...input }) => changePrompts(context, statement, input),
  outcomes: {
    done: (_, sent) => promptsSaved(sent),
    unchanged: (_, sent) => promptsSaved(sent),
    // The page shows the newer questions beside what was typed, and saving again replaces them.
    conflict: ({ latest: { version, changed } }) => ({
      errors: [
        {
          field: '',
          message: `Nothing was saved because ${changed ? `${changed.by} changed these questions at ${formatDateTime(changed.at)}` : 'they changed'}, after you opened this page. Compare with the saved questions, then save again`,
        },
      ],
      values: { version: String(version) },
      redraw: true,
    }),
  },
});

function promptsSaved({ council, input: { statement } }: AboutStatement) {
  return {
    to: routes.statement(council, statement),
    flash: `Questions for ${knownStatement(statement).name} saved`,
  };
}
