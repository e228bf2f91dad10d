'use server';
import { knownStatement } from '#lib/frameworks/known.ts';
import { formatList } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { CLOSED_MEANWHILE, LOCKED, NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, type FormAction, formAction } from '#lib/platform/forms/form-action.ts';
import type { FieldError, FormState, StateOf } from '#lib/platform/forms/form-state.ts';
import { type AboutStatement, aboutStatement } from '#lib/platform/forms/statement-field.ts';
import { afterAddingEvidence, attachRefusal } from '#lib/record/evidence/after-adding.ts';
import {
  addLink,
  attachEvidence,
  changeDetails,
  detachEvidence,
  explainEvidence,
  holdEvidence,
  linkToStatements,
  releaseEvidence,
  restoreEvidence,
  reviewEvidence,
  withdrawEvidence,
} from '#lib/record/evidence/commands.ts';
import { fingerprintOfUse, type UseTexts } from '#lib/record/evidence/fingerprint.ts';
import type { EvidenceItemView } from '#lib/record/evidence/queries.ts';
import {
  addFields,
  addLinkSchema,
  attachSchema,
  changeDetailsSchema,
  type DetailField,
  detailDates,
  detailFields,
  detailLists,
  explainSchema,
  holdSchema,
  itemSchema,
  linkSchema,
  onStatementSchema,
  type ReviewEvidence,
  reviewSchema,
  type UseField,
  useFields,
  withdrawSchema,
} from '#lib/record/evidence/schema.ts';

type Values<Field extends string> = Readonly<Partial<Record<Field, string>>>;

export const addLinkAction = formAction({
  name: 'addLink',
  permission: 'evidence:add',
  fields: addFields,
  dates: detailDates,
  lists: detailLists,
  hidden: ['statement', 'assessment', 'submission'],
  schema: addLinkSchema,
  run: addLink,
  outcomes: {
    added: ({ reference }, { council, input }) => afterAddingEvidence(council, input.statement, [reference]),
    'already added': ({ reference }, { council, input }) =>
      afterAddingEvidence(council, input.statement, [reference]),
    locked: ({ state }) => LOCKED[state],
    // The redrawn form has the assessment that is open now.
    closed: { errors: [CLOSED_MEANWHILE], redraw: true },
  },
});

export type AttachState = StateOf<typeof attachEvidenceAction>;
export const attachEvidenceAction = formAction({
  name: 'attachEvidence',
  permission: 'evidence:edit',
  fields: ['reference'],
  lists: ['reference'],
  hidden: ['statement', 'assessment', ...useFields],
  schema: attachSchema.and(aboutStatement),
  run: (context, { reference, statement, ...use }) => attachEvidence(context, reference, statement, use),
  outcomes: {
    done: (_, { council, input }) => afterAddingEvidence(council, input.statement, input.reference),
    unchanged: (_, { council, input }) => afterAddingEvidence(council, input.statement, input.reference),
    'not found': ({ missing }) => ({
      field: 'reference',
      message: `Nothing was attached because ${formatList(missing)} ${missing.length === 1 ? 'is' : 'are'} not in your evidence list`,
    }),
    'out of use': ({ references }) => ({ field: 'reference', message: attachRefusal(references) }),
    locked: ({ state }) => LOCKED[state],
    closed: { errors: [CLOSED_MEANWHILE], redraw: true },
  },
});

export const linkStatementsAction = formAction({
  name: 'linkStatements',
  permission: 'evidence:edit',
  fields: ['statement'],
  lists: ['statement'],
  hidden: ['reference', 'assessment'],
  schema: linkSchema,
  run: (context, { reference, statement, assessment }) =>
    linkToStatements(context, reference, statement, assessment),
  outcomes: {
    done: ({ linked }, { council, input: { reference } }) => ({
      to: routes.evidenceItem(council, reference),
      flash: `${reference} linked to ${formatList(linked.map((id) => knownStatement(id).name))}`,
    }),
    unchanged: (_, { council, input: { reference } }) => ({
      to: routes.evidenceItem(council, reference),
      flash: `${reference} was linked to these statements already`,
    }),
    'not found': NOT_FOUND,
    'out of use': (_, { input: { reference } }) => ({
      errors: [
        {
          field: '',
          message: `Nothing was linked because ${reference} has been withdrawn or erased since you opened this page`,
        },
      ],
      redraw: true,
    }),
    locked: ({ state }) => LOCKED[state],
    closed: {
      errors: [{ field: '', message: 'Nothing was linked because this assessment is closed' }],
      redraw: true,
    },
  },
});

