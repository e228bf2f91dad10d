import { afterAll, describe, expect, it } from 'vitest';
import { addFramework } from '#lib/frameworks/known.ts';
import { parseFigure } from '#lib/kernel/figures.ts';
import { FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import { decideMeasure, decideTarget, decideValue, keptStatement } from './decisions.ts';
import type { Measure, MeasureValue } from './rules.ts';
import type { ChangeMeasure, MeasureValueInput, TargetInput } from './schema.ts';

addFramework(FICTIONAL_FRAMEWORK);
afterAll(removeAddedFrameworks);

function figure(text: string): bigint {
  const parsed = parseFigure(text);
  if (typeof parsed === 'string') throw new Error(parsed);
  return parsed;
}

const FIRST: MeasureValue = {
  id: 'v1',
  version: 2,
  period: { startsOn: '2024-04-01', endsOn: '2025-03-31' },
  value: figure('40'),
  source: 'Our records',
  comparator: null,
};
const SECOND: MeasureValue = {
  ...FIRST,
  id: 'v2',
  period: { startsOn: '2025-04-01', endsOn: '2026-03-31' },
  value: figure('30'),
};
const DEFINITION = {
  name: 'Wait for an assessment',
  unit: 'days',
  better: 'lower',
  statement: 'QS1',
  comparator: 'England',
  source: '',
  topics: [],
} as const;
const MEASURE: Measure = {
  ...DEFINITION,
  key: 'own-1',
  shipped: false,
  version: 5,
  values: [FIRST, SECOND],
  target: null,
};

describe('changing a measure', () => {
  const input: ChangeMeasure = { ...DEFINITION, topics: [], version: 5 };

  it.each([
    ['writes nothing for the same definition over an older version', { version: 4 }, false, 'unchanged'],
    ['refuses another definition over an older version', { name: 'Wait', version: 4 }, true, 'conflict'],
    ['refuses the name of another measure', { name: 'Wait' }, true, 'name taken'],
    ['keeps the unit of a measure with values', { unit: 'percent' }, false, 'has values'],
    ['saves another name', { name: 'Wait' }, false, 'save'],
  ] as const)('%s', (_, change, isNameTaken, outcome) => {
    expect(decideMeasure(MEASURE, { ...input, ...change }, isNameTaken)).toMatchObject({ outcome });
  });

  it('lets the unit change before the first value', () => {
    const decision = decideMeasure({ ...MEASURE, values: [] }, { ...input, unit: 'percent' }, false);
    expect(decision).toMatchObject({ outcome: 'save', before: { unit: 'days' }, after: { unit: 'percent' } });
  });
});

describe('choosing the statement of a measure', () => {
  it('keeps the one given at first if another framework only calls it otherwise', () => {
    expect(keptStatement('QS1', 'F1')).toBe('QS1');
    expect(keptStatement('QS1', 'F2')).toBe('F2');
    expect(keptStatement('QS3', 'QS3')).toBe('QS3');
  });
});

describe('saving a value', () => {
  const { id, version, period, source } = SECOND;
  const input: MeasureValueInput = { id, version, period, value: figure('25'), source, comparator: null };
  const added = { id: null, version: 0, period: { startsOn: '2026-04-01', endsOn: '2026-04-30' } } as const;

  it.each([
    ['saves a change', {}, { outcome: 'save', before: SECOND }],
    ['saves a new value', added, { outcome: 'save', before: null }],
    ['does not find a value of another measure', { id: 'v9' }, { outcome: 'not found' }],
    [
      'writes nothing for the same value over an older version',
      { value: SECOND.value, version: 1 },
      { outcome: 'unchanged' },
    ],
    [
      'writes nothing for a new value that is there already',
      { id: null, version: 0, value: SECOND.value },
      { outcome: 'unchanged' },
    ],
    [
      'refuses a second value for a period',
      { ...added, period },
      { outcome: 'period taken', theirs: SECOND },
    ],
    [
      'refuses to move a value to the period of another',
      { period: FIRST.period },
      { outcome: 'period taken', theirs: FIRST },
    ],
    ['refuses a change over an older version', { version: 1 }, { outcome: 'conflict', theirs: SECOND }],
    [
      'refuses a figure out of range',
      { value: figure('-1') },
      { outcome: 'refused', field: 'value', message: 'Value must be 0 or more' },
    ],
    [
      'refuses a figure typed in another unit',
      { typed: { value: '25%', comparator: undefined } },
      {
        outcome: 'refused',
        field: 'value',
        message: '“25%” is a percentage, but this measure is in days',
      },
    ],
    [
      'refuses a comparator out of range',
      { comparator: { value: figure('-1'), period: null } },
      { outcome: 'refused', field: 'comparator', message: 'Comparator value must be 0 or more' },
    ],
  ] as const)('%s', (_, change, decision) => {
    expect(decideValue(MEASURE, { ...input, ...change })).toEqual(decision);
  });
});

describe('setting a target', () => {
  const input: TargetInput = {
    version: 0,
    baseline: SECOND.id,
    kind: 'value',
    amount: figure('20'),
    dueOn: '2027-03-31',
  };
  const facts = { baseline: SECOND.period, value: '20', change: null, dueOn: '2027-03-31' };
  const target = {
    baseline: SECOND,
    baselineId: SECOND.id,
    aim: { kind: 'value', value: figure('20') },
    dueOn: '2027-03-31',
    version: 1,
  } as const;

  it.each([
    ['saves the first target', {}, { outcome: 'save', before: null, after: facts }],
    [
      'saves a cut in percent',
      { kind: 'change', amount: figure('50'), typed: '50' },
      { outcome: 'save', before: null, after: { ...facts, value: null, change: '50' } },
    ],
    ['does not find the baseline of another measure', { baseline: 'v9' }, { outcome: 'not found' }],
    ['refuses a first target over a removed one', { version: 1 }, { outcome: 'conflict', version: 0 }],
    ['refuses a date within the baseline', { dueOn: '2026-03-31' }, { outcome: 'due too early' }],
    [
      'refuses an amount out of range',
      { amount: figure('-1') },
      { outcome: 'refused', field: 'amount', message: 'Target must be 0 or more' },
    ],
    ['refuses the baseline itself', { amount: SECOND.value }, { outcome: 'no improvement' }],
    ['refuses a figure that is worse', { amount: figure('31') }, { outcome: 'no improvement' }],
  ] as const)('%s', (_, change, decision) => {
    expect(decideTarget(MEASURE, { ...input, ...change })).toEqual(decision);
  });

  it.each([
    ['writes nothing for the same target over an older version', {}, { outcome: 'unchanged' }],
    [
      'refuses another target over an older version',
      { amount: figure('10') },
      { outcome: 'conflict', version: 1 },
    ],
    [
      'saves another target over the latest version',
      { amount: figure('10'), version: 1 },
      { outcome: 'save', before: facts, after: { ...facts, value: '10' } },
    ],
  ] as const)('%s', (_, change, decision) => {
    expect(decideTarget({ ...MEASURE, target }, { ...input, ...change })).toEqual(decision);
  });
});
