import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { figureFromDatabase } from '#lib/kernel/figures.ts';
import { parsePeriod } from '#lib/kernel/periods.ts';
import type { Measure, MeasureValue } from '#lib/record/measures/rules.ts';
import { MeasureChart, scaleOf } from './measure-chart.tsx';

function value(label: string, figure: string, comparator?: string): MeasureValue {
  const period = parsePeriod(label);
  if (!period) throw new Error(`${label} is no period`);
  const beside = comparator === undefined ? null : { value: figureFromDatabase(comparator), period: null };
  return { id: label, version: 1, period, value: figureFromDatabase(figure), source: '', comparator: beside };
}

const MEASURE: Measure = {
  key: 'own-1',
  name: 'Reviews on time',
  unit: 'percent',
  better: 'higher',
  statement: 'QS1',
  comparator: 'England',
  source: '',
  topics: [],
  shipped: false,
  version: 1,
  values: [value('2023-24', '61', '60'), value('2024-25', '64.5', '62'), value('2025-26', '70', '63')],
  target: null,
};

const draw = (given: Partial<Measure> = {}) =>
  renderToStaticMarkup(<MeasureChart measure={{ ...MEASURE, ...given }} />);
const count = (markup: string, part: string) => markup.split(part).length - 1;

describe('MeasureChart', () => {
  it('is an image whose text describes the measure', () => {
    const markup = draw();
    const [, labels = ''] = /role="img" aria-labelledby="([^"]+)"/.exec(markup) ?? [];
    for (const id of labels.split(' ')) expect(markup).toContain(`id="${id}"`);
    expect(markup).toContain(
      'Reviews on time: 70% in 2025-26, 7 percentage points better than England</title>',
    );
  });

  it('draws each value as a circle and each comparator as a square, and the lines between them', () => {
    const markup = draw();
    // One more of each in the key.
    expect(count(markup, '<circle')).toBe(4);
    expect(count(markup, '<rect')).toBe(4);
    expect(count(markup, 'class="mark-trace"')).toBe(3);
    expect(count(markup, 'class="mark-beside"')).toBe(3);
  });

  it('draws a comparator of two values once', () => {
    const england = { startsOn: '2023-04-01', endsOn: '2024-03-31' } as const;
    const values = MEASURE.values.map((one) => ({
      ...one,
      comparator: { value: figureFromDatabase('60'), period: england },
    }));
    expect(count(draw({ values }), '<rect')).toBe(2);
  });

  it('draws a single value in the middle, without a line', () => {
    const markup = draw({ values: [value('2025-26', '70')] });
    expect(markup).toContain('<circle cx="56%"');
    expect(count(markup, 'class="mark-trace"')).toBe(1);
    expect(markup).not.toContain('mark-beside');
  });

  it('draws a line to the target', () => {
    const baseline = MEASURE.values[0];
    if (!baseline) throw new Error('no baseline');
    const markup = draw({
      target: {
        baseline,
        baselineId: baseline.id,
        aim: { kind: 'value', value: figureFromDatabase('80') },
        dueOn: '2027-03-31',
        version: 1,
      },
    });
    expect(count(markup, 'class="mark-aim"')).toBe(2);
    expect(markup).toContain('Path to the target');
  });

  it('has no inline style, which the content policy would refuse', () => {
    expect(draw()).not.toContain('style=');
  });
});

describe('scaleOf', () => {
  it.each([
    [
      ['2.9', '4.7'],
      [0, 2, 4, 6],
    ],
    [
      ['83.7', '87.2'],
      [82, 84, 86, 88],
    ],
    [['0'], [0, 0.5]],
    [['14'], [0, 5, 10, 15]],
    [
      ['-3', '5'],
      [-5, 0, 5],
    ],
    [
      ['0.01', '0.04'],
      [0, 0.02, 0.04],
    ],
    [
      ['1184', '412'],
      [0, 500, 1000, 1500],
    ],
  ])('goes around %o', (figures, ticks) => {
    expect(scaleOf(figures.map(figureFromDatabase))).toEqual(ticks);
  });
});
