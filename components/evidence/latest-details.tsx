import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { toCalendarDate } from '#lib/kernel/dates.ts';
import { formatList } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import type { DetailChoices, EvidenceSummary } from '#lib/record/evidence/queries.ts';
import {
  DETAIL_NAMES,
  type Detail,
  offeredName,
  PERSONAL_DATA,
  PERSONAL_DATA_NAMES,
  type PersonalData,
  personalDataOf,
  SOMEBODY_ELSE,
} from '#lib/record/evidence/rules.ts';
import type { DetailField } from '#lib/record/evidence/schema.ts';
import { VOICE_NAMES, type Voice } from '#lib/record/evidence/voices.ts';

export type TypedDetails = Readonly<Partial<Record<DetailField, string>>>;

/** An item's details as its form holds them. */
export function detailsTyped(item: EvidenceSummary): TypedDetails {
  return {
    title: item.title,
    category: item.category,
    datedOn: item.datedOn ?? '',
    ownerId: item.member?.id ?? (item.owner === '' ? '' : SOMEBODY_ELSE),
    owner: item.member ? '' : item.owner,
    marking: item.marking,
    containsPersonalData: personalDataOf(item),
    reviewBy: item.reviewBy ?? '',
    voices: item.voices.join(),
    topics: item.topics.join(),
    tags: item.tags.join(', '),
  };
}

type TwoVersionsProps = {
  /** The questions with different answers. */
  rows: readonly { name: string; theirs: ReactNode; mine: ReactNode }[];
  discardHref: string;
};

/** Shows where the saved version and the typed one differ. Nothing is lost until the person chooses. */
export function TwoVersions({ rows, discardHref }: TwoVersionsProps) {
  return (
    <LatestSection heading="Two versions to choose from" className="mb-10 max-w-text">
      <p className="mt-2 mb-4">
        The form below has your version. Copy in anything you want from the saved version, then select “Save
        my version”. Or <Link href={discardHref}>discard yours and open the saved version</Link>.
      </p>
      <Table
        caption="Where the two versions differ"
        captionHidden
        columns={[{ header: 'Question' }, { header: 'Saved version' }, { header: 'Your version' }]}
        rows={rows.map(({ name, theirs, mine }) => ({ key: name, cells: [name, theirs, mine] }))}
      />
    </LatestSection>
  );
}

type LatestDetailsProps = {
  theirs: TypedDetails;
  mine: TypedDetails;
  choices: DetailChoices;
  discardHref: string;
};

/** The same of an item's details. */
export function LatestDetails({ theirs, mine, choices, discardHref }: LatestDetailsProps) {
  const different = (Object.keys(DETAIL_NAMES) as Detail[]).filter(
    (detail) => inWords(detail, theirs, choices) !== inWords(detail, mine, choices),
  );
  return (
    <TwoVersions
      rows={different.map((field) => ({
        name: DETAIL_NAMES[field],
        theirs: inWords(field, theirs, choices),
        mine: inWords(field, mine, choices),
      }))}
      discardHref={discardHref}
    />
  );
}

function inWords(detail: Detail, typed: TypedDetails, choices: DetailChoices): string {
  const value = typed[detail] ?? '';
  switch (detail) {
    case 'owner':
      return choices.owners.find((one) => one.value === typed.ownerId)?.label ?? (value || NOT_PROVIDED);
    case 'containsPersonalData':
      return PERSONAL_DATA.includes(value as PersonalData)
        ? PERSONAL_DATA_NAMES[value as PersonalData]
        : NOT_PROVIDED;
    case 'category':
      return choices.categories.find((category) => category.value === value)?.label ?? NOT_PROVIDED;
    case 'datedOn':
    case 'reviewBy': {
      const date = toCalendarDate(value);
      return date ? formatDate(date) : value || NOT_PROVIDED;
    }
    case 'voices':
      return namesOf(value, (voice) => VOICE_NAMES[voice as Voice]);
    case 'topics':
      return namesOf(value, (key) => offeredName(key, choices.topics));
    default:
      return value || NOT_PROVIDED;
  }
}

const NOT_PROVIDED = 'Not provided';

/** The names of checkboxes as forms give them back. */
function namesOf(ticked: string, nameOf: (value: string) => string): string {
  return ticked === '' ? NOT_PROVIDED : formatList(ticked.split(',').map(nameOf));
}
