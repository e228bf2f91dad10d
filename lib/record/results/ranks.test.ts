import { describe, expect, it } from 'vitest';
import { describeMedian, medianOf, rankOf } from './ranks.ts';

describe('rankOf', () => {
  it.each([
    [24, { lower: 0, same: 0, higher: 4 }],
    [25, { lower: 0, same: 1, higher: 3 }],
    [50, { lower: 1, same: 2, higher: 1 }],
    [100, { lower: 3, same: 1, higher: 0 }],
  ])('counts around %i', (score, counts) => {
    expect(rankOf(score, [25, 50, 50, 100])).toEqual({ score, of: 4, ...counts });
  });
});

describe('medianOf', () => {
  it.each([
    [[], null],
    [[64], '64'],
    [[70, 50], '50 to 70'],
    [[70, 50, 50], '50'],
    [[70, 50, 50, 70], '50 to 70'],
    [[70, 60, 60, 50], '60'],
  ])('of %j is %s', (scores, words) => {
    const middle = medianOf(scores);
    expect(middle && describeMedian(middle)).toBe(words);
  });
});
