import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import type { EvidenceItemView } from '#lib/evidence/queries.ts';
import { CATEGORY_NAMES } from '#lib/evidence/rules.ts';
import { formatBytes, formatDate, formatDateTime, formatNumber } from '#lib/format.ts';
import { kindOfFile } from './source-in-words.ts';

/** What the council says about an item. */
export function ItemDetails({ item }: { item: EvidenceItemView }) {
  return (
    <SummaryList
      rows={[
        { key: 'Category', value: CATEGORY_NAMES[item.category] },
        { key: 'Date it is about', value: item.datedOn && formatDate(item.datedOn) },
        { key: 'Owner', value: item.owner },
        { key: 'Marking', value: item.marking },
        { key: 'Contains personal data', value: item.containsPersonalData ? 'Yes' : 'No' },
      ]}
    />
  );
}

/** What is known of its file or link, and who added it. */
export function SourceDetails({ item: { source, added } }: { item: EvidenceItemView }) {
  const addedRow = { key: 'Added', value: `By ${added.by}, ${formatDateTime(added.at)}` };
  if (source.kind === 'link') {
    return (
      <SummaryList
        rows={[{ key: 'Address', value: <Link href={source.url}>{source.url}</Link> }, addedRow]}
      />
    );
  }
  return (
    <SummaryList
      rows={[
        { key: 'File name', value: source.name },
        { key: 'Type', value: kindOfFile(source.name) },
        { key: 'Size', value: `${formatBytes(source.bytes)} (${formatNumber(source.bytes)} bytes)` },
        { key: 'SHA-256', value: <code className="text-16 break-all">{source.sha256}</code> },
        addedRow,
      ]}
    />
  );
}
