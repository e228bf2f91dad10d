'use client';

import type { ReactNode } from 'react';
import { ownerOptions } from '#components/assignments/owner-options.ts';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Details } from '#components/ui/details.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Select } from '#components/ui/select.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { formatFigure } from '#lib/kernel/figures.ts';
import { formatCount, formatList } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { ActionPrefill } from '#lib/pages/action.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { LEVEL_NAMES, LEVELS } from '#lib/record/findings/rules.ts';
import { saveActionAction } from '#lib/record/improvement/actions.ts';
import {
  ACTION_LIMITS,
  ACTION_NAMES,
  ACTION_STATE_NAMES,
  type ActionCost,
  describeAim,
  FUNDING_NAMES,
  FUNDINGS,
  IMPROVE,
  type ImprovementAction,
  PROOF_ROWS,
  proofField,
  proofValueField,
  VALUE_TO_REACH,
} from '#lib/record/improvement/rules.ts';

type Choice = { readonly value: string; readonly label: string };

type ActionFormProps = {
  council: string;
  councilName: string;
  /** Null: a new one. */
  action: ImprovementAction | null;
  /** What a new one is filled in with. */
  prefill: ActionPrefill;
  owners: readonly Choice[];
  measures: readonly Choice[];
  /** Each statement with its present score in words, and the scores that an action can aim at. */
  statements: readonly {
    readonly id: string;
    readonly name: string;
    readonly hint: string;
    readonly scale: readonly Choice[];
  }[];
  title: string;
  heading: ReactNode;
  backHref: string;
};

