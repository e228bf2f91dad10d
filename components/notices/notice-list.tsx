import { Link } from '#components/ui/link.tsx';
import { Tag } from '#components/ui/tag.tsx';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import type { NoticeView } from '#lib/work/notices/queries.ts';
import { ReadButton } from './read-button.tsx';

type NoticeListProps = { council: string; notices: readonly NoticeView[]; page: number };

/** A person's notifications, newest first. */
export function NoticeList({ council, notices, page }: NoticeListProps) {
  return (
    <ul className="border-t border-rule">
      {notices.map(({ id, text, href, at, unread }) => (
        <li
          key={id}
          className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-1 border-b border-rule py-4"
        >
          <div className="max-w-text">
            <p className={unread ? 'font-bold' : ''}>
              {href ? <Link href={href}>{text}</Link> : text}
              {unread && (
                <span className="ml-3 font-normal">
                  <Tag tone="info">New</Tag>
                </span>
              )}
            </p>
            <p className="text-16 text-ink-soft tabular">
              <time dateTime={at.toISOString()}>{formatDateTime(at)}</time>
            </p>
          </div>
          {unread && (
            <ReadButton council={council} notice={id} page={page}>
              Mark as read<span className="sr-only"> “{text}”</span>
            </ReadButton>
          )}
        </li>
      ))}
    </ul>
  );
}
