/** The place of one score among others. */
export type Rank = {
  readonly score: number;
  readonly lower: number;
  readonly same: number;
  readonly higher: number;
  readonly of: number;
};

export function rankOf(score: number, others: readonly number[]): Rank {
  return {
    score,
    lower: others.filter((other) => other < score).length,
    same: others.filter((other) => other === score).length,
    higher: others.filter((other) => other > score).length,
    of: others.length,
  };
}

/** The median. With an even number of scores, the two middle ones, because their average is not a possible score. */
export type Median = { readonly lower: number; readonly upper: number };

export function medianOf(scores: readonly number[]): Median | null {
  const sorted = scores.toSorted((a, b) => a - b);
  const [lower, upper] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return lower === undefined || upper === undefined ? null : { lower, upper };
}

/** "64", or "62 to 64". */
export function describeMedian({ lower, upper }: Median): string {
  return lower === upper ? `${lower}` : `${lower} to ${upper}`;
}
