'use server';
import * as routes from '#lib/kernel/routes.ts';
import { conflictWith } from '#lib/platform/forms/conflict.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, formAction } from '#lib/platform/forms/form-action.ts';
import { saveLetter, saveStage } from '#lib/record/support-stages/commands.ts';
import {
  letterFields,
  saveLetterSchema,
  saveStageSchema,
  stageFields,
} from '#lib/record/support-stages/schema.ts';

type InCouncil = { readonly council: string };

const stageSaved = (_: unknown, { council }: InCouncil): Done => ({
  to: routes.supportStages(council),
  flash: 'Stage saved',
});
const letterSaved = (_: unknown, { council }: InCouncil): Done => ({
  to: routes.supportStages(council),
  flash: 'Letter saved',
});

export const saveStageAction = formAction({
  name: 'saveStage',
  permission: 'improvement:oversee',
  fields: stageFields,
  dates: ['fromOn', 'planDueOn'],
  hidden: ['stage', 'version', 'conflict'],
  schema: saveStageSchema,
  run: saveStage,
  outcomes: {
    saved: stageSaved,
    unchanged: stageSaved,
    'day taken': { field: 'fromOn', message: 'Another stage begins on this day. Change that one instead' },
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this stage', changed, { version: String(version) }),
    'not found': NOT_FOUND,
  },
});

export const saveLetterAction = formAction({
  name: 'saveLetter',
  permission: 'improvement:oversee',
  fields: letterFields,
  dates: ['letterOn', 'replyBy', 'repliedOn'],
  hidden: ['stage', 'letter', 'version', 'conflict'],
  schema: saveLetterSchema,
  run: saveLetter,
  outcomes: {
    saved: letterSaved,
    unchanged: letterSaved,
    'unknown evidence': { field: 'reference', message: 'There is no item of evidence with this number' },
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this letter', changed, { version: String(version) }),
    'not found': NOT_FOUND,
  },
});
