import { frameworkOf } from '#lib/frameworks/known.ts';
import { type AssessmentState, openRange } from '#lib/record/assessments/state.ts';
import {
  BAND_NAMES,
  exactPercentage,
  scaleMarks,
  thresholdSet,
  thresholdSetIds,
} from '#lib/scoring/index.ts';

/** A number or name on a ruler, at a percentage. */
export type Mark = { readonly at: number; readonly text: string };

/** What a ruler from 0 to 100 shows, lowest first in each list. */
export type Ruler = {
  readonly bands: readonly {
    readonly from: number;
    readonly to: number;
    readonly name: string;
    readonly isReached: boolean;
  }[];
  /** Both ends of the ruler, and where each band starts. */
  readonly thresholds: readonly Mark[];
  /** Starts of bands in other published thresholds, where they differ. */
  readonly others: readonly (Mark & { readonly sentence: string })[];
  /** The score. Null until there is one. */
  readonly score: Mark | null;
  /** The lowest and highest score still possible. Null if the score is settled. */
  readonly range: readonly [Mark, Mark] | null;
};

export function rulerOf(state: AssessmentState): Ruler {
  const framework = frameworkOf(state.framework);
  const { thresholds } = state.overall;
  const set = thresholdSet(thresholds, framework);
  const marks = scaleMarks(set);
  const range = state.value ? openRange(state) : state.range;
  const markOf = ({ points, score }: { points: number; score: number }): Mark => ({
    at: exactPercentage(points, framework),
    text: String(score),
  });
  return {
    bands: set.bands.map(({ band, limit }, index) => ({
      from: set.bands[index - 1]?.limit ?? 0,
      to: limit,
      name: BAND_NAMES[band],
      isReached: band === state.value?.band,
    })),
    thresholds: marks.map(({ at, label }) => ({ at, text: String(label) })),
    others: thresholdSetIds(framework)
      .filter((id) => id !== thresholds)
      .flatMap((id) => {
        const { name, bands } = thresholdSet(id, framework);
        return scaleMarks(thresholdSet(id, framework)).flatMap(({ at, label }, index) => {
          const band = bands[index]?.band;
          if (!band || marks.some((mark) => mark.at === at)) return [];
          const sentence = `The ${name} put ${BAND_NAMES[band].toLowerCase()} at ${label} (dashed line).`;
          return [{ at, text: String(label), sentence }];
        });
      }),
    score: state.value && { at: state.value.exactPercentage, text: String(state.value.score) },
    range: range && [markOf(range.lowest), markOf(range.highest)],
  };
}

export type Direction = 'lying' | 'standing';

/** The length of each drawing in units, of which a small letter is 16 high. */
export const RULER_LENGTH = { lying: 560, standing: 260 } as const;
/** Space for half a label beyond both ends of the standing ruler. */
const MARGIN = { lying: 1, standing: 10 } as const;
const GAP = { lying: 10, standing: 2 } as const;
const SMALL = { height: 16, letter: 8 } as const;
const LARGE = { height: 24, letter: 14 } as const;

export type PlacedLabel = {
  readonly text: string;
  /** Its centre along the ruler, and what it takes of it. */
  readonly centre: number;
  readonly size: number;
  /** Of its letters. */
  readonly height: number;
  readonly isStrong: boolean;
};

/** The rows of labels of a drawing, each without overlaps, and where along it a percentage is. */
export function placeLabels(ruler: Ruler, direction: Direction) {
  const length = RULER_LENGTH[direction];
  const margin = MARGIN[direction];
  const along = (at: number) =>
    margin + ((length - 2 * margin) * (direction === 'lying' ? at : 100 - at)) / 100;
  const row = (marks: readonly (Mark & { readonly isLarge?: boolean; readonly isStrong?: boolean })[]) => {
    const labels = marks
      .map(({ at, text, isLarge = false, isStrong = false }) => {
        const { height, letter } = isLarge ? LARGE : SMALL;
        const size = direction === 'lying' ? text.length * letter : height;
        return { at: along(at), text, size, height, isStrong };
      })
      .toSorted((a, b) => a.at - b.at);
    const centres = spread(labels, length, GAP[direction]);
    return labels.map(
      ({ at: _, ...label }, index): PlacedLabel => ({ ...label, centre: centres[index] ?? 0 }),
    );
  };
  const { score, range, thresholds, others, bands } = ruler;
  const ends = (range ?? []).filter(({ text }) => text !== score?.text);
  return {
    along,
    scores: row([
      ...ends.map((mark) => ({ ...mark, isStrong: true })),
      ...(score ? [{ ...score, isLarge: true, isStrong: true }] : []),
    ]),
    thresholds: row([...thresholds, ...others]),
    names: row(
      bands.map(({ from, to, name, isReached }) => ({
        at: (from + to) / 2,
        text: name,
        isStrong: isReached,
      })),
    ),
  };
}

type Label = { readonly at: number; readonly size: number };
type Block = { readonly labels: readonly Label[]; readonly starts: number; readonly size: number };

/**
 * The centres of labels along a line from 0 to `length`, each as close to its own place as the others allow. They keep
 * their order and do not overlap, if the line is long enough for all.
 * @param labels - the wanted centre and the length of each, in order
 */
export function spread(labels: readonly Label[], length: number, gap: number): readonly number[] {
  const startOf = ({ starts, labels: { length: count }, size }: Block) =>
    Math.max(0, Math.min(starts / count, length - size));
  const blocks: Block[] = [];
  for (const label of labels) {
    let block: Block = { labels: [label], starts: label.at - label.size / 2, size: label.size };
    let last = blocks.at(-1);
    while (last && startOf(last) + last.size + gap > startOf(block)) {
      const offset = last.size + gap;
      block = {
        labels: [...last.labels, ...block.labels],
        starts: last.starts + block.starts - block.labels.length * offset,
        size: offset + block.size,
      };
      blocks.pop();
      last = blocks.at(-1);
    }
    blocks.push(block);
  }
  return blocks.flatMap((block) => {
    let start = startOf(block);
    return block.labels.map(({ size }) => {
      const centre = start + size / 2;
      start += size + gap;
      return centre;
    });
  });
}
