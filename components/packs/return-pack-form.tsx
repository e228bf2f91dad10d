'use client';

import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { MarkingFields, VolumeSizeField } from '#components/packs/more-choices.tsx';
import { PurposeField } from '#components/packs/pack-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Details } from '#components/ui/details.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { askPackAction } from '#lib/exchange/packs/actions.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';

type ReturnPackFormProps = {
  council: string;
  councilName: string;
  /** Which return, as its pack is asked for. */
  content: string;
  /** The names of the list and of its inspection. */
  list: string;
  /** How many items are answered and signed off. */
  stands: string;
  back: string;
};

const TITLE = 'Export the answers';

const FORMS = [
  {
    value: 'zip',
    label: 'ZIP of the files',
    hint: 'A cover list, a folder for each item in the order of the list, each file once, and the fingerprint of every file',
  },
  {
    value: 'bundle',
    label: 'Bundle (PDF)',
    hint: 'What was asked with the answers, an index, and the pages of the evidence, numbered and linked',
  },
] as const;

/** Asks what the answers to an information return are exported as. */
export function ReturnPackForm({ council, councilName, content, list, stands, back }: ReturnPackFormProps) {
  const { sent, errors, typed } = usePageForm(askPackAction);
  return (
    <PageForm
      {...sent}
      title={TITLE}
      within={councilName}
      heading={
        <PageHeading
          caption={list}
          lead={`${stands}. The pack has the answers as they are now, and is kept with its fingerprint like other evidence packs.`}
        >
          {TITLE}
        </PageHeading>
      }
      hidden={{ council, content }}
    >
      <Radios
        name="packForm"
        label="What is made?"
        options={FORMS}
        defaultValue={typed?.packForm ?? 'zip'}
        error={errorFor(errors, 'packForm')}
      />
      <PurposeField
        value={typed?.purpose ?? 'Information return to CQC'}
        error={errorFor(errors, 'purpose') ?? errorFor(errors, 'content')}
      />
      <Details summary="More choices: which evidence" open={typed !== null}>
        <div className="space-y-8 pb-2">
          <MarkingFields typed={typed} errors={errors} />
          <VolumeSizeField typed={typed} errors={errors} />
        </div>
      </Details>
      <ButtonGroup>
        <Button>Export</Button>
        <Link href={back}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
