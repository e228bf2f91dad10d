import type { ReactNode } from 'react';
import { frameworkOfStatement } from '#lib/frameworks/known.ts';
import type { StatementLine } from '#lib/insight/dashboard/rules.ts';

const STEP = 14;
const HEIGHT = 20;
/** From the lowest score to the highest. */
const RISE = 15;

type ScoreHistoryProps = { line: Pick<StatementLine, 'id' | 'score' | 'earlier'>; children: ReactNode };

/** The comparable scores of recent cycles as a line of dots, above the last of them in words. */
export function ScoreHistory({ line: { id, score, earlier }, children }: ScoreHistoryProps) {
  const { lowestScore, highestScore } = frameworkOfStatement(id);
  const step = RISE / (highestScore - lowestScore);
  const points = [...earlier, score].flatMap((one, index) =>
    typeof one === 'number' ? [{ x: 4 + index * STEP, y: HEIGHT - 2 - (one - lowestScore) * step }] : [],
  );
  return (
    <>
      {points.length > 1 && (
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${8 + earlier.length * STEP} ${HEIGHT}`}
          className="mb-0.5 block h-5 w-auto"
        >
          <path
            d={points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('')}
            fill="none"
            className="mark-line"
          />
          <path
            d={points.map(({ x, y }) => `M${x - 2.5} ${y - 2.5}h5v5h-5z`).join('')}
            className="mark-ink"
          />
        </svg>
      )}
      {children}
    </>
  );
}
