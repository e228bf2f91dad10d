import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import type { EvidenceItemView } from '#lib/evidence/queries.ts';
import { CATEGORY_NAMES } from '#lib/evidence/rules.ts';
import { formatBytes, formatDate, formatDateTime, formatNumber } from '#lib/format.ts';
import { changeEvidenceHref } from './addresses.ts';
import { kindOfFile } from './source-in-words.ts';

type ItemDetailsProps = { council: string; item: EvidenceItemView; mayEdit: boolean };

/** Everything that the record says about one item. */
export function ItemDetails({ council, item, mayEdit }: ItemDetailsProps) {
  const change = (context: string) =>
    mayEdit
      ? {
          href: changeEvidenceHref(council, item.reference),
          text: 'Change',
          context: `${context} of ${item.reference}`,
        }
      : undefined;
  return (
    <SummaryList
      rows={[
        { key: 'Title', value: item.title, action: change('title') },
        { key: 'Category', value: CATEGORY_NAMES[item.category], action: change('category') },
        {
          key: 'Date it is about',
          value: item.datedOn && formatDate(item.datedOn),
          action: change('date'),
        },
        { key: 'Owner', value: item.owner, action: change('owner') },
        { key: 'Marking', value: item.marking, action: change('marking') },
        {
          key: 'Contains personal data',
          value: item.containsPersonalData ? 'Yes' : 'No',
          action: change('answer about personal data'),
        },
        { key: 'Added', value: `By ${item.added.by}, ${formatDateTime(item.added.at)}` },
      ]}
    />
  );
}

/** The file's own facts, or the address of the link. */
export function SourceDetails({ source }: { source: EvidenceItemView['source'] }) {
  if (source.kind === 'link') {
    return <SummaryList rows={[{ key: 'Address', value: <Link href={source.url}>{source.url}</Link> }]} />;
  }
  return (
    <SummaryList
      rows={[
        { key: 'File name', value: source.name },
        { key: 'Type', value: kindOfFile(source.name) },
        { key: 'Size', value: `${formatBytes(source.bytes)} (${formatNumber(source.bytes)} bytes)` },
        {
          key: 'SHA-256',
          value: <code className="text-16 break-all">{source.sha256}</code>,
        },
      ]}
    />
  );
}
