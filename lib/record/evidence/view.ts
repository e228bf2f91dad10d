import { activeFilters } from '#lib/kernel/active-filters.ts';
import { type EvidenceFilter, readEvidenceFilter } from '#lib/record/evidence/filter.ts';
import {
  type EvidenceSort,
  formatEvidenceSort,
  PAGE_SIZES,
  type PageSize,
  readEvidenceSort,
  readPageSize,
} from '#lib/record/evidence/sort.ts';

/** What the evidence list shows, and how: the part of its address that can be saved under a name. */
export type EvidenceView = EvidenceFilter & {
  readonly sort?: EvidenceSort | undefined;
  readonly size?: PageSize | undefined;
};

/** The view in an address. Invalid values are ignored. */
export function readEvidenceView(query: Readonly<Record<string, unknown>>) {
  return {
    ...readEvidenceFilter(query),
    sort: readEvidenceSort(query.sort),
    size: readPageSize(query.size),
  } satisfies EvidenceView;
}

/** For an address, without what is as usual. */
export function viewQuery({ sort, size, ...filter }: EvidenceView): Record<string, string> {
  return activeFilters({
    ...filter,
    sort: sort && formatEvidenceSort(sort),
    size: size === undefined || size === PAGE_SIZES[0] ? undefined : String(size),
  });
}
