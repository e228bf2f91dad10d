'use client';

import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { saveStageAction } from '#lib/record/support-stages/actions.ts';
import {
  STAGE_KIND_NAMES,
  STAGE_KINDS,
  STAGE_LIMITS,
  STAGE_MEANINGS,
  STAGE_NAMES,
  type StageKind,
  type SupportStage,
} from '#lib/record/support-stages/rules.ts';

type StageFormProps = {
  council: string;
  councilName: string;
  /** Null: a new one. */
  stage: SupportStage | null;
  /** What a new one is filled in with. */
  proposed?: { kind: StageKind; fromOn: CalendarDate; planDueOn: CalendarDate | null } | undefined;
  title: string;
  heading: ReactNode;
  backHref: string;
};

/** Records a stage of support, or changes one. */
export function StageForm({ council, stage, proposed, ...props }: StageFormProps) {
  const { sent, errors, typed } = usePageForm(saveStageAction);
  const shown = stage ?? proposed;
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{
        ...{ council, stage: stage?.number ?? 0 },
        version: typed?.version ?? stage?.version ?? 0,
      }}
    >
      {errorFor(errors, 'conflict') && stage && (
        <LatestSection heading="Saved now" className="">
          <SummaryList
            rows={[
              { key: STAGE_NAMES.stageKind, value: STAGE_KIND_NAMES[stage.kind] },
              { key: STAGE_NAMES.fromOn, value: formatDate(stage.fromOn) },
              { key: STAGE_NAMES.planDueOn, value: stage.planDueOn && formatDate(stage.planDueOn) },
              { key: STAGE_NAMES.note, value: stage.note },
            ]}
          />
        </LatestSection>
      )}
      <Radios
        name="stageKind"
        label={STAGE_NAMES.stageKind}
        options={STAGE_KINDS.map((kind) => ({
          ...{ value: kind, label: STAGE_KIND_NAMES[kind], hint: STAGE_MEANINGS[kind].means },
        }))}
        defaultValue={typed ? typed.stageKind : shown?.kind}
        error={errorFor(errors, 'stageKind')}
      />
      <DateInput
        name="fromOn"
        label={STAGE_NAMES.fromOn}
        hint="As in the letter. For example, 1 9 2026"
        defaultValue={dateParts(typed ? (typed.fromOn ?? '') : (shown?.fromOn ?? ''))}
        error={errorFor(errors, 'fromOn')}
      />
      <DateInput
        name="planDueOn"
        label={STAGE_NAMES.planDueOn}
        optional
        hint={
          proposed?.planDueOn
            ? 'Proposed: three months after the stage begins. Change or clear it if you agreed otherwise'
            : 'By when the department and CQC should have the improvement plan. Under enhanced support, normally three months after it begins'
        }
        defaultValue={dateParts(typed ? (typed.planDueOn ?? '') : (shown?.planDueOn ?? ''))}
        error={errorFor(errors, 'planDueOn')}
      />
      <Textarea
        name="note"
        label={STAGE_NAMES.note}
        optional
        hint="For example, why the stage changed, or what was agreed"
        rows={3}
        maxLength={STAGE_LIMITS.note}
        defaultValue={typed ? typed.note : stage?.note}
        error={errorFor(errors, 'note')}
      />
      <ButtonGroup>
        <Button>Save stage</Button>
        <Link href={props.backHref}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
