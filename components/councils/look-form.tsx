'use client';

import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { FileInput } from '#components/ui/file-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { changeLookAction } from '#lib/record/councils/actions.ts';

type LookFormProps = {
  council: string;
  councilName: string;
  title: string;
  /** As saved. */
  name: string;
  colour: string;
  /** From `lookAsSeen`. */
  seen: string;
  /** Null without a logo. */
  logo: ReactNode;
  registeredName: string;
  /** Such as "200KB" and "2,000". */
  limits: { bytes: string; side: string };
  heading: ReactNode;
};

/** A council's name as shown, its logo and its colour. */
export function LookForm(props: LookFormProps) {
  const { council, councilName, title, limits, logo } = props;
  const { sent, errors, typed } = usePageForm(changeLookAction);
  return (
    <PageForm
      {...sent}
      title={title}
      within={councilName}
      heading={props.heading}
      hidden={{ council, seen: typed?.seen ?? props.seen }}
    >
      {errorFor(errors, 'conflict') && (
        <LatestSection heading="Saved now" className="">
          <p className="mt-3">{`Name: ${props.name || props.registeredName}`}</p>
          <p>{`Colour: ${props.colour || 'the colour of this service'}`}</p>
          {!logo && <p>No logo.</p>}
        </LatestSection>
      )}
      <TextInput
        name="name"
        label="Name"
        optional
        hint={`Leave it empty to use ${props.registeredName}.`}
        defaultValue={typed?.name ?? props.name}
        spellCheck={false}
        error={errorFor(errors, 'name')}
      />
      <div>
        {logo && <div className="mb-4">{logo}</div>}
        <FileInput
          name="logo"
          label={logo ? 'Replace the logo' : 'Logo'}
          optional
          hint={`A PNG file of up to ${limits.bytes}, and up to ${limits.side} pixels each way. It is shown on white, also on dark screens.`}
          accept=".png,image/png"
          error={errorFor(errors, 'logo')}
        />
      </div>
      {logo && (
        <Checkboxes
          name="removeLogo"
          label="Remove the logo"
          options={[{ value: 'yes', label: 'Show the name only' }]}
          defaultValues={typed?.removeLogo ? ['yes'] : []}
          error={errorFor(errors, 'removeLogo')}
        />
      )}
      <TextInput
        name="colour"
        label="Colour"
        optional
        hint="For links, buttons and charts, as a code such as #12436d. Leave it empty for the colour of this service. It has to be dark enough to read on white."
        defaultValue={typed?.colour ?? props.colour}
        autoComplete="off"
        spellCheck={false}
        error={errorFor(errors, 'colour')}
      />
      <ButtonGroup>
        <Button>Save</Button>
        <Link href={routes.settings(council)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
