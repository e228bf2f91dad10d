import { describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { NO_SCORES } from '#lib/scoring/index.ts';
import { resultsCsvColumns, resultsCsvRows } from './csv-rows.ts';
import { resultsView } from './results-view.ts';
import type { OwnResult } from './rules.ts';
import { known, listing, ROWS, row, THREES } from './testing/fixtures.ts';

const COLUMNS = resultsCsvColumns({ framework: CQC_2023 });

describe('resultsCsvRows', () => {
  it('holds what the page shows, the own assessment first, with a cell for each column', () => {
    const rows = resultsCsvRows(resultsView(listing(ROWS, known(THREES)), {}), 'Exampleshire');
    expect(rows).toHaveLength(7);
    for (const cells of rows) expect(cells).toHaveLength(COLUMNS.length);
    expect(rows[0]?.slice(0, 12)).toEqual([
      'Exampleshire',
      '',
      '',
      '',
      'Own assessment, not published',
      '',
      '',
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
      'First assessment',
      'Published',
      'Yes',
      '2025-03',
      'Outstanding',
      89,
      '',
      ...[3, 3, 4, 3, 4, 4, 3, 4, 4],
      'published',
      'CQC report',
      'Shipped with the service on 21 November 2026',
    ]);
    expect(rows[3]?.slice(9, 11)).toEqual(['', 56]);
  });

  it('ends with the councils without a known result, the withdrawn ones marked', () => {
    const withdrawn = row('E5', { status: 'withdrawn' });
    const rows = resultsCsvRows(
      resultsView(listing([...ROWS.filter(({ id }) => id !== 'E5'), withdrawn]), {}),
      'Exampleshire',
    );
    expect(rows.slice(-2).map((cells) => cells.slice(0, 6))).toEqual([
      ['E5', 'E5', 'County', 'London', 'No known result', 'Withdrawn'],
      ['E7', 'E7', 'County', 'London', 'No known result', ''],
    ]);
    for (const cells of rows) expect(cells).toHaveLength(COLUMNS.length);
  });

  it('gives a range while the own score is not final, and leaves it out while hidden', () => {
    const rows = (own: OwnResult) => resultsCsvRows(resultsView(listing(ROWS, own), {}), 'Exampleshire');
    expect(rows(known({ ...NO_SCORES, QS1: 3 }))[0]?.slice(8, 13)).toEqual(['', '', '31 to 98', 3, '']);
    expect(rows({ state: 'hidden', statements: ['QS1'] })).toHaveLength(6);
  });
});
