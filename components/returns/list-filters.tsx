import { Button } from '#components/ui/button.tsx';
import { FilterChips } from '#components/ui/filter-chips.tsx';
import { Select } from '#components/ui/select.tsx';
import { isKnownStatement, knownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { ReturnList } from '#lib/record/returns/queries.ts';
import { askedItems } from '#lib/record/returns/rules.ts';
import { FILTER_NAMES, type ItemFilter, NOBODY, ownersOf, STATE_FILTERS } from '#lib/record/returns/view.ts';

type ListFiltersProps = { council: string; list: ReturnList; filter: ItemFilter };

/** Filters the items of a list. The filters are in the address. */
export function ListFilters({ council, list, filter }: ListFiltersProps) {
  const to = (changed: ItemFilter) =>
    routes.returnList(council, list.inspection.number, list.number, changed);
  const owners = ownersOf(list);
  const statements = [...new Set(askedItems(list).flatMap((item) => item.statements))].filter(
    isKnownStatement,
  );
  const { owner, state, statement } = filter;
  const ownerName = owner === NOBODY ? 'No owner' : owners.find(({ id }) => id === owner)?.name;
  const chips = [
    ...(owner && ownerName ? [{ text: ownerName, href: to({ ...filter, owner: undefined }) }] : []),
    ...(state ? [{ text: FILTER_NAMES[state], href: to({ ...filter, state: undefined }) }] : []),
    ...(statement
      ? [{ text: knownStatement(statement).name, href: to({ ...filter, statement: undefined }) }]
      : []),
  ];
  return (
    <>
      <search className="mt-6 block border-y border-rule py-5 print:hidden">
        <details className="filters">
          <summary>Filters</summary>
          <form
            action={to({})}
            className="grid grid-cols-1 items-end gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-[repeat(3,minmax(0,1fr))_auto]"
          >
            <Select
              name="state"
              label="State"
              labelSize="small"
              placeholder="All"
              options={STATE_FILTERS.map((value) => ({ value, label: FILTER_NAMES[value] }))}
              defaultValue={state}
            />
            <Select
              name="owner"
              label="Owner"
              labelSize="small"
              placeholder="Everyone"
              options={[
                { value: NOBODY, label: 'No owner' },
                ...owners.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              defaultValue={owner}
            />
            <Select
              name="statement"
              label="Quality statement"
              labelSize="small"
              placeholder="All statements"
              options={statements.map((id) => ({ value: id, label: knownStatement(id).name }))}
              defaultValue={statement}
            />
            <p>
              <Button kind="secondary">Apply filters</Button>
            </p>
          </form>
        </details>
      </search>
      <FilterChips chips={chips} clearHref={to({})} />
    </>
  );
}
