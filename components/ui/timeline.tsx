import type { ReactNode } from 'react';

type TimelineItem = {
  id: string;
  title: ReactNode;
  by: string;
  /** `iso` for machines; `text` for people, with a time only if it is known. */
  at: { iso: string; text: string };
  detail?: ReactNode | undefined;
};

type TimelineProps = {
  items: readonly TimelineItem[];
  /** One level below the heading above the list. */
  heading?: 'h2' | 'h3' | 'h4' | undefined;
};

/** Events, newest first; the caller sets the order. */
export function Timeline({ items, heading: Heading = 'h2' }: TimelineProps) {
  return (
    <ol className="timeline">
      {items.map((item) => (
        <li key={item.id}>
          <Heading>
            <bdi>{item.title}</bdi>
          </Heading>{' '}
          <span>
            by <bdi>{item.by}</bdi>, <time dateTime={item.at.iso}>{item.at.text}</time>
          </span>
          {item.detail && <div>{item.detail}</div>}
        </li>
      ))}
    </ol>
  );
}
