import { frameworkOfStatement } from '#lib/frameworks/known.ts';
import type { ShownScore } from '#lib/record/challenge/rules.ts';
import { type StatementId, scoreWords } from '#lib/scoring/index.ts';
import { ScoreBlocks } from './score-blocks.tsx';

type ScoreLabelProps = { score: ShownScore; statement: StatementId };

const BLOCK = { width: 18, height: 16, gap: 4 } as const;

/** A statement's score as number, word and blocks in one line: the label of a choice, or a value in a list. */
export function ScoreLabel({ score, statement }: ScoreLabelProps) {
  const framework = frameworkOfStatement(statement);
  const { scores } = framework;
  return (
    <span className="inline-flex items-center gap-4">
      <svg
        viewBox={`0 0 ${scores.length * (BLOCK.width + BLOCK.gap) - BLOCK.gap} ${BLOCK.height}`}
        aria-hidden="true"
        className="h-4 w-auto shrink-0"
      >
        <ScoreBlocks columns={[{ score, x: 0 }]} scale={scores} direction="across" {...BLOCK} />
      </svg>
      {score === null || score === 'hidden' ? (
        <span>{score === null ? 'Not scored' : 'Hidden until you give yours'}</span>
      ) : (
        <span>
          <strong className="tabular">{score}</strong> {scoreWords(score, framework)}
        </span>
      )}
    </span>
  );
}
