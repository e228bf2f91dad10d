'use server';
import { askAdditions, askPack, askPackAgain, cancelPack } from '#lib/exchange/packs/commands.ts';
import {
  askAdditionsSchema,
  askPackSchema,
  NOT_READ,
  packFields,
  packLists,
  packNumberSchema,
} from '#lib/exchange/packs/schema.ts';
import * as routes from '#lib/kernel/routes.ts';
import { whoCan } from '#lib/platform/access/permissions.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { formAction } from '#lib/platform/forms/form-action.ts';
import type { StateOf } from '#lib/platform/forms/form-state.ts';

const HIDDEN =
  'The pack is not made because scores are hidden from you until you give your challenge scores. Give them first, or ask somebody else to make the pack';

const GONE = 'Select another version. The one you selected is not there any more';

type InCouncil = { readonly council: string };
type AboutPack = InCouncil & { readonly input: { readonly number: number } };

const page = ({ council, input }: AboutPack, flash: string) => ({
  to: routes.pack(council, input.number),
  flash,
});

export type AskPackState = StateOf<typeof askPackAction>;
export const askPackAction = formAction({
  name: 'askPack',
  permission: 'pack:export',
  fields: packFields,
  lists: packLists,
  hidden: ['preset'],
  schema: askPackSchema,
  run: askPack,
  outcomes: {
    asked: ({ number }, { council }) => ({
      to: routes.pack(council, number),
      flash: 'The pack is being made',
    }),
    nothing: {
      field: 'content',
      message: GONE,
    },
    'other statements': {
      field: 'statements',
      message: 'Select statements of the version that the pack is made of',
    },
    'scores hidden': { field: '', message: HIDDEN },
  },
});

export const askAdditionsAction = formAction({
  name: 'askAdditions',
  permission: 'pack:export',
  fields: ['purpose', 'content', 'readForNames'],
  lists: ['readForNames'],
  hidden: ['number'],
  schema: askAdditionsSchema,
  run: askAdditions,
  outcomes: {
    asked: ({ number }, { council }) => ({
      to: routes.pack(council, number),
      flash: 'The pack is being made',
    }),
    nothing: { field: 'content', message: GONE },
    'other statements': { field: 'content', message: GONE },
    'another cycle': { field: 'content', message: GONE },
    'not read': { field: 'readForNames', message: NOT_READ },
    'nothing new': {
      field: 'content',
      message: 'Select another version, or wait. There is no evidence in this one that came after the bundle',
    },
    'not made': {
      field: '',
      message:
        'Nothing can be added to this pack because it is not a bundle that is ready, or another pack adds to it already',
    },
    'scores hidden': { field: '', message: HIDDEN },
    'not found': NOT_FOUND,
  },
});

export type PackState = StateOf<typeof cancelPackAction>;
export const cancelPackAction = formAction({
  name: 'cancelPack',
  permission: 'pack:export',
  fields: [],
  hidden: ['number'],
  schema: packNumberSchema,
  run: cancelPack,
  outcomes: {
    cancelled: (_, sent) => page(sent, 'Pack cancelled'),
    'ended already': (_, sent) => page(sent, 'Nothing was changed because the pack had ended already'),
    'of another person': {
      field: '',
      message: `The pack was not cancelled because somebody else asked for it. They can cancel it, or ${whoCan('pack:cancel')}`,
    },
    'not found': NOT_FOUND,
  },
});

export const askPackAgainAction = formAction({
  name: 'askPackAgain',
  permission: 'pack:export',
  fields: [],
  hidden: ['number'],
  schema: packNumberSchema,
  run: askPackAgain,
  outcomes: {
    asked: (_, sent) => page(sent, 'The pack is being made again'),
    unchanged: (_, sent) => page(sent, 'Nothing was changed because the pack is there or being made'),
    'scores hidden': { field: '', message: HIDDEN },
    'not found': NOT_FOUND,
  },
});
