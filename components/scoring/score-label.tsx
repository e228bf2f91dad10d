import { frameworkOfStatement } from '#lib/frameworks/known.ts';
import type { ShownScore } from '#lib/record/challenge/rules.ts';
import { type StatementId, scoreWords } from '#lib/scoring/index.ts';
import { ScoreBlocks } from './score-blocks.tsx';

type ScoreLabelProps = { statement: StatementId; score: ShownScore };

/** A statement's score as number, word and blocks in one line: the label of a choice, or a value in a list. */
export function ScoreLabel({ statement, score }: ScoreLabelProps) {
  return (
    <span className="inline-flex items-center gap-4">
      <svg viewBox="0 0 84 16" aria-hidden="true" className="h-4 w-21 shrink-0">
        <ScoreBlocks columns={[{ score, x: 0 }]} width={18} height={16} gap={4} direction="across" />
      </svg>
      {score === null || score === 'hidden' ? (
        <span>{score === null ? 'Not scored' : 'Hidden until you give yours'}</span>
      ) : (
        <span>
          <strong className="tabular">{score}</strong> {scoreWords(score, frameworkOfStatement(statement))}
        </span>
      )}
    </span>
  );
}
