'use client';

import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { MoreChoices } from '#components/packs/more-choices.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { askPackAction } from '#lib/exchange/packs/actions.ts';
import { CORE_PAGES, type PackPreset, PRESET_NAMES, PRESET_RULES } from '#lib/exchange/packs/choices.ts';
import * as routes from '#lib/kernel/routes.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';

type Choice = { value: string; label: string; hint?: string };

type PackFormProps = {
  council: string;
  councilName: string;
  preset: PackPreset;
  /** The versions that it can be made of. */
  versions: readonly Choice[];
  statements: readonly Choice[];
  categories: readonly Choice[];
};

/** Asks what the chosen kind of pack needs; all else is folded away. */
export function PackForm(props: PackFormProps) {
  const { council, councilName, preset, versions, statements } = props;
  const { sent, errors, typed } = usePageForm(askPackAction);
  const { name, hint } = PRESET_NAMES[preset];
  const { form, isFixed } = PRESET_RULES[preset];
  return (
    <PageForm
      {...sent}
      title={`Make a pack: ${name}`}
      within={councilName}
      heading={
        <>
          <PageHeading caption="Make a pack" lead={`${hint}.`}>
            {name}
          </PageHeading>
          <p className="mb-6">
            <Link href={routes.addPack(council)}>Make something else</Link>
          </p>
        </>
      }
      hidden={{ council, preset, ...(isFixed ? { packForm: form } : {}) }}
    >
      <PurposeField value={typed?.purpose} error={errorFor(errors, 'purpose')} />
      <Radios
        name="content"
        label="What is it made of?"
        options={versions}
        defaultValue={typed?.content}
        error={errorFor(errors, 'content')}
      />
      {preset === 'statement' && (
        <Select
          name="statements"
          label="Which quality statement?"
          options={statements}
          placeholder="Choose a statement"
          defaultValue={typed?.statements}
          error={errorFor(errors, 'statements')}
        />
      )}
      {preset === 'core' && (
        <TextInput
          name="pageLimit"
          label="How many pages may it have?"
          hint="In all, with the statements and the index. What has no room is named in it, and is in the full bundle."
          autoComplete="off"
          defaultValue={typed?.pageLimit ?? String(CORE_PAGES)}
          error={errorFor(errors, 'pageLimit')}
        />
      )}
      {preset === 'public' && (
        <ReadForNamesField value={typed?.readForNames} error={errorFor(errors, 'readForNames')} />
      )}
      <MoreChoices {...props} typed={typed} errors={errors} />
      <ButtonGroup>
        <Button>Make the pack</Button>
        <Link href={routes.packs(council)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}

/** The note of what a pack is for. */
export function PurposeField({ value, error }: { value: string | undefined; error: string | undefined }) {
  return (
    <TextInput
      name="purpose"
      label="What is it for?"
      hint="For example, Information return to CQC. Shown in the list of packs, not in the pack."
      autoComplete="off"
      defaultValue={value}
      error={error}
    />
  );
}

/** Of a public edition: what the service cannot do for the person who asks for it. */
export function ReadForNamesField({
  value,
  error,
}: {
  value: string | undefined;
  error: string | undefined;
}) {
  return (
    <Checkboxes
      name="readForNames"
      label="Are there names of people in it?"
      hint="The service leaves out who made, signed, owns and reviewed what. It cannot find names in what people wrote, in titles, in names of files and in the evidence itself. Files in a ZIP also keep the names of their authors."
      options={[
        {
          value: 'yes',
          label: 'I have read the texts, the titles and the evidence, and no name in them is to be left out',
        },
      ]}
      defaultValues={value?.split(',')}
      error={error}
    />
  );
}
