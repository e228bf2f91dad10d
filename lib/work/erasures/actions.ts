'use server';
import * as routes from '#lib/kernel/routes.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { formAction } from '#lib/platform/forms/form-action.ts';
import { answerErasure, askErasure, takeBackErasure } from '#lib/work/erasures/commands.ts';
import { answerFields, answerSchema, askSchema, takeBackSchema } from '#lib/work/erasures/schema.ts';

/** Refuses with the page as things are now. */
function redrawn(message: string) {
  return { errors: [{ field: '' as const, message }], redraw: true } as const;
}

const STALE = redrawn(
  'Nothing was changed because this request was answered or taken back since you opened this page',
);
const HELD = redrawn('Nothing was erased because a legal hold keeps this evidence. Release the hold first');
const NEWER = redrawn('Nothing was changed because somebody added a version of the file. Check it first');

export const askErasureAction = formAction({
  name: 'askErasure',
  permission: 'evidence:erase',
  fields: ['reason'],
  hidden: ['reference', 'seen'],
  schema: askSchema,
  run: askErasure,
  outcomes: {
    asked: (_, { council, input: { reference } }) => ({
      to: routes.eraseEvidence(council, reference),
      flash: `You have asked for ${reference} to be erased. We have told the other assurance leads and directors`,
    }),
    'nobody else': (_, { council, input: { reference } }) => ({
      to: routes.eraseEvidence(council, reference),
      flash: `You have asked for ${reference} to be erased. Your council has nobody else who can confirm it: ask an administrator to invite an assurance lead or a director`,
    }),
    waiting: redrawn(
      'Nothing was changed because someone else has asked for it to be erased since you opened this page',
    ),
    held: HELD,
    'newer version': NEWER,
    erased: redrawn('Nothing was changed because this evidence is erased already'),
    'not found': NOT_FOUND,
  },
});

export const answerErasureAction = formAction({
  name: 'answerErasure',
  permission: 'evidence:erase',
  fields: answerFields,
  hidden: ['reference', 'number'],
  schema: answerSchema,
  run: answerErasure,
  outcomes: {
    erased: (_, { council, input: { reference } }) => ({
      to: routes.evidenceItem(council, reference),
      flash: `${reference} is erased`,
    }),
    declined: (_, { council, input: { reference } }) => ({
      to: routes.evidenceItem(council, reference),
      flash: `You have declined to erase ${reference}. We have told the person who asked`,
    }),
    'own request': {
      field: '',
      message:
        'Nothing was erased because you made the request. Another assurance lead or director has to answer it',
    },
    stale: STALE,
    held: HELD,
    'newer version': NEWER,
    'not found': NOT_FOUND,
  },
});

export const takeBackErasureAction = formAction({
  name: 'takeBackErasure',
  permission: 'evidence:erase',
  fields: [],
  hidden: ['reference', 'number'],
  schema: takeBackSchema,
  run: takeBackErasure,
  outcomes: {
    'taken back': (_, { council, input: { reference } }) => ({
      to: routes.evidenceItem(council, reference),
      flash: `You have taken back the request to erase ${reference}`,
    }),
    'not own request': {
      field: '',
      message: 'Nothing was changed because someone else made the request. You can decline it',
    },
    stale: STALE,
    'not found': NOT_FOUND,
  },
});
