import { describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { NO_SCORES, type Score, type Scores, STATEMENT_IDS } from '#lib/scoring/index.ts';
import { describeChallenges, describeScoreCounts } from './scores-in-words.ts';

function all(score: Score): Scores {
  return { ...NO_SCORES, ...Object.fromEntries(STATEMENT_IDS.map((id) => [id, score])) };
}

describe('describeChallenges', () => {
  it('lists all of them and averages none', () => {
    expect(describeChallenges([])).toBe('');
    expect(describeChallenges([2, 2, 4])).toBe('challenge scores 2, 2 and 4');
  });
});

describe('describeScoreCounts', () => {
  it('counts scores from the highest and puts what is missing last', () => {
    expect(describeScoreCounts({ ...all(3), QS1: 1, QS5: 4, QS9: null }, CQC_2023)).toBe(
      'Of nine statements: 1 scored 4, 6 scored 3, 1 scored 1, 1 not scored',
    );
  });

  it('counts what is hidden apart from what is not scored', () => {
    expect(describeScoreCounts({ ...all(3), QS1: 'hidden', QS9: null }, CQC_2023)).toBe(
      'Of nine statements: 7 scored 3, 1 not scored, 1 hidden until you give your challenge score',
    );
  });

  it('says so when nothing is scored', () => {
    expect(describeScoreCounts(NO_SCORES, CQC_2023)).toBe('None of nine statements scored');
  });
});
