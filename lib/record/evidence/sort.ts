/** What the evidence list can be sorted by: its columns. */
export const SORT_KEYS = [
  'reference',
  'title',
  'category',
  'date',
  'review',
  'owner',
  'statements',
  'marking',
] as const;
export type EvidenceSortKey = (typeof SORT_KEYS)[number];

/** The headers of those columns. */
export const SORT_NAMES: Record<EvidenceSortKey, string> = {
  reference: 'Reference',
  title: 'Title',
  category: 'Category',
  date: 'Date',
  review: 'Review by',
  owner: 'Owner',
  statements: 'Linked statements',
  marking: 'Marking',
};

/** In an address: the key, after a hyphen if reversed. */
export type EvidenceSort = { readonly by: EvidenceSortKey; readonly reversed: boolean };

/** The newest first. */
const DEFAULT: EvidenceSort = { by: 'reference', reversed: true };

/** Reads the order from an address. Unknown values give the default. */
export function readEvidenceSort(value: unknown): EvidenceSort {
  const [, hyphen, by] = /^(-?)([a-z]+)$/.exec(typeof value === 'string' ? value : '') ?? [];
  const known = SORT_KEYS.find((key) => key === by);
  return known ? { by: known, reversed: hyphen === '-' } : DEFAULT;
}

/** For an address. Undefined for the default. */
export function formatEvidenceSort({ by, reversed }: EvidenceSort): string | undefined {
  return by === DEFAULT.by && reversed === DEFAULT.reversed ? undefined : `${reversed ? '-' : ''}${by}`;
}

/** The order when a column's heading is chosen: reversed if it already sorts the list. */
export function nextEvidenceSort(current: EvidenceSort, by: EvidenceSortKey): EvidenceSort {
  return { by, reversed: current.by === by && !current.reversed };
}

/** How many items a page can have. */
export const PAGE_SIZES = [25, 50, 100] as const;
export type PageSize = (typeof PAGE_SIZES)[number];

export function readPageSize(value: unknown): PageSize {
  return PAGE_SIZES.find((size) => String(size) === value) ?? PAGE_SIZES[0];
}
