import type { KnownScore } from '#lib/record/results/facts.ts';
import { type Median, medianOf } from '#lib/record/results/ranks.ts';
import type { Authority, ShownResult } from '#lib/record/results/rules.ts';

/** A median of fewer scores would say more about single councils than about the group. */
export const FEWEST_FOR_MEDIAN = 5;

/** Councils that are alike in type or region. */
export type Group = {
  readonly name: string;
  readonly councils: number;
  /** Known scores, ascending. */
  readonly scores: readonly KnownScore[];
  /** Null if fewer than five scores are known. */
  readonly middle: Median | null;
};

export function groupOf(name: string, members: readonly ShownResult[]): Group {
  const scores = members.flatMap(({ known }) => (known ? [known] : [])).toSorted((a, b) => a.value - b.value);
  return { name, councils: members.length, scores, middle: groupMedian(scores.map(({ value }) => value)) };
}

export function groupMedian(scores: readonly number[]): Median | null {
  return scores.length < FEWEST_FOR_MEDIAN ? null : medianOf(scores);
}

/** One group for each name that has a result. */
export function groupsBy(
  results: readonly ShownResult[],
  names: readonly string[],
  nameOf: (authority: Authority) => string,
): readonly Group[] {
  return names
    .map((name) =>
      groupOf(
        name,
        results.filter(({ authority }) => nameOf(authority) === name),
      ),
    )
    .filter(({ councils }) => councils > 0);
}
