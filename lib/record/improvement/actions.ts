'use server';
import * as routes from '#lib/kernel/routes.ts';
import { conflictWith } from '#lib/platform/forms/conflict.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, formAction } from '#lib/platform/forms/form-action.ts';
import {
  removeMilestone,
  saveAction,
  saveMilestone,
  updateAction,
} from '#lib/record/improvement/commands.ts';
import { describeActionProblem, noSuchEvidence } from '#lib/record/improvement/decisions.ts';
import {
  actionFields,
  milestoneFields,
  removeMilestoneSchema,
  saveActionSchema,
  saveMilestoneSchema,
  updateActionSchema,
  updateFields,
} from '#lib/record/improvement/schema.ts';

type Sent = { readonly council: string; readonly input: { readonly action: number } };

function actionPage({ council, input }: Sent, flash: string): Done {
  return { to: routes.action(council, input.action), flash };
}

export const saveActionAction = formAction({
  name: 'saveAction',
  permission: 'improvement:edit',
  fields: actionFields,
  dates: ['startsOn', 'dueOn'],
  rows: ['aim'],
  hidden: ['action', 'version', 'conflict'],
  schema: saveActionSchema,
  run: saveAction,
  outcomes: {
    saved: ({ action }, { council }) => ({ to: routes.action(council, action), flash: 'Action saved' }),
    unchanged: ({ action }, { council }) => ({ to: routes.action(council, action), flash: 'Action saved' }),
    'unknown person': describeActionProblem,
    'unknown measure': describeActionProblem,
    'unknown evidence': describeActionProblem,
    'no evidence': describeActionProblem,
    'unknown finding': describeActionProblem,
    'wrong value': describeActionProblem,
    'starts too late': describeActionProblem,
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this action', changed, { version: String(version) }),
    'not found': NOT_FOUND,
  },
});

export const updateActionAction = formAction({
  name: 'updateAction',
  permission: 'improvement:update',
  fields: updateFields,
  dates: ['dueOn', 'closedOn'],
  hidden: ['action', 'version', 'conflict'],
  schema: updateActionSchema,
  run: updateAction,
  outcomes: {
    saved: (_, sent) => actionPage(sent, 'Progress saved'),
    'no evidence': {
      field: 'evidenceItems',
      message: 'Add evidence before you complete this action. Withdrawn items do not count',
    },
    'no due date': { field: 'dueOn', message: 'Enter the due date. It can move, but not be removed' },
    'before start': { field: 'dueOn', message: 'Due date must be on or after the start date' },
    'unknown evidence': ({ references }) => ({ field: 'evidenceItems', message: noSuchEvidence(references) }),
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this action', changed, { version: String(version) }),
    'not found': NOT_FOUND,
  },
});

/** Changes a milestone or, without one in the form, adds one. */
export const saveMilestoneAction = formAction({
  name: 'saveMilestone',
  permission: 'improvement:update',
  fields: milestoneFields,
  dates: ['dueOn', 'doneOn'],
  hidden: ['action', 'milestone', 'version', 'conflict'],
  schema: saveMilestoneSchema,
  run: saveMilestone,
  outcomes: {
    saved: (_, sent) => actionPage(sent, 'Milestone saved'),
    unchanged: (_, sent) => actionPage(sent, 'Milestone saved'),
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this milestone', changed, { version: String(version) }),
    'not found': NOT_FOUND,
  },
});

export const removeMilestoneAction = formAction({
  name: 'removeMilestone',
  permission: 'improvement:edit',
  fields: [],
  hidden: ['action', 'milestone', 'version', 'conflict'],
  schema: removeMilestoneSchema,
  run: removeMilestone,
  outcomes: {
    removed: (_, sent) => actionPage(sent, 'Milestone removed'),
    'not found': (_, sent) => actionPage(sent, 'Milestone removed'),
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this milestone', changed, { version: String(version) }),
  },
});
