import { formatDateTime } from '#lib/kernel/format-dates.ts';
import type { ScoreChange } from '#lib/pages/statement.ts';

/** The reason for the change to the score beside it. */
export function ScoreChangeNote({ change: { from, to, reason, by, at } }: { change: ScoreChange }) {
  return (
    <div className="mt-4 max-w-text border-l-4 border-rule pl-4">
      <p className="text-16 text-ink-soft">
        Changed from {from} to {to ?? 'not scored'} by <bdi>{by}</bdi>, {formatDateTime(at)}
      </p>
      {reason && (
        <p dir="auto" className="mt-1 wrap-anywhere whitespace-pre-line">
          {reason}
        </p>
      )}
    </div>
  );
}
