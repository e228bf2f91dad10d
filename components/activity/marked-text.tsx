import type { TextChange } from '#lib/history/activity/queries.ts';

type MarkedTextProps = { pieces: TextChange['pieces']; shows: 'before' | 'after' };

/** One side of a comparison. Removed words are struck through, added ones underlined and bold; both are also named for screen readers. */
export function MarkedText({ pieces, shows }: MarkedTextProps) {
  const left = pieces.filter(({ kind }) => kind !== (shows === 'before' ? 'added' : 'removed'));
  if (left.length === 0) return <p className="text-ink-soft">No text.</p>;
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      {left.map(({ kind, text }, index) => {
        const key = index;
        if (kind === 'same') return <span key={key}>{text}</span>;
        return kind === 'removed' ? (
          <del key={key} className="bg-warning-tint decoration-2">
            <span dir="ltr" className="sr-only">
              [removed:{' '}
            </span>
            {text}
            <span dir="ltr" className="sr-only">
              ]
            </span>
          </del>
        ) : (
          <ins key={key} className="bg-success-tint font-semibold decoration-2">
            <span dir="ltr" className="sr-only">
              [added:{' '}
            </span>
            {text}
            <span dir="ltr" className="sr-only">
              ]
            </span>
          </ins>
        );
      })}
    </p>
  );
}
