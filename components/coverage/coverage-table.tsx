import { StrengthTag } from '#components/readiness/strength-tag.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { Tag } from '#components/ui/tag.tsx';
import {
  type Coverage,
  type CoverageCell,
  type CoverageColumn,
  describeAge,
  listBehind,
  NOT_SAID,
} from '#lib/insight/coverage/rules.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatMonthShort } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type CoverageTableProps = { council: string; coverage: Coverage };

/** Statements by category or by voice. Each count leads to the evidence list with that filter. */
export function CoverageTable({ council, coverage }: CoverageTableProps) {
  const { by, columns, rows, onAny } = coverage;
  const cellsOf = (cells: readonly CoverageCell[], statement: StatementId | null) =>
    columns.map((column, at) => (
      <Cell
        key={column.id}
        cell={cells[at]}
        column={column}
        href={routes.evidence(council, listBehind(by, statement, column.id))}
      />
    ));
  return (
    <Table
      caption={by === 'category' ? 'Evidence by category' : 'Evidence by who it came from'}
      captionHidden
      wide
      stacked
      columns={[
        { header: 'Quality statement' },
        ...columns.map(({ name }) => ({ header: name })),
        { header: 'Strength' },
      ]}
      rows={[
        ...rows.map(({ id, name, strength, cells }) => ({
          key: id,
          cells: [
            <Link key="name" href={routes.statement(council, id)}>
              {name}
            </Link>,
            ...cellsOf(cells, id),
            <StrengthTag key="strength" level={strength} />,
          ],
        })),
        { key: 'any', cells: ['Any statement', ...cellsOf(onAny, null), ''] },
      ]}
    />
  );
}

type CellProps = { cell: CoverageCell | undefined; column: CoverageColumn; href: string };

function Cell({ cell, column, href }: CellProps) {
  if (!cell || cell.count === 0) {
    if (column.id === NOT_SAID) return '0';
    return column.isNeeded ? <Tag tone="warning">None</Tag> : <span className="text-ink-soft">None</span>;
  }
  const age = describeAge(cell);
  return (
    <>
      <Link href={href}>{formatCount(cell.count, 'item')}</Link>
      {cell.newest && (
        <span className="block text-ink-soft">
          Newest <span className="whitespace-nowrap">{formatMonthShort(cell.newest)}</span>
        </span>
      )}
      {age && <span className="block font-semibold">{age}</span>}
    </>
  );
}
