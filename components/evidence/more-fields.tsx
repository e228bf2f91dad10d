'use client';

import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Details } from '#components/ui/details.tsx';
import type { StatementId } from '#lib/frameworks/framework.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import type { DetailChoices } from '#lib/record/evidence/queries.ts';
import { DETAIL_NAMES } from '#lib/record/evidence/rules.ts';
import { VOICE_NAMES, VOICES } from '#lib/record/evidence/voices.ts';
import { type FieldsProps, OwnerField } from './owner-field.tsx';
import { TagsField } from './tags-field.tsx';

const FIELDS = ['ownerId', 'owner', 'reviewBy', 'voices', 'topics', 'tags'] as const;

type MoreFieldsProps = FieldsProps & {
  choices: DetailChoices;
  /** The statement that the evidence is added to, whose topics are offered first. */
  statement?: StatementId | undefined;
};

/** What is good to know and needs no answer, folded away until one of them is answered or refused. */
export function MoreFields({ values, errors, choices, statement }: MoreFieldsProps) {
  const isOpen = FIELDS.some((field) => values[field] || errorFor(errors, field));
  return (
    <Details summary="More about this evidence" open={isOpen} compact>
      <div className="space-y-6 pb-2">
        <p className="max-w-text text-ink-soft">
          Owner, review date, who it came from, topics and tags. You can add these later.
        </p>
        <OwnerField values={values} errors={errors} owners={choices.owners} />
        <DateInput
          name="reviewBy"
          label={DETAIL_NAMES.reviewBy}
          optional
          hint="We remind the owner, or the assurance leads if nobody owns it. For example, 31 3 2027"
          defaultValue={dateParts(values.reviewBy ?? '')}
          error={errorFor(errors, 'reviewBy')}
        />
        <Checkboxes
          name="voices"
          label={DETAIL_NAMES.voices}
          optional
          hint="Whose voice it carries. Select all that apply."
          options={VOICES.map((voice) => ({ value: voice, label: VOICE_NAMES[voice] }))}
          defaultValues={ticked(values.voices)}
          error={errorFor(errors, 'voices')}
        />
        <Topics values={values} errors={errors} choices={choices} statement={statement} />
        <TagsField value={values.tags} error={errorFor(errors, 'tags')} known={choices.tags} />
      </div>
    </Details>
  );
}

/** Topics that cut across statements and those of the statement at hand; those of others a click away. */
function Topics({ values, errors, choices, statement }: MoreFieldsProps) {
  const chosen = ticked(values.topics);
  const [shared, ...groups] = choices.topics;
  const near = groups.filter((group) => group.statement === statement);
  const others = groups.filter((group) => group.statement !== statement);
  const isOpen = others.some(({ options }) => options.some(({ value }) => chosen.includes(value)));
  return (
    <div className="space-y-4">
      {shared && (
        <Checkboxes
          name="topics"
          label={shared.name}
          optional
          hint="What it is about, across statements."
          options={shared.options}
          defaultValues={chosen}
          error={errorFor(errors, 'topics')}
        />
      )}
      {near.map((group) => (
        <TopicsOf key={group.name} group={group} chosen={chosen} />
      ))}
      <Details
        summary={near.length > 0 ? 'Topics of other statements' : 'Topics of each statement'}
        open={isOpen}
        compact
      >
        <div className="space-y-6">
          {others.map((group) => (
            <TopicsOf key={group.name} group={group} chosen={chosen} />
          ))}
        </div>
      </Details>
    </div>
  );
}

function TopicsOf({ group, chosen }: { group: DetailChoices['topics'][number]; chosen: readonly string[] }) {
  return (
    <Checkboxes
      name="topics"
      id={`topics-${group.statement ?? 'others'}`}
      label={group.name}
      options={group.options}
      defaultValues={chosen}
    />
  );
}

/** Checkboxes as forms give them back. */
function ticked(value: string | undefined): readonly string[] {
  return value ? value.split(',') : [];
}
