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
  heading?: 'h2' | 'h3' | undefined;
};

/** Events, newest first; the caller sets the order. */
export function Timeline({ items, heading: Heading = 'h2' }: TimelineProps) {
  return (
    <ol className="border-l-4 border-accent">
      {items.map((item) => (
        <li key={item.id} className="relative pb-8 pl-6 last:pb-0">
          <span aria-hidden="true" className="absolute top-3 left-0 w-4 border-t-4 border-accent" />
          <Heading className="inline font-bold">
            <bdi>{item.title}</bdi>
          </Heading>{' '}
          <span className="text-ink-soft">
            by <bdi>{item.by}</bdi>
          </span>
          <p className="text-16 text-ink-soft tabular">
            <time dateTime={item.at.iso}>{item.at.text}</time>
          </p>
          {item.detail && <div className="mt-2 max-w-text">{item.detail}</div>}
        </li>
      ))}
    </ol>
  );
}
