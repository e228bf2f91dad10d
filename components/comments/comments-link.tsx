import { Link } from '#components/ui/link.tsx';
import type { CommentCount } from '#lib/comments/rules.ts';
import { countInWords } from '#lib/comments/rules.ts';
import { routes } from '#lib/routes.ts';

type CommentsLinkProps = { council: string; subject: string; count: CommentCount };

/** From a thing to what people say about it. */
export function CommentsLink({ council, subject, count }: CommentsLinkProps) {
  return (
    <p className="print:hidden">
      <Link href={routes.comments(council, subject)}>Comments</Link>{' '}
      <span className="text-ink-soft">{countInWords(count) ?? 'none yet'}</span>
    </p>
  );
}
