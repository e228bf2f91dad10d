'use server';
import * as routes from '#lib/kernel/routes.ts';
import { conflictWith } from '#lib/platform/forms/conflict.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, formAction } from '#lib/platform/forms/form-action.ts';
import { saveFinding } from '#lib/record/findings/commands.ts';
import { findingFields, saveFindingSchema } from '#lib/record/findings/schema.ts';

const saved = (_: unknown, { council }: { readonly council: string }): Done => ({
  ...{ to: routes.findings(council), flash: 'Finding saved' },
});

export const saveFindingAction = formAction({
  name: 'saveFinding',
  permission: 'improvement:edit',
  fields: findingFields,
  dates: ['foundOn', 'closedOn'],
  hidden: ['finding', 'version', 'conflict'],
  schema: saveFindingSchema,
  run: saveFinding,
  outcomes: {
    saved,
    unchanged: saved,
    'unknown evidence': { field: 'reference', message: 'There is no item of evidence with this number' },
    'no report': {
      field: 'findingSource',
      message: 'This report is not recorded any more. Open this page again and select another source',
    },
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this finding', changed, { version: String(version) }),
    'not found': NOT_FOUND,
  },
});
