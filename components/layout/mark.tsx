/** Three columns of three blocks, filled step by step: the nine statements in little. */
export function Mark({ className = 'size-8' }: { className?: string | undefined }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className={className}>
      {CELLS.map(({ column, level }) => {
        const filled = level <= column;
        const line = filled ? 0 : 0.5;
        return (
          <rect
            key={`${column}-${level}`}
            x={1 + column * 5 + line / 2}
            y={11 - level * 5 + line / 2}
            width={4 - line}
            height={4 - line}
            strokeWidth={line}
            className={filled ? 'mark-filled' : 'mark-empty'}
          />
        );
      })}
    </svg>
  );
}

const CELLS = [0, 1, 2].flatMap((column) => [0, 1, 2].map((level) => ({ column, level })));
