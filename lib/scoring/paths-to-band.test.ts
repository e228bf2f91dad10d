import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BANDS, type Band } from './band.ts';
import { bandFor } from './band-for.ts';
import { STATEMENT_IDS } from './framework.ts';
import { countPathsToBand, MAX_PATHS, type PathToBand, pathsToBand } from './paths-to-band.ts';
import { parseScores } from './testing/parse-scores.ts';
import { thrownKind } from './testing/thrown-kind.ts';
import { THRESHOLD_SET_IDS, type ThresholdSetId } from './thresholds.ts';

const complete = fc.stringMatching(/^[1-4]{9}$/);
const anyBand = fc.constantFrom(...BANDS);
const anySet = fc.constantFrom(...THRESHOLD_SET_IDS);

describe('pathsToBand', () => {
  it('lists every statement that can rise, in framework order, if one point is missing', () => {
    const found = pathsToBand(parseScores('333343333'), 'outstanding');
    expect(found.map(({ rises }) => rises)).toEqual(
      ['QS1', 'QS2', 'QS3', 'QS4', 'QS6', 'QS7', 'QS8', 'QS9'].map((statement) => [
        { statement, from: 3, to: 4 },
      ]),
    );
    expect(found[0]).toMatchObject({ steps: 1, points: 29, score: 81, band: 'outstanding' });
  });

  it('lists every choice of statements if more points are missing', () => {
    const found = pathsToBand(parseScores('333333331'), 'outstanding', 'cqc');
    expect(found).toHaveLength(36);
    expect(written(found[0])).toBe('QS1 3-4, QS2 3-4, QS3 3-4, QS4 3-4, QS5 3-4, QS6 3-4, QS7 3-4');
    expect(written(found.at(-1))).toBe('QS3 3-4, QS4 3-4, QS5 3-4, QS6 3-4, QS7 3-4, QS8 3-4, QS9 1-2');
  });

  it('lets no statement rise twice if single rises are enough', () => {
    expect(pathsToBand(parseScores('444332222'), 'outstanding').map(written)).toEqual([
      'QS4 3-4, QS5 3-4, QS6 2-3',
      'QS4 3-4, QS5 3-4, QS7 2-3',
      'QS4 3-4, QS5 3-4, QS8 2-3',
      'QS4 3-4, QS5 3-4, QS9 2-3',
      'QS4 3-4, QS6 2-3, QS7 2-3',
      'QS4 3-4, QS6 2-3, QS8 2-3',
      'QS4 3-4, QS6 2-3, QS9 2-3',
      'QS4 3-4, QS7 2-3, QS8 2-3',
      'QS4 3-4, QS7 2-3, QS9 2-3',
      'QS4 3-4, QS8 2-3, QS9 2-3',
      'QS5 3-4, QS6 2-3, QS7 2-3',
      'QS5 3-4, QS6 2-3, QS8 2-3',
      'QS5 3-4, QS6 2-3, QS9 2-3',
      'QS5 3-4, QS7 2-3, QS8 2-3',
      'QS5 3-4, QS7 2-3, QS9 2-3',
      'QS5 3-4, QS8 2-3, QS9 2-3',
      'QS6 2-3, QS7 2-3, QS8 2-3',
      'QS6 2-3, QS7 2-3, QS9 2-3',
      'QS6 2-3, QS8 2-3, QS9 2-3',
      'QS7 2-3, QS8 2-3, QS9 2-3',
    ]);
  });

  it('lets a statement rise twice if single rises are not enough', () => {
    expect(pathsToBand(parseScores('444444111'), 'outstanding', 'cqc').map(written)).toEqual([
      'QS7 1-3, QS8 1-3, QS9 1-2',
      'QS7 1-3, QS8 1-2, QS9 1-3',
      'QS7 1-2, QS8 1-3, QS9 1-3',
    ]);
  });

  it.each([
    ['reached', '333333333', 'good'],
    ['bettered', '444444444', 'good'],
    ['the lowest', '111111111', 'inadequate'],
  ] as const)('is one path with no rises where the band is %s', (_, scores, band) => {
    const [only, ...others] = pathsToBand(parseScores(scores), band);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ rises: [], steps: 0, band: bandFor(only?.points ?? 0) });
    expect(countPathsToBand(parseScores(scores), band)).toBe(1);
  });

  it('follows the threshold set', () => {
    expect(pathsToBand(parseScores('333343333'), 'outstanding', 'cqc')[0]).toMatchObject({
      steps: 4,
      points: 32,
      score: 89,
    });
  });

  it('stops at the limit, and countPathsToBand counts them all', () => {
    expect(pathsToBand(parseScores('111111111'), 'good')).toHaveLength(MAX_PATHS);
    expect(countPathsToBand(parseScores('111111111'), 'good')).toBe(414);
    expect(pathsToBand(parseScores('111111111'), 'outstanding')).toHaveLength(MAX_PATHS);
    expect(countPathsToBand(parseScores('111111111'), 'outstanding')).toBe(4950);
  });

  it('reaches the band with steps of the statements’ own, and no smaller set does', () => {
    fc.assert(
      fc.property(complete, anyBand, anySet, (scores, band, thresholds) => {
        const digits = [...scores].map(Number);
        const points = digits.reduce((sum, digit) => sum + digit, 0);
        const reached = (total: number) => BANDS.indexOf(bandFor(total, thresholds)) >= BANDS.indexOf(band);
        const found = pathsToBand(parseScores(scores), band, thresholds);
        expect(found.length).toBeGreaterThan(0);
        for (const path of found) {
          for (const { statement, from, to } of path.rises) {
            expect(from).toBe(digits[STATEMENT_IDS.indexOf(statement)]);
            expect(to).toBeGreaterThan(from);
            expect(to).toBeLessThanOrEqual(4);
          }
          expect(path.steps).toBe(path.rises.reduce((sum, { from, to }) => sum + to - from, 0));
          expect(path.points).toBe(points + path.steps);
          expect(path.band).toBe(bandFor(path.points, thresholds));
          expect(reached(path.points)).toBe(true);
          expect(path.steps === 0 || !reached(path.points - 1)).toBe(true);
        }
      }),
    );
  });

  it('lists no path twice, orders by statements and then by framework, and is complete below the limit', () => {
    fc.assert(
      fc.property(complete, anyBand, anySet, (scores, band, thresholds) => {
        const found = pathsToBand(parseScores(scores), band, thresholds);
        const all = bySearch([...scores].map(Number), found[0]?.steps ?? 0);
        expect(countPathsToBand(parseScores(scores), band, thresholds)).toBe(all.length);
        expect(found.map(written)).toEqual(all.slice(0, MAX_PATHS));
      }),
      { numRuns: 30 },
    );
  });

  it('refuses invalid input', () => {
    expect(thrownKind(() => pathsToBand(parseScores('33334333.'), 'good'))).toBe('scores-incomplete');
    expect(thrownKind(() => pathsToBand(parseScores('333343333'), 'Good' as Band))).toBe('band-unknown');
    expect(thrownKind(() => pathsToBand(parseScores('333343333'), 'good', 'lga' as ThresholdSetId))).toBe(
      'thresholds-unknown',
    );
    expect(thrownKind(() => countPathsToBand(parseScores('33334333.'), 'good'))).toBe('scores-incomplete');
  });
});

