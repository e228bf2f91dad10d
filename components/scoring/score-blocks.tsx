import type { ShownScore } from '#lib/record/challenge/rules.ts';
import type { Score } from '#lib/scoring/index.ts';

type Column = {
  score: ShownScore;
  /** Challenge scores: a lozenge on the block of each. */
  challenges?: readonly Score[] | undefined;
  /** The left edge of its first block. */
  x: number;
};

type Layout = {
  /** The scores of the framework, lowest first: a block for each. */
  scale: readonly Score[];
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
} as const;
type Mark = keyof typeof MARKS;

/**
 * A block for each score of the scale in each column, filled up to the score; dashed outlines without a score; a window
 * blind if it is hidden. Inside an SVG, with all marks of one kind in one path, since a page has hundreds of them.
 */
export function ScoreBlocks({ columns, ...layout }: Layout & { columns: readonly Column[] }) {
  const drawn = columns.map((column) => marksOf(column, layout));
  return (Object.keys(MARKS) as Mark[]).map((mark) => {
    const path = drawn.map((marks) => marks[mark] ?? '').join('');
    return path === '' ? null : <path key={mark} d={path} className={MARKS[mark]} />;
  });
}

/** The paths of one column, by kind. */
function marksOf({ score, challenges = [], x }: Column, layout: Layout): Partial<Record<Mark, string>> {
  const { scale, width, height, gap, direction } = layout;
  const top = scale.length - 1;
  if (score === 'hidden') {
    const length = (size: number) => scale.length * size + top * gap;
    const [across, down] = direction === 'across' ? [length(width), height] : [width, length(height)];
    const slats = Array.from(
      { length: Math.ceil(down / SLAT) - 1 },
      (_, at) => `M${x} ${(at + 1) * SLAT}h${across}`,
    );
    return { hidden: `M${x + 0.5} 0.5h${across - 1}v${down - 1}h${1 - across}z${slats.join('')}` };
  }
  const corner = (step: Score): readonly [number, number] => {
    const place = scale.indexOf(step);
    return direction === 'across' ? [x + place * (width + gap), 0] : [x, (top - place) * (height + gap)];
  };
  const blocks = (steps: readonly Score[], line: 0 | 1) =>
    steps
      .map((step) => {
        const [left, above] = corner(step);
        return `M${left + line / 2} ${above + line / 2}h${width - line}v${height - line}h${line - width}z`;
      })
      .join('');
  const reach = Math.min(width, height) / 2 - 3;
  const lozenges = [...new Set(challenges)].map((step) => {
    const [left, above] = corner(step);
    return `M${left + width / 2} ${above + height / 2 - reach}l${reach} ${reach}l${-reach} ${reach}l${-reach} ${-reach}z`;
  });
  const own: Partial<Record<Mark, string>> =
    score === null
      ? { missing: blocks(scale, 1) }
      : {
          filled: blocks(
            scale.filter((step) => step <= score),
            0,
          ),
          empty: blocks(
            scale.filter((step) => step > score),
            1,
          ),
        };
  return { ...own, challenge: lozenges.join('') };
}

/** The distance between the slats of a blind. */
const SLAT = 6;
