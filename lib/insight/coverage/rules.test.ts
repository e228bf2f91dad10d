import { describe, expect, it } from 'vitest';
import {
  type Coverage,
  type CoverageCell,
  describeAge,
  describeGaps,
  NO_EVIDENCE,
  NOT_SAID,
} from './rules.ts';

const cell = (count: number): CoverageCell => ({ ...NO_EVIDENCE, count });
const row = (id: string, counts: readonly number[]) => ({
  id,
  name: id,
  strength: 'weak' as const,
  cells: counts.map(cell),
});

/** By voice: people, carers and those of which nobody said. */
function coverage(rows: readonly (readonly number[])[], onAny: readonly number[]): Coverage {
  const columns = [
    { id: 'people', name: 'People who use services', isNeeded: false },
    { id: 'carers', name: 'Unpaid carers', isNeeded: false },
    { id: NOT_SAID, name: 'Not said', isNeeded: false },
  ];
  return {
    by: 'voice',
    columns,
    rows: rows.map((counts, at) => row(`QS${at + 1}`, counts)),
    onAny: onAny.map(cell),
  };
}

describe('describeGaps', () => {
  it('names what no statement has', () => {
    expect(describeGaps(coverage([[1, 0, 0]], [1, 0, 0]))).toBe(
      'Nothing from unpaid carers on any statement.',
    );
  });
  it('tells an unanswered question from a gap', () => {
    expect(describeGaps(coverage([[0, 0, 3]], [0, 0, 3]))).toBe(
      'Nobody has said who the evidence came from yet.',
    );
  });
  it('counts the gaps otherwise', () => {
    const two = coverage(
      [
        [1, 0, 0],
        [0, 2, 0],
      ],
      [1, 2, 0],
    );
    expect(describeGaps(two)).toBe('2 of 4 are gaps: no evidence from that group on that statement.');
  });
  it('says when there are none', () => {
    expect(describeGaps(coverage([[1, 1, 0]], [1, 1, 0]))).toBe(
      'No gaps: every statement has evidence of each kind.',
    );
  });
});

describe('describeAge', () => {
  it.each([
    [{ count: 3, newest: null, stale: 2, expired: 1 }, '2 out of date, 1 past review'],
    [{ count: 2, newest: null, stale: 2, expired: 2 }, 'over 2 years old, past review'],
    [{ count: 2, newest: null, stale: 0, expired: 0 }, null],
  ])('of %j', (of, words) => {
    expect(describeAge(of)).toBe(words);
  });
});
