'use server';
import * as routes from '#lib/kernel/routes.ts';
import { conflictWith } from '#lib/platform/forms/conflict.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, formAction } from '#lib/platform/forms/form-action.ts';
import type { FieldError } from '#lib/platform/forms/form-state.ts';
import { removeDraft, removePoint, savePoint } from '#lib/record/accuracy/commands.ts';
import {
  pointFields,
  removeDraftSchema,
  removePointSchema,
  savePointSchema,
} from '#lib/record/accuracy/schema.ts';

type Sent = { readonly council: string; readonly input: { readonly inspection: number } };

const ENDED: FieldError<never> = {
  field: '',
  message: 'Nothing was saved because this inspection has ended. Open it again first, from its page',
};

function accuracyPage({ council, input }: Sent, flash: string): Done {
  return { to: routes.accuracy(council, input.inspection), flash };
}

export const savePointAction = formAction({
  name: 'savePoint',
  permission: 'named:work',
  fields: pointFields,
  hidden: ['inspection', 'point', 'version', 'conflict'],
  schema: savePointSchema,
  run: savePoint,
  outcomes: {
    saved: (_, sent) => accuracyPage(sent, 'Point saved'),
    unchanged: (_, sent) => accuracyPage(sent, 'Point saved'),
    'unknown person': {
      field: 'owner',
      message:
        'This person is not named to check the report any more. Open this page again and select someone else',
    },
    'unknown evidence': { field: 'reference', message: 'There is no item of evidence with this number' },
    'no such page': ({ pages }) => ({ field: 'page', message: `The draft has ${pages} pages` }),
    'no draft': { field: '', message: 'Nothing was saved because there is no draft report. Upload it first' },
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this point', changed, { version: String(version) }),
    ended: ENDED,
    'not found': NOT_FOUND,
  },
});

export const removePointAction = formAction({
  name: 'removePoint',
  permission: 'named:work',
  fields: [],
  hidden: ['inspection', 'point', 'version', 'conflict'],
  schema: removePointSchema,
  run: removePoint,
  outcomes: {
    removed: (_, sent) => accuracyPage(sent, 'Point removed'),
    'not found': NOT_FOUND,
    agreed: {
      field: '',
      message: 'Nothing was removed because this point is agreed or sent. Change its state first',
    },
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this point', changed, { version: String(version) }),
    ended: ENDED,
  },
});

export const removeDraftAction = formAction({
  name: 'removeDraft',
  permission: 'named:work',
  fields: [],
  hidden: ['inspection', 'draft'],
  schema: removeDraftSchema,
  run: removeDraft,
  outcomes: {
    removed: (_, sent) => accuracyPage(sent, 'Draft report removed'),
    'not found': NOT_FOUND,
  },
});
