import type { ReactNode } from 'react';
import { idOf } from './id-of.ts';
import { Link } from './link.tsx';

export type Column = {
  header: ReactNode;
  /** The header in words for rows shown as blocks, if it is not text. */
  label?: string | undefined;
  /** Right-aligned, with tabular figures. */
  numeric?: boolean | undefined;
  /** Links to change something, which are left out on paper. */
  action?: boolean | undefined;
  /**
   * Its width as a class, for example `w-36`. Where a column has one, no column moves while rows arrive; those without
   * share what is left.
   */
  width?: string | undefined;
  /** Where its header leads to sort the table by it, and how it is sorted now if it is by this column. */
  sort?: { href: string; order: 'ascending' | 'descending' | undefined } | undefined;
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
  /**
   * On narrow screens rows are blocks, each cell beside its header's text, if any. `in lines`: two lines for each row,
   * of the first two cells and of the others, for long lists. A cell that holds only something of class `absent` is not
   * shown there.
   */
  stacked?: boolean | 'in lines' | undefined;
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

type CellsProps = Pick<Row, 'cells'> & Pick<TableProps, 'columns'> & { stacked: boolean; inLines: boolean };

function Cells({ cells, columns, stacked, inLines }: CellsProps) {
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
          className={`${classes} font-semibold ${firstClasses(stacked, inLines)}`}
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
        className={`${classes} ${inLines ? lineClasses(index) : stacked ? 'cell-label stacked:py-1 stacked:pr-0 stacked:text-left' : ''}`}
        data-label={stacked && !inLines ? labelOf(column) : undefined}
        {...part('cell', stacked)}
      >
        {cell}
      </td>
    );
  });
}

function firstClasses(stacked: boolean, inLines: boolean): string {
  if (inLines) return 'stacked:float-left stacked:py-0 stacked:pr-3 stacked:text-left';
  return stacked ? 'stacked:block stacked:pt-0 stacked:pr-0 stacked:pb-1 stacked:text-left' : '';
}

function lineClasses(index: number): string {
  return index === 1
    ? 'stacked:flow-root stacked:min-h-8 stacked:py-0 stacked:pr-0'
    : 'cell-in-line stacked:p-0';
}

function Heading({ header, sort }: Pick<Column, 'header' | 'sort'>) {
  if (!sort) return header;
  return (
    <Link href={sort.href} className="link inline-flex min-h-6 items-end gap-1 whitespace-nowrap">
      {header}
      {sort.order && (
        <svg
          viewBox="0 0 12 12"
          aria-hidden="true"
          className={`mb-1.5 size-2.5 shrink-0 print:hidden ${sort.order === 'ascending' ? '-rotate-90' : 'rotate-90'}`}
        >
          <path d="M2 0 L11 6 L2 12 Z" fill="currentColor" className="forced-colors:fill-[LinkText]" />
        </svg>
      )}
    </Link>
  );
}

export function Table({
  caption,
  captionHidden = false,
  columns,
  rows,
  wide = false,
  stacked: narrow = false,
}: TableProps) {
  const stacked = narrow !== false;
  // Headers that sort are also needed where the rows are blocks.
  const sortable = stacked && columns.some(({ sort }) => sort);
  const captionId = idOf('table', caption);
  const fixed = columns.some(({ width }) => width);
  const least = fixed ? 'table-fixed wrap-break-word min-w-[70rem] print:table-auto' : 'min-w-[44rem]';
  const widths = wide ? `${least} print:min-w-0 ${stacked ? 'stacked:min-w-0' : ''}` : '';
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
      {fixed && (
        <colgroup>
          {columns.map(({ width }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns never change their order.
            <col key={`column-${index}`} className={width && `${width} print:w-auto`} />
          ))}
        </colgroup>
      )}
      <thead
        className={
          sortable ? 'stacked:block print:table-header-group' : stacked ? 'stacked:sr-only' : undefined
        }
        {...part('rowgroup', stacked)}
      >
        <tr
          className={`border-b-2 border-ink ${sortable ? 'stacked:flex stacked:flex-wrap stacked:gap-x-4 stacked:border-b-0 stacked:pb-2 print:table-row' : ''}`}
          {...part('row', stacked)}
        >
          {columns.map((column, index) => (
            <th
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never change their order.
              key={`column-${index}`}
              scope="col"
              dir={directionOf(column.header)}
              aria-sort={column.sort?.order}
              className={`py-2 pr-4 align-bottom font-bold last:pr-0 ${alignment(column)} ${sortable ? 'stacked:py-1 stacked:pr-0' : ''} ${sortable && !column.sort ? 'stacked:sr-only' : ''}`}
              {...part('columnheader', stacked)}
            >
              <Heading header={column.header} sort={column.sort} />
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
              <Cells cells={row.cells} columns={columns} stacked={stacked} inLines={narrow === 'in lines'} />
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
