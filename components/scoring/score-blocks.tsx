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

/**
 * Four blocks filled to the score; four dashed outlines where there is none. Drawn inside an SVG, the blocks of one kind
 * as one path: a page holds dozens of them.
 */
export function ScoreBlocks({ score, x, y, width, height, gap, direction }: BlocksProps) {
  const block = (step: number, line: 0 | 1) => {
    const left = direction === 'across' ? x + (step - 1) * (width + gap) : x;
    const top = direction === 'up' ? y + (4 - step) * (height + gap) : y;
    return `M${left + line / 2} ${top + line / 2}h${width - line}v${height - line}h${line - width}z`;
  };
  if (score === null)
    return <path d={STEPS.map((step) => block(step, 1)).join('')} className="mark-missing" />;
  const [filled, empty] = [STEPS.slice(0, score), STEPS.slice(score)];
  return (
    <>
      <path d={filled.map((step) => block(step, 0)).join('')} className="mark-filled" />
      {empty.length > 0 && <path d={empty.map((step) => block(step, 1)).join('')} className="mark-empty" />}
    </>
  );
}

const STEPS = [1, 2, 3, 4] as const;
