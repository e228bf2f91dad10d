import { InsetText } from '#components/ui/inset-text.tsx';
import type { ClosingStep } from '#lib/history/closings/queries.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';

/** The reason why a director declined the last request to close the assessment. */
export function Declined({ step: { by, at, reason } }: { step: ClosingStep }) {
  return (
    <InsetText>
      <p className="font-semibold">
        <bdi>{by}</bdi> declined to close the assessment, {formatDateTime(at)}
      </p>
      <p dir="auto" className="mt-1 wrap-anywhere whitespace-pre-line">
        {reason}
      </p>
    </InsetText>
  );
}
