import { Details } from '#components/ui/details.tsx';
import { Table } from '#components/ui/table.tsx';
import { MOVEMENT_COLUMNS, type Movement, movementRows } from '#lib/insight/readiness/movement.ts';
import { formatCount } from '#lib/kernel/format.ts';

/** Every step of the chart, newest first. */
export function MovementTable({ movements }: { movements: readonly Movement[] }) {
  const rows = movementRows(movements);
  return (
    <Details summary={`${formatCount(rows.length, 'change')} as a table`}>
      <Table
        caption="Each change of score, newest first"
        captionHidden
        wide
        stacked
        columns={MOVEMENT_COLUMNS.slice(0, -1).map((header) => ({ header }))}
        rows={rows.toReversed().map(([at, score, scored, changes, reason], index) => ({
          key: `${rows.length - index}`,
          cells: [
            at,
            score,
            scored,
            <div key="changes" dir="auto" className="wrap-anywhere">
              {changes}
              {reason && <p className="text-ink-soft">{reason}</p>}
            </div>,
          ],
        }))}
      />
    </Details>
  );
}
