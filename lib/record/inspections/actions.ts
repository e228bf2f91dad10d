'use server';
import type { z } from 'zod';
import * as routes from '#lib/kernel/routes.ts';
import { conflictWith } from '#lib/platform/forms/conflict.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, formAction } from '#lib/platform/forms/form-action.ts';
import type { FieldError } from '#lib/platform/forms/form-state.ts';
import {
  changeInspection,
  endInspection,
  endNamed,
  finishStep,
  namePerson,
  removeStep,
  reopenInspection,
  saveStep,
  startInspection,
} from '#lib/record/inspections/commands.ts';
import { isOwnKey } from '#lib/record/inspections/dates.ts';
import {
  changeInspectionSchema,
  endInspectionSchema,
  endNamedSchema,
  finishStepSchema,
  namePersonSchema,
  ownStepSchema,
  plannedStepSchema,
  removeStepSchema,
  reopenInspectionSchema,
  type StepInput,
  startFields,
  startInspectionSchema,
  stepFields,
} from '#lib/record/inspections/schema.ts';

type Sent = { readonly council: string; readonly input: { readonly inspection: number } };

const ENDED: FieldError<never> = {
  field: '',
  message: 'Nothing was saved because this inspection has ended. Open it again first, from its page',
};

function inspectionPage({ council, input }: Sent, flash: string): Done {
  return { to: routes.inspection(council, input.inspection), flash };
}

export const startInspectionAction = formAction({
  name: 'startInspection',
  permission: 'inspection:manage',
  fields: startFields,
  dates: ['noticeOn'],
  lists: ['rehearsal'],
  schema: startInspectionSchema,
  run: startInspection,
  outcomes: {
    started: ({ number }, { council, input }) => ({
      to: routes.inspection(council, number),
      flash: input.rehearsal ? 'Rehearsal started' : 'Inspection started',
    }),
  },
});

export const changeInspectionAction = formAction({
  name: 'changeInspection',
  permission: 'inspection:manage',
  fields: ['name', 'noticeOn'],
  dates: ['noticeOn'],
  hidden: ['inspection', 'version', 'conflict'],
  schema: changeInspectionSchema,
  run: changeInspection,
  outcomes: {
    saved: (_, sent) => inspectionPage(sent, 'Inspection saved'),
    unchanged: (_, sent) => inspectionPage(sent, 'Inspection saved'),
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this inspection', changed, { version: String(version) }),
    ended: ENDED,
    'not found': NOT_FOUND,
  },
});

export const endInspectionAction = formAction({
  name: 'endInspection',
  permission: 'inspection:manage',
  fields: ['state', 'endedOn'],
  dates: ['endedOn'],
  hidden: ['inspection', 'version', 'conflict'],
  schema: endInspectionSchema,
  run: endInspection,
  outcomes: {
    ended: (_, sent) => inspectionPage(sent, 'Inspection ended'),
    'already ended': (_, sent) => inspectionPage(sent, 'Inspection ended'),
    'before notice': { field: 'endedOn', message: 'Date must be that of the notice or later' },
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this inspection', changed, { version: String(version) }),
    'not found': NOT_FOUND,
  },
});

export const reopenInspectionAction = formAction({
  name: 'reopenInspection',
  permission: 'inspection:manage',
  fields: [],
  hidden: ['inspection', 'version'],
  schema: reopenInspectionSchema,
  run: reopenInspection,
  outcomes: {
    opened: (_, sent) => inspectionPage(sent, 'Inspection opened again'),
    'not found': NOT_FOUND,
  },
});

/** Changes a step or, without one in the form, adds one of the council’s own. */
export const saveStepAction = formAction({
  name: 'saveStep',
  permission: 'inspection:manage',
  fields: stepFields,
  dates: ['setOn', 'doneOn'],
  hidden: ['inspection', 'step', 'version', 'conflict'],
  schema: ({ step = '' }): z.ZodType<StepInput> =>
    step === '' || isOwnKey(step) ? ownStepSchema : plannedStepSchema,
  run: saveStep,
  outcomes: {
    saved: (_, sent) => inspectionPage(sent, 'Step saved'),
    unchanged: (_, sent) => inspectionPage(sent, 'Step saved'),
    'unknown person': {
      field: 'owner',
      message: 'This person can no longer see to a step. Open this page again and select someone else',
    },
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this step', changed, { version: String(version) }),
    ended: ENDED,
    'not found': NOT_FOUND,
  },
});

export const finishStepAction = formAction({
  name: 'finishStep',
  permission: 'inspection:manage',
  fields: [],
  hidden: ['inspection', 'step', 'version'],
  schema: finishStepSchema,
  run: finishStep,
  outcomes: {
    saved: (_, sent) => inspectionPage(sent, 'Step marked as done'),
    unchanged: (_, sent) => inspectionPage(sent, 'Step marked as done'),
    'unknown person': NOT_FOUND,
    conflict: {
      field: '',
      message: 'Nothing was saved because somebody has changed this step meanwhile. Open this page again',
    },
    ended: ENDED,
    'not found': NOT_FOUND,
  },
});

export const removeStepAction = formAction({
  name: 'removeStep',
  permission: 'inspection:manage',
  fields: [],
  hidden: ['inspection', 'step', 'version', 'conflict'],
  schema: removeStepSchema,
  run: removeStep,
  outcomes: {
    removed: (_, sent) => inspectionPage(sent, 'Step removed'),
    'not found': (_, sent) => inspectionPage(sent, 'Step removed'),
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this step', changed, { version: String(version) }),
    ended: ENDED,
  },
});

const namedPage = ({ council, input }: Sent, flash: string): Done => ({
  to: routes.namedPeople(council, input.inspection),
  flash,
});

export const namePersonAction = formAction({
  name: 'namePerson',
  permission: 'inspection:name',
  fields: ['person', 'part'],
  hidden: ['inspection'],
  schema: namePersonSchema,
  run: namePerson,
  outcomes: {
    named: (_, sent) => namedPage(sent, 'Person named'),
    'already named': { field: 'person', message: 'This person is named for that already' },
    'unknown person': {
      field: 'person',
      message: 'This person can no longer be named. Open this page again and select someone else',
    },
    'not found': NOT_FOUND,
  },
});

export const endNamedAction = formAction({
  name: 'endNamed',
  permission: 'inspection:name',
  fields: [],
  hidden: ['inspection', 'named'],
  schema: endNamedSchema,
  run: endNamed,
  outcomes: {
    ended: (_, sent) => namedPage(sent, 'Person no longer named'),
    'not found': NOT_FOUND,
  },
});
