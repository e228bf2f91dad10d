type SheetTableProps = {
  /** "Sheet “Waiting list”". */
  name: string;
  /** Its rows, with a tab after each cell that is not the last. */
  body: string;
};

/**
 * A sheet by column, named as in the program that made it. Columns with nothing in them are left out. A row ends at its
 * last cell, so that one long row does not give thousands of others as many empty ones.
 */
export function SheetTable({ name, body }: SheetTableProps) {
  const rows = body
    .split('\n')
    .map((line) => line.split('\t'))
    .filter((cells) => cells.some((cell) => cell !== ''));
  const widest = Math.max(0, ...rows.map(({ length }) => length));
  const columns = Array.from({ length: widest }, (_, at) => at).filter((at) => rows.some((row) => row[at]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section aria-label="Text of the sheet" tabIndex={0} className="page-cells">
      <table>
        <caption className="sr-only">{name}</caption>
        <thead>
          <tr>
            {columns.map((at) => (
              <th key={at} scope="col">
                {letters(at)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows in their order have no other name.
            <tr key={index}>
              {columns
                .filter((at) => at < row.length)
                .map((at) => (
                  <td key={at} dir="auto">
                    {row[at]}
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** "A", "Z", "AA". */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : `${letters(Math.floor(column / 26) - 1)}${last}`;
}
