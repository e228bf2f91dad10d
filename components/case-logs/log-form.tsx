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
import { saveLogAction } from '#lib/record/case-logs/actions.ts';
import { LOG_LIMITS, LOG_NAMES, LOG_TEXTS, type LogTexts } from '#lib/record/case-logs/rules.ts';

type LogFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  example: string;
  /** Number 0: a new one. */
  log: LogTexts & { readonly number: number; readonly reference: string; readonly version: number };
  /** Whose a new log can be. Null: the person’s own. */
  owners: readonly { readonly value: string; readonly label: string }[] | null;
  self: string;
  title: string;
  heading: ReactNode;
};

/** Starts a reflective log or changes one: five boxes with guidance. */
export function LogForm({ council, inspection, example, log, owners, self, ...props }: LogFormProps) {
  const { sent, errors, typed } = usePageForm(saveLogAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, inspection, log: log.number, version: typed?.version ?? log.version }}
    >
      {errorFor(errors, 'conflict') && (
        <LatestSection heading="Saved now" className="">
          <SummaryList
            rows={[
              { key: LOG_NAMES.reference, value: log.reference },
              ...LOG_TEXTS.map(({ field, label }) => ({ key: label, value: log[field] })),
            ]}
          />
        </LatestSection>
      )}
      <WarningText>
        Write about your work so that nobody could tell who the person is. Leave out names, addresses, dates
        of birth and NHS numbers.
      </WarningText>
      {owners && (
        <Select
          name="owner"
          label={LOG_NAMES.owner}
          hint="Who writes it"
          options={owners}
          defaultValue={typed ? typed.owner : self}
          error={errorFor(errors, 'owner')}
        />
      )}
      <TextInput
        name="caseReference"
        label={LOG_NAMES.reference}
        hint={`Its reference, like ${example}`}
        optional
        defaultValue={typed ? typed.caseReference : log.reference}
        spellCheck={false}
        autoComplete="off"
        error={errorFor(errors, 'caseReference')}
      />
      {LOG_TEXTS.map(({ field, label, hint }) => (
        <Textarea
          key={field}
          name={field}
          label={label}
          hint={hint}
          rows={9}
          maxLength={LOG_LIMITS.text}
          defaultValue={typed ? typed[field] : log[field]}
          error={errorFor(errors, field)}
        />
      ))}
      <ButtonGroup>
        <Button name="do" value="save">
          Save
        </Button>
        <Button kind="secondary" name="do" value="send">
          Save and send for review
        </Button>
        <Link
          href={
            log.number === 0
              ? routes.caseLogs(council, inspection)
              : routes.caseLog(council, inspection, log.number)
          }
        >
          Cancel
        </Link>
      </ButtonGroup>
    </PageForm>
  );
}
