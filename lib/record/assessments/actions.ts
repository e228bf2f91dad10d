'use server';
import { z } from 'zod';
import { isKnownStatement, knownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import { ASSESSMENT_CLOSED, LOCKED } from '#lib/platform/forms/failure.ts';
import { type Done, type FormAction, formAction } from '#lib/platform/forms/form-action.ts';
import type { FormState, StateOf } from '#lib/platform/forms/form-state.ts';
import { type AboutStatement, aboutStatement } from '#lib/platform/forms/statement-field.ts';
import { confirmCarried, saveStatement } from '#lib/record/assessments/commands.ts';
import { type LatestSave, mergeWithLatest } from '#lib/record/assessments/rules.ts';
import {
  confirmCarriedSchema,
  hiddenFields,
  type StatementField,
  saveStatementSchema,
  statementFields,
} from '#lib/record/assessments/schema.ts';

type Field = StatementField | (typeof hiddenFields)[number] | 'statement' | 'assessment' | 'then';

export type StatementState = FormState<
  Field,
  {
    /** Someone saved after this page was opened. Both texts are shown, and saving again is a deliberate choice. */
    readonly status: 'conflict';
    readonly latest: LatestSave;
    readonly values: Readonly<Partial<Record<Field, string>>>;
  }
>;

// Hidden fields carry the council and statement: React cannot answer a form sent without script if the action has
// bound arguments.
export const saveStatementAction: FormAction<StatementState> = formAction({
  name: 'saveStatement',
  permission: 'statement:save',
  fields: statementFields,
  hidden: ['statement', 'assessment', 'then', ...hiddenFields],
  schema: ({ statement, then }) => {
    if (!isKnownStatement(statement)) return null;
    const schema = saveStatementSchema(statement).and(aboutStatement);
    // "Save and continue" is the only button that asks whether the section is completed.
    return then ? z.preprocess((sent) => ({ completed: 'no', ...Object(sent) }), schema) : schema;
  },
  run: (context, { statement, ...input }) => saveStatement(context, statement, input),
  outcomes: {
    saved: (_, sent) => afterSaving(sent),
    unchanged: (_, sent) => afterSaving(sent),
    conflict: (result, { input, values }) => {
      const { latest, merged } = mergeWithLatest(result.latest, input.version, values);
      return { status: 'conflict', latest, values: { ...values, ...merged } };
    },
    'evidence out of use': ({ problems }) => problems,
    'score reason': ({ problem }) => ({ field: 'scoreReason', message: problem }),
    locked: ({ state }) => LOCKED[state],
    closed: ASSESSMENT_CLOSED,
  },
});

type Saved = AboutStatement & { readonly values: { readonly then?: string } };

function afterSaving({ council, input: { statement }, values: { then } }: Saved): Done {
  const flash = `${knownStatement(statement).name} saved`;
  if (then === 'evidence') return { to: routes.addEvidence(council, { statement }), flash };
  if (then === 'stay') return { to: routes.statement(council, statement), flash };
  return { to: routes.assessment(council), flash };
}

export type ConfirmState = StateOf<typeof confirmCarriedAction>;
export const confirmCarriedAction = formAction({
  name: 'confirmCarried',
  permission: 'statement:save',
  fields: [],
  hidden: ['statement', 'assessment', 'version'],
  schema: confirmCarriedSchema.and(aboutStatement),
  run: (context, { statement, ...input }) => confirmCarried(context, statement, input),
  outcomes: {
    confirmed: (_, sent) => afterConfirming(sent),
    unchanged: (_, sent) => afterConfirming(sent),
    conflict: {
      field: '',
      message: 'Not confirmed: someone changed the statement after you opened this page. Open it again',
    },
    locked: { field: '', message: 'Not confirmed: the assessment has been sent for sign-off or signed' },
    closed: { field: '', message: 'Not confirmed: the assessment is closed' },
  },
});

function afterConfirming({ council, input: { statement } }: AboutStatement): Done {
  return {
    to: routes.statement(council, statement),
    flash: `${knownStatement(statement).name} confirmed as still accurate`,
  };
}
