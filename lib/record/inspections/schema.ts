import { z } from 'zod';
import { dateField } from '#lib/platform/forms/date-field.ts';
import { idField } from '#lib/platform/forms/id-field.ts';
import { hiddenField, lineField } from '#lib/platform/forms/text-field.ts';
import { tickedField } from '#lib/platform/forms/ticked-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { NAMED_PARTS } from '#lib/record/inspections/named.ts';
import { INSPECTION_KINDS } from '#lib/record/inspections/plans.ts';
import { INSPECTION_LIMITS, INSPECTION_NAMES, STEP_NAMES } from '#lib/record/inspections/rules.ts';

const AGAIN = 'Open this page again from the list of inspections';

/** The number of the inspection that a form is about. */
const numberField = versionField(1, AGAIN);

const nameField = () =>
  lineField({
    ...{ called: INSPECTION_NAMES.name, limit: INSPECTION_LIMITS.name, missing: 'Enter a name' },
  });

const noticeField = () =>
  dateField('inspectionNotice', {
    ...{ called: INSPECTION_NAMES.noticeOn, missing: 'Enter the date of the notice' },
  });

export const startFields = ['kind', 'name', 'noticeOn', 'rehearsal'] as const;

export const startInspectionSchema = z.object({
  kind: hiddenField(
    (value) => INSPECTION_KINDS.find((kind) => kind === value),
    'Select what kind of inspection it is',
  ),
  name: nameField(),
  noticeOn: noticeField(),
  rehearsal: tickedField(() => ['yes'] as const, AGAIN)
    .transform(({ length }) => length > 0)
    .default(false),
});
export type StartInspection = z.output<typeof startInspectionSchema>;

export const changeInspectionSchema = z.object({
  inspection: numberField,
  name: nameField(),
  noticeOn: noticeField(),
  version: versionField(1, AGAIN),
});
export type ChangeInspection = z.output<typeof changeInspectionSchema>;

export const endInspectionSchema = z.object({
  inspection: numberField,
  state: hiddenField(
    (value) => (['finished', 'abandoned'] as const).find((state) => state === value),
    'Select how it ended',
  ),
  endedOn: dateField('inspectionDone', { called: 'Date', missing: 'Enter the date it ended' }),
  version: versionField(1, AGAIN),
});
export type EndInspection = z.output<typeof endInspectionSchema>;

export const reopenInspectionSchema = z.object({
  inspection: numberField,
  version: versionField(1, AGAIN),
});
export type ReopenInspection = z.output<typeof reopenInspectionSchema>;

export const stepFields = ['name', 'setOn', 'days', 'owner', 'doneOn'] as const;
export type StepField = (typeof stepFields)[number];

const keyField = hiddenField(
  (value) => (/^([a-z]+(-[a-z]+)*|own\.[1-9]\d*)?$/.test(value) ? value : undefined),
  AGAIN,
);

const ofStep = {
  inspection: numberField,
  step: keyField,
  days: hiddenField((value) => {
    const days = Number(value);
    return Number.isInteger(days) && days >= 1 && days <= INSPECTION_LIMITS.days ? days : undefined;
  }, 'Select how many days it takes'),
  owner: z
    .union([z.literal(''), idField()], 'Select an owner from the list')
    .transform((id) => (id === '' ? null : id)),
  doneOn: dateField('inspectionDone', { called: STEP_NAMES.doneOn }),
  version: versionField(0, AGAIN),
};

/** A step of the plan, which has its name from there. An empty date: worked out. */
export const plannedStepSchema = z.object({
  ...ofStep,
  name: hiddenField(() => '').default(''),
  setOn: dateField('inspectionStep', { called: STEP_NAMES.setOn }),
});

/** A step of the council’s own. An empty key: a new one. */
export const ownStepSchema = z.object({
  ...ofStep,
  name: nameField(),
  setOn: dateField('inspectionStep', { called: STEP_NAMES.setOn, missing: 'Enter a date' }),
});
export type StepInput = z.output<typeof plannedStepSchema>;

/** Of a step of which nothing was set, the version is 0. */
export const finishStepSchema = z.object({
  inspection: numberField,
  step: keyField,
  version: versionField(0, AGAIN),
});
export type FinishStep = z.output<typeof finishStepSchema>;

export const removeStepSchema = z.object({
  inspection: numberField,
  step: keyField,
  version: versionField(1, AGAIN),
});
export type RemoveStep = z.output<typeof removeStepSchema>;

export const namePersonSchema = z.object({
  inspection: numberField,
  person: idField('Select a person from the list'),
  part: hiddenField((value) => NAMED_PARTS.find((part) => part === value), 'Select what they are named for'),
});
export type NamePerson = z.output<typeof namePersonSchema>;

/** `named`: the id of the naming. */
export const endNamedSchema = z.object({ inspection: numberField, named: idField(AGAIN) });
export type EndNamed = z.output<typeof endNamedSchema>;
