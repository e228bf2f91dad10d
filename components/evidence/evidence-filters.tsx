import { Button } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Details } from '#components/ui/details.tsx';
import { FilterChips } from '#components/ui/filter-chips.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { Framework, TopicKey } from '#lib/frameworks/framework.ts';
import * as routes from '#lib/kernel/routes.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { CONCERN_KINDS } from '#lib/record/evidence/concerns.ts';
import { FILE_KINDS, KIND_NAMES } from '#lib/record/evidence/file-kinds.ts';
import {
  CONCERN_FILTER_NAMES,
  describeEvidenceFilter,
  type EvidenceFilter,
  FILTER_STATE_NAMES,
  FILTER_STATES,
  LINKED,
  NEEDS_ACTION,
  NONE,
  OWNER_NAMES,
} from '#lib/record/evidence/filter.ts';
import type { EvidenceChoices } from '#lib/record/evidence/queries.ts';
import { categoryChoices, MARKINGS, topicChoices } from '#lib/record/evidence/rules.ts';
import { type EvidenceView, viewQuery } from '#lib/record/evidence/view.ts';
import { VOICE_NAMES, VOICES } from '#lib/record/evidence/voices.ts';

type EvidenceFiltersProps = {
  council: string;
  view: EvidenceView;
  /** As asked, real or not: see readQueryDate. */
  dates: { from: string; to: string };
  /** Whose statements can be chosen. */
  framework: Framework;
  choices: EvidenceChoices;
};

/** The filters that are a click away. */
const FURTHER = [
  'concern',
  'owner',
  'voice',
  'topic',
  'tag',
  'kind',
  'marking',
  'state',
  'from',
  'to',
] as const satisfies (keyof EvidenceFilter)[];

/** Filters the list. The filters are in the address, so a filtered list can be bookmarked and shared. */
export function EvidenceFilters({ council, view, dates, framework, choices }: EvidenceFiltersProps) {
  const { words, statement, category, owner, voice, topic, tag, kind, marking, state, concern, due } = view;
  const { sort, size } = viewQuery(view);
  const isWrong = (name: 'from' | 'to') => dates[name] !== '' && !view[name];
  const wrong = isWrong('from') || isWrong('to');
  return (
    <>
      <search className="block border-y border-rule py-5 print:hidden">
        <details open={wrong} className="filters">
          <summary>Filters</summary>
          <form
            action={routes.evidence(council)}
            className="grid grid-cols-1 items-end gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-[repeat(3,minmax(0,1fr))_auto]"
          >
            <TextInput
              name="words"
              type="search"
              label="Reference, title, owner, tag or file name"
              defaultValue={words}
            />
            <Select
              name="statement"
              label="Quality statement"
              placeholder="All statements"
              options={[
                { value: LINKED, label: 'Linked to any' },
                { value: NONE, label: 'Not linked to any' },
                ...framework.statements.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              defaultValue={statement}
            />
            <Select
              name="category"
              label="Category"
              placeholder="All categories"
              options={categoryChoices(framework, category)}
              defaultValue={category}
            />
            <p>
              {due && <input type="hidden" name="due" value="yes" />}
              {sort && <input type="hidden" name="sort" value={sort} />}
              {size && <input type="hidden" name="size" value={size} />}
              <Button kind="secondary">Apply filters</Button>
            </p>
            <div className="min-w-0 sm:col-span-full">
              <Details
                summary="More filters"
                open={wrong || FURTHER.some((name) => view[name] !== undefined)}
                compact
              >
                <div className="grid grid-cols-1 items-end gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
                  <Select
                    name="owner"
                    label="Owner"
                    placeholder="Everyone"
                    options={[
                      ...Object.entries(OWNER_NAMES).map(([value, label]) => ({ value, label })),
                      ...choices.owners.map(({ id, name }) => ({ value: id, label: name })),
                    ]}
                    defaultValue={owner}
                  />
                  <Select
                    name="voice"
                    label="Who it came from"
                    placeholder="Everyone"
                    options={[
                      ...VOICES.map((value) => ({ value, label: VOICE_NAMES[value] })),
                      { value: NONE, label: 'Not said' },
                    ]}
                    defaultValue={voice}
                  />
                  <Select
                    name="topic"
                    label="Topic"
                    placeholder="All topics"
                    options={topicOptions(framework, choices, topic)}
                    defaultValue={topic}
                  />
                  {(choices.tags.length > 0 || tag !== undefined) && (
                    <Select
                      name="tag"
                      label="Tag"
                      placeholder="All tags"
                      options={[...new Set([...choices.tags, ...(tag ? [tag] : [])])].map((value) => ({
                        value,
                        label: value,
                      }))}
                      defaultValue={tag}
                    />
                  )}
                  <Select
                    name="concern"
                    label="Concern"
                    placeholder="Any or none"
                    options={([NEEDS_ACTION, ...CONCERN_KINDS] as const).map((value) => ({
                      value,
                      label: CONCERN_FILTER_NAMES[value],
                    }))}
                    defaultValue={concern}
                  />
                  <Select
                    name="kind"
                    label="Kind of file"
                    placeholder="All kinds"
                    options={FILE_KINDS.map((value) => ({ value, label: KIND_NAMES[value] }))}
                    defaultValue={kind}
                  />
                  <Select
                    name="marking"
                    label="Marking"
                    placeholder="All markings"
                    options={MARKINGS.map((value) => ({ value, label: value }))}
                    defaultValue={marking}
                  />
                  <Select
                    name="state"
                    label="In use or withdrawn"
                    placeholder="All"
                    options={FILTER_STATES.map((value) => ({ value, label: FILTER_STATE_NAMES[value] }))}
                    defaultValue={state}
                  />
                  <div className="flex flex-wrap items-end gap-x-10 gap-y-4 sm:col-span-full">
                    {(['from', 'to'] as const).map((name) => (
                      <DateInput
                        key={name}
                        name={name}
                        label={name === 'from' ? 'Dated from' : 'Dated to'}
                        defaultValue={dateParts(dates[name])}
                        error={
                          isWrong(name)
                            ? `${name === 'from' ? 'Dated from' : 'Dated to'} must be a real date, like 27 3 2026`
                            : undefined
                        }
                      />
                    ))}
                  </div>
                </div>
              </Details>
            </div>
          </form>
        </details>
      </search>
      <FilterChips
        chips={describeEvidenceFilter(view, framework, choices).map(({ name, text }) => ({
          text,
          href: routes.evidence(council, viewQuery({ ...view, [name]: undefined })),
        }))}
        clearHref={routes.evidence(council, { sort, size })}
      />
    </>
  );
}

/** As forms offer them, and those that no form offers any more, which items may still have. */
function topicOptions(framework: Framework, { topics }: EvidenceChoices, topic: TopicKey | undefined) {
  const kept = [...topics.map(({ key }) => key), ...(topic ? [topic] : [])];
  // The first group are those that cut across statements.
  return topicChoices(framework, topics, kept).flatMap(({ name, options }, at) =>
    options.map((option) => ({ ...option, group: at === 0 ? undefined : name })),
  );
}
