import { describe, expect, it } from 'vitest';
import { NO_SCORES } from '#lib/scoring/index.ts';
import { RESULTS_CSV_COLUMNS, resultsCsvRows } from './csv-rows.ts';
import { resultsView } from './results-view.ts';
import type { OwnResult } from './rules.ts';
import { known, listing, ROWS, THREES } from './testing/fixtures.ts';

describe('resultsCsvRows', () => {
  it('holds what the page shows, the own assessment first, with a cell for each column', () => {
    const rows = resultsCsvRows(resultsView(listing(ROWS, known(THREES)), {}), 'Exampleshire');
    expect(rows).toHaveLength(6);
    for (const cells of rows) expect(cells).toHaveLength(RESULTS_CSV_COLUMNS.length);
    expect(rows[0]?.slice(0, 10)).toEqual([
      'Exampleshire',
      '',
      '',
      '',
      'Own assessment, not published',
      '',
      'Good',
      '',
      75,
      3,
    ]);
    expect(rows[1]).toEqual([
      'E1',
      'E1',
      'County',
      'London',
      'Assessment',
      '2025-03',
      'Outstanding',
      89,
      '',
      ...[3, 3, 4, 3, 4, 4, 3, 4, 4],
      'published',
      'CQC report',
      'Shipped with the service on 21 November 2026',
    ]);
    expect(rows[3]?.slice(7, 9)).toEqual(['', 56]);
  });

  it('gives a range while the own score is not final, and leaves it out while hidden', () => {
    const rows = (own: OwnResult) => resultsCsvRows(resultsView(listing(ROWS, own), {}), 'Exampleshire');
    expect(rows(known({ ...NO_SCORES, QS1: 3 }))[0]?.slice(6, 11)).toEqual(['', '', '31 to 98', 3, '']);
    expect(rows({ state: 'hidden', statements: ['QS1'] })).toHaveLength(5);
  });
});
