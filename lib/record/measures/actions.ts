'use server';
import { z } from 'zod';
import { formatPeriod } from '#lib/kernel/periods.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, type FormAction, formAction } from '#lib/platform/forms/form-action.ts';
import type { FieldError, FormState } from '#lib/platform/forms/form-state.ts';
import {
  type AddMeasureResult,
  addMeasure,
  type ChangeMeasureResult,
  changeMeasure,
  removeTarget,
  removeValue,
  saveValue,
  setTarget,
} from '#lib/record/measures/commands.ts';
import type { MeasureValue } from '#lib/record/measures/rules.ts';
import {
  changeMeasureSchema,
  type MeasureInput,
  measureFields,
  measureSchema,
  removeValueSchema,
  targetFields,
  targetSchema,
  valueFields,
  valueSchema,
} from '#lib/record/measures/schema.ts';
import { plainValue } from '#lib/record/measures/values.ts';

type Sent = { readonly council: string; readonly values: { readonly measure?: string } };

function measurePage({ council, values }: Sent, flash: string): Done {
  return { to: routes.measure(council, values.measure ?? ''), flash };
}

function added({ key }: { readonly key: string }, { council }: Sent): Done {
  return { to: routes.measure(council, key), flash: 'Measure added' };
}

const CHANGED_MEANWHILE: FieldError<never> = {
  field: '',
  message:
    'Your changes were not saved because someone else changed this measure while you were editing it. Open it in another tab to compare, then save here to replace their version',
};

/** Adds a measure, or changes the one named in the form. */
export const saveMeasureAction = formAction({
  name: 'saveMeasure',
  permission: 'measures:edit',
  fields: measureFields,
  lists: ['topics'],
  hidden: ['measure', 'version'],
  schema: ({ measure }): z.ZodType<MaybeNew> => (measure ? changeMeasureSchema : measureSchema),
  run: addOrChange,
  outcomes: {
    added,
    'already added': added,
    changed: (_, sent) => measurePage(sent, 'Measure saved'),
    unchanged: (_, sent) => measurePage(sent, 'Measure saved'),
    'name taken': {
      field: 'name',
      message: 'A measure with this name already exists. Open it from the list, or enter a different name',
    },
    // The next assessment has started on another framework.
    'no such statement': {
      errors: [{ field: 'statement', message: 'Select a quality statement' }],
      redraw: true,
    },
    'has values': { field: 'unit', message: 'You cannot change the unit while the measure has values' },
    conflict: ({ version }) => ({ errors: [CHANGED_MEANWHILE], values: { version: String(version) } }),
    'not found': NOT_FOUND,
  },
});

type MaybeNew = MeasureInput & { readonly version?: number };

function addOrChange(
  context: CouncilContext,
  { version, ...given }: MaybeNew,
  { measure = '' }: Sent['values'],
): Promise<AddMeasureResult | ChangeMeasureResult> {
  return version === undefined
    ? addMeasure(context, given)
    : changeMeasure(context, measure, { ...given, version });
}

export const saveValueAction = formAction({
  name: 'saveValue',
  permission: 'measures:edit',
  fields: valueFields,
  hidden: ['measure', 'id', 'version'],
  schema: valueSchema,
  run: (context, input, { measure = '' }) => saveValue(context, measure, input),
  outcomes: {
    saved: (_, sent) => measurePage(sent, 'Value saved'),
    unchanged: (_, sent) => measurePage(sent, 'Value saved'),
    refused: ({ field, message }) => ({ field, message }),
    'period taken': ({ theirs }) => ({
      field: 'period',
      message: `There is already a value for ${inWords(theirs)}. Change that value, or enter a different period`,
    }),
    conflict: ({ theirs }) => ({
      errors: [
        {
          field: '',
          message: `Your changes were not saved because someone else changed this value while you were editing it. It is now ${inWords(theirs)}. Save again to replace it with yours`,
        },
      ],
      values: { version: String(theirs.version) },
    }),
    'not found': NOT_FOUND,
  },
});

function inWords(value: MeasureValue): string {
  return `${formatPeriod(value.period)} (${plainValue(value).value})`;
}

export type MeasureButtonState = FormState<'measure' | 'value'>;

export const removeValueAction: FormAction<MeasureButtonState> = formAction({
  name: 'removeValue',
  permission: 'measures:edit',
  fields: [],
  hidden: ['measure', 'value'],
  schema: removeValueSchema,
  run: (context, { value }, { measure = '' }) => removeValue(context, measure, value),
  outcomes: {
    removed: (_, sent) => measurePage(sent, 'Value removed'),
    // A value that is already gone counts as removed.
    'not found': (_, sent) => measurePage(sent, 'Value removed'),
    baseline: {
      field: '',
      message:
        'The value was not removed because it is the baseline of the target. Change or remove the target first',
    },
  },
});

export const removeTargetAction: FormAction<MeasureButtonState> = formAction({
  name: 'removeTarget',
  permission: 'measures:edit',
  fields: [],
  hidden: ['measure'],
  schema: z.object({}),
  run: (context, _, { measure = '' }) => removeTarget(context, measure),
  outcomes: {
    removed: (_, sent) => measurePage(sent, 'Target removed'),
    unchanged: (_, sent) => measurePage(sent, 'Target removed'),
    'not found': (_, sent) => measurePage(sent, 'Target removed'),
  },
});

export const setTargetAction = formAction({
  name: 'setTarget',
  permission: 'measures:edit',
  fields: targetFields,
  dates: ['dueOn'],
  hidden: ['measure', 'version'],
  schema: targetSchema,
  run: (context, input, { measure = '' }) => setTarget(context, measure, input),
  outcomes: {
    set: (_, sent) => measurePage(sent, 'Target saved'),
    unchanged: (_, sent) => measurePage(sent, 'Target saved'),
    refused: ({ field, message }) => ({ field, message }),
    'no improvement': { field: 'amount', message: 'Target must be better than the baseline' },
    'due too early': {
      field: 'dueOn',
      message: 'Target date must be after the baseline period',
    },
    conflict: ({ version }) => ({ errors: [CHANGED_MEANWHILE], values: { version: String(version) } }),
    'not found': NOT_FOUND,
  },
});
