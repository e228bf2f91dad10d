'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { setBlindAction } from '#lib/challenge/actions.ts';
import { errorFor } from '#lib/forms/form-state.ts';
import { routes } from '#lib/routes.ts';

type BlindFormProps = {
  council: string;
  councilName: string;
  assessment: string;
  isBlind: boolean;
  /** Told after the setting was saved, until the form is refused. */
  banner: ReactNode;
};

export function BlindForm({ council, councilName, assessment, isBlind, banner }: BlindFormProps) {
  const { sent, errors, typed } = usePageForm(setBlindAction);
  return (
    <PageForm
      {...sent}
      title="Challenge settings"
      within={councilName}
      heading={
        <>
          {errors.length === 0 && banner}
          <PageHeading lead="Directors and readers can give a score of their own for each statement. It stands beside the council’s score and changes no figure.">
            Challenge settings
          </PageHeading>
        </>
      }
      hidden={{ council, assessment }}
    >
      <Radios
        name="blind"
        label="Are challenge scores given blind?"
        hint="What somebody has seen before you choose blind, they have seen."
        options={[
          {
            value: 'yes',
            label: 'Yes, hide the council’s score until they have given theirs',
            hint: 'Directors and readers get the overall score and the evidence pack when they have given all nine.',
          },
          { value: 'no', label: 'No, they see the council’s score' },
        ]}
        defaultValue={typed?.blind ?? (isBlind ? 'yes' : 'no')}
        error={errorFor(errors, 'blind')}
      />
      <ButtonGroup>
        <Button>Save</Button>
        <Link href={routes.assessment(council)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
