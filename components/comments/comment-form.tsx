'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { Link } from '#components/ui/link.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { addCommentAction } from '#lib/work/comments/actions.ts';
import type { MentionableView } from '#lib/work/comments/queries.ts';

type CommentFormProps = {
  council: string;
  /** "QS1" or "E12". */
  subject: string;
  /** Id of the assessment that a comment on a statement belongs to. */
  assessment: string | null;
  /** Id of the thread to reply to. */
  thread: string | null;
  people: readonly MentionableView[];
  /** Characters in one comment. */
  limit: number;
  cancelHref: string | null;
  title: string;
  councilName: string;
  /** The heading and the comments so far. */
  children: ReactNode;
};

/** The comments on a subject, and the form to add one. */
export function CommentForm(props: CommentFormProps) {
  const { sent, errors, typed } = usePageForm(addCommentAction);
  const bodyProblems = errors.flatMap(({ field, message }) => (field === 'body' ? [message] : []));
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.children}
      hidden={{
        council: props.council,
        subject: props.subject,
        // The text belongs to the assessment it was typed for, even if another is open now.
        assessment: typed?.assessment ?? props.assessment ?? '',
        thread: props.thread ?? '',
      }}
      className="mt-10 max-w-text space-y-8 print:hidden"
    >
      <Textarea
        name="body"
        label={props.thread === null ? 'Add a comment' : 'Your reply'}
        labelSize="large"
        hint={
          props.people.length > 0
            ? 'To notify someone, enter @ and their full name, or select them below.'
            : undefined
        }
        maxLength={props.limit}
        defaultValue={typed?.body}
        error={bodyProblems.length > 0 ? bodyProblems.join('. ') : undefined}
      />
      {props.people.length > 0 && (
        <Checkboxes
          name="mention"
          label="Notify"
          hint="They will get a notification."
          optional
          options={props.people.map(({ id, name }) => ({ value: id, label: name }))}
          defaultValues={typed?.mention?.split(',')}
          error={errorFor(errors, 'mention')}
        />
      )}
      <ButtonGroup>
        <Button>{props.thread === null ? 'Add comment' : 'Add reply'}</Button>
        {props.cancelHref && <Link href={props.cancelHref}>Cancel</Link>}
      </ButtonGroup>
    </PageForm>
  );
}
