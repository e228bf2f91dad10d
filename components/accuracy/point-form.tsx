'use client';

import type { ReactNode } from 'react';
import { ownerOptions } from '#components/assignments/owner-options.ts';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Select } from '#components/ui/select.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { savePointAction } from '#lib/record/accuracy/actions.ts';
import type { AccuracyPoint } from '#lib/record/accuracy/queries.ts';
import {
  ACCURACY_LIMITS,
  describeEvidence,
  POINT_NAMES,
  POINT_OUTCOME_NAMES,
  POINT_OUTCOMES,
  POINT_STATE_NAMES,
  POINT_STATES,
} from '#lib/record/accuracy/rules.ts';

type Choice = { readonly value: string; readonly label: string };

type PointFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  /** Null: a new one. */
  point: AccuracyPoint | null;
  /** The page of the draft that a new one is about. */
  page: number | null;
  statements: readonly Choice[];
  owners: readonly Choice[];
  title: string;
  heading: ReactNode;
  backHref: string;
  /** Undefined: it cannot be removed. */
  removeHref?: string | undefined;
};

/** Adds a point of accuracy, or changes one. */
export function PointForm({
  council,
  inspection,
  point,
  page,
  statements,
  owners,
  ...props
}: PointFormProps) {
  const { sent, errors, typed } = usePageForm(savePointAction);
  const owner = point?.owner ?? null;
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{
        ...{ council, inspection, point: point?.number ?? 0 },
        version: typed?.version ?? point?.version ?? 0,
      }}
    >
      {errorFor(errors, 'conflict') && point && (
        <LatestSection heading="Saved now" className="">
          <SummaryList
            rows={[
              { key: POINT_NAMES.page, value: `${point.page}` },
              { key: POINT_NAMES.says, value: point.says },
              { key: POINT_NAMES.correct, value: point.correct },
              { key: POINT_NAMES.reference, value: point.evidence && describeEvidence(point.evidence) },
              { key: POINT_NAMES.owner, value: owner?.name },
              { key: POINT_NAMES.pointState, value: POINT_STATE_NAMES[point.state] },
              { key: POINT_NAMES.outcome, value: point.outcome && POINT_OUTCOME_NAMES[point.outcome] },
            ]}
          />
        </LatestSection>
      )}
      <TextInput
        name="page"
        label={POINT_NAMES.page}
        defaultValue={typed ? typed.page : `${point?.page ?? page ?? ''}`}
        error={errorFor(errors, 'page')}
      />
      <Select
        name="pointStatement"
        label={POINT_NAMES.pointStatement}
        placeholder="None in particular"
        options={statements}
        defaultValue={typed ? typed.pointStatement : (point?.statement ?? '')}
        error={errorFor(errors, 'pointStatement')}
      />
      <Textarea
        name="says"
        label={POINT_NAMES.says}
        hint="In its own words, so that it can be found"
        rows={3}
        maxLength={ACCURACY_LIMITS.says}
        defaultValue={typed ? typed.says : point?.says}
        error={errorFor(errors, 'says')}
      />
      <Textarea
        name="correct"
        label={POINT_NAMES.correct}
        hint="The fact alone. CQC corrects facts, and does not discuss its judgement here."
        optional
        rows={3}
        maxLength={ACCURACY_LIMITS.correct}
        defaultValue={typed ? typed.correct : point?.correct}
        error={errorFor(errors, 'correct')}
      />
      <TextInput
        name="reference"
        label={POINT_NAMES.reference}
        hint="The item that shows it, like E12. It counts as it is today, with the version of its file."
        optional
        defaultValue={typed ? typed.reference : (point?.evidence?.reference ?? '')}
        error={errorFor(errors, 'reference')}
      />
      <TextInput
        name="evidencePage"
        label={POINT_NAMES.evidencePage}
        optional
        defaultValue={typed ? typed.evidencePage : `${point?.evidence?.page ?? ''}`}
        error={errorFor(errors, 'evidencePage')}
      />
      <Select
        name="owner"
        label={POINT_NAMES.owner}
        hint="One of those who are named to check the report"
        placeholder="Nobody"
        options={ownerOptions(owners, owner)}
        defaultValue={typed ? typed.owner : (owner?.id ?? '')}
        error={errorFor(errors, 'owner')}
      />
      <Select
        name="pointState"
        label={POINT_NAMES.pointState}
        options={POINT_STATES.map((state) => ({ value: state, label: POINT_STATE_NAMES[state] }))}
        defaultValue={typed ? typed.pointState : (point?.state ?? 'writing')}
        error={errorFor(errors, 'pointState')}
      />
      <Select
        name="outcome"
        label={POINT_NAMES.outcome}
        hint="Once CQC has answered"
        placeholder="Not known yet"
        options={POINT_OUTCOMES.map((outcome) => ({ value: outcome, label: POINT_OUTCOME_NAMES[outcome] }))}
        defaultValue={typed ? typed.outcome : (point?.outcome ?? '')}
        error={errorFor(errors, 'outcome')}
      />
      <Textarea
        name="outcomeNote"
        label={POINT_NAMES.outcomeNote}
        optional
        rows={3}
        maxLength={ACCURACY_LIMITS.outcomeNote}
        defaultValue={typed ? typed.outcomeNote : point?.outcomeNote}
        error={errorFor(errors, 'outcomeNote')}
      />
      <ButtonGroup>
        <Button>Save point</Button>
        <Link href={props.backHref}>Cancel</Link>
        {props.removeHref && <Link href={props.removeHref}>Remove this point</Link>}
      </ButtonGroup>
    </PageForm>
  );
}
