'use client';

import { type ReactNode, useRef } from 'react';
import { LatestAnswers } from '#components/assessments/latest-answers.tsx';
import { ReferencePicker } from '#components/claims/reference-picker.tsx';
import { DiscardForm } from '#components/drafts/discard-form.tsx';
import { type DraftMarks, useAutosave } from '#components/drafts/use-autosave.ts';
import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Button, ButtonGroup, LinkButton } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { type StatementState, saveStatementAction } from '#lib/record/assessments/actions.ts';
import type { FormAnswers, LatestSave, NARRATIVES } from '#lib/record/assessments/rules.ts';
import type { NarrativeField } from '#lib/record/claims/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** Words and numbers come as props, since importing the rules would bring all of scoring to the browser. */
type StatementFormProps = {
  council: string;
  statement: StatementId;
  name: string;
  assessment: string;
  opened: OpenedForm;
  narratives: typeof NARRATIVES;
  /** Characters in one narrative. */
  limit: number;
  /** The reason for the last change of score. */
  scoreChange: ReactNode;
  /** `limit`: in characters. */
  scoreReason: { label: string; limit: number };
  /** The choice that removes the score. */
  notScored: string;
  /** Each narrative as last saved, with its references as links. */
  previews: Readonly<Record<NarrativeField, ReactNode>>;
  scores: readonly { value: string; label: ReactNode; divided?: boolean }[];
  councilName: string;
  heading: ReactNode;
  guidance: ReactNode;
  evidence: ReactNode;
  lastSaved: string | null;
  /** Replaces the form while the assessment is locked. A form that was refused is still shown. */
  locked: ReactNode | null;
};

/** The form's first values: those saved, or this person's unsaved draft from another page. */
type OpenedForm = {
  typed: FormAnswers;
  /** The version to replace, its score, and the last score before it if it has none. */
  version: number;
  savedScore: string;
  lastScore: string;
  /** Identifies the draft for text typed here. */
  marks: DraftMarks;
  /** Someone else has saved since the draft was started. */
  latest: LatestSave | null;
  /** The notice about unsaved drafts. */
  notice: ReactNode;
};

/** The parts of a statement's page that change when its form is refused. */
export function StatementForm(props: StatementFormProps) {
  const { council, statement, name, opened } = props;
  const [state, action] = useFormAction<StatementState>(saveStatementAction);
  const errors = state.status === 'refused' ? state.errors : [];
  const sent = state.status === 'untouched' ? null : state.values;
  const typed = sent ?? opened.typed;
  const latest = state.status === 'conflict' ? state.latest : sent ? null : opened.latest;
  const summary =
    state.status === 'conflict'
      ? [
          {
            field: 'conflict',
            message: `${state.latest.by} changed this while you were writing. Your changes are not yet saved`,
          },
        ]
      : errors;
  const page = sent?.page ?? opened.marks.page;
  const from = sent?.from ?? opened.marks.from?.page;

  const savedScore = latest?.savedScore ?? sent?.savedScore ?? opened.savedScore;
  const lastScore = latest?.lastScore ?? sent?.lastScore ?? opened.lastScore;
  const isLocked = props.locked !== null && sent === null;

  const form = useRef<HTMLFormElement>(null);
  const draft = useAutosave(
    form,
    routes.keepDraft(council, statement),
    { ...opened.marks, page },
    sent && state,
  );

  return (
    <>
      <PageTitle within={props.councilName} error={summary.length > 0}>
        {name}
      </PageTitle>
      <ErrorSummary submission={state} errors={summary} />
      {props.heading}
      {props.guidance}
      {summary.length === 0 && props.locked === null && opened.notice}
      {isLocked && props.locked}
      {latest && !isLocked && (
        <LatestAnswers
          latest={latest}
          narratives={props.narratives}
          leave={
            <DiscardForm council={council} statement={statement} pages={from ? [page, from] : [page]}>
              <LinkButton>Discard mine and open their version</LinkButton>
            </DiscardForm>
          }
        />
      )}
      {/* At a reload, browsers would fill in remembered values over the draft from the server. */}
      {!isLocked && (
        <Form
          state={state}
          ref={form}
          action={action}
          autoComplete="off"
          isKept={draft.isKept}
          className="space-y-10"
        >
          <input type="hidden" name="council" value={council} />
          <input type="hidden" name="statement" value={statement} />
          <input type="hidden" name="assessment" value={props.assessment} />
          <input type="hidden" name="version" value={latest?.version ?? sent?.version ?? opened.version} />
          <input type="hidden" name="savedScore" value={savedScore} />
          <input type="hidden" name="lastScore" value={lastScore} />
          <input type="hidden" name="page" value={page} />
          {from && <input type="hidden" name="from" value={from} />}
          {from && <input type="hidden" name="fromEdit" value={sent?.fromEdit ?? opened.marks.from?.edit} />}
          <div className="group/score space-y-6">
            <Radios
              name="score"
              label={`What is your score for ${name}?`}
              labelSize="large"
              options={props.scores}
              defaultValue={typed.score}
              savedValues={savedScore === '' ? [props.notScored, lastScore] : [savedScore]}
              error={errorFor(errors, 'score')}
            />
            {(lastScore !== '' || typed.scoreReason) && (
              <ScoreReason
                {...props.scoreReason}
                saved={savedScore}
                last={lastScore}
                typed={typed.scoreReason}
                error={errorFor(errors, 'scoreReason')}
              />
            )}
            {props.scoreChange}
          </div>
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
            <p aria-live="polite" className="mb-3 min-h-6 text-16 text-ink-soft print:hidden">
              {draft.message}
            </p>
            <ButtonGroup>
              <Button>{latest ? 'Save my version' : 'Save and continue'}</Button>
              <Button kind="secondary" name="then" value="stay">
                Save and stay on this page
              </Button>
            </ButtonGroup>
            {props.lastSaved && <p className="mt-4 text-16 text-ink-soft">{props.lastSaved}</p>}
          </div>
        </Form>
      )}
    </>
  );
}

type ScoreReasonProps = {
  label: string;
  limit: number;
  saved: string;
  last: string;
  typed: string | undefined;
  error: string | undefined;
};

/**
 * The reason for a change of score. CSS shows it, without script, while a different score is chosen. It always shows in
 * browsers without that CSS and when it has an error.
 */
function ScoreReason({ label, limit, saved, last, typed, error }: ScoreReasonProps) {
  const changesNothing =
    saved === '' && !typed
      ? 'group-has-[[data-saved]:checked]/score:hidden group-not-has-[:checked]/score:hidden'
      : 'group-has-[[data-saved]:checked]/score:hidden';
  return (
    <div className={error ? '' : changesNothing}>
      <Textarea
        name="scoreReason"
        label={label}
        hint={
          last === ''
            ? 'Only needed when you change a saved score.'
            : `${saved === '' ? 'The last score was' : 'The saved score is'} ${last}. If you change it, say what is different now. Everyone in your council can read this in the history.`
        }
        maxLength={limit}
        defaultValue={typed}
        error={error}
      />
    </div>
  );
}
