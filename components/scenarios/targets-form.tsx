'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { Select } from '#components/ui/select.tsx';
import { setTargetsAction } from '#lib/insight/scenarios/actions.ts';
import type { TargetMark, TargetsField } from '#lib/insight/scenarios/rules.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';

type TargetsFormProps = {
  council: string;
  councilName: string;
  assessment: string;
  statements: readonly {
    readonly id: string;
    readonly name: string;
    readonly fields: {
      readonly target: TargetsField;
      readonly day: TargetsField;
      readonly opened: TargetMark;
      readonly version: TargetMark;
    };
    /** "Now 2". */
    readonly now: string;
    readonly target: string;
    readonly dueOn: string;
    /** The saved targets, to detect changes. */
    readonly opened: string;
    readonly version: number;
  }[];
  options: readonly { readonly value: string; readonly label: string }[];
  title: string;
  heading: ReactNode;
  cancelHref: string;
};

/** The target of every statement, with its date. */
export function TargetsForm(props: TargetsFormProps) {
  const { sent, errors, typed } = usePageForm(setTargetsAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council: props.council, assessment: props.assessment }}
      className="mt-8"
    >
      <div className="grid gap-x-12 lg:grid-cols-2">
        {props.statements.map(({ id, name, fields, now, target, dueOn, opened, version }) => (
          <fieldset key={id} className="min-w-0 border-t border-rule py-5">
            <legend className="float-left mb-3 w-full heading-3">{name}</legend>
            <input type="hidden" name={fields.opened} value={typed?.[fields.opened] ?? opened} />
            <input type="hidden" name={fields.version} value={typed?.[fields.version] ?? String(version)} />
            <div className="clear-both flex flex-wrap gap-x-8 gap-y-4">
              <Select
                name={fields.target}
                label={
                  <>
                    Target<span className="sr-only"> for {name}</span>
                  </>
                }
                hint={now}
                options={props.options}
                defaultValue={typed ? typed[fields.target] : target}
                error={errorFor(errors, fields.target)}
              />
              <DateInput
                name={fields.day}
                label={
                  <>
                    By<span className="sr-only"> which day for {name}</span>
                  </>
                }
                hint="For example, 31 3 2027"
                optional
                defaultValue={dateParts((typed ? typed[fields.day] : dueOn) ?? '')}
                error={errorFor(errors, fields.day)}
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
    </PageForm>
  );
}
