import { SummaryList } from '#components/ui/summary-list.tsx';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import type { ErasureView } from '#lib/work/erasures/queries.ts';

const ANSWERS = {
  confirmed: 'Confirmed by',
  declined: 'Declined by',
  taken_back: 'Taken back by',
} as const;

/** Who asked for the erasure, when and why, and what became of it. */
export function ErasureRequest({ erasure }: { erasure: ErasureView }) {
  const { askedBy, askedAt, reason, answered } = erasure;
  return (
    <div className="mb-8">
      <SummaryList
        rows={[
          { key: 'Asked for by', value: `${askedBy}, ${formatDateTime(askedAt)}` },
          { key: 'Why', value: reason },
          ...(answered
            ? [{ key: ANSWERS[answered.outcome], value: `${answered.by}, ${formatDateTime(answered.at)}` }]
            : []),
          ...(answered?.reason ? [{ key: 'Why it was declined', value: answered.reason }] : []),
        ]}
      />
    </div>
  );
}
