import type { ReactNode } from 'react';
import { idOf } from './id-of.ts';

type Column = {
  header: ReactNode;
  /** The header in words for rows shown as blocks, if it is not text. */
  label?: string | undefined;
  /** Right-aligned, with tabular figures. */
  numeric?: boolean | undefined;
  /** Links to change something, which are left out on paper. */
  action?: boolean | undefined;
};

type Row = {
  key: string;
  /** The first names the row. */
  cells: readonly ReactNode[];
};

/** A full-width row that names the rows after it. */
type GroupRow = { key: string; heading: ReactNode };

type TableProps = {
  caption: ReactNode;
  captionHidden?: boolean | undefined;
  columns: readonly Column[];
  rows: readonly (Row | GroupRow)[];
  /** Lets a wide table scroll sideways in its own region on narrow screens. */
  wide?: boolean | undefined;
  /** On narrow screens rows are blocks, each cell beside its header's text, if any. */
  stacked?: boolean | undefined;
};

/** Browsers drop table semantics from parts that are not displayed as a table. */
function part(role: string, stacked: boolean) {
  return stacked ? { role } : {};
}

function alignment(column: Column | undefined): string {
  return `${column?.numeric ? 'text-right tabular' : 'text-left'}${column?.action ? ' print:hidden' : ''}`;
}

function labelOf(column: Column | undefined): string | undefined {
  return column?.label ?? (typeof column?.header === 'string' ? column.header : undefined);
}

/** Plain text takes the direction of its letters; composed cells set it for each part. */
function directionOf(content: ReactNode): 'auto' | undefined {
  return typeof content === 'string' ? 'auto' : undefined;
}

type CellsProps = Pick<Row, 'cells'> & Pick<TableProps, 'columns'> & { stacked: boolean };

function Cells({ cells, columns, stacked }: CellsProps) {
  return cells.map((cell, index) => {
    const column = columns[index];
    const classes = `py-2.5 pr-4 align-top last:pr-0 ${alignment(column)}`;
    const key = `column-${index}`;
    if (index === 0) {
      return (
        <th
          key={key}
          scope="row"
          dir={directionOf(cell)}
          className={`${classes} font-semibold ${stacked ? 'stacked:block stacked:pt-0 stacked:pr-0 stacked:pb-1 stacked:text-left' : ''}`}
          {...part('rowheader', stacked)}
        >
          {cell}
        </th>
      );
    }
    return (
      <td
        key={key}
        dir={directionOf(cell)}
        className={stacked ? `${classes} cell-label stacked:py-1 stacked:pr-0 stacked:text-left` : classes}
        data-label={stacked ? labelOf(column) : undefined}
        {...part('cell', stacked)}
      >
        {cell}
      </td>
    );
  });
}

export function Table({
  caption,
  captionHidden = false,
  columns,
  rows,
  wide = false,
  stacked = false,
}: TableProps) {
  const captionId = idOf('table', caption);
  const widths = wide ? `min-w-[44rem] print:min-w-0 ${stacked ? 'stacked:min-w-0' : ''}` : '';
  const table = (
    <table
      className={`w-full border-collapse text-16 ${widths} ${stacked ? 'stacked:block' : ''}`}
      {...part('table', stacked)}
    >
      <caption
        id={captionId}
        className={`${captionHidden ? 'sr-only' : 'mb-3 text-left heading-3'} ${stacked ? 'stacked:block' : ''}`}
      >
        {caption}
      </caption>
      <thead className={stacked ? 'stacked:sr-only' : undefined} {...part('rowgroup', stacked)}>
        <tr className="border-b-2 border-ink" {...part('row', stacked)}>
          {columns.map((column, index) => (
            <th
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never change their order.
              key={`column-${index}`}
              scope="col"
              dir={directionOf(column.header)}
              className={`py-2 pr-4 align-bottom font-bold last:pr-0 ${alignment(column)}`}
              {...part('columnheader', stacked)}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody
        className={stacked ? 'stacked:block stacked:border-t-2 stacked:border-ink' : undefined}
        {...part('rowgroup', stacked)}
      >
        {rows.map((row) => (
          <tr
            key={row.key}
            className={`border-b border-rule ${stacked ? 'stacked:block stacked:py-3' : ''}`}
            {...part('row', stacked)}
          >
            {'heading' in row ? (
              <th
                colSpan={columns.length}
                scope="colgroup"
                className={`pt-5 pb-2 text-left heading-3 ${stacked ? 'stacked:block stacked:py-0' : ''}`}
                {...part('rowheader', stacked)}
              >
                {row.heading}
              </th>
            ) : (
              <Cells cells={row.cells} columns={columns} stacked={stacked} />
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (!wide) return table;
  return (
    <section
      aria-labelledby={captionId}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      className="relative overflow-x-auto print:overflow-visible"
    >
      {table}
    </section>
  );
}
