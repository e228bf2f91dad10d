import { Address } from '#components/ui/address.tsx';
import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import type { Framework } from '#lib/frameworks/framework.ts';
import { formatBytes, formatNumber } from '#lib/kernel/format.ts';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import type { EvidenceItemView } from '#lib/record/evidence/queries.ts';
import { categoryName, DETAIL_NAMES } from '#lib/record/evidence/rules.ts';
import { kindOfFile } from './source-in-words.ts';

/** The details the council gave of an item. */
export function ItemDetails({ item, framework }: { item: EvidenceItemView; framework: Framework }) {
  return (
    <SummaryList
      rows={[
        { key: DETAIL_NAMES.category, value: categoryName(item.category, framework) },
        { key: DETAIL_NAMES.datedOn, value: item.datedOn && formatDate(item.datedOn) },
        { key: DETAIL_NAMES.owner, value: item.owner },
        { key: DETAIL_NAMES.marking, value: item.marking },
        { key: DETAIL_NAMES.containsPersonalData, value: item.containsPersonalData ? 'Yes' : 'No' },
      ]}
    />
  );
}

/** Its file or link, and who added it. */
export function SourceDetails({ item: { source, added } }: { item: EvidenceItemView }) {
  const addedRow = { key: 'Added', value: `By ${added.by}, ${formatDateTime(added.at)}` };
  if (source.kind === 'link') {
    return (
      <SummaryList
        rows={[
          {
            key: 'Address',
            value: (
              <Link href={source.url}>
                <Address>{source.url}</Address>
              </Link>
            ),
          },
          addedRow,
        ]}
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
