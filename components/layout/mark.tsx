/** The logo: three columns of three blocks, for statements and their scores. */
export function Mark() {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d={FILLED} strokeWidth={0} className="mark-filled" />
      <path d={EMPTY} strokeWidth={LINE} className="mark-empty" />
    </svg>
  );
}

const LINE = 0.5;
const CELLS = [0, 1, 2].flatMap((column) => [0, 1, 2].map((level) => ({ column, level })));
const FILLED = pathOf(({ column, level }) => level <= column, 0);
const EMPTY = pathOf(({ column, level }) => level > column, LINE);

function pathOf(isWanted: (cell: (typeof CELLS)[number]) => boolean, line: number): string {
  const side = 4 - line;
  return CELLS.filter(isWanted)
    .map(
      ({ column, level }) =>
        `M${1 + column * 5 + line / 2} ${11 - level * 5 + line / 2}h${side}v${side}h${-side}z`,
    )
    .join('');
}
