'use server';
import { knownStatementIds } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import { conflictWith } from '#lib/platform/forms/conflict.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, formAction } from '#lib/platform/forms/form-action.ts';
import { saveReport } from '#lib/record/published-reports/commands.ts';
import { reportFields, saveReportSchema } from '#lib/record/published-reports/schema.ts';

const saved = ({ number }: { readonly number: number }, { council }: { readonly council: string }): Done => ({
  ...{ to: routes.publishedReport(council, number), flash: 'Published report saved' },
});

// The fields of statements are a getter, because frameworks may be added after this module is loaded.

export const saveReportAction = formAction({
  name: 'saveReport',
  permission: 'improvement:oversee',
  get fields() {
    return reportFields(knownStatementIds());
  },
  dates: ['publishedOn', 'visitedOn'],
  hidden: ['report', 'version', 'framework', 'conflict'],
  schema: () => saveReportSchema(knownStatementIds()),
  run: saveReport,
  outcomes: {
    saved,
    unchanged: saved,
    'kind taken': { field: 'resultKind', message: 'You already have a report of this kind' },
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this report', changed, { version: String(version) }),
    'not found': NOT_FOUND,
  },
});
