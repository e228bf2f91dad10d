import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSpreads, limitRises, type Room, spreads } from './spread.ts';

const rooms = (steps: readonly number[]): readonly Room[] =>
  steps.map((most) => ({ steps: most, weight: 1 }));

describe('limitRises', () => {
  it('limits every rise to the smallest that will do', () => {
    expect(limitRises(rooms([3, 2, 1, 0]), 0)).toEqual(rooms([0, 0, 0, 0]));
    expect(limitRises(rooms([3, 2, 1, 0]), 3)).toEqual(rooms([1, 1, 1, 0]));
    expect(limitRises(rooms([3, 2, 1, 0]), 4)).toEqual(rooms([2, 2, 1, 0]));
    expect(limitRises(rooms([3, 2, 1, 0]), 6)).toEqual(rooms([3, 2, 1, 0]));
  });
});

describe('spreads', () => {
  it('lists single rises in order', () => {
    expect([...spreads(rooms([1, 0, 1, 1]), 2)]).toEqual([
      [1, 0, 1, 0],
      [1, 0, 0, 1],
      [0, 0, 1, 1],
    ]);
  });

  it('lists fewest rising statements first, then larger rises of earlier statements', () => {
    expect([...spreads(rooms([2, 2, 2]), 3)]).toEqual([
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
    expect([...spreads(rooms([1, 1]), 0)]).toEqual([[0, 0]]);
    expect([...spreads(rooms([1, 1]), 3)]).toEqual([]);
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
    expect(countSpreads(rooms(room), steps)).toBe(count);
    expect([...spreads(rooms(room), steps)]).toHaveLength(count);
  });
});

describe('statements of different weights', () => {
  const anyRooms = fc.array(
    fc.record({ steps: fc.integer({ min: 0, max: 3 }), weight: fc.integer({ min: 1, max: 3 }) }),
    { maxLength: 6 },
  );

  it('rise in every way that has no needless step, and in no other', () => {
    fc.assert(
      fc.property(anyRooms, fc.integer({ min: 0, max: 20 }), (all, points) => {
        const ways = everyWay(all).filter((way) => isSmallest(all, way, points));
        expect(new Set([...spreads(all, points)].map(String))).toEqual(new Set(ways.map(String)));
        expect(countSpreads(all, points)).toBe(ways.length);
      }),
    );
  });

  it('are found fast, however many there are', () => {
    const wide = Array.from({ length: 40 }, (_, at) => ({ steps: 4, weight: 1 + (at % 3) }));
    expect(spreads(wide, 97).next().value).toHaveLength(40);
    expect(countSpreads(wide, 97)).toBeGreaterThan(1e9);
  });
});

function everyWay(all: readonly Room[]): readonly (readonly number[])[] {
  return all.reduce<readonly (readonly number[])[]>(
    (ways, { steps }) =>
      ways.flatMap((way) => Array.from({ length: steps + 1 }, (_, step) => [...way, step])),
    [[]],
  );
}

function isSmallest(all: readonly Room[], way: readonly number[], points: number): boolean {
  const gain = way.reduce((sum, steps, at) => sum + steps * (all[at]?.weight ?? 0), 0);
  return gain >= points && way.every((steps, at) => steps === 0 || gain - (all[at]?.weight ?? 0) < points);
}
