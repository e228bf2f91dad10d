import type { Passage } from '#lib/insight/search/rules.ts';

/** A text with the words that were searched for marked. Pieces of one text never change places. */
export function MarkedText({ children }: { children: Passage }) {
  return (
    <bdi className="wrap-anywhere">
      {children.map(({ text, found }, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces in their order have no other name
        found ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
      )}
    </bdi>
  );
}
