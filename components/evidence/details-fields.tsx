import type { ReactNode } from 'react';
import { DateInput } from '#components/ui/date-input.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor, type FieldError } from '#lib/platform/forms/form-state.ts';
import { DETAIL_NAMES, MARKINGS, SHOWS_LIMIT, USE_NAMES } from '#lib/record/evidence/rules.ts';
import type { DetailField, UseField } from '#lib/record/evidence/schema.ts';

/** The categories to choose from. */
export type Categories = readonly { readonly value: string; readonly label: string }[];

type DetailsFieldsProps = {
  values: Readonly<Partial<Record<DetailField | UseField, string>>>;
  errors: readonly FieldError<string>[];
  categories: Categories;
  /** The question that comes first: which file or address. */
  first?: ReactNode | undefined;
  /** Says what happens when the title is left empty. Only where it may be. */
  titleHint?: string | undefined;
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
  categories,
  first,
  titleHint,
  withUse = false,
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
        <NeededFields values={values} errors={errors} categories={categories} />
      </div>
      <div className="space-y-6">
        <OptionalFields values={values} errors={errors} />
        {withUse && <UseFields values={values} errors={errors} />}
      </div>
    </div>
  );
}

type FieldsProps = Pick<DetailsFieldsProps, 'values' | 'errors'>;

type NeededFieldsProps = FieldsProps & Pick<DetailsFieldsProps, 'categories'> & { personalData?: string };

/** The questions that need an answer, in words for one item unless others are given. */
export function NeededFields({
  values,
  errors,
  categories,
  personalData = 'Does it contain personal data?',
}: NeededFieldsProps) {
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
      <Radios
        name="marking"
        label={DETAIL_NAMES.marking}
        options={MARKINGS.map((value) => ({ value, label: value, hint: MARKING_HINTS[value] }))}
        defaultValue={values.marking}
        error={errorFor(errors, 'marking')}
      />
      <Radios
        name="containsPersonalData"
        label={personalData}
        hint="A name, address, case number or face, for example. First redact what assessors do not need."
        inline
        options={[
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
        ]}
        defaultValue={values.containsPersonalData}
        error={errorFor(errors, 'containsPersonalData')}
      />
    </>
  );
}

type OptionalFieldsProps = FieldsProps & { period?: string; owner?: string };

/** The questions that do not, with hints for one item unless others are given. */
export function OptionalFields({
  values,
  errors,
  period = 'The end of the period it covers.',
  owner = 'The person or team to ask about it',
}: OptionalFieldsProps) {
  return (
    <>
      <DateInput
        name="datedOn"
        label={DETAIL_NAMES.datedOn}
        optional
        hint={`${period} For example, 31 3 2026`}
        defaultValue={dateParts(values.datedOn ?? '')}
        error={errorFor(errors, 'datedOn')}
      />
      <TextInput
        name="owner"
        label={DETAIL_NAMES.owner}
        optional
        hint={owner}
        defaultValue={values.owner}
        error={errorFor(errors, 'owner')}
      />
    </>
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
        hint="For example, pages 4 to 6, or the second sheet"
        defaultValue={values.location}
        error={errorFor(errors, 'location')}
      />
    </>
  );
}
