'use client';

import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Select } from '#components/ui/select.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { saveCaseAction } from '#lib/record/cases/actions.ts';
import {
  ADVOCACIES,
  ADVOCACY_NAMES,
  CASE_FIELDS,
  CASE_LIMITS,
  CASE_NAMES,
  CASE_STATES,
  type CaseFacts,
  CHRONOLOGIES,
  CHRONOLOGY_NAMES,
  CONSENT_NAMES,
  CONSENTS,
  caseText,
  STATE_NAMES,
} from '#lib/record/cases/rules.ts';

type CaseFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  /** What references look like. */
  example: string;
  /** Number 0: a new one. */
  found: CaseFacts & { readonly number: number; readonly version: number };
  title: string;
  heading: ReactNode;
};

const optionsOf = <T extends string>(values: readonly T[], names: Readonly<Record<T, string>>) =>
  values.map((value) => ({ value, label: names[value] }));

/** Adds a case to the register, or changes one. */
export function CaseForm({ council, inspection, example, found, ...props }: CaseFormProps) {
  const { sent, errors, typed } = usePageForm(saveCaseAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, inspection, case: found.number, version: typed?.version ?? found.version }}
    >
      {errorFor(errors, 'conflict') && (
        <LatestSection heading="Saved now" className="">
          <SummaryList
            rows={CASE_FIELDS.map((field) => ({ key: CASE_NAMES[field], value: caseText(found, field) }))}
          />
        </LatestSection>
      )}
      <WarningText>
        Never enter a name, an address, a date of birth or an NHS number, of the person or of anybody else.
        The council’s own reference is enough to find the case.
      </WarningText>
      <TextInput
        name="caseReference"
        label={CASE_NAMES.reference}
        hint={`Like ${example}`}
        defaultValue={typed ? typed.caseReference : found.reference}
        spellCheck={false}
        autoComplete="off"
        error={errorFor(errors, 'caseReference')}
      />
      <TextInput
        name="cohort"
        label={CASE_NAMES.cohort}
        hint="For example, “Older people” or “Unpaid carers”"
        optional
        defaultValue={typed ? typed.cohort : found.cohort}
        error={errorFor(errors, 'cohort')}
      />
      <TextInput
        name="team"
        label={CASE_NAMES.team}
        optional
        defaultValue={typed ? typed.team : found.team}
        error={errorFor(errors, 'team')}
      />
      <TextInput
        name="practitioner"
        label={CASE_NAMES.practitioner}
        hint="A code such as P04, never a name"
        optional
        defaultValue={typed ? typed.practitioner : found.practitioner}
        spellCheck={false}
        autoComplete="off"
        error={errorFor(errors, 'practitioner')}
      />
      <Select
        name="caseState"
        label={CASE_NAMES.state}
        options={optionsOf(CASE_STATES, STATE_NAMES)}
        defaultValue={typed ? typed.caseState : found.state}
        error={errorFor(errors, 'caseState')}
      />
      <Select
        name="consent"
        label={CASE_NAMES.consent}
        hint="To CQC reading the case, and to meeting CQC if it is chosen for that"
        options={optionsOf(CONSENTS, CONSENT_NAMES)}
        defaultValue={typed ? typed.consent : found.consent}
        error={errorFor(errors, 'consent')}
      />
      <Select
        name="advocacy"
        label={CASE_NAMES.advocacy}
        options={optionsOf(ADVOCACIES, ADVOCACY_NAMES)}
        defaultValue={typed ? typed.advocacy : found.advocacy}
        error={errorFor(errors, 'advocacy')}
      />
      <Select
        name="chronology"
        label={CASE_NAMES.chronology}
        hint="Whether the record tells what happened in order and is up to date"
        options={optionsOf(CHRONOLOGIES, CHRONOLOGY_NAMES)}
        defaultValue={typed ? typed.chronology : found.chronology}
        error={errorFor(errors, 'chronology')}
      />
      <Textarea
        name="notes"
        label={CASE_NAMES.notes}
        hint="What still has to be done, in words that tell nobody who it is. NHS numbers and postcodes are refused."
        optional
        rows={5}
        maxLength={CASE_LIMITS.notes}
        defaultValue={typed ? typed.notes : found.notes}
        error={errorFor(errors, 'notes')}
      />
      <ButtonGroup>
        <Button>Save case</Button>
        <Link href={routes.cases(council, inspection)}>Cancel</Link>
        {found.number > 0 && found.state === 'drawn' && (
          <Link href={routes.trackedCase(council, inspection, found.number, { remove: 'yes' })}>
            Remove this case
          </Link>
        )}
      </ButtonGroup>
    </PageForm>
  );
}
