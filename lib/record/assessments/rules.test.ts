import { describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { NO_SCORES, type Score, type Scores, STATEMENT_IDS, type StatementId } from '#lib/scoring/index.ts';
import { compareAnswers, lastChangers, resultOf, scoreReasonProblem } from './rules.ts';

function scoresOf(values: readonly (Score | null)[]): Scores {
  return Object.fromEntries(STATEMENT_IDS.map((id, index) => [id, values[index] ?? null])) as Record<
    StatementId,
    Score | null
  >;
}

describe('resultOf', () => {
  it('is incomplete with no score, without a number that looks final', () => {
    const result = resultOf({ scores: NO_SCORES, thresholds: '62-80' }, CQC_2023);
    expect(result.overall).toMatchObject({ state: 'incomplete', scored: 0 });
    expect(result.overall).not.toHaveProperty('band');
    expect(result.distance).toBeNull();
    expect(result.flags).toEqual([]);
  });

  it('has a distance to the next band once all nine are scored', () => {
    const eight = scoresOf([3, 3, 3, 3, 3, 3, 3, 3]);
    expect(resultOf({ scores: eight, thresholds: '62-80' }, CQC_2023).distance).toBeNull();
    const nine = resultOf({ scores: { ...eight, QS9: 3 }, thresholds: '62-80' }, CQC_2023);
    expect(nine.overall).toMatchObject({ state: 'complete', points: 27, band: 'good' });
    expect(nine.distance).toMatchObject({ up: { band: 'outstanding', points: 2 } });
  });

  it('follows the council’s thresholds', () => {
    const scores = scoresOf([4, 4, 3, 3, 3, 3, 3, 3, 3]);
    expect(resultOf({ scores, thresholds: '62-80' }, CQC_2023).overall).toMatchObject({
      points: 29,
      band: 'outstanding',
    });
    expect(resultOf({ scores, thresholds: 'cqc' }, CQC_2023).overall).toMatchObject({
      points: 29,
      band: 'good',
    });
  });

  it('flags a score of 1 without capping the result', () => {
    const result = resultOf({ scores: scoresOf([1, 4, 4, 4, 4, 4, 4, 4, 4]), thresholds: '62-80' }, CQC_2023);
    expect(result.overall).toMatchObject({ points: 33, band: 'outstanding' });
    expect(result.flags).toMatchObject([{ kind: 'section-50', statements: ['QS1'] }]);
  });
});

describe('compareAnswers', () => {
  const BEFORE = {
    score: '2',
    scoreReason: '',
    strengths: 'a',
    improvements: 'b',
    impact: 'c',
    completed: 'no',
  };

  it('keeps changes by this person and takes changes by the other', () => {
    const { merged, changes } = compareAnswers(
      BEFORE,
      { ...BEFORE, strengths: 'theirs', completed: 'yes' },
      { ...BEFORE, impact: 'mine' },
    );
    expect(merged).toEqual({ ...BEFORE, strengths: 'theirs', impact: 'mine', completed: 'yes' });
    expect(changes).toEqual([
      { field: 'strengths', by: 'theirs', before: 'a', theirs: 'theirs', mine: 'a' },
      { field: 'completed', by: 'theirs', before: 'no', theirs: 'yes', mine: 'no' },
    ]);
  });

  it('leaves an answer that both changed as typed, and reports it', () => {
    const { merged, changes } = compareAnswers(
      BEFORE,
      { ...BEFORE, score: '3' },
      { ...BEFORE, score: 'none' },
    );
    expect(merged.score).toBe('none');
    expect(changes).toEqual([{ field: 'score', by: 'both', before: '2', theirs: '3', mine: 'none' }]);
  });

  it('reports nothing where both made the same change', () => {
    const alike = { ...BEFORE, strengths: 'alike' };
    expect(compareAnswers(BEFORE, alike, alike)).toEqual({ merged: alike, changes: [] });
  });

  it('takes nothing over without a known start', () => {
    const mine = { ...BEFORE, impact: '' };
    const { merged, changes } = compareAnswers(null, BEFORE, mine);
    expect(merged).toEqual(mine);
    expect(changes).toEqual([{ field: 'impact', by: 'both', before: null, theirs: 'c', mine: '' }]);
  });

  it('never loses words of either person', () => {
    const words = ['', 'x', 'y'];
    for (const before of words)
      for (const theirs of words)
        for (const mine of words) {
          const { merged, changes } = compareAnswers(
            { ...BEFORE, impact: before },
            { ...BEFORE, impact: theirs },
            { ...BEFORE, impact: mine },
          );
          const shownTexts = changes.flatMap((change) => [change.theirs, change.mine]);
          if (theirs !== before) expect([merged.impact, ...shownTexts]).toContain(theirs);
          if (mine !== before) expect([merged.impact, ...shownTexts]).toContain(mine);
        }
  });
});

describe('scoreReasonProblem', () => {
  it.each([
    [3, 3, 4],
    [4, 4, 1],
    [2, 2, null],
    [null, 2, 4],
  ] as const)('needs a reason from %j (last score %j) to %j', (saved, last, score) => {
    expect(scoreReasonProblem(saved, last, { score })).toBe(`Enter why the score has changed from ${last}`);
    expect(scoreReasonProblem(saved, last, { score, scoreReason: '' })).not.toBeNull();
    expect(scoreReasonProblem(saved, last, { score, scoreReason: 'Because' })).toBeNull();
  });

  it.each([
    [null, null, 4, /first score/],
    [null, null, null, /first score/],
    [3, 3, 3, /saved score is already 3$/],
    [null, 2, null, /last score was 2$/],
    [null, 2, 2, /last score was 2$/],
  ] as const)(
    'needs no reason from %j (last score %j) to %j, and reports one given',
    (saved, last, score, told) => {
      expect(scoreReasonProblem(saved, last, { score })).toBeNull();
      const problem = scoreReasonProblem(saved, last, { score, scoreReason: 'Because' });
      expect(problem).toMatch(/^Delete this reason/);
      expect(problem).toMatch(told);
    },
  );
});

describe('lastChangers', () => {
  const ANSWERS = { score: 2, strengths: '', improvements: '', impact: '', completed: false } as const;

  it('gives the last save that changed each answer', () => {
    const saves = [
      { answers: { ...ANSWERS, strengths: '1', impact: '1' }, by: 'Ann', at: '2026-11-21T09:00:00Z' },
      { answers: { ...ANSWERS, strengths: '2', impact: '1' }, by: 'Bo', at: '2026-11-21T10:00:00Z' },
    ];
    expect(lastChangers(ANSWERS, saves)).toEqual({
      strengths: { by: 'Bo', at: '2026-11-21T10:00:00Z' },
      impact: { by: 'Ann', at: '2026-11-21T09:00:00Z' },
    });
  });
});
