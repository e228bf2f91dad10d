import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { Tag } from '#components/ui/tag.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import { formatList } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { AccuracyPoint } from '#lib/record/accuracy/queries.ts';
import {
  describeEvidence,
  inPageOrder,
  missingOf,
  POINT_OUTCOME_NAMES,
  POINT_STATE_NAMES,
} from '#lib/record/accuracy/rules.ts';

type PointTableProps = {
  council: string;
  inspection: number;
  caption: string;
  points: readonly AccuracyPoint[];
  /** The numbers of the drafts that can be read. */
  readable: readonly number[];
  mayChange: boolean;
};

/** Points of accuracy in the order of the pages. */
export function PointTable({ council, inspection, caption, points, readable, mayChange }: PointTableProps) {
  return (
    <Table
      caption={caption}
      captionHidden
      stacked
      columns={[
        { header: 'Point' },
        { header: 'The draft says' },
        { header: 'What is right' },
        { header: 'State' },
        ...(mayChange ? [{ header: 'Change', label: '', action: true }] : []),
      ]}
      rows={inPageOrder(points).map((point) => ({
        key: `${point.number}`,
        cells: [
          <PointName
            key="point"
            {...{ council, inspection, point }}
            canRead={readable.includes(point.draft)}
          />,
          <span key="says" dir="auto" className="wrap-anywhere whitespace-pre-line">
            {point.says}
          </span>,
          <Correction key="correct" {...{ council, point }} />,
          <PointStanding key="state" point={point} />,
          ...(mayChange
            ? [
                <Link key="change" href={routes.accuracyPoint(council, inspection, point.number)}>
                  Change<span className="sr-only"> point {point.number}</span>
                </Link>,
              ]
            : []),
        ],
      }))}
    />
  );
}

type PointNameProps = Pick<PointTableProps, 'council' | 'inspection'> & {
  point: AccuracyPoint;
  canRead: boolean;
};

function PointName({ council, inspection, point, canRead }: PointNameProps) {
  const { number, draft, page, statement } = point;
  const where = <span className="whitespace-nowrap">page {page}</span>;
  return (
    <>
      {number},{' '}
      {canRead ? <Link href={routes.draftReportPage(council, inspection, draft, page)}>{where}</Link> : where}
      {statement && <span className="block font-normal">{knownStatement(statement).name}</span>}
      <span className="block font-normal text-ink-soft">{point.owner?.name ?? 'No owner'}</span>
    </>
  );
}

function Correction({ council, point: { correct, evidence } }: { council: string; point: AccuracyPoint }) {
  return (
    <>
      <span dir="auto" className="wrap-anywhere whitespace-pre-line">
        {correct}
      </span>
      {evidence && (
        <span className="block wrap-anywhere">
          <Link
            href={routes.evidenceItem(council, evidence.reference, {
              version: evidence.version ?? undefined,
              page: evidence.page ?? undefined,
            })}
          >
            {describeEvidence(evidence)}
          </Link>{' '}
          <bdi>{evidence.title}</bdi>
        </span>
      )}
    </>
  );
}

function PointStanding({ point }: { point: AccuracyPoint }) {
  const { state, outcome, outcomeNote } = point;
  const missing = missingOf(point);
  return (
    <>
      <Tag tone={state === 'writing' ? 'info' : 'plain'}>{POINT_STATE_NAMES[state]}</Tag>
      {outcome && <span className="block">{POINT_OUTCOME_NAMES[outcome]}</span>}
      {outcomeNote !== '' && (
        <span dir="auto" className="block wrap-anywhere text-ink-soft">
          {outcomeNote}
        </span>
      )}
      {state === 'writing' && missing.length > 0 && (
        <span className="block text-ink-soft">Missing: {formatList(missing)}</span>
      )}
    </>
  );
}
