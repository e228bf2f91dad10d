import { Button } from '#components/ui/button.tsx';
import { FilterChips } from '#components/ui/filter-chips.tsx';
import { Select } from '#components/ui/select.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { describeResultsFilter, filterOptions, type ResultsFilter } from '#lib/record/results/filter.ts';
import type { Authority } from '#lib/record/results/rules.ts';
import { formatResultsSort, type ResultsSort } from '#lib/record/results/sort.ts';
import { BAND_NAMES, BANDS } from '#lib/scoring/index.ts';

type ResultsFiltersProps = {
  council: string;
  filter: ResultsFilter;
  sort: ResultsSort;
  authorities: readonly Authority[];
};

/** Filters every chart and table of the page. The filters are in the address. */
export function ResultsFilters({ council, filter, sort, authorities }: ResultsFiltersProps) {
  const { types, regions } = filterOptions(authorities);
  const order = formatResultsSort(sort);
  return (
    <>
      <search className="block border-y border-rule py-5 print:hidden">
        <form
          action={routes.results(council)}
          className="grid grid-cols-1 items-end gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-4"
        >
          <Select
            name="type"
            label="Type of council"
            placeholder="All types"
            options={types.map((type) => ({ value: type, label: type }))}
            defaultValue={filter.type}
          />
          <Select
            name="region"
            label="Region"
            placeholder="All regions"
            options={regions.map((region) => ({ value: region, label: region }))}
            defaultValue={filter.region}
          />
          <Select
            name="rating"
            label="Rating"
            placeholder="All ratings"
            options={BANDS.toReversed().map((band) => ({ value: band, label: BAND_NAMES[band] }))}
            defaultValue={filter.rating}
          />
          <Select
            name="pilots"
            label="2023 pilots"
            placeholder="Exclude"
            options={[{ value: 'yes', label: 'Include' }]}
            defaultValue={filter.pilots}
          />
          {order && <input type="hidden" name="sort" value={order} />}
          <Button kind="secondary">Show results</Button>
        </form>
      </search>
      <FilterChips
        chips={describeResultsFilter(filter).map(({ name, text }) => ({
          text,
          href: routes.results(council, { ...filter, sort: order, [name]: undefined }),
        }))}
        clearHref={routes.results(council, { sort: order })}
      />
    </>
  );
}