export const withdrawEvidenceAction = formAction({
  name: 'withdrawEvidence',
  permission: 'evidence:edit',
  fields: ['reason'],
  hidden: ['reference'],
  schema: withdrawSchema,
  run: (context, { reference, reason }) => withdrawEvidence(context, reference, reason),
  outcomes: stepOutcomes('withdrawn'),
});

export type LifeState = StateOf<typeof restoreEvidenceAction>;
export const restoreEvidenceAction = formAction({
  name: 'restoreEvidence',
  permission: 'evidence:edit',
  fields: [],
  hidden: ['reference'],
  schema: itemSchema,
  run: (context, { reference }) => restoreEvidence(context, reference),
  outcomes: stepOutcomes('back in use'),
});

export const holdEvidenceAction = formAction({
  name: 'holdEvidence',
  permission: 'evidence:hold',
  fields: ['reason'],
  hidden: ['reference'],
  schema: holdSchema,
  run: (context, { reference, reason }) => holdEvidence(context, reference, reason),
  outcomes: stepOutcomes('on legal hold'),
});

export const releaseEvidenceAction = formAction({
  name: 'releaseEvidence',
  permission: 'evidence:hold',
  fields: [],
  hidden: ['reference'],
  schema: itemSchema,
  run: (context, { reference }) => releaseEvidence(context, reference),
  outcomes: stepOutcomes('no longer on legal hold'),
});

type AboutItem = { readonly council: string; readonly input: { readonly reference: string } };

/** `is`: what the item is after the step: "E12 is withdrawn". The same step again is answered the same. */
function stepOutcomes(is: string) {
  const done = (_: unknown, { council, input: { reference } }: AboutItem): Done => ({
    to: routes.evidenceItem(council, reference),
    flash: `${reference} is ${is}`,
  });
  return {
    done,
    unchanged: done,
    erased: (_: unknown, { input: { reference } }: AboutItem): FieldError<never> => ({
      field: '',
      message: `Nothing was changed because ${reference} has been erased`,
    }),
    'not found': NOT_FOUND,
  } as const;
}

export type DetailsState = FormState<
  DetailField | 'reference' | 'version',
  {
    /** Another person saved after this page was opened. Shows both versions for the person to choose. */
    readonly status: 'conflict';
    readonly latest: EvidenceItemView;
    readonly values: Values<DetailField | 'reference' | 'version'>;
  }
>;
export const changeDetailsAction: FormAction<DetailsState> = formAction({
  name: 'changeDetails',
  permission: 'evidence:edit',
  fields: detailFields,
  dates: detailDates,
  lists: detailLists,
  hidden: ['reference', 'version'],
  schema: changeDetailsSchema,
  run: (context, input, { reference = '' }) => changeDetails(context, reference, input),
  outcomes: {
    changed: (_, { council, values }) => itemSaved(council, values.reference ?? ''),
    unchanged: (_, { council, values }) => itemSaved(council, values.reference ?? ''),
    conflict: ({ latest }, { values }) => ({ status: 'conflict', latest, values }),
    'past review': { field: 'reviewBy', message: 'Review by must be today or in the future' },
    erased: (_, { values }) => erasedMeanwhile(values.reference ?? ''),
    'not found': NOT_FOUND,
  },
});

