'use server';
import { formatList } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { conflictWith } from '#lib/platform/forms/conflict.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { formAction } from '#lib/platform/forms/form-action.ts';
import { reviewLog, saveLog } from '#lib/record/case-logs/commands.ts';
import { reviewLogSchema, saveLogSchema } from '#lib/record/case-logs/schema.ts';

export const saveLogAction = formAction({
  name: 'saveLog',
  permission: 'named:work',
  fields: ['owner', 'caseReference', 'situation', 'decisions', 'voice', 'learning', 'support'],
  hidden: ['inspection', 'log', 'version', 'do', 'conflict'],
  schema: saveLogSchema,
  run: saveLog,
  outcomes: {
    saved: ({ number, warning }, { council, input }) => ({
      to: routes.caseLog(council, input.inspection, number),
      flash: [`Reflective log ${number} saved`, warning ?? []].flat().join('. '),
    }),
    unchanged: ({ number }, { council, input }) => ({
      to: routes.caseLog(council, input.inspection, number),
      flash: `Reflective log ${number} saved`,
    }),
    sent: ({ number, warning }, { council, input }) => ({
      to: routes.caseLog(council, input.inspection, number),
      flash: [`Reflective log ${number} sent for review`, warning ?? []].flat().join('. '),
    }),
    incomplete: ({ missing }) => ({
      field: '',
      message: `Nothing was sent because these boxes are empty: ${formatList(missing)}. Fill them in, or save the log to go on later`,
    }),
    refused: ({ message }) => ({ field: 'caseReference', message }),
    'unknown owner': {
      field: 'owner',
      message:
        'This person is no longer named for reflective logs. Open this page again and select someone else',
    },
    'not being written': {
      field: '',
      message: 'Nothing was saved because this log was sent for review. Its reviewer can give it back',
    },
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this log', changed, { version: String(version) }),
    closed: {
      field: '',
      message:
        'Nothing was saved because the register of cases is not open. Ask a keeper of cases to open it',
    },
    'not found': NOT_FOUND,
  },
});

export const reviewLogAction = formAction({
  name: 'reviewLog',
  permission: 'named:work',
  fields: ['review', 'decision'],
  hidden: ['inspection', 'log', 'version', 'conflict'],
  schema: reviewLogSchema,
  run: reviewLog,
  outcomes: {
    reviewed: (_, { council, input }) => ({
      to: routes.caseLog(council, input.inspection, input.log),
      flash: input.decision === 'reviewed' ? 'Review saved' : 'Log given back to its owner',
    }),
    own: { field: '', message: 'Nothing was saved because nobody reviews their own log' },
    'not for review': {
      field: '',
      message: 'Nothing was saved because this log is not for review any more',
    },
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this log', changed, { version: String(version) }),
    'not found': NOT_FOUND,
  },
});
