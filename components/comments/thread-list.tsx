import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { Tag } from '#components/ui/tag.tsx';
import { formatList } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { CommentView, ThreadView } from '#lib/work/comments/queries.ts';
import { CommentButton } from './comment-button.tsx';

type ThreadListProps = {
  council: string;
  /** "QS1" or "E12". */
  subject: string;
  threads: readonly ThreadView[];
  /** Whether threads can be replied to, resolved and deleted here. */
  mayWrite: boolean;
};

/** Threads, each from its first comment to its last reply. */
export function ThreadList({ council, subject, threads, mayWrite }: ThreadListProps) {
  if (threads.length === 0) {
    return (
      <EmptyState>No comments yet.{mayWrite && ' Add one to ask a question or suggest a change.'}</EmptyState>
    );
  }
  return (
    <ul className="border-t-2 border-ink">
      {threads.map(({ id, resolved, comments }) => {
        const first = comments[0];
        const whose = first && (
          <span className="sr-only">
            {' '}
            the comment of <bdi>{first.by}</bdi>, {formatDateTime(first.at)}
          </span>
        );
        return (
          <li key={id} className="border-b-2 border-ink py-5">
            {resolved && (
              <p className="mb-3 text-16 text-ink-soft">
                <Tag tone="neutral">Resolved</Tag> by <bdi>{resolved.by}</bdi>, {formatDateTime(resolved.at)}
              </p>
            )}
            <ol className="space-y-5">
              {comments.map((comment, at) => (
                <li key={comment.id} className={at === 0 ? '' : 'border-l-4 border-rule pl-4 sm:ml-6'}>
                  <Comment council={council} subject={subject} comment={comment} mayWrite={mayWrite} />
                </li>
              ))}
            </ol>
            {mayWrite && (
              <div className="mt-4 flex flex-wrap gap-x-6 gap-y-2 print:hidden">
                {resolved ? (
                  <CommentButton does="reopen" council={council} subject={subject} comment={id}>
                    Reopen{whose}
                  </CommentButton>
                ) : (
                  <>
                    <Link
                      href={routes.comments(council, subject, { answer: id })}
                      className="link inline-block min-h-6"
                    >
                      Reply<span className="sr-only"> to</span>
                      {whose}
                    </Link>
                    <CommentButton does="resolve" council={council} subject={subject} comment={id}>
                      Resolve{whose}
                    </CommentButton>
                  </>
                )}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

type CommentProps = { council: string; subject: string; comment: CommentView; mayWrite: boolean };

function Comment({ council, subject, comment, mayWrite }: CommentProps) {
  const { id, by, mine, at, body, deletedAt, mentioned, unread } = comment;
  return (
    <>
      <p className="text-16 text-ink-soft">
        <strong className="text-19 text-ink">
          <bdi>{by}</bdi>
        </strong>{' '}
        <time dateTime={at.toISOString()}>{formatDateTime(at)}</time> {unread && <Tag tone="info">New</Tag>}
      </p>
      {body === null ? (
        <p className="mt-1 text-ink-soft">
          Deleted by <bdi>{by}</bdi>
          {deletedAt && `, ${formatDateTime(deletedAt)}`}
        </p>
      ) : (
        <p dir="auto" className="mt-1 max-w-text wrap-anywhere whitespace-pre-line">
          {body}
        </p>
      )}
      {body !== null && mentioned.length > 0 && (
        <p className="mt-1 text-16 text-ink-soft">
          For <bdi>{formatList(mentioned.map((name) => `@${name}`))}</bdi>
        </p>
      )}
      {mine && body !== null && mayWrite && (
        <p className="mt-1 text-16 print:hidden">
          <Link
            href={routes.comments(council, subject, { remove: id })}
            className="link inline-block min-h-6"
          >
            Delete<span className="sr-only"> your comment, {formatDateTime(at)}</span>
          </Link>
        </p>
      )}
    </>
  );
}
