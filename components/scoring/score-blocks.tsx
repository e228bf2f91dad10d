import type { ShownScore } from '#lib/record/challenge/rules.ts';
import type { Score } from '#lib/scoring/index.ts';

type Column = {
  score: ShownScore;
  /** Challenge scores: a lozenge on the block of each. */
  challenges?: readonly Score[] | undefined;
  /** The previous cycle's score: a dash beside its block. */
  before?: Score | null | undefined;
  /** The left edge of its first block. */
  x: number;
};

type Layout = {
  /** Size of one block. */
  width: number;
  height: number;
  gap: number;
  direction: 'up' | 'across';
};

/** Kinds of marks, in the order in which they are painted. */
const MARKS = {
  filled: 'mark-filled',
  empty: 'mark-empty',
  missing: 'mark-missing',
  hidden: 'mark-hidden',
  challenge: 'mark-challenge',
  before: 'mark-before',
} as const;
type Mark = keyof typeof MARKS;

/**
 * Four blocks for each column, filled up to the score; dashed outlines without a score; a window blind if it is hidden.
 * Inside an SVG, with all marks of one kind in one path, since a page has hundreds of them.
 */
export function ScoreBlocks({ columns, ...layout }: Layout & { columns: readonly Column[] }) {
  const drawn = columns.map((column) => marksOf(column, layout));
  return (Object.keys(MARKS) as Mark[]).map((mark) => {
    const path = drawn.map((marks) => marks[mark] ?? '').join('');
    return path === '' ? null : <path key={mark} d={path} className={MARKS[mark]} />;
  });
}

/** The paths of one column, by kind. */
function marksOf(
  { score, challenges = [], before = null, x }: Column,
  layout: Layout,
): Partial<Record<Mark, string>> {
  const { width, height, gap, direction } = layout;
  if (score === 'hidden') {
    const [across, down] =
      direction === 'across' ? [4 * width + 3 * gap, height] : [width, 4 * height + 3 * gap];
    const slats = Array.from(
      { length: Math.ceil(down / SLAT) - 1 },
      (_, at) => `M${x} ${(at + 1) * SLAT}h${across}`,
    );
    return { hidden: `M${x + 0.5} 0.5h${across - 1}v${down - 1}h${1 - across}z${slats.join('')}` };
  }
  const corner = (step: number) =>
    direction === 'across' ? [x + (step - 1) * (width + gap), 0] : [x, (4 - step) * (height + gap)];
  const blocks = (steps: readonly number[], line: 0 | 1) =>
    steps
      .map((step) => {
        const [left = 0, top = 0] = corner(step);
        return `M${left + line / 2} ${top + line / 2}h${width - line}v${height - line}h${line - width}z`;
      })
      .join('');
  const reach = Math.min(width, height) / 2 - 3;
  const lozenges = [...new Set(challenges)].map((step) => {
    const [left = 0, top = 0] = corner(step);
    return `M${left + width / 2} ${top + height / 2 - reach}l${reach} ${reach}l${-reach} ${reach}l${-reach} ${-reach}z`;
  });
  // In the gap before the column, if there is one.
  const dashAt = (step: number) => {
    const [left = 0, top = 0] = corner(step);
    return direction === 'up' ? `M${left - 8} ${top + height / 2}h7` : '';
  };
  const own: Partial<Record<Mark, string>> =
    score === null
      ? { missing: blocks(STEPS, 1) }
      : { filled: blocks(STEPS.slice(0, score), 0), empty: blocks(STEPS.slice(score), 1) };
  return { ...own, challenge: lozenges.join(''), before: before === null ? '' : dashAt(before) };
}

/** The distance between the slats of a blind. */
const SLAT = 6;

const STEPS = [1, 2, 3, 4] as const;
