import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPeriod } from '#lib/kernel/periods.ts';
import { MEASURES_CSV_COLUMNS, measureCsvRows } from '#lib/record/measures/csv-rows.ts';
import type { Measure } from '#lib/record/measures/rules.ts';
import { fig, period, value } from '#lib/record/measures/testing/fixtures.ts';
import { describeSourced, plainValue } from '#lib/record/measures/values.ts';
import { planValues } from './measure-values.ts';
import { formatLines } from './rules.ts';

describe('planValues', () => {
  const waits: Measure = {
    key: 'home-care-wait',
    name: 'Average wait for home care',
    unit: 'days',
    better: 'lower',
    statement: 'QS4',
    comparator: 'England',
    source: '',
    topics: [],
    shipped: true,
    version: 1,
    values: [value('2023-24', '14'), value('2024-25', '12', '10', '2023-24')],
    target: null,
  };
  const share: Measure = { ...waits, key: 'own-1', name: 'Reviews on time', unit: 'percent', values: [] };
  const NAMES = [
    'Measure',
    'Period',
    'Value',
    'Comparator value',
    'Comparator period',
    'Source',
    'Unit',
  ] as const;
  const plan = (
    rows: readonly (readonly (string | null)[])[],
    commaIsDecimal = false,
    more: Measure[] = [],
    answers: Record<string, string> = {},
  ) =>
    planValues(
      rows.map((cells, index) => ({
        line: index + 2,
        cells: Object.fromEntries(
          NAMES.map((name, at) => [name, cells[at] === undefined ? '' : cells[at]]),
        ) as Record<(typeof NAMES)[number], string>,
      })),
      [waits, share, ...more],
      { commaIsDecimal, answers: new Map(Object.entries(answers)), asOf: new Date('2026-11-28T12:00:00Z') },
    );

  it('shows the effect of each row', () => {
    const { rows, problems } = plan([
      ['Average wait for home care', '2025-26', '11.5', '', '', ' Our\n  records '],
      ['AVERAGE  wait for home care', '2023/24', '15', '', '', ''],
      ['home-care-wait', '2024-25', '12', '10', '2023-24', ' \n'],
      ['Reviews on time', 'March 2026', '81%', '80', 'March 2026', ''],
    ]);
    expect(problems).toEqual([]);
    expect(rows.map(({ line, measure, change, before }) => [line, measure.key, change, before?.id])).toEqual([
      [2, 'home-care-wait', 'added', undefined],
      [3, 'home-care-wait', 'changed', '2023-24'],
      [4, 'home-care-wait', 'unchanged', '2024-25'],
      [5, 'own-1', 'added', undefined],
    ]);
    expect(rows[0]?.given.source).toBe('Our records');
    // The comparator's period is shown only if it differs.
    expect(rows[3]?.given.comparator).toEqual({ value: fig('80'), period: null });
  });

  it('keeps data if the file lacks its column, and clears it if the cell is empty', () => {
    const held = { ...value('2024-25', '12', '10', '2023-24'), source: 'Our records' };
    const reported = { ...share, name: 'Reported', values: [held] };
    const given = (...cells: readonly (string | null)[]) => {
      const { rows, problems } = plan([['Reported', '2024-25', '12', ...cells]], false, [reported]);
      const [row] = rows;
      return row ? [row.change, describeSourced(plainValue(row.given), 'days')] : problems[0]?.message;
    };
    const now = '12 days (comparator 10 days in 2023-24). Source: Our records';
    expect(given(null, null, null)).toEqual(['unchanged', now]);
    expect(given('', '', '')).toEqual(['changed', '12 days']);
    expect(given(null, null, '')).toEqual(['changed', '12 days (comparator 10 days in 2023-24)']);
    expect(given('9', null, null)).toEqual(['changed', now.replace('10 days', '9 days')]);
    expect(given('', null, null)).toEqual(['changed', '12 days. Source: Our records']);
    expect(given(null, '2024-25', null)).toEqual([
      'changed',
      '12 days (comparator 10 days). Source: Our records',
    ]);
    expect(given('', '2022-23', null)).toBe(
      'Enter the comparator value for that period, or leave both blank',
    );
    // A new value has no data to keep.
    expect(plan([['Reported', '2025-26', '12', null, null, null]], false, [reported]).rows).toMatchObject([
      { change: 'added', given: { comparator: null, source: '' } },
    ]);
    expect(plan([['Reviews on time', '2024-25', '12', null, '2022-23', null]]).problems).toMatchObject([
      { column: 'Comparator value' },
    ]);
  });

  it('finds a measure by its name before another with that key', () => {
    const named = { ...share, key: 'own-2', name: 'Home-care-wait' };
    const { rows } = plan([['home-care-wait', '2025-26', '1']], false, [named]);
    expect(rows.map(({ measure }) => measure.key)).toEqual(['own-2']);
    expect(plan([['home-care-wait', '2025-26', '1']]).rows[0]?.measure.key).toBe('home-care-wait');
  });

  it('names every problem by its line and column', () => {
    const { problems } = plan([
      ['Average wait', '2025-26', '11', '', '', ''],
      ['', 'soon', 'n/a', '', '', ''],
      ['Average wait for home care', '2025-26', '-1', '2', 'then', 'x'.repeat(201)],
      ['Reviews on time', '2025-26', '101', '', '2024-25', ''],
      ['Reviews on time', '2024-25', '80', '', '', ''],
      ['Reviews on time', '2024/25', '81', '', '', ''],
    ]);
    expect(problems.map(({ line, column, message }) => `${line} ${column}: ${message}`)).toEqual([
      '2 Measure: No measure is called “Average wait”. Use the name in your list of measures',
      '3 Measure: Enter the name of the measure',
      expect.stringContaining('3 Period: Write the period like 2025-26'),
      '3 Value: Value must be a number, like 4.7',
      '4 Value: Value must be 0 or more',
      expect.stringContaining('4 Comparator period: Write the period like'),
      '4 Source: Source must be 200 characters or less',
      '5 Value: Value must be between 0 and 100',
      '5 Comparator value: Enter the comparator value for that period, or leave both blank',
      '7 Period: Line 6 already has this measure and period',
    ]);
  });

  it('reads a decimal comma, and asks about ambiguous numbers', () => {
    const name = 'Average wait for home care';
    expect(plan([[name, '2025-26', '4,7']], true).rows[0]?.given.value).toBe(fig('4.7'));
    const asked = plan([[name, '2025-26', '1,234']], true);
    expect(asked).toMatchObject({
      rows: [],
      problems: [],
      questions: [{ column: 'Value', lines: [2], text: '1,234' }],
    });
    expect(asked.questions[0]?.readings.map(({ label }) => label)).toEqual([
      '1,234 days: the comma separates thousands',
      '1.234 days: the comma is a decimal point',
    ]);
    const answered = plan([[name, '2025-26', '1,234']], true, [], { 'Figures with a comma': 'decimal' });
    expect(answered.rows[0]?.given.value).toBe(fig('1.234'));
    expect(plan([[name, '2025-26', '1,234']]).rows[0]?.given.value).toBe(fig('1234'));
  });

  it('finds nothing to change in an exported file', () => {
    const at = (name: (typeof MEASURES_CSV_COLUMNS)[number]) => MEASURES_CSV_COLUMNS.indexOf(name);
    const { rows, problems } = plan(
      measureCsvRows(waits).map((cells) => NAMES.map((name) => String(cells[at(name)]))),
    );
    expect(problems).toEqual([]);
    expect(rows.map(({ change }) => change)).toEqual(['unchanged', 'unchanged']);
  });

  it('asks about years that a spreadsheet changed, once for all lines with the same text', () => {
    const name = 'Average wait for home care';
    const given = [
      [name, 'Dec-11', '14'],
      ['Reviews on time', 'Dec-11', '80'],
      [name, '2019-20', '13', '12', '01/12/2011'],
    ];
    const { rows, problems, questions } = plan(given);
    expect([rows, problems]).toEqual([[], []]);
    expect(
      questions.map(({ column, lines, text, readings }) => [
        column,
        lines,
        text,
        readings.map(({ label }) => label),
      ]),
    ).toEqual([
      ['Period', [2, 3], 'Dec-11', ['2011-12, from 1 April 2011 to 31 March 2012', 'December 2011']],
      [
        'Comparator period',
        [4],
        '01/12/2011',
        ['2011-12, from 1 April 2011 to 31 March 2012', 'December 2011', '1 December 2011'],
      ],
    ]);
    const answered = plan(given, false, [], {
      'Period Dec-11': '2011-04-01/2012-03-31',
      'Comparator period 01/12/2011': '2011-12-01/2011-12-31',
    });
    expect(answered.questions).toEqual([]);
    expect(answered.rows.map(({ given: { period } }) => formatPeriod(period))).toEqual([
      '2011-12',
      '2011-12',
      '2019-20',
    ]);
    expect(answered.rows[2]?.given.comparator?.period).toEqual(period('December 2011'));
    // An answer that the page did not offer is ignored.
    expect(plan(given, false, [], { 'Period Dec-11': '1066-10-14/1066-10-14' }).questions).toHaveLength(2);
  });

  it('asks whether 2011-12 is a month if another cell has a month', () => {
    const name = 'Average wait for home care';
    const { questions } = plan([
      [name, '2011-11', '14'],
      [name, '2011-12', '14'],
    ]);
    expect(questions.map(({ lines, readings }) => [lines, readings.length])).toEqual([
      [[2], 1],
      [[3], 2],
    ]);
    expect(plan([[name, '2011-12', '14']]).questions).toEqual([]);
  });

  it('checks the unit written next to a figure against the measure', () => {
    const messages = (rows: (string | null)[][]) =>
      plan(rows).problems.map(({ line, column, message }) => `${line} ${column}: ${message}`);
    const name = 'Average wait for home care';
    expect(
      messages([
        [name, '2019-20', '24%'],
        [name, '2018-19', '£24'],
        [name, '2017-18', '24 days', '3 weeks'],
        ['Reviews on time', '2017-18', '24 days'],
        ['Reviews on time', '2016-17', '#REF!'],
        [name, '2016-17', '24', '', '', '', 'Percentage'],
      ]),
    ).toEqual([
      '2 Value: “24%” is a percentage, but this measure is in days',
      '3 Value: “£24” is an amount in pounds, but this measure is in days',
      '4 Comparator value: “3 weeks” is a number of weeks, but this measure is in days',
      '5 Value: “24 days” is a number of days, but this measure is a percentage',
      '6 Value: Value is a spreadsheet error. Correct the formula, or enter the number',
      '7 Unit: “Percentage” is not the unit of this measure, which is Days',
    ]);
  });

  it('asks whether 0.164 for a percentage is a share of 1, unless that is clear', () => {
    const given = [
      ['Reviews on time', '2019-20', '0.164'],
      ['Reviews on time', '2018-19', '0.2'],
    ];
    const asked = plan(given);
    expect(asked.questions).toEqual([
      {
        id: 'Value of own-1',
        column: 'Value',
        lines: [2, 3],
        text: '0.164',
        readings: [
          { id: 'share', label: '16.4%: the figures are shares of 1' },
          { id: 'percent', label: '0.164%: the figures are percentages' },
        ],
      },
    ]);
    const values = (answer: string) =>
      plan(given, false, [], { 'Value of own-1': answer }).rows.map(
        ({ given: one }) => plainValue(one).value,
      );
    expect(values('share')).toEqual(['16.4', '20']);
    expect(values('percent')).toEqual(['0.164', '0.2']);
    const clear = [
      ['Reviews on time', '2019-20', '0.164%'],
      ['Reviews on time', '2018-19', '0.164', '', '', '', 'Percentage'],
      ['Average wait for home care', '2018-19', '0.164'],
      ['Reviews on time', '2017-18', '0'],
    ];
    expect(plan(clear)).toMatchObject({ questions: [], problems: [] });
    const held = { ...share, name: 'Held', values: [value('2019-20', '0.4')] };
    expect(plan([['Held', '2019-20', '0.4']], false, [held])).toMatchObject({
      questions: [],
      rows: [{ change: 'unchanged' }],
    });
  });

  it('skips withheld figures, and lists their lines', () => {
    const name = 'Average wait for home care';
    const { rows, problems, notes } = plan([
      [name, '2019-20', '[c]', '13'],
      [name, '2018-19', '14', '..'],
      [name, '2017-18', 'n/a'],
    ]);
    expect(problems).toEqual([]);
    expect(rows.map(({ line, given }) => [line, given.comparator])).toEqual([[3, null]]);
    expect(notes).toEqual(['Lines 2 and 4 ignored: no figure given.', 'Line 3: no comparator figure given.']);
  });

  it('refuses a period that starts in the future', () => {
    expect(plan([['Reviews on time', '2027-28', '80']]).problems).toEqual([
      { line: 2, column: 'Period', message: 'The period must not start in the future' },
    ]);
    expect(plan([['Reviews on time', '2026-27', '80']]).problems).toEqual([]);
  });

  it('imports a file into an empty council that was exported from another', () => {
    const figure = fc.integer({ min: 0, max: 1_000_000 }).map((parts) => BigInt(parts));
    fc.assert(
      fc.property(fc.uniqueArray(figure, { minLength: 1, maxLength: 5 }), (figures) => {
        const values = figures.map((one, index) => ({
          ...value(`${2011 + index}-${12 + index}`, '1'),
          value: one,
        }));
        const cells = measureCsvRows({ ...share, values }).map((row) =>
          NAMES.map((name) => String(row[MEASURES_CSV_COLUMNS.indexOf(name)])),
        );
        const { rows, problems, questions } = plan(cells);
        expect([problems, questions]).toEqual([[], []]);
        expect(rows.map(({ given }) => given.value)).toEqual(figures);
      }),
    );
  });
});

it('names the first few lines', () => {
  expect(formatLines([4])).toBe('Line 4');
  expect(formatLines([4, 9, 12])).toBe('Lines 4, 9 and 12');
  expect(formatLines(Array.from({ length: 12 }, (_, index) => index + 2))).toBe(
    'Lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more',
  );
});
