'use server';
import { capitalise, formatCount, formatList } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { conflictWith } from '#lib/platform/forms/conflict.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, formAction } from '#lib/platform/forms/form-action.ts';
import type { FieldError } from '#lib/platform/forms/form-state.ts';
import {
  answerItem,
  assignItems,
  carryAnswers,
  changeAnswer,
  changeReturn,
  type MoveItemsResult,
  readyItems,
  removeAnswer,
  reopenItems,
  sendReturn,
  signItems,
  startForReal,
  startReturn,
  unreadyItems,
  unsendReturn,
} from '#lib/record/returns/commands.ts';
import { LIST_NAMES } from '#lib/record/returns/rules.ts';
import {
  answerFields,
  assignSchema,
  carrySchema,
  changeReturnSchema,
  type MoveItems,
  moveSchema,
  removeAnswerSchema,
  schemaOfAnswer,
  schemaOfChange,
  sendSchema,
  startForRealSchema,
  startReturnFields,
  startReturnSchema,
  unsendSchema,
} from '#lib/record/returns/schema.ts';
import { REFUSALS } from '#lib/record/returns/state.ts';

type AboutList = { readonly inspection: number; readonly list: number };
type Sent = { readonly council: string; readonly input: AboutList };
type SentItem = { readonly council: string; readonly input: AboutList & { readonly item: number } };

const CLOSED: FieldError<never> = {
  field: '',
  message:
    'Nothing was saved because this list was sent, or its inspection has ended. It can be opened again from its page',
};
const ENDED: FieldError<never> = {
  field: '',
  message: 'Nothing was saved because this inspection has ended. Open it again first, from its page',
};
const SIGNED_OFF: FieldError<never> = {
  field: '',
  message: 'Nothing was saved because this item is signed off. Open it again first',
};
const CHANGED_MEANWHILE: FieldError<never> = {
  field: '',
  message:
    'Nothing was saved because an item was changed after you opened this page. Open it again and check',
};
const DUE_FIRST = {
  field: 'dueOn',
  message: `${LIST_NAMES.dueOn} must be the day it was asked for or later`,
} as const;

function listPage({ council, input }: Sent, flash: string): Done {
  return { to: routes.returnList(council, input.inspection, input.list), flash };
}

function itemPage({ council, input }: SentItem, flash: string): Done {
  return { to: routes.returnItem(council, input.inspection, input.list, input.item), flash };
}

export const startReturnAction = formAction({
  name: 'startReturn',
  permission: 'return:manage',
  fields: startReturnFields,
  dates: ['askedOn', 'dueOn'],
  hidden: ['inspection'],
  schema: startReturnSchema,
  run: startReturn,
  outcomes: {
    started: ({ number }, { council, input }) => ({
      to:
        input.origin === 'checklist'
          ? routes.returnList(council, input.inspection, number)
          : routes.importReturn(council, input.inspection, number),
      flash: 'List started',
    }),
    'due before asked': DUE_FIRST,
    ended: ENDED,
    'not found': NOT_FOUND,
  },
});

export const startForRealAction = formAction({
  name: 'startForReal',
  permission: 'inspection:manage',
  fields: ['name', 'noticeOn', 'dueOn'],
  dates: ['noticeOn', 'dueOn'],
  hidden: ['inspection', 'list'],
  schema: startForRealSchema,
  run: startForReal,
  outcomes: {
    started: ({ inspection, left }, { council }) => ({
      to: routes.returnList(council, inspection, 1),
      flash:
        left === 0
          ? 'Inspection started with this list and its answers'
          : `Inspection started. ${formatCount(left, 'answer')} not taken over: what they point to is not in use`,
    }),
    'due before notice': {
      field: 'dueOn',
      message: `${LIST_NAMES.dueOn} must be the day of the notice or later`,
    },
    'no rehearsal': NOT_FOUND,
    'not found': NOT_FOUND,
  },
});

export const changeReturnAction = formAction({
  name: 'changeReturn',
  permission: 'return:manage',
  fields: ['name', 'askedOn', 'dueOn'],
  dates: ['askedOn', 'dueOn'],
  hidden: ['inspection', 'list', 'version', 'conflict'],
  schema: changeReturnSchema,
  run: changeReturn,
  outcomes: {
    saved: (_, sent) => listPage(sent, 'List saved'),
    unchanged: (_, sent) => listPage(sent, 'List saved'),
    'due before asked': DUE_FIRST,
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this list', changed, { version: String(version) }),
    closed: CLOSED,
    'not found': NOT_FOUND,
  },
});

