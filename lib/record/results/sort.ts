import type { Framework, StatementId } from '#lib/frameworks/framework.ts';
import { compareNames } from '#lib/kernel/text/order.ts';
import { statementScores } from '#lib/record/results/facts.ts';
import type { ShownResult } from '#lib/record/results/rules.ts';
import { BANDS } from '#lib/scoring/index.ts';

/** What the list can be sorted by, with names from A and everything else from the highest or newest. */
export type SortKey = 'council' | 'score' | 'rating' | 'published' | StatementId;

/** In an address: the key, after a hyphen if reversed. */
export type ResultsSort = { readonly by: SortKey; readonly reversed: boolean };

export const DEFAULT_SORT: ResultsSort = { by: 'score', reversed: false };

/** Reads the order from an address. Unknown values give the default. */
export function readResultsSort(
  query: Readonly<Record<string, unknown>>,
  { statementIds }: Framework,
): ResultsSort {
  const [, hyphen, by] = /^(-?)(\w+)$/.exec(typeof query.sort === 'string' ? query.sort : '') ?? [];
  const keys: readonly SortKey[] = ['council', 'score', 'rating', 'published', ...statementIds];
  const known = keys.find((key) => key === by);
  return known ? { by: known, reversed: hyphen === '-' } : DEFAULT_SORT;
}

/** For an address. Undefined for the default. */
export function formatResultsSort({ by, reversed }: ResultsSort): string | undefined {
  return by === DEFAULT_SORT.by && !reversed ? undefined : `${reversed ? '-' : ''}${by}`;
}

/** The order when a column's heading is chosen: reversed if it already sorts the list. */
export function nextSort(current: ResultsSort, by: SortKey): ResultsSort {
  return { by, reversed: current.by === by && !current.reversed };
}

/** Councils whose value is not known come last either way, and equal ones by name. */
export function sortResults(
  results: readonly ShownResult[],
  { by, reversed }: ResultsSort,
): readonly ShownResult[] {
  const sign = reversed ? -1 : 1;
  return results
    .map((result) => ({ result, value: sortValue(result, by) }))
    .toSorted((a, b) => {
      const names = compareNames(a.result.council, b.result.council);
      if (by === 'council') return sign * names;
      if (a.value === null || b.value === null) {
        return Number(a.value === null) - Number(b.value === null) || names;
      }
      return sign * (b.value - a.value) || names;
    })
    .map(({ result }) => result);
}

function sortValue({ facts, known }: ShownResult, by: SortKey): number | null {
  switch (by) {
    case 'council':
      return null;
    case 'score':
      return known?.points ?? null;
    case 'rating':
      return BANDS.indexOf(facts.rating);
    case 'published':
      return facts.published === null ? null : Number(facts.published.replace('-', '').padEnd(6, '0'));
    default:
      return statementScores(facts)[by] ?? null;
  }
}
