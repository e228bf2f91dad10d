import { describe, expect, it } from 'vitest';
import { timelineOf } from '#lib/record/inspections/rules.ts';
import {
  type AccuracyPoint,
  describeClock,
  describeEvidence,
  dueOf,
  inPageOrder,
  missingOf,
} from './rules.ts';

describe('the time to check a draft', () => {
  it.each([
    // Good Friday, Easter Monday and two weekends are none of them.
    ['2025-04-11', '2025-04-29'],
    ['2026-11-27', '2026-12-11'],
    // Christmas Day and the substitute day for Boxing Day.
    ['2026-12-11', '2026-12-29'],
  ] as const)('that came on %s ends on %s', (receivedOn, day) => {
    expect(dueOf({ steps: [] }, receivedOn)).toEqual({ day, isCertain: true });
  });

  it('ends as on the timeline', () => {
    const received = { key: 'draft', name: '', setOn: null, days: null, doneOn: '2025-04-11' } as const;
    const stored = { ...received, owner: null, version: 1, changed: { by: 'A', at: new Date(0) } };
    const steps = timelineOf('full', '2024-11-18', [stored]);
    expect(dueOf({ steps }, '2025-04-11')).toEqual({ day: '2025-04-29', isCertain: true });
    const set = timelineOf('full', '2024-11-18', [
      stored,
      { ...stored, key: 'accuracy', setOn: '2025-05-02', doneOn: null },
    ]);
    expect(dueOf({ steps: set }, '2025-04-11').day).toBe('2025-05-02');
  });

  it.each([
    ['2025-04-17', '6 working days left, until Tuesday 29 April 2025'],
    ['2025-04-28', '1 working day left, until Tuesday 29 April 2025'],
    ['2025-04-29', 'It is due today'],
    ['2025-04-30', 'It was due on Tuesday 29 April 2025'],
  ] as const)('is told on %s', (today, words) => {
    expect(describeClock('2025-04-29', today)).toBe(words);
  });
});

it('orders points by draft, page and number', () => {
  const points = [
    { draft: 2, page: 1, number: 5 },
    { draft: 1, page: 9, number: 1 },
    { draft: 1, page: 2, number: 4 },
    { draft: 1, page: 2, number: 3 },
  ];
  expect(inPageOrder(points).map(({ number }) => number)).toEqual([3, 4, 1, 5]);
});

it('says what a point still needs, and what its evidence was', () => {
  const point: AccuracyPoint = {
    ...{
      number: 1,
      draft: 1,
      page: 1,
      statement: null,
      says: 'One',
      correct: '',
      evidence: null,
      owner: null,
    },
    ...{
      state: 'writing',
      outcome: null,
      outcomeNote: '',
      version: 1,
      changed: { by: 'A', at: new Date(0) },
    },
  };
  expect(missingOf(point)).toEqual(['what is right', 'evidence', 'an owner']);
  const evidence = { reference: 'E12', title: 'Audit', version: 2, page: 4 };
  expect(missingOf({ ...point, correct: 'Two', evidence, owner: { id: 'a', name: 'A' } })).toEqual([]);
  expect(describeEvidence(evidence)).toBe('E12, version 2, page 4');
  expect(describeEvidence({ ...evidence, version: null, page: null })).toBe('E12');
});
