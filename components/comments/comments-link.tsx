import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import type { CommentCount } from '#lib/work/comments/rules.ts';
import { describeCount } from '#lib/work/comments/rules.ts';

type CommentsLinkProps = { council: string; subject: string; count: CommentCount };

/** A link from a subject to its comments. */
export function CommentsLink({ council, subject, count }: CommentsLinkProps) {
  return (
    <p className="print:hidden">
      <Link href={routes.comments(council, subject)}>Comments</Link>{' '}
      <span className="text-ink-soft">{describeCount(count) ?? 'None'}</span>
    </p>
  );
}
