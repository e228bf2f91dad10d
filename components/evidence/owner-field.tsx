'use client';

import { useRef } from 'react';
import { Select } from '#components/ui/select.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { errorFor, type FieldError } from '#lib/platform/forms/form-state.ts';
import type { DetailChoices } from '#lib/record/evidence/queries.ts';
import { DETAIL_NAMES, SOMEBODY_ELSE } from '#lib/record/evidence/rules.ts';
import type { DetailField } from '#lib/record/evidence/schema.ts';

export type FieldsProps = {
  values: Readonly<Partial<Record<DetailField, string>>>;
  errors: readonly FieldError<string>[];
};

/**
 * Who owns it: a member, or somebody else whose name is typed. The line for the name is there only for that choice
 * (see globals.css), and stays where a browser cannot hide it.
 */
export function OwnerField({ values, errors, owners }: FieldsProps & { owners: DetailChoices['owners'] }) {
  const typed = useRef<HTMLDivElement>(null);
  const error = errorFor(errors, 'owner');
  // A name that nobody sees would be refused.
  const forgetName = (choice: string) => {
    const name = typed.current?.querySelector('input');
    if (name && choice !== SOMEBODY_ELSE) name.value = '';
  };
  return (
    <div
      className="owner-choice space-y-4"
      data-refused={error !== undefined || undefined}
      onChange={({ target }) => target instanceof HTMLSelectElement && forgetName(target.value)}
    >
      <Select
        name="ownerId"
        label={DETAIL_NAMES.owner}
        optional
        hint="The person or team to ask, who keeps it up to date."
        placeholder="Nobody yet"
        options={[...owners, { value: SOMEBODY_ELSE, label: 'Somebody else' }]}
        defaultValue={values.ownerId}
        error={errorFor(errors, 'ownerId')}
      />
      <div ref={typed} className="owner-name">
        <TextInput
          name="owner"
          label="Name of somebody else"
          hint="A person or team who does not use this service"
          defaultValue={values.owner}
          error={error}
        />
      </div>
    </div>
  );
}
