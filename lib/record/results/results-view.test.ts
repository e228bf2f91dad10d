import { describe, expect, it } from 'vitest';
import { activeFilters } from '#lib/kernel/active-filters.ts';
import { exampleState } from '#lib/record/assessments/testing/fixtures.ts';
import { NO_SCORES } from '#lib/scoring/index.ts';
import { RESULTS_CSV_COLUMNS, resultsCsvRows } from './csv-rows.ts';
import {
  describeDifferentRatings,
  describeGaps,
  describePlace,
  describeSignedPlaces,
  ratingsHeadline,
  scoresHeadline,
  statementsHeadline,
} from './results-text.ts';
import {
  describeMedian,
  describeResultsFilter,
  medianOf,
  rankOf,
  readResultsFilter,
  resultsView,
} from './results-view.ts';
import { known, listing, ROWS, THREES } from './testing/fixtures.ts';

describe('filters', () => {
  const lists = listing([]);

  it('are read from an address, ignoring unknown values', () => {
    const asked = { type: 'Unitary', region: 'Nowhere', rating: 'good', pilots: ['yes'], page: '2' };
    const filter = readResultsFilter(asked, lists);
    expect(activeFilters(filter)).toEqual({ type: 'Unitary', rating: 'good' });
    expect(describeResultsFilter(filter)).toEqual([
      { name: 'type', text: 'Unitary' },
      { name: 'rating', text: 'Rated good' },
    ]);
    expect(readResultsFilter({ pilots: 'yes' }, lists).pilots).toBe('yes');
  });
});

describe('rankOf', () => {
  it.each([
    [24, { lower: 0, same: 0, higher: 4 }],
    [25, { lower: 0, same: 1, higher: 3 }],
    [50, { lower: 1, same: 2, higher: 1 }],
    [100, { lower: 3, same: 1, higher: 0 }],
  ])('counts around %i', (score, counts) => {
    expect(rankOf(score, [25, 50, 50, 100])).toEqual({ score, of: 4, ...counts });
  });
});

describe('medianOf', () => {
  it.each([
    [[], null],
    [[64], '64'],
    [[70, 50], '50 to 70'],
    [[70, 50, 50], '50'],
    [[70, 50, 50, 70], '50 to 70'],
    [[70, 60, 60, 50], '60'],
  ])('of %j is %s', (scores, words) => {
    const middle = medianOf(scores);
    expect(middle && describeMedian(middle)).toBe(words);
  });
});

