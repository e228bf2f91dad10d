import type { Score } from '#lib/scoring/index.ts';

type BlocksProps = {
  score: Score | null;
  x: number;
  y: number;
  /** Size of one block. */
  width: number;
  height: number;
  gap: number;
  direction: 'up' | 'across';
};

/** Four blocks filled to the score; four dashed outlines where there is none. Drawn inside an SVG. */
export function ScoreBlocks({ score, x, y, width, height, gap, direction }: BlocksProps) {
  return [1, 2, 3, 4].map((step) => {
    const state = score === null ? 'missing' : step <= score ? 'filled' : 'empty';
    const left = direction === 'across' ? x + (step - 1) * (width + gap) : x;
    const top = direction === 'up' ? y + (4 - step) * (height + gap) : y;
    const line = state === 'filled' ? 0 : 1;
    return (
      <rect
        key={step}
        x={left + line / 2}
        y={top + line / 2}
        width={width - line}
        height={height - line}
        className={`mark-${state}`}
      />
    );
  });
}
