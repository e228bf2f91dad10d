import { describe, expect, it } from 'vitest';
import { addMonths, type CalendarDate } from '#lib/kernel/dates.ts';
import type { StatementChanges } from '#lib/record/snapshots/rules.ts';
import type { Score } from '#lib/scoring/index.ts';
import {
  comparedScores,
  defaultPoints,
  describeCarried,
  describeCycleMove,
  periodProblems,
  pointAddress,
  pointOf,
  pointsOf,
} from './rules.ts';

describe('pointOf', () => {
  it.each([
    ['1', { cycle: 1, signed: null }],
    ['12v3', { cycle: 12, signed: 3 }],
  ])('parses %s and formats it the same', (text, point) => {
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
  ])('rejects %o', (text) => {
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
  it('lists every cycle and its signed versions', () => {
    const points = pointsOf([cycle(2, { closed: false }), cycle(1, { versions: 2 })]);
    expect(points).toEqual([
      { point: { cycle: 2, signed: null }, name: 'Cycle 2: Year 2, now', short: 'Cycle 2, now' },
      { point: { cycle: 1, signed: null }, name: 'Cycle 1: Year 1, at closing', short: 'Cycle 1' },
      {
        point: { cycle: 1, signed: 2 },
        name: 'Cycle 1: Year 1, signed version 2',
        short: 'Cycle 1, version 2',
      },
      {
        point: { cycle: 1, signed: 1 },
        name: 'Cycle 1: Year 1, signed version 1',
        short: 'Cycle 1, version 1',
      },
    ]);
  });
});

describe('defaultPoints', () => {
  const usual = (...cycles: Parameters<typeof pointsOf>[0]) => {
    const points = defaultPoints(pointsOf(cycles));
    return points && [pointAddress(points.from), pointAddress(points.to)];
  };

  it('is the previous and the newest cycle', () => {
    expect(usual(cycle(3, { closed: false, versions: 1 }), cycle(2, { versions: 1 }), cycle(1))).toEqual([
      '2',
      '3',
    ]);
  });

  it('is the last signed version and now, if there is one cycle', () => {
    expect(usual(cycle(1, { closed: false, versions: 2 }))).toEqual(['1v2', '1']);
  });

  it('is null if there is nothing to compare', () => {
    expect(usual(cycle(1, { closed: false }))).toBeNull();
    expect(usual()).toBeNull();
  });
});

describe('a move of a score', () => {
  const move = (
    before: Score | null,
    after: Score | null,
    earlierScore: StatementChanges['earlierScore'] = before,
    continues: StatementChanges['continues'] = 'QS1',
  ) => {
    const evidence = { added: [], dropped: [], explained: [] };
    const statement = {
      ...{ id: 'QS1' as const, name: 'Assessing needs', wording: null, score: null, completed: null },
      ...{ continues, scores: { before, after }, earlierScore, texts: [], evidence },
      isChanged: before !== after,
    };
    const [found] = comparedScores({
      statements: [statement],
      gone: [],
      items: [],
      cycle: null,
      frameworks: { before: 'cqc-2023', after: 'cqc-2023' },
      thresholds: null,
      isChanged: true,
    });
    return found && [found.by, describeCycleMove(found)];
  };

  it.each([
    [3, 4, 1, 'Up 1'],
    [4, 1, -3, 'Down 3'],
    [2, 2, 0, 'No change'],
    [null, 2, null, 'Newly scored'],
    [2, null, null, 'No longer scored'],
    [null, null, null, 'Not scored in either'],
  ] as const)('from %s to %s', (before, after, by, words) => {
    expect(move(before, after)).toEqual([by, words]);
  });

  it('is measured on the later scale, and not at all where another framework means something else', () => {
    expect(move(3, 4, 4)).toEqual([0, 'No change']);
    expect(move(3, 4, 'not comparable')).toEqual(['not comparable', 'Not comparable: another framework']);
  });

  it('is none where the earlier framework has no such statement', () => {
    expect(move(null, 3, null, null)).toEqual([null, 'Nothing to compare']);
  });
});

describe('describeCarried', () => {
  it('counts statements not confirmed, and is null if there are none', () => {
    const statements = Array.from({ length: 9 }, (_, index) => ({
      status: index < 5 ? ('not-confirmed' as const) : ('completed' as const),
    }));
    expect(describeCarried(statements)).toBe('5 of 9 statements carried forward and not confirmed');
    expect(describeCarried(statements.map(() => ({ status: 'in-progress' as const })))).toBeNull();
  });
});

describe('periodProblems', () => {
  const today = '2026-11-28';
  const problems = (startsOn: CalendarDate, endsOn: CalendarDate, open: CalendarDate | null = '2026-04-01') =>
    periodProblems({ startsOn, endsOn }, { today, open });

  it('allows a period that starts between the open one’s start and three months from today', () => {
    expect(problems('2026-04-01', '2027-03-31')).toEqual([]);
    expect(problems('2027-02-28', '2028-02-27')).toEqual([]);
    expect(problems('2024-11-28', '2025-03-31', null)).toEqual([]);
  });

  it.each([
    ['2027-03-01', 'The period must start on or before 28 February 2027, 3 months from today'],
    ['2999-04-01', 'The period must start on or before 28 February 2027, 3 months from today'],
    [
      '2026-03-31',
      'The period must start on or after 1 April 2026, when the period of the open assessment starts',
    ],
  ] as const)('refuses a start of %s', (startsOn, message) => {
    expect(problems(startsOn, addMonths(startsOn, 12))).toEqual([{ field: 'startsOn', message }]);
  });

  it('allows the first period to start at most two years ago', () => {
    expect(problems('2024-11-27', '2025-11-26', null)).toEqual([
      { field: 'startsOn', message: 'The period must start on or after 28 November 2024, 2 years ago' },
    ]);
  });

  it.each([
    ['2026-12-01', '2026-12-27', 'end on or after 28 December 2026, so that it lasts at least 4 weeks'],
    ['2026-12-01', '2026-12-28', null],
    ['2026-12-01', '2028-11-30', null],
    ['2026-12-01', '2028-12-01', 'end on or before 30 November 2028, so that it lasts at most 2 years'],
  ] as const)('from %s to %s: %s', (startsOn, endsOn, message) => {
    expect(problems(startsOn, endsOn)).toEqual(
      message === null ? [] : [{ field: 'endsOn', message: `The period must ${message}` }],
    );
  });

  it('stays within short months', () => {
    const latest = (from: CalendarDate) =>
      periodProblems({ startsOn: '2999-01-01', endsOn: '2999-12-31' }, { today: from, open: null })[0]
        ?.message;
    expect(latest('2026-11-30')).toContain('28 February 2027');
    expect(latest('2027-11-30')).toContain('29 February 2028');
    expect(latest('2026-10-31')).toContain('31 January 2027');
  });
});
