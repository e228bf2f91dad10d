'use client';

import type { ReactNode } from 'react';
import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Section } from '#components/layout/section.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { FileInput } from '#components/ui/file-input.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { type DrawCasesState, drawCasesAction } from '#lib/record/cases/actions.ts';
import { type DrawShown, groupName, type QuotaField } from '#lib/record/cases/quotas.ts';

type DrawFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  example: string;
  title: string;
  heading: ReactNode;
};

/** Draws cases from a list of references: counts them first, then asks how many. */
export function DrawForm({ council, councilName, inspection, example, title, heading }: DrawFormProps) {
  const [state, action] = useFormAction<DrawCasesState>(drawCasesAction);
  const refused = state.status === 'refused' ? state : null;
  const counted = state.status === 'counted' ? state : null;
  const errors = refused?.errors ?? counted?.problems ?? [];
  const hidden = (
    <>
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="inspection" value={inspection} />
    </>
  );
  return (
    <>
      <PageTitle within={councilName} error={errors.length > 0}>
        {title}
      </PageTitle>
      <ErrorSummary submission={state} errors={errors} />
      {heading}
      {counted ? (
        <Form state={state} action={action} className="space-y-8">
          {hidden}
          <input type="hidden" name="text" value={counted.text} />
          <input type="hidden" name="counted" value={counted.counted} />
          <Counts counted={counted} />
          <TextInput
            name="size"
            label="How many to draw"
            defaultValue={counted.size}
            error={errorFor(counted.problems, 'size')}
          />
          <Quotas counted={counted} of="cohort" heading="Cohorts" />
          <Quotas counted={counted} of="team" heading="Teams" />
          <ButtonGroup>
            <Button>Draw cases</Button>
            <Link href={routes.drawCases(council, inspection)}>Use another list</Link>
            <Link href={routes.cases(council, inspection)}>Cancel</Link>
          </ButtonGroup>
        </Form>
      ) : (
        <Form state={state} action={action} className="max-w-text space-y-8">
          {hidden}
          <FileInput
            name="file"
            label="CSV file"
            accept=".csv,.txt,.tsv,text/csv"
            error={refused ? errorFor(refused.errors, 'file') : undefined}
          />
          <Textarea
            key={refused?.values.text}
            name="text"
            label="Or paste the references"
            hint={`Start with a line of column names: Reference, Cohort, Team. References like ${example}.`}
            rows={9}
            defaultValue={refused?.values.text}
            error={refused ? errorFor(refused.errors, 'text') : undefined}
          />
          <ButtonGroup>
            <Button>Count them</Button>
            <Link href={routes.cases(council, inspection)}>Cancel</Link>
          </ButtonGroup>
        </Form>
      )}
    </>
  );
}

function Counts({ counted: { count, known, notes } }: { counted: DrawShown }) {
  return (
    <InsetText>
      <p>
        {formatCount(count, 'reference')} to draw from.
        {known > 0 && ` ${formatCount(known, 'other')} in the register already.`}
      </p>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </InsetText>
  );
}

type QuotasProps = { counted: DrawShown; of: 'cohort' | 'team'; heading: string };

/** A box for each group, left empty where any number will do. */
function Quotas({ counted, of, heading }: QuotasProps) {
  const groups = of === 'cohort' ? counted.cohorts : counted.teams;
  if (groups.length < 2) return null;
  return (
    <Section heading={heading}>
      <p className="max-w-text">
        Enter exactly how many to draw of some. Leave the others empty: they take what is left.
      </p>
      <div className="mt-6 grid gap-6 sm:grid-cols-2 lg:grid-cols-3">
        {groups.map(({ name, count, typed }, at) => {
          const field: QuotaField = `${of}Quota.${at}`;
          return (
            <TextInput
              key={field}
              name={field}
              label={<bdi>{groupName(name)}</bdi>}
              hint={`${count} in the list`}
              defaultValue={typed}
              error={errorFor(counted.problems, field)}
            />
          );
        })}
      </div>
    </Section>
  );
}
