import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_SCORES } from './framework.ts';
import { parseScores } from './testing/parse-scores.ts';
import { themeResults } from './themes.ts';

describe('themeResults', () => {
  it('has the points of each theme and a percentage rounded up', () => {
    // biome-ignore format: four results read best as a table
    expect(themeResults(parseScores('223332344'))).toEqual([
      { theme: 1, name: 'Working with people', scored: 3, of: 3, points: 7, maximum: 12, state: 'complete', percentage: 59, missing: [] },
      { theme: 2, name: 'Providing support', scored: 2, of: 2, points: 6, maximum: 8, state: 'complete', percentage: 75, missing: [] },
      { theme: 3, name: 'Ensuring safety', scored: 2, of: 2, points: 5, maximum: 8, state: 'complete', percentage: 63, missing: [] },
      { theme: 4, name: 'Leadership', scored: 2, of: 2, points: 8, maximum: 8, state: 'complete', percentage: 100, missing: [] },
    ]);
  });

  it('has no percentage for an incomplete theme, and lists what is missing', () => {
    expect(themeResults(parseScores('2.333.34.'))).toMatchObject([
      { state: 'incomplete', scored: 2, of: 3, points: 5, percentage: null, missing: ['QS2'] },
      { state: 'complete', percentage: 75 },
      { state: 'incomplete', scored: 1, of: 2, points: 3, percentage: null, missing: ['QS6'] },
      { state: 'incomplete', scored: 1, of: 2, points: 4, percentage: null, missing: ['QS9'] },
    ]);
  });

  it('has no points for themes with nothing scored', () => {
    for (const result of themeResults(NO_SCORES)) {
      expect(result).toMatchObject({ state: 'incomplete', scored: 0, points: 0, percentage: null });
      expect(result.missing).toHaveLength(result.of);
    }
  });

  it('divides all scores and all points between the themes, and rounds up by less than one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[.1-4]{9}$/), (written) => {
        const results = themeResults(parseScores(written));
        const digits = [...written].filter((character) => character !== '.').map(Number);
        expect(results.reduce((sum, { points }) => sum + points, 0)).toBe(digits.reduce((a, b) => a + b, 0));
        expect(results.reduce((sum, { scored }) => sum + scored, 0)).toBe(digits.length);
        for (const { percentage, points, maximum } of results) {
          if (percentage === null) continue;
          expect(percentage * maximum).toBeGreaterThanOrEqual(100 * points);
          expect((percentage - 1) * maximum).toBeLessThan(100 * points);
        }
      }),
    );
  });
});
