'use client';

import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { saveReportAction } from '#lib/record/published-reports/actions.ts';
import {
  pageField,
  REPORT_LIMITS,
  REPORT_NAMES,
  type ReportField,
  saysField,
  scoreField,
} from '#lib/record/published-reports/rules.ts';
import { KIND_NAMES, RESULT_STATUSES, type ResultKind, STATUS_NAMES } from '#lib/record/results/facts.ts';
import { BAND_NAMES, BANDS } from '#lib/scoring/index.ts';

type Choice = { readonly value: string; readonly label: string };

type ReportFormProps = {
  council: string;
  councilName: string;
  /** 0: a new one. */
  report: number;
  version: number;
  framework: string;
  statements: readonly { readonly id: string; readonly name: string }[];
  scores: readonly Choice[];
  kinds: readonly ResultKind[];
  values: Readonly<Partial<Record<ReportField, string>>>;
  title: string;
  heading: ReactNode;
  /** What is saved now, for somebody whose form is older. */
  savedNow: ReactNode;
  backHref: string;
};

/** Adds a report on the council, or changes one. */
export function ReportForm({ council, report, version, framework, values, ...props }: ReportFormProps) {
  const { sent, errors, typed } = usePageForm(saveReportAction);
  const given = typed ?? values;
  const text = (name: ReportField) => ({ name, defaultValue: given[name], error: errorFor(errors, name) });
  const date = (name: 'publishedOn' | 'visitedOn') => ({
    ...{ name, defaultValue: dateParts(given[name] ?? ''), error: errorFor(errors, name) },
  });
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, report, framework, version: typed?.version ?? version }}
    >
      {errorFor(errors, 'conflict') && (
        <LatestSection heading="Saved now" className="">
          {props.savedNow}
        </LatestSection>
      )}
      <Radios
        {...text('resultKind')}
        label={REPORT_NAMES.resultKind}
        options={props.kinds.map((kind) => ({ value: kind, label: KIND_NAMES[kind] }))}
      />
      <Select
        {...text('resultStatus')}
        label={REPORT_NAMES.resultStatus}
        options={RESULT_STATUSES.map((status) => ({ value: status, label: STATUS_NAMES[status] }))}
      />
      <DateInput
        {...date('visitedOn')}
        label={REPORT_NAMES.visitedOn}
        hint="It is compared with what you signed by this day. Without it, by the day of publication."
        optional
      />
      <DateInput {...date('publishedOn')} label={REPORT_NAMES.publishedOn} hint="For example, 12 6 2026" />
      <TextInput
        {...text('url')}
        type="url"
        label={REPORT_NAMES.url}
        hint="Where it can be read, starting with https://"
        optional
        spellCheck={false}
      />
      <Select
        {...text('rating')}
        label={REPORT_NAMES.rating}
        placeholder="Choose a rating"
        options={BANDS.toReversed().map((band) => ({ value: band, label: BAND_NAMES[band] }))}
      />
      <TextInput {...text('score')} label={REPORT_NAMES.score} optional />
      <div>
        <h2 className="heading-2">Quality statements</h2>
        <p className="mt-1 text-ink-soft">
          What the report gives and says of each. Leave out what it does not.
        </p>
        {props.statements.map(({ id, name }) => (
          <fieldset key={id} className="mt-6 min-w-0 space-y-4 border-t border-rule pt-5">
            <legend className="float-left w-full heading-3">{name}</legend>
            <div className="clear-both grid gap-x-6 gap-y-4 sm:grid-cols-2">
              <Select
                {...text(scoreField(id))}
                label={<OfStatement name={name}>Score</OfStatement>}
                placeholder="Not given"
                options={props.scores}
              />
              <TextInput
                {...text(pageField(id))}
                label={<OfStatement name={name}>Page</OfStatement>}
                optional
              />
            </div>
            <Textarea
              {...text(saysField(id))}
              label={<OfStatement name={name}>What it says</OfStatement>}
              optional
              rows={3}
              maxLength={REPORT_LIMITS.says}
            />
          </fieldset>
        ))}
      </div>
      <ButtonGroup>
        <Button>Save report</Button>
        <Link href={props.backHref}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}

function OfStatement({ name, children }: { name: string; children: string }) {
  return (
    <>
      {children}
      <span className="sr-only"> for {name}</span>
    </>
  );
}
