import { compareNames } from '#lib/kernel/text/order.ts';
import type { Authority } from '#lib/record/results/rules.ts';
import { BAND_NAMES, type Band, isBand } from '#lib/scoring/index.ts';

/** Filters of the list. Pilots are excluded by default, because their ratings were indicative. */
export type ResultsFilter = {
  readonly type?: string | undefined;
  readonly region?: string | undefined;
  readonly rating?: Band | undefined;
  readonly pilots?: 'yes' | undefined;
};

/** All types and regions of councils in England, by name. */
export function filterOptions(authorities: readonly Authority[]) {
  const all = (name: 'type' | 'region') =>
    [...new Set(authorities.map((authority) => authority[name]))].toSorted(compareNames);
  return { types: all('type'), regions: all('region') };
}

/** Reads filters from an address, ignoring unknown values. */
export function readResultsFilter(
  query: Readonly<Record<string, unknown>>,
  authorities: readonly Authority[],
): ResultsFilter {
  const { types, regions } = filterOptions(authorities);
  return {
    type: types.find((type) => type === query.type),
    region: regions.find((region) => region === query.region),
    rating: isBand(query.rating) ? query.rating : undefined,
    pilots: query.pilots === 'yes' ? 'yes' : undefined,
  };
}

/** Whether a council is of the type and region asked for. */
export function fitsPlace({ type, region }: Authority, filter: ResultsFilter): boolean {
  return (
    (filter.type === undefined || type === filter.type) &&
    (filter.region === undefined || region === filter.region)
  );
}

export function describeResultsFilter(
  filter: { readonly [Name in keyof ResultsFilter]?: string | undefined },
): readonly { readonly name: keyof ResultsFilter; readonly text: string }[] {
  const texts: Record<keyof ResultsFilter, string | undefined> = {
    type: filter.type,
    region: filter.region,
    rating: isBand(filter.rating) ? `Rated ${BAND_NAMES[filter.rating].toLowerCase()}` : undefined,
    pilots: filter.pilots && '2023 pilots included',
  };
  return Object.entries(texts).flatMap(([name, text]) =>
    text ? [{ name: name as keyof ResultsFilter, text }] : [],
  );
}
