/** Three columns of three blocks, filled step by step: the nine statements in little. */
export function Mark({ className = 'size-8' }: { className?: string | undefined }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      {CELLS.map(({ column, level }) => (
        <rect
          key={`${column}-${level}`}
          x={1 + column * 10.5}
          y={1 + (2 - level) * 10.5}
          width="9"
          height="9"
          className={level <= column ? 'mark-filled' : 'mark-empty'}
        />
      ))}
    </svg>
  );
}

const CELLS = [0, 1, 2].flatMap((column) => [0, 1, 2].map((level) => ({ column, level })));
