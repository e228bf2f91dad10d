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
  values: Readonly<Partial<Record<DetailField, string>>>;
  errors: readonly FieldError<string>[];
  categories: Categories;
  /** Says what happens when the title is left empty. Only where it may be. */
  titleHint?: string | undefined;
};

const MARKING_HINTS = {
  OFFICIAL: 'Routine council documents',
  'OFFICIAL-SENSITIVE': 'Only for people who need to know, because losing it could harm someone',
} as const;

/** The questions about an evidence item, whether it is a file or a link. */
export function DetailsFields({ values, errors, categories, titleHint }: DetailsFieldsProps) {
  return (
    <>
      <TextInput
        name="title"
        label={DETAIL_NAMES.title}
        optional={titleHint !== undefined}
        hint={titleHint}
        defaultValue={values.title}
        error={errorFor(errors, 'title')}
      />
      <Select
        name="category"
        label={DETAIL_NAMES.category}
        placeholder="Choose a category"
        options={categories}
        defaultValue={values.category}
        error={errorFor(errors, 'category')}
      />
      <DateInput
        name="datedOn"
        label={DETAIL_NAMES.datedOn}
        optional
        hint="The end of the period it covers. For example, 31 3 2026"
        defaultValue={dateParts(values.datedOn ?? '')}
        error={errorFor(errors, 'datedOn')}
      />
      <TextInput
        name="owner"
        label={DETAIL_NAMES.owner}
        optional
        hint="The person or team to ask about it"
        defaultValue={values.owner}
        error={errorFor(errors, 'owner')}
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
        label="Does it contain personal data?"
        hint="Anything that could identify someone, such as a name, address, case number or face. Redact what assessors do not need before you add it."
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
        hint="Explain in a sentence or two what this tells an assessor about the statement"
        rows={5}
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
