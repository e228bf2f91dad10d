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
        columns={MOVEMENT_COLUMNS.map((header) => ({ header }))}
        rows={rows.toReversed().map((cells, index) => ({
          key: `${rows.length - index}`,
          cells: cells.map((cell) => cell || 'None'),
        }))}
      />
    </Details>
  );
}
