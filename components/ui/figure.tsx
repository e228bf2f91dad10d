import type { ReactNode } from 'react';
import { Details } from './details.tsx';

type FigureProps = {
  /** What the picture says, as a heading: "Safeguarding is the one score below good". */
  message: ReactNode;
  /** One sentence on what is measured. */
  summary: ReactNode;
  headingLevel?: 'h2' | 'h3' | undefined;
  children: ReactNode;
  /** The numbers behind the picture. */
  table?: { summary: string; content: ReactNode } | undefined;
  source?: ReactNode | undefined;
};

export function Figure({
  message,
  summary,
  headingLevel: Heading = 'h2',
  children,
  table,
  source,
}: FigureProps) {
  return (
    <figure className="border-t-2 border-ink pt-4">
      <figcaption>
        <Heading className="heading-2">{message}</Heading>
        <p className="mt-1 max-w-text text-ink-soft">{summary}</p>
      </figcaption>
      <div className="mt-6">{children}</div>
      {table && <Details summary={table.summary}>{table.content}</Details>}
      {source && <p className="mt-4 text-16 text-ink-soft">{source}</p>}
    </figure>
  );
}
