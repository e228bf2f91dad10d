'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { startAssessmentAction } from '#lib/history/closings/actions.ts';
import * as routes from '#lib/kernel/routes.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';

type StartAssessmentFormProps = {
  council: string;
  councilName: string;
  /** What the next assessment can be on. At least one. */
  frameworks: readonly { readonly value: string; readonly label: string; readonly hint: string }[];
  /** What an assessment is, if there is no choice of framework. */
  lead: string | undefined;
  /** The name of the cycle that can be carried forward. Null: there is none. */
  last: string | null;
  /** The id of the open cycle, which closes when another starts. */
  closes: string | null;
  /** Whether a director has to confirm the closing. */
  asks: boolean;
  /** What to know before closing it. */
  whatCloses: ReactNode;
};

export function StartAssessmentForm({
  council,
  councilName,
  frameworks,
  lead,
  last,
  closes,
  asks,
  whatCloses,
}: StartAssessmentFormProps) {
  const { sent, errors, typed } = usePageForm(startAssessmentAction);
  const heading = last === null ? 'Start an assessment' : 'Start the next assessment';
  return (
    <PageForm
      {...sent}
      title={heading}
      within={councilName}
      heading={
        <>
          <PageHeading lead={lead}>{heading}</PageHeading>
          {whatCloses}
        </>
      }
      hidden={{
        council,
        closes: closes ?? '',
        asks: asks ? 'yes' : 'no',
        content: last === null ? 'empty' : undefined,
        framework: frameworks.length === 1 ? frameworks[0]?.value : undefined,
      }}
    >
      <TextInput
        name="name"
        label="Name"
        hint="For example, CQC assessment 2026 to 2027"
        defaultValue={typed?.name}
        error={errorFor(errors, 'name')}
      />
      <DateInput
        name="startsOn"
        label="When does the period start?"
        hint="For example, 1 4 2026. Up to 3 months from today."
        defaultValue={dateParts(typed?.startsOn ?? '')}
        error={errorFor(errors, 'startsOn')}
      />
      <DateInput
        name="endsOn"
        label="When does the period end?"
        hint="For example, 31 3 2027"
        defaultValue={dateParts(typed?.endsOn ?? '')}
        error={errorFor(errors, 'endsOn')}
      />
      {frameworks.length > 1 && (
        <Radios
          name="framework"
          label="Which framework does it use?"
          options={frameworks}
          defaultValue={typed?.framework ?? frameworks[0]?.value}
          error={errorFor(errors, 'framework')}
        />
      )}
      {last !== null && (
        <Radios
          name="content"
          label="Copy from the last assessment?"
          options={[
            {
              value: 'carried',
              label: `Yes, copy “${last}”`,
              hint: 'Scores, texts, evidence, owners and helpers are copied. Each statement is marked as carried forward until someone confirms it.',
            },
            { value: 'empty', label: 'No, start blank' },
          ]}
          defaultValue={typed?.content}
          error={errorFor(errors, 'content')}
        />
      )}
      {closes !== null && asks && (
        <p>
          Some content is not signed, so a director has to confirm. The assessment stays open until then. You
          can withdraw the request.
        </p>
      )}
      <ButtonGroup>
        {closes === null ? (
          <Button>Start the assessment</Button>
        ) : asks ? (
          <Button>Ask a director to close the assessment</Button>
        ) : (
          <Button kind="warning">Close the assessment and start this one</Button>
        )}
        <Link href={routes.cycles(council)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
