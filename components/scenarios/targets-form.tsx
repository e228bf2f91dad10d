'use client';

import type { ReactNode } from 'react';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageTitle } from '#components/layout/page-title.tsx';
import { UnsavedGuard } from '#components/layout/unsaved-guard.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Link } from '#components/ui/link.tsx';
import { Select } from '#components/ui/select.tsx';
import { dateParts } from '#lib/forms/date-field.ts';
import { errorFor } from '#lib/forms/form-state.ts';
import { type SetTargetsState, setTargetsAction } from '#lib/scenarios/actions.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type TargetsFormProps = {
  council: string;
  councilName: string;
  assessment: string;
  statements: readonly {
    readonly id: StatementId;
    readonly name: string;
    /** "Now 2". */
    readonly now: string;
    readonly target: string;
    readonly dueOn: string;
    readonly version: number;
  }[];
  options: readonly { readonly value: string; readonly label: string }[];
  title: string;
  heading: ReactNode;
  cancelHref: string;
};

/** The target of every statement, with the day by which it should be reached. */
export function TargetsForm(props: TargetsFormProps) {
  const [state, action] = useFormAction<SetTargetsState>(setTargetsAction);
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  const values = refused ? state.values : null;
  return (
    <>
      <PageTitle within={props.councilName} error={refused}>
        {props.title}
      </PageTitle>
      <ErrorSummary submission={state} errors={errors} />
      {props.heading}
      <form action={action} noValidate className="mt-8">
        <UnsavedGuard />
        <input type="hidden" name="council" value={props.council} />
        <input type="hidden" name="assessment" value={props.assessment} />
        <div className="grid gap-x-12 lg:grid-cols-2">
          {props.statements.map(({ id, name, now, target, dueOn, version }) => (
            <fieldset key={id} className="min-w-0 border-t border-rule py-5">
              <legend className="float-left mb-3 w-full heading-3">{name}</legend>
              <input
                type="hidden"
                name={`version-${id}`}
                value={values?.[`version-${id}`] ?? String(version)}
              />
              <div className="clear-both flex flex-wrap gap-x-8 gap-y-4">
                <Select
                  name={`target-${id}`}
                  label={
                    <>
                      Target<span className="sr-only"> for {name}</span>
                    </>
                  }
                  hint={now}
                  options={props.options}
                  defaultValue={values ? values[`target-${id}`] : target}
                  error={errorFor(errors, `target-${id}`)}
                />
                <DateInput
                  name={`by-${id}`}
                  label={
                    <>
                      By<span className="sr-only"> which day for {name}</span>
                    </>
                  }
                  hint="Like 31 3 2027"
                  optional
                  defaultValue={dateParts((values ? values[`by-${id}`] : dueOn) ?? '')}
                  error={errorFor(errors, `by-${id}`)}
                />
              </div>
            </fieldset>
          ))}
        </div>
        <div className="mt-6">
          <ButtonGroup>
            <Button>Save targets</Button>
            <Link href={props.cancelHref}>Cancel</Link>
          </ButtonGroup>
        </div>
      </form>
    </>
  );
}
