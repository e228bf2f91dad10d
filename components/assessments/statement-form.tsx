'use client';

import { type ReactNode, useActionState } from 'react';
import { NewerAnswers } from '#components/assessments/newer-answers.tsx';
import { ReferencePicker } from '#components/claims/reference-picker.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { UnsavedGuard } from '#components/layout/unsaved-guard.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { type StatementState, saveStatementAction } from '#lib/assessments/actions.ts';
import type { StatementAnswers } from '#lib/assessments/queries.ts';
import type { NARRATIVES } from '#lib/assessments/rules.ts';
import type { NarrativeField } from '#lib/claims/rules.ts';
import { errorFor, untouched } from '#lib/forms/form-state.ts';
import { routes } from '#lib/routes.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** Words and numbers of the rules come as props: the rules themselves would bring all of scoring to the browser. */
type StatementFormProps = {
  council: string;
  statement: StatementId;
  name: string;
  assessment: string;
  version: number;
  answers: StatementAnswers;
  narratives: typeof NARRATIVES;
  /** Characters in one narrative. */
  limit: number;
  /** Each narrative as last saved, with its references as links. */
  previews: Readonly<Record<NarrativeField, ReactNode>>;
  scores: readonly { value: string; label: ReactNode; divided?: boolean }[];
  councilName: string;
  /** Told after a save, until the form is refused. */
  banner: ReactNode;
  heading: ReactNode;
  guidance: ReactNode;
  evidence: ReactNode;
  lastSaved: string | null;
};

/** Everything on a statement's page that changes when its form is refused. */
export function StatementForm(props: StatementFormProps) {
  const { council, statement, name, answers } = props;
  const [state, action] = useActionState<StatementState, FormData>(saveStatementAction, untouched);
  const errors = state.status === 'refused' ? state.errors : [];
  const typed = state.status === 'untouched' ? valuesOf(answers, props.version) : state.values;
  const newer = state.status === 'newer' ? state.newer : null;
  const told = newer
    ? [
        {
          field: 'newer',
          message: `${newer.by} changed this while you were writing. Your changes are not saved yet`,
        },
      ]
    : errors;

  return (
    <>
      <PageTitle within={props.councilName} error={told.length > 0}>
        {name}
      </PageTitle>
      <ErrorSummary submission={state} errors={told} />
      {told.length === 0 && props.banner}
      {props.heading}
      {props.guidance}
      {newer && (
        <NewerAnswers
          newer={newer}
          typed={typed}
          narratives={props.narratives}
          discardHref={routes.statement(council, statement)}
        />
      )}
      <form action={action} noValidate className="space-y-10">
        <UnsavedGuard />
        <input type="hidden" name="council" value={council} />
        <input type="hidden" name="statement" value={statement} />
        <input type="hidden" name="assessment" value={props.assessment} />
        <input type="hidden" name="version" value={newer?.version ?? typed.version ?? props.version} />
        <Radios
          name="score"
          label={`How do you score ${name}?`}
          labelSize="large"
          options={props.scores}
          defaultValue={typed.score}
          error={errorFor(errors, 'score')}
        />
        {props.narratives.map(({ field, heading }) => (
          <div key={field}>
            <Textarea
              name={field}
              label={heading}
              labelSize="large"
              rows={9}
              maxLength={props.limit}
              defaultValue={typed[field]}
              error={errorFor(errors, field)}
            />
            <ReferencePicker council={council} statement={statement} controlId={field} heading={heading} />
            {props.previews[field]}
          </div>
        ))}
        {props.evidence}
        <Radios
          name="completed"
          label="Have you completed this section?"
          labelSize="large"
          options={[
            { value: 'yes', label: "Yes, I've completed this section" },
            { value: 'no', label: "No, I'll come back later" },
          ]}
          defaultValue={typed.completed}
          error={errorFor(errors, 'completed')}
        />
        <div>
          <ButtonGroup>
            <Button>{newer ? 'Save my version' : 'Save and continue'}</Button>
            <Button kind="secondary" name="then" value="stay">
              Save and stay on this page
            </Button>
          </ButtonGroup>
          {props.lastSaved && <p className="mt-4 text-16 text-ink-soft">{props.lastSaved}</p>}
        </div>
      </form>
    </>
  );
}

/** What the fields hold before anything is typed. Neither question is answered for somebody who never saved. */
function valuesOf({ score, completed, ...texts }: StatementAnswers, version: number) {
  return {
    ...texts,
    score: score === null ? undefined : String(score),
    version: undefined,
    completed: version === 0 ? undefined : completed ? 'yes' : 'no',
  };
}
