import { describe, expect, it } from 'vitest';
import {
  carriedInWords,
  moveInWords,
  pointAddress,
  pointOf,
  pointsOf,
  scoreMoves,
  usualPoints,
} from './rules.ts';

describe('pointOf', () => {
  it.each([
    ['1', { cycle: 1, signed: null }],
    ['12v3', { cycle: 12, signed: 3 }],
  ])('reads %s, which is written the same', (text, point) => {
    expect(pointOf(text)).toEqual(point);
    expect(pointAddress(point)).toBe(text);
  });

  it.each([
    '',
    '0',
    '01',
    '1v',
    '1v0',
    'v1',
    '1v1v1',
    '-1',
    '1.5',
    ' 1',
    '1234567',
    undefined,
    ['1', '2'],
    1,
  ])('takes %o for nothing', (text) => {
    expect(pointOf(text)).toBeNull();
  });
});

const cycle = (number: number, { closed = true, versions = 0 } = {}) => ({
  number,
  name: `Year ${number}`,
  closed: closed ? {} : null,
  signed: Array.from({ length: versions }, (_, index) => ({ version: versions - index })),
});

describe('pointsOf', () => {
  it('names every cycle and every version signed in it', () => {
    const points = pointsOf([cycle(2, { closed: false }), cycle(1, { versions: 2 })]);
    expect(points).toEqual([
      { point: { cycle: 2, signed: null }, name: 'Cycle 2: Year 2, as it is now', short: 'Cycle 2, now' },
      { point: { cycle: 1, signed: null }, name: 'Cycle 1: Year 1, as it was closed', short: 'Cycle 1' },
      {
        point: { cycle: 1, signed: 2 },
        name: 'Cycle 1: Year 1, version 2 as signed',
        short: 'Cycle 1, version 2',
      },
      {
        point: { cycle: 1, signed: 1 },
        name: 'Cycle 1: Year 1, version 1 as signed',
        short: 'Cycle 1, version 1',
      },
    ]);
  });
});

describe('usualPoints', () => {
  const usual = (...cycles: Parameters<typeof pointsOf>[0]) => {
    const points = usualPoints(pointsOf(cycles));
    return points && [pointAddress(points.from), pointAddress(points.to)];
  };

  it('is the cycle before and the newest', () => {
    expect(usual(cycle(3, { closed: false, versions: 1 }), cycle(2, { versions: 1 }), cycle(1))).toEqual([
      '2',
      '3',
    ]);
  });

  it('is what was signed last and what is now where there is one cycle', () => {
    expect(usual(cycle(1, { closed: false, versions: 2 }))).toEqual(['1v2', '1']);
  });

  it('is nothing where there is nothing to compare', () => {
    expect(usual(cycle(1, { closed: false }))).toBeNull();
    expect(usual()).toBeNull();
  });
});

describe('a move of a score', () => {
  const move = (before: 1 | 2 | 3 | 4 | null, after: 1 | 2 | 3 | 4 | null) => {
    const evidence = { added: [], dropped: [], explained: [] };
    const statement = {
      ...{ id: 'QS1' as const, name: 'Assessing needs', wording: null, score: null, completed: null },
      ...{ scores: { before, after }, texts: [], evidence, isChanged: before !== after },
    };
    const [found] = scoreMoves({
      statements: [statement],
      items: [],
      cycle: null,
      thresholds: null,
      isChanged: true,
    });
    return found && [found.by, moveInWords(found)];
  };

  it.each([
    [3, 4, 1, '1 up'],
    [4, 1, -3, '3 down'],
    [2, 2, 0, 'The same'],
    [null, 2, null, 'Newly scored'],
    [2, null, null, 'No longer scored'],
    [null, null, null, 'Not scored in either'],
  ] as const)('from %s to %s', (before, after, by, words) => {
    expect(move(before, after)).toEqual([by, words]);
  });
});

describe('carriedInWords', () => {
  it('counts what nobody has confirmed, and is silent where there is none', () => {
    const statements = Array.from({ length: 9 }, (_, index) => ({ carried: index < 5 }));
    expect(carriedInWords(statements)).toBe('5 of 9 statements carried forward and not confirmed yet');
    expect(carriedInWords(statements.map(() => ({ carried: false })))).toBeNull();
  });
});
