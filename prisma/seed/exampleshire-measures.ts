import type { ExampleMeasure } from './example.ts';

// Every figure here is invented, including England's, and the source says so.
const SOURCE = 'Example figures, made up';

/**
 * Figures to match Exampleshire's answers: better and worse than the comparator, with targets met, on track and
 * behind.
 */
export const exampleshireMeasures: readonly ExampleMeasure[] = [
  {
    measure: 'reablement-after-hospital',
    source: SOURCE,
    values: [
      ['2022-23', '2.6', '2.9'],
      ['2023-24', '3.1', '3'],
      // The previous year's average, because the new one is not published yet.
      ['2024-25', '3.4', '3', '2023-24'],
    ],
  },
  {
    measure: 'at-home-after-reablement',
    source: SOURCE,
    values: [
      ['2022-23', '81.9', '82.3'],
      ['2023-24', '84', '83.8'],
      ['2024-25', '85.6', '84.1'],
    ],
  },
  {
    measure: 'direct-payments',
    source: SOURCE,
    values: [
      ['2022-23', '24.8', '26.2'],
      ['2023-24', '25.1', '25.5'],
      ['2024-25', '23.9', '25.6'],
    ],
  },
  {
    measure: 'vacancy-rate',
    source: SOURCE,
    values: [
      ['2021-22', '11.2', '10.7'],
      ['2022-23', '10.1', '9.9'],
      ['2023-24', '8.9', '8.3'],
      ['2024-25', '7.2', '7.9'],
    ],
  },
  {
    measure: 'assessment-wait',
    source: SOURCE,
    values: [
      ['January to March 2025', '41'],
      ['July to September 2025', '36'],
      ['January to March 2026', '27'],
      ['July to September 2026', '19'],
    ],
  },
  {
    measure: 'carers-assessment-wait',
    source: SOURCE,
    values: [
      ['January to March 2026', '39'],
      ['April to June 2026', '33'],
      ['July to September 2026', '26'],
    ],
    target: { baseline: 'January to March 2026', kind: 'value', amount: '14', dueOn: '2027-03-31' },
  },
  {
    measure: 'assessments-waiting',
    source: SOURCE,
    values: [
      ['April 2025', '1184'],
      ['October 2025', '893'],
      ['April 2026', '590'],
      ['September 2026', '412'],
    ],
  },
  {
    measure: 'longest-assessment-wait',
    source: SOURCE,
    values: [
      ['April 2025', '196'],
      ['October 2025', '151'],
      ['April 2026', '104'],
      ['September 2026', '77'],
    ],
  },
  {
    measure: 'reviews-overdue',
    source: SOURCE,
    values: [
      ['March 2024', '1447'],
      ['March 2025', '1296'],
      ['March 2026', '1102'],
    ],
  },
  {
    own: {
      name: 'Reviews done within 12 months',
      unit: 'percent',
      better: 'higher',
      statement: 'QS1',
      comparator: 'England',
      source: SOURCE,
      topics: ['older'],
    },
    source: SOURCE,
    values: [
      ['2023-24', '71', '57'],
      ['2024-25', '74', '58.5'],
      ['2025-26', '78'],
    ],
    target: { baseline: '2024-25', kind: 'value', amount: '85', dueOn: '2027-03-31' },
  },
  {
    own: {
      name: 'Delayed transfers of care from hospital, days a month',
      unit: 'days',
      better: 'lower',
      statement: 'QS6',
      comparator: 'England',
      source: SOURCE,
      topics: ['discharge', 'older'],
    },
    source: SOURCE,
    values: [
      ['February 2026', '412', '395'],
      ['March 2026', '396', '391'],
      ['April 2026', '371', '384'],
      ['May 2026', '342', '380'],
      ['June 2026', '318', '371'],
      ['July 2026', '279', '366'],
      ['August 2026', '238', '359'],
      ['September 2026', '203', '352'],
    ],
    target: { baseline: 'February 2026', kind: 'change', amount: '50', dueOn: '2026-09-30' },
  },
  {
    own: {
      name: 'People living with dementia whose care plan was reviewed within 12 months',
      unit: 'percent',
      better: 'higher',
      statement: 'QS6',
      comparator: 'England',
      source: SOURCE,
      topics: ['dementia'],
    },
    source: SOURCE,
    values: [
      ['2023-24', '68.4', '70.1'],
      ['2024-25', '72.9', '71.3'],
      ['2025-26', '75.2', '72'],
    ],
  },
];
