import { Button } from '#components/ui/button.tsx';
import { FilterChips } from '#components/ui/filter-chips.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { Framework } from '#lib/frameworks/framework.ts';
import { knownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { MeasureFilter } from '#lib/record/measures/queries.ts';

type MeasureFiltersProps = {
  council: string;
  filter: MeasureFilter;
  /** Whose statements can be chosen. */
  framework: Framework;
};

/** Filters the list. The filters are in the address, so a filtered list can be bookmarked and shared. */
export function MeasureFilters({ council, filter, framework }: MeasureFiltersProps) {
  const { words, statement, attention } = filter;
  const chips = [
    ...(words
      ? [{ text: `“${words}”`, href: routes.measures(council, { ...filter, words: undefined }) }]
      : []),
    ...(statement
      ? [
          {
            text: knownStatement(statement).name,
            href: routes.measures(council, { ...filter, statement: undefined }),
          },
        ]
      : []),
    ...(attention
      ? [{ text: 'Needs attention', href: routes.measures(council, { ...filter, attention: undefined }) }]
      : []),
  ];
  return (
    <>
      <search className="mt-6 block border-b border-rule pb-5 print:hidden">
        <form
          action={routes.measures(council)}
          className="grid grid-cols-1 items-end gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-[minmax(0,1fr)_auto_auto]"
        >
          {attention && <input type="hidden" name="attention" value={attention} />}
          <div className="min-w-0">
            <TextInput name="words" type="search" label="Search by name" defaultValue={words} />
          </div>
          <Select
            name="statement"
            label="Quality statement"
            placeholder="All statements"
            options={framework.statements.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={statement}
          />
          <p>
            <Button kind="secondary">Apply filters</Button>
          </p>
        </form>
      </search>
      <FilterChips chips={chips} clearHref={routes.measures(council)} />
    </>
  );
}
