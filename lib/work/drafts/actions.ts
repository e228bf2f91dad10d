'use server';
import * as routes from '#lib/kernel/routes.ts';
import { ASSESSMENT_CLOSED, LOCKED } from '#lib/platform/forms/failure.ts';
import { formAction } from '#lib/platform/forms/form-action.ts';
import { aboutStatement } from '#lib/platform/forms/statement-field.ts';
import { afterAddingEvidence, attachRefusal } from '#lib/record/evidence/after-adding.ts';
import { attachEvidence } from '#lib/record/evidence/commands.ts';
import { saveDraft } from '#lib/work/drafts/commands.ts';
import { attachFoundSchema, draftFields, draftOf, findEvidenceSchema } from '#lib/work/drafts/schema.ts';

// Buttons of the statement's form that do not save it. What is typed becomes a draft, which the page then opens with.
// The hidden fields are all of that form's, so that it can be shown again as typed.

const DRAFTS_FULL = {
  field: '',
  message:
    'You have too many unsaved drafts. Save this page, or discard drafts that you do not need, then try again',
} as const;

export const findEvidenceAction = formAction({
  name: 'findEvidence',
  permission: 'statement:save',
  fields: ['find'],
  hidden: ['statement', 'savedScore', 'lastScore', ...draftFields],
  schema: findEvidenceSchema.and(aboutStatement),
  run: (context, { statement, find: _, ...form }) => saveDraft(context, statement, draftOf(form)),
  outcomes: {
    saved: (_, { council, input }) => routes.findEvidence(council, input.statement, input.find),
    closed: ASSESSMENT_CLOSED,
    full: DRAFTS_FULL,
  },
});

export const attachFoundAction = formAction({
  name: 'attachFound',
  permission: 'statement:save',
  fields: ['attach'],
  lists: ['attach'],
  hidden: ['statement', 'savedScore', 'lastScore', ...draftFields],
  schema: attachFoundSchema.and(aboutStatement),
  run: async (context, { statement, attach, ...form }) => {
    const kept = await saveDraft(context, statement, draftOf(form));
    if (kept.outcome !== 'saved') return kept;
    return attachEvidence(context, attach, statement, {
      assessment: form.assessment,
      shows: '',
      location: '',
    });
  },
  outcomes: {
    done: (_, { council, input }) => afterAddingEvidence(council, input.statement, input.attach),
    unchanged: (_, { council, input }) => afterAddingEvidence(council, input.statement, input.attach),
    'not found': {
      field: 'attach',
      message: 'Nothing was attached because an item is no longer in your list',
    },
    'out of use': ({ references }) => ({ field: 'attach', message: attachRefusal(references) }),
    locked: ({ state }) => LOCKED[state],
    closed: ASSESSMENT_CLOSED,
    full: DRAFTS_FULL,
  },
});
