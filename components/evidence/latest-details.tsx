import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { toCalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import type { EvidenceSummary } from '#lib/record/evidence/queries.ts';
import { DETAIL_NAMES } from '#lib/record/evidence/rules.ts';
import type { DetailField } from '#lib/record/evidence/schema.ts';
import type { Categories } from './details-fields.tsx';

export type TypedDetails = Readonly<Partial<Record<DetailField, string>>>;

/** An item's details as its form holds them. */
export function detailsTyped(item: EvidenceSummary): TypedDetails {
  return {
    title: item.title,
    category: item.category,
    datedOn: item.datedOn ?? '',
    owner: item.owner,
    marking: item.marking,
    containsPersonalData: item.containsPersonalData ? 'yes' : 'no',
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
  categories: Categories;
  discardHref: string;
};

/** The same of an item's details. */
export function LatestDetails({ theirs, mine, categories, discardHref }: LatestDetailsProps) {
  const different = (Object.keys(DETAIL_NAMES) as DetailField[]).filter(
    (field) => (theirs[field] ?? '') !== (mine[field] ?? ''),
  );
  return (
    <TwoVersions
      rows={different.map((field) => ({
        name: DETAIL_NAMES[field],
        theirs: inWords(field, theirs[field], categories),
        mine: inWords(field, mine[field], categories),
      }))}
      discardHref={discardHref}
    />
  );
}

function inWords(field: DetailField, value: string | undefined, categories: Categories): string {
  if (!value) return 'Not provided';
  if (field === 'containsPersonalData') return value === 'yes' ? 'Yes' : 'No';
  if (field === 'category') return categories.find((category) => category.value === value)?.label ?? value;
  if (field === 'datedOn') {
    const date = toCalendarDate(value);
    return date ? formatDate(date) : value;
  }
  return value;
}
