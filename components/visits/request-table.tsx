import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { Tag } from '#components/ui/tag.tsx';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { VisitRequest } from '#lib/record/visits/queries.ts';
import { REQUEST_STATE_NAMES } from '#lib/record/visits/rules.ts';
import { clockOf } from '#lib/record/visits/times.ts';

type RequestTableProps = {
  council: string;
  inspection: number;
  requests: readonly VisitRequest[];
  now: Date;
  mayAnswer: boolean;
};

/** What was asked for on a visit, each with its clock. */
export function RequestTable({ council, inspection, requests, now, mayAnswer }: RequestTableProps) {
  return (
    <Table
      caption="What was asked for"
      captionHidden
      stacked
      columns={[
        { header: 'Request' },
        { header: 'Due' },
        { header: 'Owner' },
        { header: 'State' },
        ...(mayAnswer ? [{ header: 'Answer', label: '', action: true }] : []),
      ]}
      rows={requests.map((request) => ({
        key: `${request.number}`,
        cells: [
          <div key="what" className="wrap-anywhere">
            {request.number}. <bdi>{request.what}</bdi>
            {request.askedBy !== '' && (
              <span className="block font-normal text-ink-soft">
                Asked by <bdi>{request.askedBy}</bdi>
              </span>
            )}
            {request.answer !== '' && (
              <span className="block font-normal text-ink-soft">
                <bdi>{request.answer}</bdi>
              </span>
            )}
            {request.reference && (
              <span className="block font-normal">
                <Link href={routes.evidenceItem(council, request.reference)}>{request.reference}</Link>
              </span>
            )}
          </div>,
          formatDateTime(request.dueAt),
          request.owner?.name ?? (
            <span key="owner" className="absent text-ink-soft">
              Nobody
            </span>
          ),
          <RequestState key="state" request={request} now={now} />,
          ...(mayAnswer
            ? [
                <Link key="answer" href={routes.visitRequest(council, inspection, request.number)}>
                  {request.state === 'open' ? 'Answer' : 'Change'}
                  <span className="sr-only"> request {request.number}</span>
                </Link>,
              ]
            : []),
        ],
      }))}
    />
  );
}

function RequestState({ request: { state, dueAt, answeredAt }, now }: { request: VisitRequest; now: Date }) {
  if (state !== 'open')
    return (
      <Tag tone="plain">
        {REQUEST_STATE_NAMES[state]}
        {answeredAt && `, ${formatDateTime(answeredAt)}`}
      </Tag>
    );
  const { words, isOver } = clockOf(dueAt, now);
  return <Tag tone={isOver ? 'warning' : 'info'}>{words}</Tag>;
}
