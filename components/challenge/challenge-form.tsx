'use client';

import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm } from '#components/forms/page-form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { type ChallengeState, giveChallengeAction } from '#lib/record/challenge/actions.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type ChallengeFormProps = {
  council: string;
  councilName: string;
  statement: StatementId;
  name: string;
  assessment: string;
  /** This person's last score, as the default. */
  last: { readonly version: number; readonly score: string; readonly reason: string } | null;
  /** Whether the page hides the council's score from them. */
  ownHidden: boolean;
  scores: readonly { value: string; label: ReactNode }[];
  /** Characters in one reason. */
  limit: number;
  title: string;
  /** The heading and the scores so far. */
  children: ReactNode;
};

/** The challenge scores of one statement, and the form to give one. */
export function ChallengeForm(props: ChallengeFormProps) {
  const { council, statement, last } = props;
  const [state, action] = useFormAction<ChallengeState>(giveChallengeAction);
  const errors = state.status === 'refused' ? state.errors : [];
  const typed = state.status === 'untouched' ? null : state.values;
  const latest = state.status === 'conflict' ? state.latest : null;
  const summary = latest
    ? [
        {
          field: 'conflict',
          message: 'You gave another score after you opened this page. Choose which one counts',
        },
      ]
    : errors;
  return (
    <PageForm
      state={state}
      errors={summary}
      action={action}
      title={props.title}
      within={props.councilName}
      heading={
        <>
          {props.children}
          {latest && (
            <LatestSection heading="The score you gave on another page" className="mt-10">
              <div className="mt-3">
                {props.scores.find(({ value }) => value === String(latest.score))?.label}
              </div>
              <p dir="auto" className="mt-2 max-w-text wrap-anywhere whitespace-pre-line">
                {latest.reason}
              </p>
              <p className="mt-2 text-16 text-ink-soft">{formatDateTime(latest.at)}</p>
              <p className="mt-4 max-w-text">
                To keep it,{' '}
                <Link href={routes.challenge(council, statement)}>leave what you entered here</Link>. To use
                this one instead, give it again below. Both stay on the record.
              </p>
            </LatestSection>
          )}
        </>
      }
      hidden={{
        council,
        statement,
        assessment: props.assessment,
        version: typed?.version ?? last?.version ?? 0,
        ownHidden: typed?.ownHidden ?? (props.ownHidden ? 'yes' : 'no'),
      }}
      className="mt-10 max-w-text space-y-8 print:hidden"
    >
      <Radios
        name="score"
        label={`What score would you give ${props.name}?`}
        labelSize="large"
        options={props.scores}
        defaultValue={typed ? typed.score : last?.score}
        error={errorFor(errors, 'score')}
      />
      <Textarea
        name="reason"
        label="Why are you giving this score?"
        labelSize="large"
        hint="Everyone who can see the assessment can read this, with your name."
        maxLength={props.limit}
        defaultValue={typed ? typed.reason : last?.reason}
        error={errorFor(errors, 'reason')}
      />
      <ButtonGroup>
        <Button>{last || latest ? 'Give this score instead' : 'Give this score'}</Button>
        <Link href={routes.statement(council, statement)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
