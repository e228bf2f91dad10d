import type { ReactNode } from 'react';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import type { MentionableView, ThreadView } from '#lib/work/comments/queries.ts';
import { COMMENT_LIMIT } from '#lib/work/comments/rules.ts';
import { CommentButton } from './comment-button.tsx';
import { CommentForm } from './comment-form.tsx';
import { ThreadList } from './thread-list.tsx';

/** Search parameters of the page. */
export type CommentsAsked = Partial<Record<'answer' | 'remove', string | string[]>>;

type CommentsViewProps = {
  council: { readonly slug: string; readonly name: string };
  /** "QS1" or "E12". */
  subject: string;
  /** The subject's name. */
  name: string;
  /** The assessment that comments on a statement belong to. */
  assessment: string | null;
  threads: readonly ThreadView[];
  people: readonly MentionableView[];
  asked: CommentsAsked;
};

/** All comments on a subject; or, if the address says so, one thread to reply to or one comment to delete. */
export function CommentsView({
  council,
  subject,
  name,
  assessment,
  threads,
  people,
  asked,
}: CommentsViewProps) {
  const { slug } = council;
  const here = routes.comments(slug, subject);
  const removed = threads
    .flatMap(({ comments }) => comments)
    .find(({ id, mine, body }) => id === asked.remove && mine && body !== null);
  if (removed) {
    return (
      <>
        <PageTitle within={council.name}>{`Delete your comment on ${name}`}</PageTitle>
        <Heading name={name}>Delete your comment?</Heading>
        <p dir="auto" className="max-w-text border-l-4 border-rule pl-4 wrap-anywhere whitespace-pre-line">
          {removed.body}
        </p>
        <p className="mt-6 mb-6 max-w-text">
          Its text is removed permanently. The history keeps that you wrote and deleted a comment.
        </p>
        <ButtonGroup>
          <CommentButton does="delete" council={slug} subject={subject} comment={removed.id}>
            Delete comment
          </CommentButton>
          <Link href={here}>Cancel</Link>
        </ButtonGroup>
      </>
    );
  }
  const answered = threads.find(({ id, resolved }) => id === asked.answer && !resolved);
  const title = answered ? 'Reply to a comment' : 'Comments';
  const unread = threads.some(({ comments }) => comments.some((comment) => comment.unread));
  const written = threads.flatMap(({ comments }) => comments).filter(({ mine }) => mine).length;
  return (
    <CommentForm
      // Resets the form for each thread and after each comment, but not after resolving or marking as read.
      key={`${answered?.id} ${written}`}
      council={slug}
      subject={subject}
      assessment={assessment}
      thread={answered?.id ?? null}
      people={people}
      limit={COMMENT_LIMIT}
      cancelHref={answered ? here : null}
      title={`${title} on ${name}`}
      councilName={council.name}
    >
      <Heading name={name}>{title}</Heading>
      {unread && !answered && (
        <div className="mb-5">
          <CommentButton does="read" council={slug} subject={subject}>
            Mark all as read
          </CommentButton>
        </div>
      )}
      <ThreadList
        council={slug}
        subject={subject}
        threads={answered ? [answered] : threads}
        mayWrite={!answered}
      />
    </CommentForm>
  );
}

function Heading({ name, children }: { name: string; children: ReactNode }) {
  return <PageHeading caption={<bdi className="wrap-anywhere">{name}</bdi>}>{children}</PageHeading>;
}
