import { SummaryList } from '#components/ui/summary-list.tsx';
import type { ClosingRequest as Request } from '#lib/history/closings/queries.ts';
import { formatDateRange, formatDateTime } from '#lib/kernel/format-dates.ts';

/** A lead's request to close the open cycle and start another. */
export function ClosingRequest({ request: { by, at, next }, from }: { request: Request; from: string }) {
  return (
    <div className="mb-10">
      <SummaryList
        rows={[
          { key: 'Requested by', value: `${by}, ${formatDateTime(at)}` },
          { key: 'Next assessment', value: next.name },
          { key: 'Period', value: formatDateRange(next.startsOn, next.endsOn) },
          { key: 'Starts with', value: next.carries ? `A copy of “${from}”` : 'Nine blank statements' },
        ]}
      />
    </div>
  );
}