describe('resultsView', () => {
  const own = known({ ...THREES, QS1: 4 });
  const view = resultsView(listing(ROWS, own), {});

  it('leaves out pilots, counts them, and puts the highest score first', () => {
    expect(view.results.map(({ id }) => id)).toEqual(['E1', 'E4', 'E3', 'E2', 'E5']);
    expect(view.pilotsLeftOut).toBe(2);
    expect(view.scores).toEqual({ published: 3, calculated: 1, unknown: 1 });
    expect(view.inFull).toBe(2);
  });

  it('includes pilots on request, but counts a council once, by its later result', () => {
    const with_ = resultsView(listing(ROWS), { pilots: 'yes' });
    expect(with_.results.map(({ id }) => id)).toEqual(['E1', 'E4', 'E3', 'E2', 'E5', 'E6-pilot']);
    expect(with_.pilotsLeftOut).toBe(1);
  });

  it('compares the own score with other councils, not with its own published result', () => {
    expect(view.places?.lowest).toEqual({ score: 78, lower: 2, same: 0, higher: 1, of: 3 });
    expect(view.places?.highest).toEqual(view.places?.lowest);
    expect(scoresHeadline(view)).toBe('78 is higher than 2 of 3 known scores');
    expect(describePlace(view)).toBe('None is the same and 1 is higher.');
  });

  it('also places the last signed score', () => {
    expect(describeSignedPlaces(view)).toBeNull();
    const signed = {
      version: 2,
      at: new Date('2026-11-22'),
      result: exampleState({ ...THREES, QS1: 1, QS2: 1 }),
    };
    const both = resultsView(listing(ROWS, { ...own, signed }), {});
    expect(describeSignedPlaces(both)).toBe(
      'Last signed score (version 2, 22 November 2026): 64 is higher than 2 of 3 known scores.',
    );
    const rows = resultsCsvRows(both, 'Exampleshire');
    expect(rows[1]?.slice(4, 9)).toEqual(['Own assessment as signed', '', 'Good', '', 64]);
    expect(rows[1]).toHaveLength(RESULTS_CSV_COLUMNS.length);
  });

  it('gives a range of places while the own score is not final', () => {
    const open = resultsView(listing(ROWS, known({ ...NO_SCORES, QS1: 3 })), {});
    expect(open.places).toMatchObject({
      lowest: { score: 31, lower: 0 },
      highest: { score: 98, lower: 3 },
    });
    expect(scoresHeadline(open)).toBe('Between 31 and 98: higher than 0 to 3 of 3 known scores');
    expect(describePlace(open)).toBeNull();
  });

  it.each([{ state: 'none' }, { state: 'hidden', statements: ['QS1'] }] as const)(
    'has no place, and nothing of the own scores, where they are $state',
    (standing) => {
      const without = resultsView(listing(ROWS, standing), {});
      expect(without.places).toBeNull();
      expect(without.statements).toHaveLength(9);
      for (const statement of without.statements)
        expect(statement).toMatchObject({ own: null, compared: null });
      expect(scoresHeadline(without)).toBe('4 scores are known, from 50 to 89');
      expect(statementsHeadline(without)).toBe('How councils scored on each statement');
    },
  );

  it('narrows to type, region and rating', () => {
    const ids = (filter: Parameters<typeof resultsView>[1]) =>
      resultsView(listing(ROWS, own), filter).results.map(({ id }) => id);
    expect(ids({ type: 'Unitary' })).toEqual(['E3']);
    expect(ids({ region: 'London', rating: 'outstanding' })).toEqual(['E1', 'E5']);
    expect(ids({ type: 'Unitary', region: 'London' })).toEqual([]);
  });

  it('counts ratings, best first', () => {
    expect(view.ratings.map(({ band, count }) => [band, count])).toEqual([
      ['outstanding', 2],
      ['good', 2],
      ['requires-improvement', 1],
      ['inadequate', 0],
    ]);
    expect(ratingsHeadline(view)).toBe('4 of 5 are rated good or outstanding');
  });

  it('groups scores by type and region, leaving out empty groups', () => {
    expect(view.byType.map(({ name, councils, scores }) => [name, councils, scores.length])).toEqual([
      ['County', 4, 3],
      ['Unitary', 1, 1],
    ]);
    expect(view.byType[0]?.middle).toEqual({ lower: 81, upper: 81 });
    expect(resultsView(listing(ROWS.slice(0, 2)), {}).byRegion.map(({ name }) => name)).toEqual(['London']);
  });

  it('counts the scores of each statement and compares the own score with their median', () => {
    expect(view.statements[0]).toEqual({
      id: 'QS1',
      name: 'Assessing needs',
      counts: { 1: 0, 2: 1, 3: 1, 4: 0 },
      known: 2,
      own: 4,
      compared: 'higher',
    });
    expect(view.statements.map(({ compared }) => compared)).toEqual([
      'higher',
      'middle',
      'middle',
      'middle',
      'middle',
      'middle',
      'middle',
      'middle',
      'lower',
    ]);
    expect(statementsHeadline(view)).toBe('Above the median on 1 statement, below it on 1');
  });

  it('lists ratings that differ from the band under these thresholds', () => {
    expect(view.ratedOtherwise.map(({ council, score }) => [council, score])).toEqual([
      ['E4', 81],
      ['E3', 56],
    ]);
    expect(describeDifferentRatings(view.ratedOtherwise)).toEqual([
      'CQC rated E4 (81) good, but the thresholds used here give outstanding, because the two sets of published thresholds differ.',
      'CQC rated E3 (56) good, but the thresholds used here give requires improvement.',
    ]);
    expect(resultsView({ ...listing(ROWS), thresholds: 'cqc' }, {}).ratedOtherwise).toHaveLength(1);
  });

  it('states what is not known', () => {
    expect(describeGaps(view)).toBe(
      '3 of 5 councils have a published score, 1 has a score calculated from nine published statement scores and 1 has only a rating.',
    );
    expect(describeGaps(resultsView(listing(ROWS.slice(0, 1)), {}))).toBe(
      '1 of 1 council has a published score.',
    );
  });

  it('handles an empty list', () => {
    const empty = resultsView(listing([], own), {});
    expect(empty.places).toBeNull();
    expect(scoresHeadline(empty)).toBe('No score is known for these councils');
    expect(ratingsHeadline(empty)).toBe('0 of 0 are rated good or outstanding');
  });
});
