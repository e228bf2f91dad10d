'use server';
import { randomUUID } from 'node:crypto';
import * as routes from '#lib/kernel/routes.ts';
import { conflictWith } from '#lib/platform/forms/conflict.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, formAction } from '#lib/platform/forms/form-action.ts';
import type { FieldError } from '#lib/platform/forms/form-state.ts';
import {
  noteHeard,
  removeHeard,
  removeSession,
  saveRequest,
  saveSession,
} from '#lib/record/visits/commands.ts';
import {
  heardFields,
  type NoteHeard,
  noteHeardSchema,
  removeHeardSchema,
  removeSessionSchema,
  requestFields,
  saveRequestSchema,
  saveSessionSchema,
  sessionFields,
} from '#lib/record/visits/schema.ts';

type Sent = { readonly council: string; readonly input: { readonly inspection: number } };

const ENDED: FieldError<never> = {
  field: '',
  message: 'Nothing was saved because this inspection has ended. Open it again first, from its page',
};

function visitPage({ council, input }: Sent, flash: string): Done {
  return { to: routes.visit(council, input.inspection), flash };
}

export const saveSessionAction = formAction({
  name: 'saveSession',
  permission: 'visit:manage',
  fields: sessionFields,
  dates: ['day'],
  lists: ['statements'],
  hidden: ['inspection', 'visitSession', 'version', 'conflict'],
  schema: saveSessionSchema,
  run: saveSession,
  outcomes: {
    saved: (_, sent) => visitPage(sent, 'Session saved'),
    unchanged: (_, sent) => visitPage(sent, 'Session saved'),
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this session', changed, { version: String(version) }),
    ended: ENDED,
    'not found': NOT_FOUND,
  },
});

export const removeSessionAction = formAction({
  name: 'removeSession',
  permission: 'visit:manage',
  fields: [],
  hidden: ['inspection', 'visitSession', 'version', 'conflict'],
  schema: removeSessionSchema,
  run: removeSession,
  outcomes: {
    removed: (_, sent) => visitPage(sent, 'Session removed'),
    'not found': (_, sent) => visitPage(sent, 'Session removed'),
    'has notes': {
      field: '',
      message:
        'Nothing was removed because something was heard in this session. Mark it as cancelled instead',
    },
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this session', changed, { version: String(version) }),
    ended: ENDED,
  },
});

/** The next note is written on the same page, in the same session. */
export const noteHeardAction = formAction({
  name: 'noteHeard',
  permission: 'visit:note',
  fields: heardFields,
  hidden: ['inspection', 'capture'],
  schema: noteHeardSchema,
  run: noteHeard,
  outcomes: {
    noted: (_, sent) => nextNote(sent),
    'already noted': (_, sent) => nextNote(sent),
    'other words': () => ({
      errors: [
        {
          field: 'heard',
          message:
            'This was not saved, because another note was saved from this page before. Save again to add it as a note of its own',
        },
      ],
      values: { capture: randomUUID() },
    }),
    'no such session': { field: 'visitSession', message: 'This session was removed. Select another one' },
    ended: ENDED,
    'not found': NOT_FOUND,
  },
});

function nextNote({
  council,
  input: { inspection, visitSession, capture },
}: Sent & { readonly input: NoteHeard }): Done {
  const to = routes.addVisitHeard(council, inspection, {
    session: visitSession ?? undefined,
    after: capture,
  });
  return { to, flash: 'Note saved. You can write the next one' };
}

export const removeHeardAction = formAction({
  name: 'removeHeard',
  permission: 'visit:note',
  fields: [],
  hidden: ['inspection', 'id'],
  schema: removeHeardSchema,
  run: removeHeard,
  outcomes: {
    removed: (_, sent) => heardPage(sent),
    'not found': (_, sent) => heardPage(sent),
    'of somebody else': {
      field: '',
      message: 'Nothing was removed because somebody else wrote this note. An assurance lead can remove it',
    },
    ended: ENDED,
  },
});

function heardPage({ council, input }: Sent): Done {
  return { to: routes.visitHeard(council, input.inspection), flash: 'Note removed' };
}

export const saveRequestAction = formAction({
  name: 'saveRequest',
  permission: 'visit:note',
  fields: requestFields,
  dates: ['dueOn'],
  hidden: ['inspection', 'request', 'version', 'conflict'],
  schema: saveRequestSchema,
  run: saveRequest,
  outcomes: {
    saved: (_, sent) => visitPage(sent, 'Request saved'),
    unchanged: (_, sent) => visitPage(sent, 'Request saved'),
    'unknown person': {
      field: 'owner',
      message: 'This person can no longer see to a request. Open this page again and select someone else',
    },
    'unknown evidence': {
      field: 'reference',
      message: 'There is no item of evidence with this number',
    },
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this request', changed, { version: String(version) }),
    ended: ENDED,
    'not found': NOT_FOUND,
  },
});
