import { type Piece, passagesOf } from '#lib/kernel/word-differences.ts';
import { Marked } from './marked.tsx';

type MarkedTextProps = { pieces: readonly Piece[]; shows: 'before' | 'after' };

/** One side of a comparison, in full. */
export function MarkedText({ pieces, shows }: MarkedTextProps) {
  const left = pieces.filter(({ kind }) => kind !== (shows === 'before' ? 'added' : 'removed'));
  if (left.length === 0) return <p className="text-ink-soft">No text.</p>;
  return <Marked passages={left} />;
}

/** Both sides of a comparison in one text, without the words that stayed far from any change. */
export function MarkedPassages({ pieces }: { pieces: readonly Piece[] }) {
  return <Marked passages={passagesOf(pieces)} />;
}