/** Adds an action to the improvement plan, or changes one. */
export function ActionForm({ council, councilName, action, prefill, ...props }: ActionFormProps) {
  const { sent, errors, typed } = usePageForm(saveActionAction);
  // Its fields are named `aim.QS1`.
  const rows: Readonly<Partial<Record<string, string>>> | null = typed;
  const aims = action?.aims ?? prefill.aims;
  const aimOf = (id: string) => {
    const aim = aims.find(({ statement }) => statement === id);
    return aim ? String(aim.score ?? IMPROVE) : '';
  };
  const chosen = props.statements.filter(({ id }) => (rows ? rows[`aim.${id}`] : aimOf(id)));
  const owner = action?.owner ?? null;
  const member = owner?.id ? { id: owner.id, name: owner.name } : null;
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={councilName}
      heading={props.heading}
      hidden={{
        ...{ council, action: action?.number ?? 0 },
        version: typed?.version ?? action?.version ?? 0,
      }}
      className="max-w-text space-y-12"
    >
      {errorFor(errors, 'conflict') && action && <LatestAction action={action} />}
      <Part heading="What">
        <TextInput
          name="title"
          label={ACTION_NAMES.title}
          hint="What will be done, in a few words"
          defaultValue={typed ? typed.title : action?.title}
          error={errorFor(errors, 'title')}
        />
        <Radios
          name="priority"
          label={ACTION_NAMES.priority}
          options={LEVELS.map((level) => ({ value: level, label: LEVEL_NAMES[level] }))}
          defaultValue={(typed ? typed.priority : (action?.priority ?? prefill.priority)) ?? undefined}
          error={errorFor(errors, 'priority')}
        />
        <Textarea
          name="outcomeSought"
          label={ACTION_NAMES.outcome}
          hint="What will be different for people"
          optional
          rows={3}
          maxLength={ACTION_LIMITS.outcome}
          defaultValue={typed ? typed.outcomeSought : (action?.outcome ?? prefill.outcome)}
          error={errorFor(errors, 'outcomeSought')}
        />
        <TextInput
          name="findings"
          label={ACTION_NAMES.findings}
          hint="Their numbers in the list of findings, like 3, 4"
          optional
          autoComplete="off"
          defaultValue={typed ? typed.findings : (action?.findings ?? prefill.findings).join(', ')}
          error={errorFor(errors, 'findings')}
        />
      </Part>
      <Part heading="Who and when">
        <Select
          name="owner"
          label={ACTION_NAMES.owner}
          hint="The person responsible. They get a notification, and see the action in My work"
          placeholder="Nobody"
          options={ownerOptions(props.owners, member)}
          defaultValue={typed ? typed.owner : (member?.id ?? '')}
          error={errorFor(errors, 'owner')}
        />
        <TextInput
          name="ownerName"
          label={ACTION_NAMES.ownerName}
          hint="If the owner does not use this service"
          optional
          autoComplete="off"
          defaultValue={typed ? typed.ownerName : member === null ? owner?.name : ''}
          error={errorFor(errors, 'ownerName')}
        />
        {!action && (
          <Select
            name="actionState"
            label={ACTION_NAMES.actionState}
            options={(['planned', 'under_way'] as const).map((state) => ({
              value: state,
              label: ACTION_STATE_NAMES[state],
            }))}
            defaultValue={typed ? typed.actionState : 'planned'}
            error={errorFor(errors, 'actionState')}
          />
        )}
        <DateInput
          name="startsOn"
          label={ACTION_NAMES.startsOn}
          hint="For example, 4 1 2027"
          optional
          defaultValue={dateParts(typed ? (typed.startsOn ?? '') : (action?.startsOn ?? ''))}
          error={errorFor(errors, 'startsOn')}
        />
        {action?.dueOn ? (
          <p>
            <b>
              {ACTION_NAMES.dueOn}: {formatDate(action.dueOn)}.
            </b>{' '}
            To move it and say why,{' '}
            <Link href={routes.updateAction(council, action.number)}>update progress</Link>.
          </p>
        ) : (
          <DateInput
            name="dueOn"
            label={ACTION_NAMES.dueOn}
            hint="For example, 31 3 2027. The first date stays on record"
            optional
            defaultValue={dateParts(typed ? (typed.dueOn ?? '') : (prefill.dueOn ?? ''))}
            error={errorFor(errors, 'dueOn')}
          />
        )}
      </Part>
      <Part heading="What it moves">
        <Details
          summary={
            chosen.length === 0
              ? 'Quality statements it should improve'
              : `Quality statements it should improve: ${formatList(chosen.map(({ name }) => name))}`
          }
          open={chosen.length > 0 || errorFor(errors, 'aim') !== undefined}
        >
          <div id="aim" className="space-y-5">
            {errorFor(errors, 'aim') && <p className="font-bold text-danger">{errorFor(errors, 'aim')}</p>}
            {props.statements.map(({ id, name, hint, scale }) => (
              <Select
                key={id}
                name={`aim.${id}`}
                id={`aim-${id}`}
                label={name}
                hint={hint}
                labelSize="small"
                placeholder="Not this one"
                options={[{ value: IMPROVE, label: 'Improve, without a score' }, ...scale]}
                defaultValue={rows ? rows[`aim.${id}`] : aimOf(id)}
              />
            ))}
          </div>
        </Details>
        {PROOF_ROWS.map((row) => {
          const proof = action?.proofs[row - 1];
          return (
            <div key={row} className="grid grid-cols-1 gap-x-5 gap-y-4 sm:grid-cols-[minmax(0,1fr)_12rem]">
              <Select
                name={proofField(row)}
                label={row === 1 ? 'Measure that would prove it' : `Measure ${row}`}
                labelSize="small"
                placeholder="None"
                options={props.measures}
                defaultValue={typed ? typed[proofField(row)] : (proof?.measure ?? '')}
                error={errorFor(errors, proofField(row))}
              />
              <TextInput
                name={proofValueField(row)}
                label={row === 1 ? VALUE_TO_REACH : `Value ${row} to reach`}
                labelSize="small"
                optional
                autoComplete="off"
                defaultValue={
                  typed
                    ? typed[proofValueField(row)]
                    : proof?.value === undefined || proof.value === null
                      ? ''
                      : formatFigure(proof.value)
                }
                error={errorFor(errors, proofValueField(row))}
              />
            </div>
          );
        })}
      </Part>
      <Part heading="Cost">
        <TextInput
          name="costOnce"
          label={ACTION_NAMES.costOnce}
          hint="Enter 0 if there is none"
          optional
          autoComplete="off"
          defaultValue={typed ? typed.costOnce : pounds(action?.cost.once)}
          error={errorFor(errors, 'costOnce')}
        />
        <TextInput
          name="costYearly"
          label={ACTION_NAMES.costYearly}
          optional
          autoComplete="off"
          defaultValue={typed ? typed.costYearly : pounds(action?.cost.yearly)}
          error={errorFor(errors, 'costYearly')}
        />
        <Select
          name="funding"
          label={ACTION_NAMES.funding}
          placeholder="Not said"
          options={FUNDINGS.map((funding) => ({ value: funding, label: FUNDING_NAMES[funding] }))}
          defaultValue={typed ? typed.funding : (action?.cost.funding ?? '')}
          error={errorFor(errors, 'funding')}
        />
      </Part>
      <Part heading="Monitoring and scrutiny">
        <Textarea
          name="monitoring"
          label={ACTION_NAMES.monitoring}
          hint="Leave blank if it is as for the whole plan"
          optional
          rows={3}
          maxLength={ACTION_LIMITS.monitoring}
          defaultValue={typed ? typed.monitoring : action?.monitoring}
          error={errorFor(errors, 'monitoring')}
        />
        <Textarea
          name="scrutiny"
          label={ACTION_NAMES.scrutiny}
          hint="Leave blank if it is as for the whole plan"
          optional
          rows={3}
          maxLength={ACTION_LIMITS.scrutiny}
          defaultValue={typed ? typed.scrutiny : action?.scrutiny}
          error={errorFor(errors, 'scrutiny')}
        />
        <TextInput
          name="evidenceItems"
          label={ACTION_NAMES.evidence}
          hint="Numbers of items in the evidence list, like E12, E15. An action needs some before it is complete"
          optional
          autoComplete="off"
          defaultValue={
            typed
              ? typed.evidenceItems
              : (action?.evidence ?? []).map(({ reference }) => reference).join(', ')
          }
          error={errorFor(errors, 'evidenceItems')}
        />
      </Part>
      <ButtonGroup>
        <Button>Save action</Button>
        <Link href={props.backHref}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}

