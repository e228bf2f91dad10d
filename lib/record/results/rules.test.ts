import { describe, expect, it } from 'vitest';
import { activeFilters } from '#lib/kernel/active-filters.ts';
import { exampleState } from '#lib/record/assessments/testing/fixtures.ts';
import type { ResultFacts } from '#lib/record/results/rules.ts';
import { NO_SCORES, type Scores } from '#lib/scoring/index.ts';
import {
  COLUMN_HELP,
  describeDifferentRatings,
  describeGaps,
  describeMedian,
  describeOrigin,
  describePlace,
  describePublished,
  describeResultFacts,
  describeResultsFilter,
  describeSignedPlaces,
  knownScore,
  knownStatements,
  type Listing,
  medianOf,
  type OwnResult,
  parseResultId,
  parseStoredScores,
  RESULT_COLUMNS,
  RESULTS_CSV_COLUMNS,
  type ResultRow,
  rankOf,
  ratingsHeadline,
  readResultsFilter,
  resultId,
  resultName,
  resultsCsvRows,
  resultsView,
  sameResult,
  scoresHeadline,
  shortName,
  statementsHeadline,
} from './rules.ts';

const FACTS: ResultFacts = {
  published: '2025-03',
  score: null,
  rating: 'good',
  scores: '---------',
  basis: 'published',
  source: 'CQC report',
};
const SHIPPED = { kind: 'shipped', on: '2026-11-21' } as const;
const THREES: Scores = { QS1: 3, QS2: 3, QS3: 3, QS4: 3, QS5: 3, QS6: 3, QS7: 3, QS8: 3, QS9: 3 };

function row(gssCode: string, facts: Partial<ResultFacts>, given: Partial<ResultRow> = {}): ResultRow {
  const authority = { gssCode, name: `${gssCode} Council`, type: 'County', region: 'London' };
  const isPilot = given.isPilot ?? false;
  return {
    id: resultId(gssCode, isPilot),
    authority,
    council: gssCode,
    isPilot,
    facts: { ...FACTS, ...facts },
    origin: SHIPPED,
    ...given,
  };
}

function known(scores: Scores): Extract<OwnResult, { state: 'known' }> {
  return { state: 'known', cycle: 'CQC 2026', scores, result: exampleState(scores), signed: null };
}

function listing(rows: readonly ResultRow[], own: OwnResult = { state: 'none' }): Listing {
  return {
    rows,
    types: ['County', 'Unitary'],
    regions: ['London', 'North East'],
    thresholds: '62-80',
    own,
    ownCode: 'E4',
  };
}

const UNITARY = { gssCode: 'E3', name: 'E3 Council', type: 'Unitary', region: 'North East' };
const ROWS = [
  row('E1', { score: 89, rating: 'outstanding', scores: '334344344' }),
  row('E2', { score: 50, rating: 'requires-improvement' }),
  row('E3', { scores: '222222224' }, { authority: UNITARY }),
  row('E4', { score: 81 }),
  row('E5', { rating: 'outstanding' }),
  row('E1', { score: 39 }, { isPilot: true }),
  row('E6', { scores: '1--------' }, { isPilot: true }),
];

describe('names', () => {
  it.each([
    ['London Borough of Camden', 'Camden'],
    ['Royal Borough of Kensington and Chelsea', 'Kensington and Chelsea'],
    ['City of York Council', 'York'],
    ['City of Bradford Metropolitan District Council', 'Bradford'],
    ['Hull City Council', 'Hull'],
    ['Derbyshire County Council', 'Derbyshire'],
    ['Bolton Metropolitan Borough Council', 'Bolton'],
    ['Council of the Isles of Scilly', 'Isles of Scilly'],
    ['City of London Corporation', 'City of London'],
    ['Bournemouth, Christchurch and Poole Council', 'Bournemouth, Christchurch and Poole'],
  ])('%s is called %s', (name, short) => {
    expect(shortName(name)).toBe(short);
  });

  it('distinguishes a pilot, and an id can be parsed back', () => {
    for (const isPilot of [true, false]) {
      expect(parseResultId(resultId('E06000018', isPilot))).toEqual({ gssCode: 'E06000018', isPilot });
    }
    expect(['E0600001', 'W06000018', 'E06000018-trial', ''].map(parseResultId)).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(resultName('Hull', 'E06000010-pilot')).toBe('Hull (pilot)');
    expect(resultName('Hull', 'E06000010')).toBe('Hull');
  });
});

describe('a result', () => {
  it('holds its nine scores in nine characters', () => {
    expect(parseStoredScores('3-------4')).toEqual({ ...NO_SCORES, QS1: 3, QS9: 4 });
    expect(knownStatements({ scores: '3-------4' })).toBe(2);
  });

  it.each([
    [70, '---------', { value: 70, from: 'published' }],
    [70, '333333322', { value: 70, from: 'published' }],
    [null, '333333322', { value: 70, from: 'worked-out' }],
    [null, '33333332-', null],
    [null, '---------', null],
  ])('with score %s and statement scores %s has the score %o', (score, scores, expected) => {
    expect(knownScore({ score, scores })).toEqual(expected);
  });

  it('is put into words', () => {
    expect(describePublished('2025-03')).toBe('March 2025');
    expect(describePublished('2025')).toBe('2025');
    expect(describeResultFacts({ ...FACTS, score: 70, scores: '33333332-' })).toBe(
      'Good, 70, statement scores 33333332-, published March 2025. How complete: published. Source: CQC report',
    );
    expect(describeResultFacts({ ...FACTS, basis: 'score not seen' })).toBe(
      'Good, score not known, published March 2025. How complete: score not seen. Source: CQC report',
    );
    expect(describeResultFacts({ ...FACTS, basis: '' })).toBe(
      'Good, score not known, published March 2025. Source: CQC report',
    );
  });

  it('is the same if all its facts are', () => {
    expect(sameResult(FACTS, { ...FACTS })).toBe(true);
    expect(sameResult(FACTS, { ...FACTS, score: 70 })).toBe(false);
    expect(sameResult(null, null)).toBe(true);
    expect(sameResult(FACTS, null)).toBe(false);
  });

  it('gives its origin', () => {
    const corrected = { kind: 'corrected', by: 'Sam Patel', at: new Date('2026-11-22T00:30:00Z') } as const;
    expect(describeOrigin(SHIPPED)).toBe('Shipped with the service on 21 November 2026');
    expect(describeOrigin({ ...corrected, before: null })).toBe('Added by Sam Patel on 22 November 2026');
    expect(describeOrigin({ ...corrected, before: { facts: FACTS, on: SHIPPED.on } })).toBe(
      'Corrected by Sam Patel on 22 November 2026',
    );
  });
});

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

describe('middleOf', () => {
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
    expect(view.scores).toEqual({ published: 3, workedOut: 1, unknown: 1 });
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

describe('csvRows', () => {
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

describe('the help on the columns of a file', () => {
  it('covers each column once, with the nine statements as one', () => {
    const { required, optional } = RESULT_COLUMNS;
    const told = COLUMN_HELP.flatMap(({ name }) =>
      name === 'qs1 to qs9' ? optional.filter((column) => /^qs\d$/.test(column)) : [name],
    );
    expect(told).toEqual([...required, ...optional]);
    expect(COLUMN_HELP.filter(({ isRequired }) => isRequired).map(({ name }) => name)).toEqual([...required]);
  });
});
