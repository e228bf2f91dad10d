'use client';

import type { ReactNode } from 'react';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageTitle } from '#components/layout/page-title.tsx';
import { UnsavedGuard } from '#components/layout/unsaved-guard.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Link } from '#components/ui/link.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { addCommentAction, type CommentState } from '#lib/comments/actions.ts';
import type { MentionableView } from '#lib/comments/queries.ts';
import { errorFor } from '#lib/forms/form-state.ts';

type CommentFormProps = {
  council: string;
  /** "QS1" or "E12". */
  subject: string;
  /** Id of the assessment that a comment on a statement belongs to. */
  assessment: string | null;
  /** Id of the thread that is answered. */
  thread: string | null;
  people: readonly MentionableView[];
  /** Characters in one comment. */
  limit: number;
  submission: string;
  cancelHref: string | null;
  title: string;
  councilName: string;
  /** Told after something was done, until the form is refused. */
  banner: ReactNode;
  /** The heading, and the comments so far. */
  children: ReactNode;
};

/** The comments on one thing and the form that adds to them. */
export function CommentForm(props: CommentFormProps) {
  const [state, action] = useFormAction<CommentState>(addCommentAction);
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  const values = refused ? state.values : {};
  return (
    <>
      <PageTitle within={props.councilName} error={refused}>
        {props.title}
      </PageTitle>
      <ErrorSummary submission={state} errors={errors} />
      {!refused && props.banner}
      {props.children}
      <form action={action} noValidate className="mt-10 max-w-text space-y-8 print:hidden">
        <UnsavedGuard />
        <input type="hidden" name="council" value={props.council} />
        <input type="hidden" name="subject" value={props.subject} />
        {/* What was typed stays with the assessment it was typed for, whichever is open by now. */}
        <input type="hidden" name="assessment" value={values.assessment ?? props.assessment ?? ''} />
        <input type="hidden" name="thread" value={props.thread ?? ''} />
        <input type="hidden" name="submission" value={values.submission ?? props.submission} />
        <Textarea
          name="body"
          label={props.thread === null ? 'Add a comment' : 'Your answer'}
          labelSize="large"
          maxLength={props.limit}
          defaultValue={values.body}
          error={errorFor(errors, 'body')}
        />
        {props.people.length > 0 && (
          <Checkboxes
            name="mention"
            label="Tell these people"
            hint="They will see that the comment is for them."
            optional
            options={props.people.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValues={values.mention?.split(',')}
            error={errorFor(errors, 'mention')}
          />
        )}
        <ButtonGroup>
          <Button>{props.thread === null ? 'Add comment' : 'Add answer'}</Button>
          {props.cancelHref && <Link href={props.cancelHref}>Cancel</Link>}
        </ButtonGroup>
      </form>
    </>
  );
}
