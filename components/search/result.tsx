import type { ReactNode } from 'react';
import { Link } from '#components/ui/link.tsx';
import type { Passage } from '#lib/insight/search/rules.ts';
import { MarkedText } from './passage.tsx';

type ResultProps = {
  href: string;
  title: Passage;
  /** Before the title, such as a reference. */
  reference?: string | undefined;
  /** After the title: a state in a tag. */
  tag?: ReactNode | undefined;
  /** Under the title: what to know before it is used. */
  note?: ReactNode | undefined;
  /** What else tells it from others. */
  detail?: Passage | undefined;
  /** Where the words are. `where`: the page or statement, with its own address. Null: the result itself. */
  passages: readonly {
    readonly where: { readonly text: string; readonly href: string; readonly detail?: ReactNode } | null;
    readonly passage: Passage | null;
  }[];
};

/** One result of a search: its title, and where in it the words are. */
export function Result({ href, title, reference, tag, note, detail, passages }: ResultProps) {
  return (
    <li>
      <h3 className="text-19 font-semibold">
        <Link href={href} className="link">
          {reference && <span className="tabular">{reference} </span>}
          <MarkedText>{title}</MarkedText>
        </Link>{' '}
        {tag}
      </h3>
      {note}
      {detail && (
        <p className="text-16 text-ink-soft">
          <MarkedText>{detail}</MarkedText>
        </p>
      )}
      {passages.map(({ where, passage }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: passages in their order have no other name
        <p key={index} className="mt-1 max-w-text text-16">
          {where && (
            <>
              <Link href={where.href} className="link font-semibold">
                {where.text}
              </Link>
              {where.detail}
              {passage && ': '}
            </>
          )}
          {passage && <MarkedText>{passage}</MarkedText>}
        </p>
      ))}
    </li>
  );
}
