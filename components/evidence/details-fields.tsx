import type { ReactNode } from 'react';
import { DateInput } from '#components/ui/date-input.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { StatementId } from '#lib/frameworks/framework.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor, type FieldError } from '#lib/platform/forms/form-state.ts';
import type { DetailChoices } from '#lib/record/evidence/queries.ts';
import {
  DETAIL_NAMES,
  MARKINGS,
  PERSONAL_DATA,
  PERSONAL_DATA_NAMES,
  SHOWS_LIMIT,
  USE_NAMES,
} from '#lib/record/evidence/rules.ts';
import type { DetailField, UseField } from '#lib/record/evidence/schema.ts';
import { GoodEvidence } from './good-evidence.tsx';
import { MoreFields } from './more-fields.tsx';
import type { FieldsProps } from './owner-field.tsx';

type DetailsFieldsProps = {
  values: Readonly<Partial<Record<DetailField | UseField, string>>>;
  errors: readonly FieldError<string>[];
  choices: DetailChoices;
  /** The question that comes first: which file or address. */
  first?: ReactNode | undefined;
  /** Says what happens when the title is left empty. Only where it may be. */
  titleHint?: string | undefined;
  /** The statement it is added to, if it is. */
  statement?: StatementId | undefined;
  /** Whether to ask what the item shows about a statement. */
  withUse?: boolean | undefined;
};

const MARKING_HINTS = {
  OFFICIAL: 'Routine council documents',
  'OFFICIAL-SENSITIVE': 'Losing it could harm someone: only for people who need to know',
} as const;

/** The questions about an evidence item, whether it is a file or a link: those that need an answer, then the others. */
export function DetailsFields({
  values,
  errors,
  choices,
  first,
  titleHint,
  statement,
  withUse = statement !== undefined,
}: DetailsFieldsProps) {
  return (
    <div className="grid grid-cols-1 gap-x-16 gap-y-6 lg:grid-cols-2">
      <div className="space-y-6">
        {first}
        <TextInput
          name="title"
          label={DETAIL_NAMES.title}
          optional={titleHint !== undefined}
          hint={titleHint}
          defaultValue={values.title}
          error={errorFor(errors, 'title')}
        />
        <NeededFields values={values} errors={errors} categories={choices.categories} />
      </div>
      <div className="space-y-6">
        <DatedField values={values} errors={errors} />
        {withUse && <UseFields values={values} errors={errors} />}
        <MoreFields values={values} errors={errors} choices={choices} statement={statement} />
      </div>
    </div>
  );
}

type NeededFieldsProps = FieldsProps & Pick<DetailChoices, 'categories'> & { personalData?: string };

/** The questions that need an answer, in words for one item unless others are given. */
export function NeededFields({ values, errors, categories, personalData }: NeededFieldsProps) {
  return (
    <>
      <Select
        name="category"
        label={DETAIL_NAMES.category}
        placeholder="Choose a category"
        options={categories}
        defaultValue={values.category}
        error={errorFor(errors, 'category')}
      />
      <GoodEvidence categories={categories} />
      <Radios
        name="marking"
        label={DETAIL_NAMES.marking}
        options={MARKINGS.map((value) => ({ value, label: value, hint: MARKING_HINTS[value] }))}
        defaultValue={values.marking}
        error={errorFor(errors, 'marking')}
      />
      <PersonalDataField values={values} errors={errors} label={personalData} />
    </>
  );
}

export function PersonalDataField({
  values,
  errors,
  label = 'Does it contain personal data?',
}: FieldsProps & { label?: string | undefined }) {
  return (
    <Radios
      name="containsPersonalData"
      label={label}
      hint="A name, address, case number or face, for example."
      options={PERSONAL_DATA.map((value) => ({
        value,
        label: PERSONAL_DATA_NAMES[value],
        hint:
          value === 'redact'
            ? 'It is kept out of packs until you replace it with a redacted version.'
            : undefined,
      }))}
      defaultValue={values.containsPersonalData}
      error={errorFor(errors, 'containsPersonalData')}
    />
  );
}

/** The date, with a hint for one item unless another is given. */
export function DatedField({
  values,
  errors,
  period = 'The end of the period it covers.',
}: FieldsProps & { period?: string }) {
  return (
    <DateInput
      name="datedOn"
      label={DETAIL_NAMES.datedOn}
      optional
      hint={`${period} For example, 31 3 2026`}
      defaultValue={dateParts(values.datedOn ?? '')}
      error={errorFor(errors, 'datedOn')}
    />
  );
}

type UseFieldsProps = {
  values: Readonly<Partial<Record<UseField, string>>>;
  errors: readonly FieldError<string>[];
};

/** The questions about one statement's use of an evidence item. */
export function UseFields({ values, errors }: UseFieldsProps) {
  return (
    <>
      <Textarea
        name="shows"
        label={USE_NAMES.shows}
        optional
        hint="What it tells an assessor about the statement, in a sentence or two"
        rows={3}
        maxLength={SHOWS_LIMIT}
        defaultValue={values.shows}
        error={errorFor(errors, 'shows')}
      />
      <TextInput
        name="location"
        label={USE_NAMES.location}
        optional
        hint="For example, page 4, slide 3 or sheet 2. Links then open the document there"
        defaultValue={values.location}
        error={errorFor(errors, 'location')}
      />
    </>
  );
}
