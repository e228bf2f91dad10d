import { Address } from '#components/ui/address.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { Tag } from '#components/ui/tag.tsx';
import type { Framework } from '#lib/frameworks/framework.ts';
import { knownStatement } from '#lib/frameworks/known.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { countsAsEvidence, isInUse } from '#lib/record/evidence/lifecycle.ts';
import type { EvidencePage } from '#lib/record/evidence/queries.ts';
import { categoryName, STATE_NAMES } from '#lib/record/evidence/rules.ts';
import { SCAN_NAMES } from '#lib/record/scans/rules.ts';
import { describeSource } from './source-in-words.ts';

type EvidenceTableProps = {
  council: string;
  items: EvidencePage['items'];
  /** By whose names the categories are shown. */
  framework: Framework;
};

export function EvidenceTable({ council, items, framework }: EvidenceTableProps) {
  return (
    <Table
      caption="Evidence, newest first"
      captionHidden
      wide
      stacked
      columns={[
        { header: 'Reference' },
        { header: 'Title' },
        { header: 'Category' },
        { header: 'Date' },
        { header: 'Linked statements' },
        { header: 'Marking' },
      ]}
      rows={items.map((item) => ({
        key: item.reference,
        cells: [
          <span key="reference" className="tabular">
            {item.reference}
          </span>,
          <div key="title" className="wrap-anywhere">
            <Link href={routes.evidenceItem(council, item.reference)} className="link text-19 font-semibold">
              {item.title}
            </Link>{' '}
            {item.state === 'withdrawn' && <Tag tone="warning">{STATE_NAMES[item.state]}</Tag>}
            {isInUse(item) && !countsAsEvidence(item) && <Tag tone="warning">{SCAN_NAMES[item.scan]}</Tag>}
            <p className="text-ink-soft">
              {item.source.kind === 'link' ? (
                <Address>{describeSource(item.source)}</Address>
              ) : (
                describeSource(item.source)
              )}
            </p>
          </div>,
          categoryName(item.category, framework),
          item.datedOn ? (
            <span key="date" className="whitespace-nowrap tabular">
              {formatDate(item.datedOn)}
            </span>
          ) : (
            <NotProvided key="date">Not provided</NotProvided>
          ),
          item.statements.length > 0 ? (
            <ul key="statements">
              {item.statements.map((id) => (
                <li key={id}>{knownStatement(id).name}</li>
              ))}
            </ul>
          ) : (
            <NotProvided key="statements">Not linked yet</NotProvided>
          ),
          item.marking,
        ],
      }))}
    />
  );
}

function NotProvided({ children }: { children: string }) {
  return <span className="text-ink-soft">{children}</span>;
}
