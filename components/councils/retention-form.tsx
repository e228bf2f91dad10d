'use client';

import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { changeRetentionAction } from '#lib/record/councils/actions.ts';
import { describeRetention } from '#lib/record/councils/rules.ts';

type RetentionFormProps = {
  council: string;
  councilName: string;
  title: string;
  /** As saved. Null: not set. */
  years: number | null;
  heading: ReactNode;
};

/** For how long the council keeps evidence. */
export function RetentionForm({ council, councilName, title, years, heading }: RetentionFormProps) {
  const { sent, errors, typed } = usePageForm(changeRetentionAction);
  return (
    <PageForm
      {...sent}
      title={title}
      within={councilName}
      heading={heading}
      hidden={{ council, seen: typed?.seen ?? String(years ?? '') }}
    >
      {errorFor(errors, 'conflict') && (
        <LatestSection heading="Saved now" className="">
          <p className="mt-3">{describeRetention(years)}.</p>
        </LatestSection>
      )}
      <TextInput
        name="years"
        label="Years after the assessment closed"
        optional
        hint="For example, 6. Leave it empty to set no time."
        defaultValue={typed?.years ?? String(years ?? '')}
        error={errorFor(errors, 'years')}
      />
      <ButtonGroup>
        <Button>Save</Button>
        <Link href={routes.settings(council)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
