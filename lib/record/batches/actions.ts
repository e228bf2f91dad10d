'use server';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { CLOSED_MEANWHILE, LOCKED, NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { formAction } from '#lib/platform/forms/form-action.ts';
import type { StateOf } from '#lib/platform/forms/form-state.ts';
import { makeBatch, undoBatch } from '#lib/record/batches/commands.ts';
import { listReferences } from '#lib/record/batches/rules.ts';
import { batchFields, batchSchema, undoBatchSchema } from '#lib/record/batches/schema.ts';

export const makeBatchAction = formAction({
  name: 'makeBatch',
  permission: 'evidence:edit',
  fields: batchFields,
  dates: ['reviewBy'],
  lists: ['statement'],
  hidden: ['do', 'items', 'seen', 'batch', 'assessment', 'query'],
  schema: batchSchema,
  run: makeBatch,
  outcomes: {
    made: ({ changed, left }, { council, input }) => ({
      to: routes.batch(council, input.batch, input.query),
      flash: `${formatCount(changed, 'item')} changed${left > 0 ? `, ${left} left` : ''}`,
    }),
    nothing: ({ left }) => ({
      field: '',
      message:
        left.length > 0
          ? `Nothing was changed. These were left, because they were changed since you opened this page or cannot be changed so: ${listReferences(left.map(({ reference }) => reference))}`
          : 'Nothing was changed because no item needs this change',
    }),
    'not found': ({ missing }) => ({
      field: '',
      message: `Nothing was changed because ${listReferences(missing)} ${missing.length === 1 ? 'is' : 'are'} not in your evidence list`,
    }),
    undone: {
      field: '',
      message: 'Nothing was changed because this change has been undone. Select the evidence again',
    },
    'no owner': { field: 'ownerId', message: 'Select somebody who can edit evidence' },
    locked: ({ state }) => LOCKED[state],
    closed: { errors: [CLOSED_MEANWHILE], redraw: true },
  },
});

export type UndoBatchState = StateOf<typeof undoBatchAction>;
export const undoBatchAction = formAction({
  name: 'undoBatch',
  permission: 'evidence:edit',
  fields: [],
  hidden: ['batch', 'query'],
  schema: undoBatchSchema,
  run: undoBatch,
  outcomes: {
    undone: (_, { council, input }) => ({
      to: routes.batch(council, input.batch, input.query),
      flash: 'Change undone',
    }),
    nothing: {
      errors: [{ field: '', message: 'Nothing was undone because somebody has changed every item since' }],
      redraw: true,
    },
    'not found': NOT_FOUND,
    locked: ({ state }) => LOCKED[state],
    closed: { field: '', message: 'Nothing was undone because this assessment is closed' },
  },
});
