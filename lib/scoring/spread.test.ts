import { describe, expect, it } from 'vitest';
import { countSpreads, limitRises, spreads } from './spread.ts';

describe('limitRises', () => {
  it('limits every rise to the smallest that will do', () => {
    expect(limitRises([3, 2, 1, 0], 0)).toEqual([0, 0, 0, 0]);
    expect(limitRises([3, 2, 1, 0], 3)).toEqual([1, 1, 1, 0]);
    expect(limitRises([3, 2, 1, 0], 4)).toEqual([2, 2, 1, 0]);
    expect(limitRises([3, 2, 1, 0], 6)).toEqual([3, 2, 1, 0]);
  });
});

describe('spreads', () => {
  it('lists single rises in order', () => {
    expect([...spreads([1, 0, 1, 1], 2)]).toEqual([
      [1, 0, 1, 0],
      [1, 0, 0, 1],
      [0, 0, 1, 1],
    ]);
  });

  it('lists fewest rising statements first, then larger rises of earlier statements', () => {
    expect([...spreads([2, 2, 2], 3)]).toEqual([
      [2, 1, 0],
      [2, 0, 1],
      [1, 2, 0],
      [1, 0, 2],
      [0, 2, 1],
      [0, 1, 2],
      [1, 1, 1],
    ]);
  });

  it('has one way to take no steps, and none to take too many', () => {
    expect([...spreads([1, 1], 0)]).toEqual([[0, 0]]);
    expect([...spreads([1, 1], 3)]).toEqual([]);
  });
});

describe('countSpreads', () => {
  it.each([
    [[1, 1, 1, 1, 1, 1, 1, 1, 1], 4, 126],
    [[2, 2, 2, 2, 2, 2, 2, 2, 2], 14, 414],
    [[3, 3, 3, 3, 3, 3, 3, 3, 3], 20, 4950],
    [[3, 1, 0], 2, 2],
    [[1, 1], 0, 1],
    [[1, 1], 3, 0],
  ])('counts as many as there are: %j in %d steps', (room, steps, count) => {
    expect(countSpreads(room, steps)).toBe(count);
    expect([...spreads(room, steps)]).toHaveLength(count);
  });
});
