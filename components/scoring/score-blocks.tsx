import type { ShownScore } from '#lib/challenge/rules.ts';
import type { Score } from '#lib/scoring/index.ts';

type BlocksProps = {
  score: ShownScore;
  /** Scores that others gave: a lozenge on the block of each. */
  challenges?: readonly Score[] | undefined;
  x: number;
  y: number;
  /** Size of one block. */
  width: number;
  height: number;
  gap: number;
  direction: 'up' | 'across';
};

/**
 * Four blocks filled to the score; four dashed outlines where there is none; a drawn blind where it is hidden. Drawn inside
 * an SVG, the blocks of one kind as one path: a page holds dozens of them.
 */
export function ScoreBlocks({ score, challenges = [], x, y, width, height, gap, direction }: BlocksProps) {
  const block = (step: number, line: 0 | 1) => {
    const left = direction === 'across' ? x + (step - 1) * (width + gap) : x;
    const top = direction === 'up' ? y + (4 - step) * (height + gap) : y;
    return `M${left + line / 2} ${top + line / 2}h${width - line}v${height - line}h${line - width}z`;
  };
  if (score === 'hidden') {
    const [across, down] =
      direction === 'across' ? [4 * width + 3 * gap, height] : [width, 4 * height + 3 * gap];
    const slats = Array.from(
      { length: Math.ceil(down / SLAT) - 1 },
      (_, at) => `M${x} ${y + (at + 1) * SLAT}h${across}`,
    );
    const box = `M${x + 0.5} ${y + 0.5}h${across - 1}v${down - 1}h${1 - across}z`;
    return <path d={box + slats.join('')} className="mark-hidden" />;
  }
  const lozenge = (step: number) => {
    const [centre, middle] =
      direction === 'across'
        ? [x + (step - 1) * (width + gap) + width / 2, y + height / 2]
        : [x + width / 2, y + (4 - step) * (height + gap) + height / 2];
    const reach = Math.min(width, height) / 2 - 3;
    return `M${centre} ${middle - reach}l${reach} ${reach}l${-reach} ${reach}l${-reach} ${-reach}z`;
  };
  const given =
    challenges.length > 0 ? (
      <path d={[...new Set(challenges)].map(lozenge).join('')} className="mark-challenge" />
    ) : null;
  if (score === null) {
    return (
      <>
        <path d={STEPS.map((step) => block(step, 1)).join('')} className="mark-missing" />
        {given}
      </>
    );
  }
  const [filled, empty] = [STEPS.slice(0, score), STEPS.slice(score)];
  return (
    <>
      <path d={filled.map((step) => block(step, 0)).join('')} className="mark-filled" />
      {empty.length > 0 && <path d={empty.map((step) => block(step, 1)).join('')} className="mark-empty" />}
      {given}
    </>
  );
}

/** From one slat of a drawn blind to the next. */
const SLAT = 6;

const STEPS = [1, 2, 3, 4] as const;
