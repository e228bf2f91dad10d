'use client';

import type { ReactNode } from 'react';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageTitle } from '#components/layout/page-title.tsx';
import { UnsavedGuard } from '#components/layout/unsaved-guard.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { type ChallengeState, giveChallengeAction } from '#lib/challenge/actions.ts';
import { formatDateTime } from '#lib/format.ts';
import { errorFor } from '#lib/forms/form-state.ts';
import { routes } from '#lib/routes.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type ChallengeFormProps = {
  council: string;
  councilName: string;
  statement: StatementId;
  name: string;
  assessment: string;
  /** This person's own last score, to start from. */
  last: { readonly version: number; readonly score: string; readonly reason: string } | null;
  /** Whether the page hides the council's own score from them. */
  ownHidden: boolean;
  scores: readonly { value: string; label: ReactNode }[];
  /** Characters in one reason. */
  limit: number;
  title: string;
  /** Told after a score was given, until the form is refused. */
  banner: ReactNode;
  /** The heading, and the scores so far. */
  children: ReactNode;
};

/** The challenge scores of one statement and the form that gives one. */
export function ChallengeForm(props: ChallengeFormProps) {
  const { council, statement, last } = props;
  const [state, action] = useFormAction<ChallengeState>(giveChallengeAction);
  const errors = state.status === 'refused' ? state.errors : [];
  const typed = state.status === 'untouched' ? null : state.values;
  const newer = state.status === 'newer' ? state.newer : null;
  const told = newer
    ? [
        {
          field: 'newer',
          message: 'You gave another score since you opened this page. Choose which one counts',
        },
      ]
    : errors;
  return (
    <>
      <PageTitle within={props.councilName} error={told.length > 0}>
        {props.title}
      </PageTitle>
      <ErrorSummary submission={state} errors={told} />
      {told.length === 0 && props.banner}
      {props.children}
      {newer && (
        <section
          id="newer"
          aria-labelledby="newer-heading"
          tabIndex={-1}
          className="mt-10 border-y-2 border-ink py-5"
        >
          <h2 id="newer-heading" className="heading-2">
            The score you gave on another page
          </h2>
          <div className="mt-3">{props.scores.find(({ value }) => value === String(newer.score))?.label}</div>
          <p className="mt-2 max-w-text wrap-anywhere whitespace-pre-line">{newer.reason}</p>
          <p className="mt-2 text-16 text-ink-soft">{formatDateTime(newer.at)}</p>
          <p className="mt-4 max-w-text">
            To keep it, <Link href={routes.challenge(council, statement)}>leave what you entered here</Link>.
            To let this one count instead, give it again below. Both then stay on the record.
          </p>
        </section>
      )}
      <form action={action} noValidate className="mt-10 max-w-text space-y-8 print:hidden">
        <UnsavedGuard />
        <input type="hidden" name="council" value={council} />
        <input type="hidden" name="statement" value={statement} />
        <input type="hidden" name="assessment" value={props.assessment} />
        <input type="hidden" name="version" value={typed?.version ?? last?.version ?? 0} />
        <input type="hidden" name="ownHidden" value={typed?.ownHidden ?? (props.ownHidden ? 'yes' : 'no')} />
        <Radios
          name="score"
          label={`What do you think ${props.name} scores?`}
          labelSize="large"
          options={props.scores}
          defaultValue={typed ? typed.score : last?.score}
          error={errorFor(errors, 'score')}
        />
        <Textarea
          name="reason"
          label="Why do you give this score?"
          labelSize="large"
          hint="Everybody in your council who sees the assessment can read it, with your name."
          maxLength={props.limit}
          defaultValue={typed ? typed.reason : last?.reason}
          error={errorFor(errors, 'reason')}
        />
        <ButtonGroup>
          <Button>{last || newer ? 'Give this score instead' : 'Give this score'}</Button>
          <Link href={routes.statement(council, statement)}>Cancel</Link>
        </ButtonGroup>
      </form>
    </>
  );
}
