'use client';

import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { Details } from '#components/ui/details.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Select } from '#components/ui/select.tsx';
import {
  EVERYTHING,
  ORDER_NAMES,
  PACK_ORDERS,
  type PackPreset,
  PRESET_RULES,
  VOLUME_SIZES,
} from '#lib/exchange/packs/choices.ts';
import { FORM_NAMES, PACK_FORMS } from '#lib/exchange/packs/rules.ts';
import type { packFields } from '#lib/exchange/packs/schema.ts';
import { errorFor, type FieldError } from '#lib/platform/forms/form-state.ts';

type Field = (typeof packFields)[number];

type MoreChoicesProps = {
  preset: PackPreset;
  statements: readonly { value: string; label: string }[];
  categories: readonly { value: string; label: string }[];
  typed: Readonly<Partial<Record<Field, string>>> | null;
  errors: readonly FieldError<string>[];
};

const FOLDED = [
  ...(['packForm', 'statements', 'categories', 'highestMarking'] as const),
  ...(['personalData', 'packOrder', 'volumeSize'] as const),
] as const;

/** What a preset has an answer for already, folded away unless one of them is refused. */
export function MoreChoices({ preset, statements, categories, typed, errors }: MoreChoicesProps) {
  const { form, isFixed, order } = PRESET_RULES[preset];
  const isRefused = (field: Field) =>
    errorFor(errors, field) !== undefined && !(field === 'statements' && preset === 'statement');
  const mayBeBundle = !isFixed || form === 'bundle';
  return (
    <Details
      summary="More choices: which evidence, in which order"
      open={typed !== null || FOLDED.some(isRefused)}
    >
      <div className="space-y-8 pb-2">
        {!isFixed && (
          <Radios
            name="packForm"
            label="What is made?"
            options={PACK_FORMS.map((value) => ({ value, label: FORM_NAMES[value] }))}
            defaultValue={typed?.packForm ?? form}
            error={errorFor(errors, 'packForm')}
          />
        )}
        {preset !== 'statement' && (
          <Checkboxes
            name="statements"
            label="Only these quality statements"
            optional
            hint="Select none for all of them. With some, the overall result is left out."
            options={statements}
            defaultValues={ticked(typed?.statements)}
            error={errorFor(errors, 'statements')}
          />
        )}
        <Checkboxes
          name="categories"
          label="Only these categories of evidence"
          optional
          hint="Select none for all of them."
          options={categories}
          defaultValues={ticked(typed?.categories)}
          error={errorFor(errors, 'categories')}
        />
        {preset !== 'public' && <MarkingFields typed={typed} errors={errors} />}
        <Radios
          name="packOrder"
          label="Order of the evidence"
          options={PACK_ORDERS.map((value) => ({ value, label: ORDER_NAMES[value] }))}
          defaultValue={typed?.packOrder ?? order}
          error={errorFor(errors, 'packOrder')}
        />
        {mayBeBundle && <VolumeSizeField typed={typed} errors={errors} />}
      </div>
    </Details>
  );
}

type FieldProps = Pick<MoreChoicesProps, 'typed' | 'errors'>;

/** Which evidence goes in, by its marking and personal data. */
export function MarkingFields({ typed, errors }: FieldProps) {
  return (
    <>
      <Radios
        name="highestMarking"
        label="Highest marking"
        options={[
          { value: 'OFFICIAL-SENSITIVE', label: 'All evidence' },
          { value: 'OFFICIAL', label: 'Only evidence marked OFFICIAL' },
        ]}
        defaultValue={typed?.highestMarking ?? EVERYTHING.marking}
        error={errorFor(errors, 'highestMarking')}
      />
      <Radios
        name="personalData"
        label="Evidence with personal data"
        options={[
          { value: 'with', label: 'Put it in' },
          { value: 'without', label: 'Leave it out' },
        ]}
        defaultValue={typed?.personalData ?? 'with'}
        error={errorFor(errors, 'personalData')}
      />
    </>
  );
}

/** How large a PDF of a bundle may be. */
export function VolumeSizeField({ typed, errors }: FieldProps) {
  return (
    <Select
      name="volumeSize"
      label="Largest size of a PDF"
      hint="A larger bundle is made as volumes, each a PDF of at most 1,000 pages."
      options={VOLUME_SIZES.map((size) => ({ value: String(size), label: `${size} MB` }))}
      defaultValue={typed?.volumeSize ?? String(EVERYTHING.volumeSize)}
      error={errorFor(errors, 'volumeSize')}
    />
  );
}

function ticked(values: string | undefined): readonly string[] {
  return values?.split(',') ?? [];
}
