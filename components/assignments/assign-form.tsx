'use client';

import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { Select } from '#components/ui/select.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { assignStatementAction } from '#lib/work/assignments/actions.ts';
import type { AssignableMember } from '#lib/work/assignments/queries.ts';

type AssignFormProps = {
  council: string;
  councilName: string;
  assessment: string;
  statement: StatementId;
  name: string;
  candidates: readonly AssignableMember[];
  owner: string;
  helpers: readonly string[];
  /** A calendar date, or empty. */
  dueOn: string;
};

export function AssignForm(props: AssignFormProps) {
  const { council, statement, name, candidates } = props;
  const { sent, errors, typed } = usePageForm(assignStatementAction);
  return (
    <PageForm
      {...sent}
      title={`Owner and helpers for ${name}`}
      within={props.councilName}
      heading={
        <PageHeading lead="They will see it in My work. Others who can write statements can still edit it.">
          Owner and helpers for {name}
        </PageHeading>
      }
      hidden={{ council, statement, assessment: props.assessment }}
    >
      <Select
        name="owner"
        label="Owner"
        hint="The person responsible"
        placeholder="No owner"
        options={candidates.map((person) => ({
          value: person.id,
          label: `${person.name} (${person.email})`,
        }))}
        defaultValue={typed ? typed.owner : props.owner}
        error={errorFor(errors, 'owner')}
      />
      <Checkboxes
        name="helpers"
        label="Helpers"
        hint="Select everyone else who works on it"
        optional
        options={candidates.map((person) => ({
          value: person.id,
          label: person.name,
          hint: person.email,
        }))}
        defaultValues={typed ? (typed.helpers ?? '').split(',') : props.helpers}
        error={errorFor(errors, 'helpers')}
      />
      <DateInput
        name="dueOn"
        label="Due date"
        hint="For example, 27 3 2027. We will notify the owner and helpers 7 days before, and when it is overdue."
        optional
        defaultValue={dateParts(typed ? (typed.dueOn ?? '') : props.dueOn)}
        error={errorFor(errors, 'dueOn')}
      />
      <ButtonGroup>
        <Button>Save</Button>
        <Link href={routes.statement(council, statement)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
