import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { EvidenceFilter } from '#lib/evidence/queries.ts';
import { CATEGORIES, CATEGORY_NAMES } from '#lib/evidence/rules.ts';
import { routes } from '#lib/routes.ts';
import { STATEMENTS, statement as statementOf } from '#lib/scoring/index.ts';

type EvidenceFiltersProps = { council: string; filter: EvidenceFilter };

/** Narrows the list by what the address says, so that a narrowed list can be kept and sent. */
export function EvidenceFilters({ council, filter }: EvidenceFiltersProps) {
  return (
    <>
      <search className="block border-y border-rule py-5 print:hidden">
        <form
          action={routes.evidence(council)}
          className="grid grid-cols-1 items-end gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-[auto_auto_minmax(0,1fr)]"
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
            options={CATEGORIES.map((value) => ({ value, label: CATEGORY_NAMES[value] }))}
            defaultValue={filter.category}
          />
          <Select
            name="statement"
            label="Quality statement"
            placeholder="All statements"
            options={STATEMENTS.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={filter.statement}
          />
          <p>
            <Button kind="secondary">Apply filters</Button>
          </p>
        </form>
      </search>
      <FilterChips council={council} filter={filter} />
    </>
  );
}

function FilterChips({ council, filter }: EvidenceFiltersProps) {
  const { words, category, statement } = filter;
  const chips = [
    words && { text: `“${words}”`, without: { ...filter, words: undefined } },
    category && { text: CATEGORY_NAMES[category], without: { ...filter, category: undefined } },
    statement && { text: statementOf(statement).name, without: { ...filter, statement: undefined } },
  ].filter((chip) => chip !== undefined && chip !== '');
  if (chips.length === 0) return null;
  return (
    <div className="mt-4 flex flex-wrap items-center gap-3 print:hidden">
      <h2 className="text-16 font-semibold">Filters in use</h2>
      <ul className="flex flex-wrap gap-2">
        {chips.map(({ text, without }) => (
          <li key={text}>
            <Link
              href={routes.evidence(council, without)}
              className="inline-flex min-h-8 items-center gap-2 border border-rule-strong bg-white px-2.5 text-16 wrap-anywhere text-ink no-underline hover:border-ink hover:bg-accent-tint"
            >
              <span className="sr-only">Remove filter: </span>
              {text}
              <svg viewBox="0 0 12 12" aria-hidden="true" className="size-2.5 shrink-0">
                <path d="M1 1 L11 11 M11 1 L1 11" fill="none" strokeWidth="2" className="mark-line" />
              </svg>
            </Link>
          </li>
        ))}
      </ul>
      {chips.length > 1 && (
        <Link href={routes.evidence(council)} className="link text-16">
          Clear all filters
        </Link>
      )}
    </div>
  );
}
