import { SCORE_WORDS, type Score } from '#lib/scoring/index.ts';
import { ScoreBlocks } from './score-blocks.tsx';

/** A score as number, word and blocks in one line: the label of a choice, or a value in a list. */
export function ScoreLabel({ score }: { score: Score | null }) {
  return (
    <span className="inline-flex items-center gap-4">
      <svg viewBox="0 0 84 16" aria-hidden="true" className="h-4 w-21 shrink-0">
        <ScoreBlocks score={score} x={0} y={0} width={18} height={16} gap={4} direction="across" />
      </svg>
      {score === null ? (
        <span>Not scored</span>
      ) : (
        <span>
          <strong className="tabular">{score}</strong> {SCORE_WORDS[score]}
        </span>
      )}
    </span>
  );
}