export const assignItemsAction = formAction({
  name: 'assignItems',
  permission: 'return:manage',
  fields: ['owner', 'dueOn', 'withList'],
  dates: ['dueOn'],
  lists: ['withList'],
  hidden: ['inspection', 'list', 'items'],
  schema: assignSchema,
  run: assignItems,
  outcomes: {
    assigned: ({ count }, sent) => listPage(sent, `${formatCount(count, 'item')} assigned`),
    unchanged: (_, sent) => listPage(sent, 'Items assigned'),
    'unknown person': {
      field: 'owner',
      message: 'This person can no longer answer items. Open this page again and select someone else',
    },
    'changed meanwhile': CHANGED_MEANWHILE,
    closed: CLOSED,
    'not found': NOT_FOUND,
  },
});

/** Adds answers to an item. The hidden field `answerKind` says which kind, and so what is asked. */
export const answerItemAction = formAction({
  name: 'answerItem',
  permission: 'return:answer',
  fields: [...answerFields],
  dates: ['followsOn'],
  lists: ['evidence', 'ready'],
  hidden: ['inspection', 'list', 'item', 'answerKind', 'then'],
  schema: (values) => schemaOfAnswer((values as { readonly answerKind?: string }).answerKind),
  run: answerItem,
  outcomes: {
    answered: ({ next, notReady }, sent) => {
      const { council, input, values } = sent;
      if (notReady)
        return itemPage(sent, 'Answer saved. The item is not ready yet: an answer does not count');
      if (values.then !== 'next') return itemPage(sent, 'Answer saved');
      return next === null
        ? listPage(sent, 'Answer saved. Every item has an answer')
        : {
            to: routes.returnItem(council, input.inspection, input.list, next),
            flash: 'Answer saved. This is the next item without an answer',
          };
    },
    'unknown evidence': ({ references }) => ({
      field: 'references',
      message: `There is no evidence in use with the reference ${formatList(references)}`,
    }),
    'nothing new': { field: '', message: 'Nothing was added because the item has this answer already' },
    circle: { field: 'see', message: 'That item refers back to this one. Select another' },
    'unknown item': { field: 'see', message: 'Select an item that is still asked for' },
    'unknown measure': {
      field: 'measure',
      message: 'This measure is not in the list any more. Select another',
    },
    'signed off': SIGNED_OFF,
    closed: CLOSED,
    'not found': NOT_FOUND,
  },
});

export const changeAnswerAction = formAction({
  name: 'changeAnswer',
  permission: 'return:answer',
  fields: ['place', 'url', 'followsOn', 'reason'],
  dates: ['followsOn'],
  hidden: ['inspection', 'list', 'item', 'answer', 'answerKind', 'version', 'conflict'],
  schema: (values) => schemaOfChange((values as { readonly answerKind?: string }).answerKind),
  run: changeAnswer,
  outcomes: {
    saved: (_, sent) => itemPage(sent, 'Answer saved'),
    unchanged: (_, sent) => itemPage(sent, 'Answer saved'),
    erased: {
      field: '',
      message: 'Nothing was saved because this evidence was erased. Remove the answer instead',
    },
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this answer', changed, { version: String(version) }),
    'signed off': SIGNED_OFF,
    closed: CLOSED,
    'not found': NOT_FOUND,
  },
});

export const carryAnswersAction = formAction({
  name: 'carryAnswers',
  permission: 'return:answer',
  fields: ['see'],
  hidden: ['inspection', 'list', 'item'],
  schema: carrySchema,
  run: carryAnswers,
  outcomes: {
    carried: ({ to, count }, { council, input }) => ({
      to: routes.returnItem(council, input.inspection, input.list, to),
      flash: `${formatCount(count, 'answer')} added to this item`,
    }),
    'nothing new': {
      field: 'see',
      message: 'Nothing was added: that item has these answers already, or their evidence is not in use',
    },
    'signed off': {
      field: 'see',
      message: 'That item is signed off. Open it again first, or select another',
    },
    closed: CLOSED,
    'not found': NOT_FOUND,
  },
});

