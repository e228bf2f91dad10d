'use client';

import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { savePlanDetailsAction } from '#lib/insight/plan/actions.ts';
import { PLAN_NAMES } from '#lib/insight/plan/rules.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { PLAN_LIMITS, type PlanDetails } from '#lib/record/improvement/rules.ts';
import { PlanTexts } from './plan-texts.tsx';

type AboutFormProps = {
  council: string;
  councilName: string;
  details: PlanDetails;
  title: string;
  heading: ReactNode;
  backHref: string;
};

/** What is said of the plan as a whole. */
export function AboutForm({ council, councilName, details, title, heading, backHref }: AboutFormProps) {
  const { sent, errors, typed } = usePageForm(savePlanDetailsAction);
  return (
    <PageForm
      {...sent}
      {...{ title, heading }}
      within={councilName}
      hidden={{ council, version: typed?.version ?? details.version }}
    >
      {errorFor(errors, 'conflict') && (
        <LatestSection heading="Saved now" className="">
          <PlanTexts details={details} />
        </LatestSection>
      )}
      <Textarea
        name="introduction"
        label={PLAN_NAMES.introduction}
        hint="Why there is a plan, and what should be different for people when it is done"
        optional
        rows={5}
        maxLength={PLAN_LIMITS.introduction}
        defaultValue={typed ? typed.introduction : details.introduction}
        error={errorFor(errors, 'introduction')}
      />
      <Textarea
        name="monitoring"
        label={PLAN_NAMES.monitoring}
        hint="For example, “The improvement board looks at each action and its measure every month”. It counts for every action that says nothing else"
        optional
        rows={3}
        maxLength={PLAN_LIMITS.monitoring}
        defaultValue={typed ? typed.monitoring : details.monitoring}
        error={errorFor(errors, 'monitoring')}
      />
      <Textarea
        name="scrutiny"
        label={PLAN_NAMES.scrutiny}
        hint="For example, the scrutiny committee, and how often"
        optional
        rows={3}
        maxLength={PLAN_LIMITS.scrutiny}
        defaultValue={typed ? typed.scrutiny : details.scrutiny}
        error={errorFor(errors, 'scrutiny')}
      />
      <TextInput
        name="chair"
        label={PLAN_NAMES.chair}
        optional
        defaultValue={typed ? typed.chair : details.chair}
        error={errorFor(errors, 'chair')}
      />
      <ButtonGroup>
        <Button>Save</Button>
        <Link href={backHref}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
