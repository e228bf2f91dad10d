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
  /** The date for new targets that are given none. */
  defaultDay: TargetsField;
  defaultDate: string;
  options: readonly { readonly value: string; readonly label: string }[];
  title: string;
  heading: ReactNode;
  cancelHref: string;
};

/** The targets of all statements in one list, and a date for those without their own. */
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
      <DateInput
        name={props.defaultDay}
        label="Date for new targets"
        hint="For example, 31 3 2027. It is used for each target you select below without giving it a date"
        optional
        defaultValue={dateParts((typed ? typed[props.defaultDay] : props.defaultDate) ?? '')}
        error={errorFor(errors, props.defaultDay)}
      />
      <div className="target-rows">
        <p aria-hidden="true" className="target-row">
          <span>Quality statement</span>
          <span>Target</span>
          <span>Date (day, month, year)</span>
        </p>
        {props.statements.map(({ id, name, fields, now, target, dueOn, opened, version }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset takes no part in a grid.
          <div
            key={id}
            role="group"
            aria-labelledby={`of-${id}`}
            aria-describedby={`now-${id}`}
            className="target-row"
          >
            <p>
              <span id={`of-${id}`} className="font-semibold">
                {name}
              </span>
              <span id={`now-${id}`} className="block text-16 text-ink-soft">
                {now}
              </span>
            </p>
            <input type="hidden" name={fields.opened} value={typed?.[fields.opened] ?? opened} />
            <input type="hidden" name={fields.version} value={typed?.[fields.version] ?? String(version)} />
            <Select
              name={fields.target}
              label={
                <span className="lg:sr-only">
                  Target<span className="sr-only"> for {name}</span>
                </span>
              }
              options={props.options}
              defaultValue={typed ? typed[fields.target] : target}
              error={errorFor(errors, fields.target)}
            />
            <DateInput
              name={fields.day}
              label={
                <span className="lg:sr-only">
                  Date<span className="sr-only"> for {name}</span>
                </span>
              }
              bare
              defaultValue={dateParts((typed ? typed[fields.day] : dueOn) ?? '')}
              error={errorFor(errors, fields.day)}
            />
          </div>
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