export const removeAnswerAction = formAction({
  name: 'removeAnswer',
  permission: 'return:answer',
  fields: [],
  hidden: ['inspection', 'list', 'item', 'answer', 'version', 'conflict'],
  schema: removeAnswerSchema,
  run: removeAnswer,
  outcomes: {
    removed: (_, sent) => itemPage(sent, 'Answer removed'),
    'not found': (_, { council, values }) => ({
      to: routes.returnItem(council, Number(values.inspection), Number(values.list), Number(values.item)),
      flash: 'Answer removed',
    }),
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this answer', changed, { version: String(version) }),
    'signed off': SIGNED_OFF,
    closed: CLOSED,
  },
});

type Refused = Extract<MoveItemsResult, { readonly outcome: 'refused' }>['refused'];

/** How many items a message names for each reason. */
const NAMED = 5;

function refusedMessage(refused: Refused): FieldError<never> {
  const reasons = [...Map.groupBy(refused, ({ why }) => why)].map(([why, items]) => {
    const named = items.slice(0, NAMED).map(({ named }) => named);
    const others = items.length - named.length;
    const all = others > 0 ? [...named, formatCount(others, 'more item')] : named;
    return `${formatList(all)} ${REFUSALS[why][items.length === 1 ? 0 : 1]}`;
  });
  return { field: '', message: ['Nothing was changed', ...reasons.map(capitalise)].join('. ') };
}

const moved = (how: string) => ({
  moved: ({ count }: { readonly count: number }, { council, input }: { council: string; input: MoveItems }) =>
    afterMove(council, input, `${formatCount(count, 'item')} ${how}`),
  unchanged: (_: unknown, { council, input }: { council: string; input: MoveItems }) =>
    afterMove(council, input, `Already ${how}`),
  refused: ({ refused }: { readonly refused: Refused }) => refusedMessage(refused),
  'changed meanwhile': CHANGED_MEANWHILE,
  closed: CLOSED,
  'not found': NOT_FOUND,
});

/** Back to the item, or to the list after several. */
function afterMove(council: string, { inspection, list, items }: MoveItems, flash: string): Done {
  const [only, ...others] = items;
  return {
    to:
      only && others.length === 0
        ? routes.returnItem(council, inspection, list, only.key)
        : routes.returnList(council, inspection, list),
    flash,
  };
}

export const readyItemsAction = formAction({
  name: 'readyItems',
  permission: 'return:answer',
  fields: [],
  hidden: ['inspection', 'list', 'items'],
  schema: moveSchema,
  run: readyItems,
  outcomes: moved('ready for sign-off'),
});

export const unreadyItemsAction = formAction({
  name: 'unreadyItems',
  permission: 'return:answer',
  fields: [],
  hidden: ['inspection', 'list', 'items'],
  schema: moveSchema,
  run: unreadyItems,
  outcomes: moved('not ready'),
});

export const signItemsAction = formAction({
  name: 'signItems',
  permission: 'return:sign',
  fields: [],
  hidden: ['inspection', 'list', 'items'],
  schema: moveSchema,
  run: signItems,
  outcomes: moved('signed off'),
});

export const reopenItemsAction = formAction({
  name: 'reopenItems',
  permission: 'return:sign',
  fields: [],
  hidden: ['inspection', 'list', 'items'],
  schema: moveSchema,
  run: reopenItems,
  outcomes: moved('opened again'),
});

export const sendReturnAction = formAction({
  name: 'sendReturn',
  permission: 'return:manage',
  fields: ['sentOn', 'pack'],
  dates: ['sentOn'],
  hidden: ['inspection', 'list', 'version', 'conflict'],
  schema: sendSchema,
  run: sendReturn,
  outcomes: {
    sent: (_, sent) => listPage(sent, 'Marked as sent'),
    'already sent': (_, sent) => listPage(sent, 'Marked as sent'),
    'before asked': { field: 'sentOn', message: 'Date must be the day it was asked for or later' },
    'unknown pack': { field: 'pack', message: 'Select a pack from the list' },
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this list', changed, { version: String(version) }),
    ended: ENDED,
    'not found': NOT_FOUND,
  },
});

export const unsendReturnAction = formAction({
  name: 'unsendReturn',
  permission: 'return:manage',
  fields: [],
  hidden: ['inspection', 'list', 'version'],
  schema: unsendSchema,
  run: unsendReturn,
  outcomes: {
    opened: (_, sent) => listPage(sent, 'Marked as not sent'),
    ended: ENDED,
    'not found': NOT_FOUND,
  },
});
