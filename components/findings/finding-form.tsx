'use client';

import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { saveFindingAction } from '#lib/record/findings/actions.ts';
import { FINDING_LIMITS, FINDING_NAMES, LEVEL_NAMES, LEVELS } from '#lib/record/findings/rules.ts';
import type { FindingField } from '#lib/record/findings/schema.ts';

type Choice = { readonly value: string; readonly label: string };

type FindingFormProps = {
  council: string;
  councilName: string;
  /** 0: a new one. */
  finding: number;
  version: number;
  /** What is saved, or what a new one begins with. */
  values: Readonly<Partial<Record<FindingField, string>>>;
  sources: readonly Choice[];
  statements: readonly Choice[];
  title: string;
  heading: ReactNode;
  /** What is saved now, for somebody whose form is older. */
  savedNow: ReactNode;
  backHref: string;
};

/** Adds a finding, changes it or closes it. */
export function FindingForm({ council, finding, version, values, ...props }: FindingFormProps) {
  const { sent, errors, typed } = usePageForm(saveFindingAction);
  const given = typed ?? values;
  const text = (name: FindingField) => ({ name, defaultValue: given[name], error: errorFor(errors, name) });
  const date = (name: 'foundOn' | 'closedOn') => ({
    ...{ name, defaultValue: dateParts(given[name] ?? ''), error: errorFor(errors, name) },
  });
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, finding, version: typed?.version ?? version }}
    >
      {errorFor(errors, 'conflict') && (
        <LatestSection heading="Saved now" className="">
          {props.savedNow}
        </LatestSection>
      )}
      <Textarea {...text('found')} label={FINDING_NAMES.found} maxLength={FINDING_LIMITS.text} />
      <Select
        {...text('findingSource')}
        label={FINDING_NAMES.findingSource}
        placeholder="Choose a source"
        options={props.sources}
      />
      <TextInput
        {...text('document')}
        label={FINDING_NAMES.document}
        hint="So that others can find it: the name of a report, a meeting or the number of a case. No names of people."
        optional
      />
      <TextInput {...text('sourcePage')} label={FINDING_NAMES.sourcePage} optional />
      <TextInput
        {...text('reference')}
        label={FINDING_NAMES.reference}
        hint="The item that holds it, like E12"
        optional
      />
      <DateInput {...date('foundOn')} label={FINDING_NAMES.foundOn} hint="For example, 12 6 2026" />
      <Select
        {...text('ofStatement')}
        label={FINDING_NAMES.ofStatement}
        placeholder="None in particular"
        options={props.statements}
      />
      <Select
        {...text('severity')}
        label={FINDING_NAMES.severity}
        placeholder="Choose a severity"
        options={LEVELS.map((level) => ({ value: level, label: LEVEL_NAMES[level] }))}
      />
      {finding > 0 && (
        <>
          <DateInput
            {...date('closedOn')}
            label={FINDING_NAMES.closedOn}
            hint="Once nothing more is to be done. Remove it to open the finding again."
            optional
          />
          <Textarea
            {...text('becameOfIt')}
            label={FINDING_NAMES.becameOfIt}
            hint="Needed to close it"
            optional
            rows={3}
            maxLength={FINDING_LIMITS.outcome}
          />
        </>
      )}
      <ButtonGroup>
        <Button>Save finding</Button>
        <Link href={props.backHref}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
