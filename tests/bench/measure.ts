/** A figure comparable between machines: a ratio to a baseline of the same run, or a plain number. */
export type Row = {
  readonly what: string;
  readonly measured: string;
  readonly baseline: string;
  /** The number that the limit applies to. */
  readonly figure: { readonly value: number; readonly text: string };
  readonly limit: BenchLimit | null;
};

export type BenchLimit =
  | { readonly atMost: number; readonly text: string }
  | { readonly atLeast: number; readonly text: string };

/** Both sides of a comparison, one pair a round. The order alternates, so that a busy moment affects both. */
export type Pair = { readonly measured: number; readonly baseline: number };

export async function inRounds(
  rounds: number,
  measure: Record<keyof Pair, () => Promise<number> | number>,
): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // The second finds warm caches: take turns.
    if (round % 2 === 0) {
      const measured = await measure.measured();
      pairs.push({ measured, baseline: await measure.baseline() });
    } else {
      const baseline = await measure.baseline();
      pairs.push({ measured: await measure.measured(), baseline });
    }
  }
  return pairs;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

export function isMet({ figure, limit }: Row): boolean {
  if (limit === null) return true;
  return 'atMost' in limit ? figure.value <= limit.atMost : figure.value >= limit.atLeast;
}

/** A row with the median ratio over the rounds, by default `measured` over `baseline`. */
export function compared(
  what: string,
  pairs: readonly Pair[],
  {
    format,
    ratio = ({ measured, baseline }) => measured / baseline,
    limit,
  }: {
    format: (value: number) => string;
    ratio?: (pair: Pair) => number;
    limit: { readonly atMost: number } | { readonly atLeast: number } | null;
  },
): Row {
  const value = median(pairs.map(ratio));
  return {
    what,
    measured: format(median(pairs.map(({ measured }) => measured))),
    baseline: format(median(pairs.map(({ baseline }) => baseline))),
    figure: { value, text: `${value.toFixed(2)}×` },
    limit: limit && withText(limit),
  };
}

function withText(limit: { readonly atMost: number } | { readonly atLeast: number }): BenchLimit {
  return 'atMost' in limit
    ? { ...limit, text: `≤ ${limit.atMost}×` }
    : { ...limit, text: `≥ ${limit.atLeast}×` };
}

export function printTable(rows: readonly Row[]): void {
  const lines = [
    ['What', 'Measured', 'Baseline', 'Ratio', 'Limit', 'Met'],
    ...rows.map((row) => [
      row.what,
      row.measured,
      row.baseline,
      row.figure.text,
      row.limit?.text ?? '',
      row.limit === null ? '' : isMet(row) ? 'yes' : 'NO',
    ]),
  ];
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  for (const [index, line] of lines.entries()) {
    const cells = line.map((cell, column) =>
      column === 0 || column === 5 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    console.log(cells.join('  ').trimEnd());
    if (index === 0) console.log(widths.map((width) => '─'.repeat(width)).join('  '));
  }
}
