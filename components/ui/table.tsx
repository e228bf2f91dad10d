import { type ReactNode, useId } from 'react';

type Column = {
  header: ReactNode;
  /** Right-aligned with figures of one width. */
  numeric?: boolean | undefined;
};

type Row = {
  key: string;
  /** The first names the row. */
  cells: readonly ReactNode[];
};

type TableProps = {
  caption: ReactNode;
  captionHidden?: boolean | undefined;
  columns: readonly Column[];
  rows: readonly Row[];
  /** Lets a table of many columns scroll sideways in its own region on a narrow screen. */
  wide?: boolean | undefined;
};

function alignment(column: Column | undefined): string {
  return column?.numeric ? 'text-right tabular' : 'text-left';
}

function Cells({ cells, columns }: Pick<Row, 'cells'> & Pick<TableProps, 'columns'>) {
  return cells.map((cell, index) => {
    const classes = `py-2.5 pr-4 align-top last:pr-0 ${alignment(columns[index])}`;
    const key = `column-${index}`;
    return index === 0 ? (
      <th key={key} scope="row" className={`${classes} font-semibold`}>
        {cell}
      </th>
    ) : (
      <td key={key} className={classes}>
        {cell}
      </td>
    );
  });
}

export function Table({ caption, captionHidden = false, columns, rows, wide = false }: TableProps) {
  const captionId = useId();
  const table = (
    <table className={`w-full border-collapse text-16 ${wide ? 'min-w-[44rem] print:min-w-0' : ''}`}>
      <caption id={captionId} className={captionHidden ? 'sr-only' : 'mb-3 text-left heading-3'}>
        {caption}
      </caption>
      <thead>
        <tr className="border-b-2 border-ink">
          {columns.map((column, index) => (
            <th
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never change their order.
              key={`column-${index}`}
              scope="col"
              className={`py-2 pr-4 align-bottom font-bold last:pr-0 ${alignment(column)}`}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className="border-b border-rule">
            <Cells cells={row.cells} columns={columns} />
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
