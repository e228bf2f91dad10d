import { describe, expect, it } from 'vitest';
import { NO_SCORES, type Score, type Scores, STATEMENT_IDS, type StatementId } from '#lib/scoring/index.ts';
import { resultOf, statementStatus } from './rules.ts';

const untouched = { completed: false, score: null, hasNarrative: false, evidenceCount: 0 } as const;

function scoresOf(values: readonly (Score | null)[]): Scores {
  return Object.fromEntries(STATEMENT_IDS.map((id, index) => [id, values[index] ?? null])) as Record<
    StatementId,
    Score | null
  >;
}

describe('statementStatus', () => {
  it('is not yet started where there is nothing at all', () => {
    expect(statementStatus(untouched)).toBe('not-yet-started');
  });

  it.each([{ score: 1 as const }, { hasNarrative: true }, { evidenceCount: 1 }])(
    'is in progress with %o',
    (some) => {
      expect(statementStatus({ ...untouched, ...some })).toBe('in-progress');
    },
  );

  it('is completed only when its writers say so', () => {
    const full = { score: 4 as const, hasNarrative: true, evidenceCount: 12 };
    expect(statementStatus({ ...untouched, ...full })).toBe('in-progress');
    expect(statementStatus({ ...untouched, ...full, completed: true })).toBe('completed');
  });
});

describe('resultOf', () => {
  it('of nothing scored is incomplete, without a number that looks final', () => {
    const result = resultOf({ scores: NO_SCORES, thresholds: '62-80' });
    expect(result.overall).toMatchObject({ state: 'incomplete', scored: 0 });
    expect(result.overall).not.toHaveProperty('band');
    expect(result.distance).toBeNull();
    expect(result.flags).toEqual([]);
  });

  it('has a distance as soon as all nine are scored', () => {
    const eight = scoresOf([3, 3, 3, 3, 3, 3, 3, 3]);
    expect(resultOf({ scores: eight, thresholds: '62-80' }).distance).toBeNull();
    const nine = resultOf({ scores: { ...eight, QS9: 3 }, thresholds: '62-80' });
    expect(nine.overall).toMatchObject({ state: 'complete', points: 27, band: 'good' });
    expect(nine.distance).toMatchObject({ up: { band: 'outstanding', points: 2 } });
  });

  it('follows the council’s thresholds', () => {
    const scores = scoresOf([4, 4, 3, 3, 3, 3, 3, 3, 3]);
    expect(resultOf({ scores, thresholds: '62-80' }).overall).toMatchObject({
      points: 29,
      band: 'outstanding',
    });
    expect(resultOf({ scores, thresholds: 'cqc' }).overall).toMatchObject({ points: 29, band: 'good' });
  });

  it('flags a 1 and caps nothing', () => {
    const result = resultOf({ scores: scoresOf([1, 4, 4, 4, 4, 4, 4, 4, 4]), thresholds: '62-80' });
    expect(result.overall).toMatchObject({ points: 33, band: 'outstanding' });
    expect(result.flags).toMatchObject([{ kind: 'section-50', statements: ['QS1'] }]);
  });
});
