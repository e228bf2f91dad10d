import { describe, expect, it } from 'vitest';
import { attentionOf, needsAttention } from './attention.ts';
import type { Measure, MeasureValue } from './rules.ts';

const ASOF = new Date('2026-11-29');

function value(year: number, figure: bigint, comparator: bigint | null = null): MeasureValue {
  return {
    ...{ id: String(year), version: 1, source: '' },
    period: { startsOn: `${year}-04-01`, endsOn: `${year + 1}-03-31` },
    value: figure,
    comparator: comparator === null ? null : { value: comparator, period: null },
  };
}

type Seen = Pick<Measure, 'values' | 'better' | 'target'>;
const measure = (values: readonly MeasureValue[], more: Partial<Seen> = {}): Seen => ({
  ...{ values, better: 'higher', target: null },
  ...more,
});

describe('attentionOf', () => {
  const target = {
    ...{ version: 1, baselineId: '2023', dueOn: '2026-03-31' },
    baseline: { period: value(2023, 0n).period, value: 40n },
    aim: { kind: 'value', value: 80n },
  } as const satisfies Measure['target'];

  it.each([
    ['no values', measure([])],
    ['none', measure([value(2024, 50n)])],
    ['none', measure([value(2023, 50n), value(2024, 50n, 50n)])],
    ['getting worse', measure([value(2023, 51n), value(2024, 50n, 50n)])],
    ['none', measure([value(2023, 51n), value(2024, 50n, 50n)], { better: 'lower' })],
    ['worse than comparator', measure([value(2023, 60n), value(2024, 50n, 51n)])],
    ['behind target', measure([value(2023, 40n), value(2024, 50n, 51n)], { target })],
    ['none', measure([value(2023, 40n), value(2024, 61n)], { target })],
  ] as const)('is %s for case %#', (attention, one) => {
    expect(attentionOf(one, ASOF)).toBe(attention);
    expect(needsAttention(attention)).toBe(!attention.startsWith('no'));
  });
});
