import { Address } from '#components/ui/address.tsx';
import { Link } from '#components/ui/link.tsx';
import { RowCheckbox } from '#components/ui/row-checkbox.tsx';
import { Table } from '#components/ui/table.tsx';
import { Tag } from '#components/ui/tag.tsx';
import type { Framework } from '#lib/frameworks/framework.ts';
import { knownStatement } from '#lib/frameworks/known.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { concernsOf } from '#lib/record/evidence/concerns.ts';
import { isInUse, isUsable } from '#lib/record/evidence/lifecycle.ts';
import type { ListedEvidence } from '#lib/record/evidence/queries.ts';
import { categoryName, STATE_NAMES } from '#lib/record/evidence/rules.ts';
import {
  type EvidenceSort,
  type EvidenceSortKey,
  nextEvidenceSort,
  SORT_KEYS,
  SORT_NAMES,
} from '#lib/record/evidence/sort.ts';
import { type EvidenceView, viewQuery } from '#lib/record/evidence/view.ts';
import { SCAN_NAMES } from '#lib/record/scans/rules.ts';
import { Concerns } from './concerns.tsx';
import { describeSource } from './source-in-words.ts';

type EvidenceTableProps = {
  council: string;
  items: readonly ListedEvidence[];
  /** Whose order the headers change. Without it they do not. */
  view?: EvidenceView & { readonly sort: EvidenceSort };
  /** By whose names the categories are shown. */
  framework: Framework;
  /** Whether each can be selected. */
  selectable?: boolean;
  asOf: Date;
};

/** Dates stay on one line; titles have what is left. */
const WIDTHS: Partial<Record<EvidenceSortKey, string>> = {
  reference: 'w-24',
  category: 'w-32',
  date: 'w-36',
  review: 'w-37',
  owner: 'w-36',
  statements: 'w-42',
  marking: 'w-24',
};

export function EvidenceTable({
  council,
  items,
  view,
  framework,
  selectable = false,
  asOf,
}: EvidenceTableProps) {
  return (
    <Table
      caption={view ? describeOrder(view.sort) : 'Newest evidence'}
      captionHidden
      wide
      stacked="in lines"
      columns={SORT_KEYS.map((key) => ({
        header: SORT_NAMES[key],
        width: WIDTHS[key],
        sort: view && headerOf(council, view, key),
      }))}
      rows={items.map((item) => ({
        key: item.reference,
        cells: [
          <span key="reference" className="tabular">
            {selectable ? (
              <RowCheckbox name="item" value={item.reference} what={item.reference} />
            ) : (
              item.reference
            )}
          </span>,
          <div key="title" className="wrap-anywhere">
            <Link href={routes.evidenceItem(council, item.reference)} className="link text-19 font-semibold">
              {item.title}
            </Link>{' '}
            {item.state === 'withdrawn' && <Tag tone="warning">{STATE_NAMES[item.state]}</Tag>}
            {isInUse(item) && !isUsable(item.scan) && <Tag tone="warning">{SCAN_NAMES[item.scan]}</Tag>}
            <Concerns concerns={concernsOf(item, asOf)} />
            <p className="text-ink-soft stacked:sr-only">
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
            <Absent key="date">Not provided</Absent>
          ),
          item.reviewBy ? (
            <span key="review" className="whitespace-nowrap tabular">
              <span className="hidden stacked:inline">Review by </span>
              {formatDate(item.reviewBy)}
            </span>
          ) : (
            <Absent key="review">Not set</Absent>
          ),
          item.owner || <Absent key="owner">No owner</Absent>,
          <Statements key="statements" item={item} />,
          item.marking,
        ],
      }))}
    />
  );
}

function describeOrder({ by, reversed }: EvidenceSort): string {
  return `Evidence by ${SORT_NAMES[by].toLowerCase()}, ${orderOf(reversed)}`;
}

function orderOf(reversed: boolean) {
  return reversed ? ('descending' as const) : ('ascending' as const);
}

function headerOf(
  council: string,
  view: EvidenceView & { readonly sort: EvidenceSort },
  key: EvidenceSortKey,
) {
  const { by, reversed } = view.sort;
  return {
    href: routes.evidence(council, viewQuery({ ...view, sort: nextEvidenceSort(view.sort, key) })),
    order: by === key ? orderOf(reversed) : undefined,
  };
}

function Statements({ item: { statements } }: { item: Pick<ListedEvidence, 'statements'> }) {
  if (statements.length === 0) return <span className="text-ink-soft">Not linked yet</span>;
  return (
    <>
      <ul className="stacked:hidden">
        {statements.map((id) => (
          <li key={id}>{knownStatement(id).name}</li>
        ))}
      </ul>
      <span className="hidden whitespace-nowrap stacked:inline">
        {formatCount(statements.length, 'statement')}
      </span>
    </>
  );
}

/** Left out where there is little room. */
function Absent({ children }: { children: string }) {
  return <span className="absent text-ink-soft">{children}</span>;
}