function pounds(amount: ActionCost['once'] | undefined): string {
  return amount === null || amount === undefined ? '' : String(amount);
}

function Part({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="heading-2 mb-5">{heading}</legend>
      <div className="space-y-8">{children}</div>
    </fieldset>
  );
}

/** The action as it is saved now, to compare with what was typed. */
function LatestAction({ action }: { action: ImprovementAction }) {
  const { title, priority, outcome, owner, startsOn, dueOn, aims, proofs, cost, findings, evidence } = action;
  return (
    <LatestSection heading="Saved now" className="">
      <SummaryList
        rows={[
          { key: ACTION_NAMES.title, value: title },
          { key: ACTION_NAMES.priority, value: LEVEL_NAMES[priority] },
          { key: ACTION_NAMES.outcome, value: outcome },
          { key: ACTION_NAMES.owner, value: owner?.name },
          { key: ACTION_NAMES.startsOn, value: startsOn && formatDate(startsOn) },
          { key: ACTION_NAMES.dueOn, value: dueOn && formatDate(dueOn) },
          { key: ACTION_NAMES.aims, value: formatList(aims.map(describeAim)) },
          { key: ACTION_NAMES.proofs, value: formatList(proofs.map(({ name }) => name)) },
          { key: ACTION_NAMES.costOnce, value: pounds(cost.once) },
          { key: ACTION_NAMES.costYearly, value: pounds(cost.yearly) },
          { key: ACTION_NAMES.funding, value: cost.funding && FUNDING_NAMES[cost.funding] },
          { key: ACTION_NAMES.monitoring, value: action.monitoring },
          { key: ACTION_NAMES.scrutiny, value: action.scrutiny },
          { key: ACTION_NAMES.findings, value: findings.join(', ') },
          { key: ACTION_NAMES.evidence, value: evidence.length > 0 && formatCount(evidence.length, 'item') },
        ]}
      />
    </LatestSection>
  );
}
