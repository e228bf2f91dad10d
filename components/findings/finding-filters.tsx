import { Button } from '#components/ui/button.tsx';
import { FilterChips } from '#components/ui/filter-chips.tsx';
import { Select } from '#components/ui/select.tsx';
import { knownStatement, knownStatementIds } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import { describeFilter, type FindingFilter } from '#lib/record/findings/filter.ts';
import {
  FINDING_NAMES,
  FINDING_SOURCE_NAMES,
  FINDING_SOURCES,
  FINDING_STATE_NAMES,
  FINDING_STATES,
  type Finding,
  LEVEL_NAMES,
  LEVELS,
} from '#lib/record/findings/rules.ts';

type FindingFiltersProps = { council: string; findings: readonly Finding[]; filter: FindingFilter };

/** Filters the findings by what some of them have. The filters are in the address. */
export function FindingFilters({ council, findings, filter }: FindingFiltersProps) {
  const sources = FINDING_SOURCES.filter((source) => findings.some((one) => one.source === source));
  const statements = knownStatementIds().filter((id) => findings.some((one) => one.statement === id));
  return (
    <>
      <search className="mt-6 block border-y border-rule py-5 print:hidden">
        <details className="filters">
          <summary>Filters</summary>
          <form
            action={routes.findings(council)}
            className="grid grid-cols-1 items-end gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-[repeat(4,minmax(0,1fr))_auto]"
          >
            <Select
              name="state"
              label="State"
              labelSize="small"
              placeholder="All"
              options={FINDING_STATES.map((value) => ({ value, label: FINDING_STATE_NAMES[value] }))}
              defaultValue={filter.state}
            />
            <Select
              name="source"
              label={FINDING_NAMES.findingSource}
              labelSize="small"
              placeholder="All sources"
              options={sources.map((value) => ({ value, label: FINDING_SOURCE_NAMES[value] }))}
              defaultValue={filter.source}
            />
            <Select
              name="severity"
              label={FINDING_NAMES.severity}
              labelSize="small"
              placeholder="All"
              options={LEVELS.map((value) => ({ value, label: LEVEL_NAMES[value] }))}
              defaultValue={filter.severity}
            />
            <Select
              name="statement"
              label={FINDING_NAMES.ofStatement}
              labelSize="small"
              placeholder="All statements"
              options={statements.map((id) => ({ value: id, label: knownStatement(id).name }))}
              defaultValue={filter.statement}
            />
            <p>
              <Button kind="secondary">Apply filters</Button>
            </p>
          </form>
        </details>
      </search>
      <FilterChips
        chips={describeFilter(filter).map(({ name, text }) => ({
          text,
          href: routes.findings(council, { ...filter, [name]: undefined }),
        }))}
        clearHref={routes.findings(council)}
      />
    </>
  );
}
