'use server';
import { knownStatement } from '#lib/frameworks/known.ts';
import {
  confirmClosing,
  declineClosing,
  startAssessment,
  undoClosing,
  withdrawClosing,
} from '#lib/history/closings/commands.ts';
import {
  closingFields,
  confirmClosingSchema,
  declineClosingSchema,
  startAssessmentSchema,
  startFields,
  undoClosingSchema,
  withdrawClosingSchema,
} from '#lib/history/closings/schema.ts';
import { formatList } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { type Done, formAction } from '#lib/platform/forms/form-action.ts';
import type { FieldError } from '#lib/platform/forms/form-state.ts';

export const startAssessmentAction = formAction({
  name: 'startAssessment',
  permission: 'assessment:start',
  fields: startFields,
  dates: ['startsOn', 'endsOn'],
  hidden: ['closes', 'asks'],
  schema: startAssessmentSchema,
  run: startAssessment,
  outcomes: {
    started: (_, { council, input }) => ({
      to: routes.assessment(council),
      flash: `${input.name} started`,
    }),
    requested: cyclesAfter(
      'You have asked a director to close the assessment. It stays open until they confirm',
    ),
    'no director': cyclesAfter(
      'Your council has no director to close the assessment: ask an administrator to invite one. It stays open until a director confirms',
    ),
    waiting: {
      errors: [
        {
          field: '',
          message:
            'The assessment was not started because a director has been asked to close the open one since you opened this page',
        },
      ],
      redraw: true,
    },
    changed: {
      errors: [
        {
          field: '',
          message:
            'The assessment was not closed because what is signed has changed since you opened this page. Check what will change, then try again',
        },
      ],
      redraw: true,
    },
    period: ({ problems }) => problems,
    'framework not offered': { field: 'framework', message: 'Select a framework from the list' },
    'not carried': ({ framework }) => ({
      field: 'content',
      message: `Select “No, start blank”: it is not known how the statements of the last assessment continue in ${framework}`,
    }),
    'another is open': ({ open }) => {
      const what = open === null ? 'the open one has been closed' : `“${open}” has been started`;
      return {
        field: '',
        message: `The assessment was not started because ${what} since you opened this page. Open this page again`,
      };
    },
  },
});

const STEP = { fields: closingFields, hidden: ['assessment', 'step', 'content', 'started'] } as const;

const STALE: FieldError<never> = {
  field: '',
  message:
    'Nothing was changed because someone else has closed, declined or withdrawn this since you opened this page. See all cycles',
};

/** Outcomes shared by all steps of a closing. After a stale step the page shows the current state. */
function outcomesOf(flash: string) {
  return {
    done: cyclesAfter(flash),
    stale: { errors: [STALE], redraw: true },
  } as const;
}

function cyclesAfter(flash: string) {
  return (_: unknown, { council }: { readonly council: string }): Done => ({
    to: routes.cycles(council),
    flash,
  });
}

export const withdrawClosingAction = formAction({
  name: 'withdrawClosing',
  permission: 'assessment:start',
  ...STEP,
  schema: withdrawClosingSchema,
  run: withdrawClosing,
  outcomes: outcomesOf('You have withdrawn the request to close the assessment'),
});

export const declineClosingAction = formAction({
  name: 'declineClosing',
  permission: 'closing:decide',
  ...STEP,
  schema: declineClosingSchema,
  run: declineClosing,
  outcomes: outcomesOf('You have declined to close the assessment. We have told the assurance leads'),
});

export const confirmClosingAction = formAction({
  name: 'confirmClosing',
  permission: 'closing:decide',
  ...STEP,
  schema: confirmClosingSchema,
  run: confirmClosing,
  outcomes: {
    ...outcomesOf('The assessment is closed and the next one is open'),
    'own request': {
      field: '',
      message:
        'The assessment was not closed because you made the request. Another director has to confirm it',
    },
    'content changed': {
      errors: [
        {
          field: '',
          message:
            'The assessment was not closed because someone changed it since you opened this page. Check what will change, then confirm',
        },
      ],
      redraw: true,
    },
    'framework not offered': {
      field: '',
      message:
        'The assessment was not closed because no assessment can start on the framework of the request any more. Decline it, so that a lead can make another',
    },
    'not carried': ({ framework }) => ({
      field: '',
      message: `The assessment was not closed because nothing can be copied to ${framework} any more. Decline the request, so that a lead can make another`,
    }),
    'scores hidden': {
      field: '',
      message: 'The assessment was not closed because you have challenge scores to give first',
    },
  },
});

export const undoClosingAction = formAction({
  name: 'undoClosing',
  permission: 'closing:decide',
  ...STEP,
  schema: undoClosingSchema,
  run: undoClosing,
  outcomes: {
    ...outcomesOf('Closing undone. The assessment is open again'),
    'too late': ({ change: { what, by, at } }) => ({
      errors: [
        {
          field: '',
          message: `The closing can no longer be undone, because the new assessment has changed since: ${what}, by ${by}, ${formatDateTime(at)}`,
        },
      ],
      redraw: true,
    }),
    drafts: ({ statements }) => ({
      field: '',
      message: `The closing cannot be undone while someone has unsaved text in ${formatList(statements.map((id) => knownStatement(id).name))}, which the earlier assessment does not have. Save or discard it first`,
    }),
  },
});
