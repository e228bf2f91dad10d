import 'server-only';
import { diffWordsWithSpace } from 'diff';

/** A run of a text that stayed, was added or was removed. In order, `same` and `removed` make the text before. */
export type Piece = { readonly kind: 'same' | 'added' | 'removed'; readonly text: string };

// Two texts of 10,000 characters with nothing in common would take seconds to compare word by word.
const MOST_EDITS = 1_000;

/**
 * What changed from one text to the other, word by word. Texts with more than a thousand differences are as good as
 * new: the whole text before is then removed, and the whole text after added.
 */
export function wordDifferences(before: string, after: string): readonly Piece[] {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  return parts
    .filter(({ value }) => value !== '')
    .map(({ value, added, removed }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    }));
}