export const reviewEvidenceAction = formAction({
  name: 'reviewEvidence',
  permission: 'evidence:edit',
  fields: ['reviewBy'],
  dates: ['reviewBy'],
  hidden: ['reference', 'seen'],
  schema: reviewSchema,
  run: reviewEvidence,
  outcomes: {
    reviewed: (_, { council, input }) => reviewed(council, input),
    unchanged: (_, { council, input }) => reviewed(council, input),
    stale: (_, { input }) => ({
      errors: [
        {
          field: '',
          message: `Nothing was changed because someone else has changed ${input.reference} since you opened this page`,
        },
      ],
      redraw: true,
    }),
    'out of use': (_, { input }) => ({
      errors: [
        {
          field: '',
          message: `Nothing was changed because ${input.reference} has been withdrawn or erased since you opened this page`,
        },
      ],
      redraw: true,
    }),
    'not found': NOT_FOUND,
  },
});

function reviewed(council: string, { reference, reviewBy }: ReviewEvidence): Done {
  return {
    to: routes.evidenceItem(council, reference),
    flash: `${reference} is still current. Review it again by ${formatDate(reviewBy)}`,
  };
}

type UseValue = UseField | 'statement' | 'reference' | 'assessment' | 'fingerprint' | 'seen';

export type UseState = FormState<
  UseValue,
  {
    /** Another person saved after this page was opened. Shows both texts for the person to choose. */
    readonly status: 'conflict';
    readonly latest: UseTexts;
    readonly values: Values<UseValue>;
  }
>;
export const explainEvidenceAction: FormAction<UseState> = formAction({
  name: 'explainEvidence',
  permission: 'evidence:edit',
  fields: useFields,
  hidden: ['statement', 'reference', 'assessment', 'fingerprint', 'seen'],
  schema: explainSchema.and(onStatementSchema),
  run: (context, { reference, statement, ...use }) => explainEvidence(context, reference, statement, use),
  outcomes: {
    done: (_, sent) => afterSavingUse(sent, `Explanation of ${sent.input.reference} saved`),
    unchanged: (_, sent) => afterSavingUse(sent, `Explanation of ${sent.input.reference} saved`),
    conflict: ({ latest }, { values }) => ({
      status: 'conflict',
      latest,
      values: { ...values, fingerprint: fingerprintOfUse(latest) },
    }),
    locked: ({ state }) => LOCKED[state],
    closed: {
      field: '',
      message:
        'Your changes were not saved because this assessment has been closed. Copy what you entered, then open the statement again',
    },
    erased: (_, { input }) => erasedMeanwhile(input.reference),
    'not found': (_, { input }) => removedMeanwhile(input.reference),
  },
});

function erasedMeanwhile(reference: string): FieldError<never> {
  return { field: '', message: `Your changes were not saved because ${reference} has been erased` };
}

function removedMeanwhile(reference: string): FieldError<never> {
  return {
    field: '',
    message: `Your changes were not saved because ${reference} has been removed from this statement. Copy what you entered, then attach it again`,
  };
}

export const detachEvidenceAction = formAction({
  name: 'detachEvidence',
  permission: 'evidence:edit',
  fields: [],
  hidden: ['statement', 'reference', 'assessment'],
  schema: onStatementSchema,
  run: (context, { reference, statement, assessment }) =>
    detachEvidence(context, reference, statement, assessment),
  outcomes: {
    done: (_, sent) => useRemoved(sent),
    unchanged: (_, sent) => useRemoved(sent),
    locked: ({ state }) => LOCKED[state],
    closed: { field: '', message: 'Nothing was removed because this assessment is closed' },
    'not found': NOT_FOUND,
  },
});

function itemSaved(council: string, reference: string): Done {
  return { to: routes.evidenceItem(council, reference), flash: `${reference} saved` };
}

function afterSavingUse({ council, input }: AboutStatement, flash: string): Done {
  return { to: routes.statement(council, input.statement), flash };
}

function useRemoved(sent: AboutStatement & { readonly input: { readonly reference: string } }): Done {
  const { reference, statement } = sent.input;
  return afterSavingUse(sent, `${reference} removed from ${knownStatement(statement).name}`);
}
