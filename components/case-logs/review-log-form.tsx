'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button } from '#components/ui/button.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { reviewLogAction } from '#lib/record/case-logs/actions.ts';
import { LOG_LIMITS, LOG_NAMES } from '#lib/record/case-logs/rules.ts';

type ReviewLogFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  log: number;
  version: number;
  review: string;
  title: string;
  /** The log itself, above the form. */
  heading: ReactNode;
};

/** Reviews a reflective log, below its words. */
export function ReviewLogForm({ council, inspection, log, version, review, ...props }: ReviewLogFormProps) {
  const { sent, errors, typed } = usePageForm(reviewLogAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, inspection, log, version: typed?.version ?? version }}
      className="mt-10 max-w-text space-y-8 print:hidden"
    >
      <Textarea
        name="review"
        label={LOG_NAMES.review}
        hint="What is good, and what CQC would ask about it. Without personal data."
        optional
        rows={5}
        maxLength={LOG_LIMITS.review}
        defaultValue={typed ? typed.review : review}
        error={errorFor(errors, 'review')}
      />
      <Radios
        name="decision"
        label="What happens to it"
        options={[
          { value: 'reviewed', label: 'It is ready', hint: 'Nobody changes it any more' },
          { value: 'writing', label: 'It goes back', hint: 'Its owner changes it and sends it again' },
        ]}
        defaultValue={typed?.decision}
        error={errorFor(errors, 'decision')}
      />
      <Button>Save review</Button>
    </PageForm>
  );
}