function written(path: PathToBand | undefined): string {
  return (path?.rises ?? []).map(({ statement, from, to }) => `${statement} ${from}-${to}`).join(', ');
}

/** Searches all ways for nine statements to rise by 0 to 3, and keeps the most even of those allowed. */
function bySearch(digits: readonly number[], steps: number): string[] {
  const ways: number[][] = [];
  for (let code = 0; code < 4 ** 9; code++) {
    let sum = 0;
    for (let place = 0; place < 9; place++) sum += (code >> (2 * place)) & 3;
    if (sum !== steps) continue;
    const rises = digits.map((_, place) => (code >> (2 * (8 - place))) & 3);
    if (rises.every((rise, place) => rise + (digits[place] ?? 4) <= 4)) ways.push(rises);
  }
  const evenest = Math.min(...ways.map((rises) => Math.max(...rises)));
  const size = (rises: readonly number[]) => rises.filter((rise) => rise > 0).length;
  return ways
    .filter((rises) => Math.max(...rises) === evenest)
    .sort((a, b) => size(a) - size(b) || b.join('').localeCompare(a.join('')))
    .map((rises) =>
      rises
        .flatMap((rise, place) => {
          const from = digits[place] ?? 0;
          return rise === 0 ? [] : [`QS${place + 1} ${from}-${from + rise}`];
        })
        .join(', '),
    );
}
