import { Button } from '#components/ui/button.tsx';
import { FilterChips } from '#components/ui/filter-chips.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { Framework } from '#lib/frameworks/framework.ts';
import { knownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { EvidenceFilter } from '#lib/record/evidence/queries.ts';
import { categoryChoices, categoryName } from '#lib/record/evidence/rules.ts';

type EvidenceFiltersProps = {
  council: string;
  filter: EvidenceFilter;
  /** Whose statements can be chosen. */
  framework: Framework;
};

/** Filters the list. The filters are in the address, so a filtered list can be bookmarked and shared. */
export function EvidenceFilters({ council, filter, framework }: EvidenceFiltersProps) {
  return (
    <>
      <search className="block border-y border-rule py-5 print:hidden">
        <form
          action={routes.evidence(council)}
          className="grid grid-cols-1 items-end gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-[repeat(3,minmax(0,1fr))_auto]"
        >
          <div className="min-w-0 sm:col-span-full">
            <TextInput
              name="words"
              type="search"
              label="Search by reference, title, owner or file name"
              defaultValue={filter.words}
            />
          </div>
          <Select
            name="category"
            label="Category"
            placeholder="All categories"
            options={categoryChoices(framework, filter.category)}
            defaultValue={filter.category}
          />
          <Select
            name="statement"
            label="Quality statement"
            placeholder="All statements"
            options={framework.statements.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={filter.statement}
          />
          <Select
            name="withdrawn"
            label="Withdrawn evidence"
            placeholder="Included"
            options={[{ value: 'yes', label: 'Only withdrawn' }]}
            defaultValue={filter.withdrawn ? 'yes' : undefined}
          />
          <p>
            {filter.due && <input type="hidden" name="due" value="yes" />}
            <Button kind="secondary">Apply filters</Button>
          </p>
        </form>
      </search>
      <FilterChips chips={chipsOf({ council, filter, framework })} clearHref={routes.evidence(council)} />
    </>
  );
}

function chipsOf({ council, filter, framework }: EvidenceFiltersProps) {
  const { words, category, statement, withdrawn, due } = filter;
  const chips = [
    words && { text: `“${words}”`, without: { ...filter, words: undefined } },
    category && { text: categoryName(category, framework), without: { ...filter, category: undefined } },
    statement && { text: knownStatement(statement).name, without: { ...filter, statement: undefined } },
    due && { text: 'Past retention', without: { ...filter, due: undefined } },
    withdrawn && { text: 'Only withdrawn', without: { ...filter, withdrawn: undefined } },
  ].filter((chip) => chip !== undefined && chip !== '' && chip !== false);
  return chips.map(({ text, without }) => ({ text, href: routes.evidence(council, without) }));
}
