import { Button } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { FilterChips } from '#components/ui/filter-chips.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { Framework } from '#lib/frameworks/framework.ts';
import type { ActivityPage } from '#lib/history/activity/queries.ts';
import { type ActivityFilter, describeFilter, KINDS } from '#lib/history/activity/rules.ts';
import { capitalise } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';

type ActivityFiltersProps = {
  council: string;
  filter: ActivityFilter;
  /** As asked, real or not: see readQueryDate. */
  dates: { from: string; to: string };
  people: ActivityPage['people'];
  frameworks: ActivityPage['frameworks'];
};

/** Filters in the address, so that the history of one statement, item or person has an address too. */
export function ActivityFilters({ council, filter, dates, people, frameworks }: ActivityFiltersProps) {
  const person = people.find(({ id }) => id === filter.person)?.name;
  const isWrong = (name: 'from' | 'to') => dates[name] !== '' && !filter[name];
  return (
    <>
      <search className="block border-y border-rule py-5 print:hidden">
        <details open={isWrong('from') || isWrong('to')} className="filters">
          <summary>Filters</summary>
          <form
            action={routes.activity(council)}
            className="grid grid-cols-1 items-end gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-3"
          >
            <Select
              name="statement"
              label="Quality statement"
              placeholder="All statements"
              options={frameworks.flatMap((framework) => optionsOf(framework, frameworks.length > 1))}
              defaultValue={filter.statement}
            />
            <Select
              name="person"
              label="Person"
              placeholder="Everyone"
              options={people.map(({ id, name }) => ({ value: id, label: name }))}
              defaultValue={filter.person}
            />
            <Select
              name="kind"
              label="Kind of event"
              placeholder="All kinds"
              options={KINDS.map(([value, label]) => ({ value, label }))}
              defaultValue={filter.kind}
            />
            <TextInput name="evidence" label="Evidence item, such as E12" defaultValue={filter.evidence} />
            {(['from', 'to'] as const).map((name) => (
              <DateInput
                key={name}
                name={name}
                label={capitalise(name)}
                defaultValue={dateParts(dates[name])}
                error={isWrong(name) ? `${capitalise(name)} must be a real date, like 27 3 2026` : undefined}
              />
            ))}
            <p>
              <Button kind="secondary">Apply filters</Button>
            </p>
          </form>
        </details>
      </search>
      <FilterChips
        chips={describeFilter(filter, person).map(({ name, text }) => ({
          text,
          href: routes.activity(council, { ...filter, [name]: undefined }),
        }))}
        clearHref={routes.activity(council)}
      />
    </>
  );
}

/** `isOneOfSeveral`: under its name, because several may have a statement of the same name. */
function optionsOf({ name: framework, statements }: Framework, isOneOfSeveral: boolean) {
  return statements.map(({ id, name }) => ({
    ...{ value: id, label: name },
    ...(isOneOfSeveral && { group: framework }),
  }));
}
