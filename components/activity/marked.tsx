import type { ReactNode } from 'react';
import type { Passage } from '#lib/kernel/word-differences.ts';

/** Unchanged, added and removed words, each marked. */
export function Marked({ passages }: { passages: readonly Passage[] }) {
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      {passages.map((passage, index) => {
        const key = index;
        return <MarkedPassage key={key} {...passage} />;
      })}
    </p>
  );
}

function MarkedPassage({ kind, text }: Passage) {
  switch (kind) {
    case 'same':
      return <span>{text}</span>;
    case 'left out':
      return <span className="text-ink-soft">{' … '}</span>;
    case 'removed':
      return <Removed>{text}</Removed>;
    case 'added':
      return <Added>{text}</Added>;
  }
}

/** What was there before: struck through, and named for screen readers. */
export function Removed({ children }: { children: ReactNode }) {
  return (
    <del className="bg-warning-tint decoration-2">
      <Named kind="removed">{children}</Named>
    </del>
  );
}

/** What is there now: underlined and bold, and named for screen readers. */
export function Added({ children }: { children: ReactNode }) {
  return (
    <ins className="bg-success-tint font-semibold decoration-2">
      <Named kind="added">{children}</Named>
    </ins>
  );
}

function Named({ kind, children }: { kind: 'removed' | 'added'; children: ReactNode }) {
  return (
    <>
      <span dir="ltr" className="sr-only">
        {`[${kind}: `}
      </span>
      {children}
      <span dir="ltr" className="sr-only">
        ]
      </span>
    </>
  );
}
