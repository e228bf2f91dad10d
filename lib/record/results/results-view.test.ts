import { describe, expect, it } from 'vitest';
import { exampleState } from '#lib/record/assessments/testing/fixtures.ts';
import { NO_SCORES } from '#lib/scoring/index.ts';
import { RESULTS_CSV_COLUMNS, resultsCsvRows } from './csv-rows.ts';
import { parseStoredScores } from './facts.ts';
import {
  describeDifferentRatings,
  describeGaps,
  describeOwnBands,
  describePlace,
  describeSignedPlaces,
  describeUnconfirmed,
  ratingsHeadline,
  scoresHeadline,
  statementsHeadline,
} from './results-text.ts';
import { resultsView } from './results-view.ts';
import { known, listing, ROWS, row, THREES } from './testing/fixtures.ts';

describe('resultsView', () => {
  const own = known({ ...THREES, QS1: 4 });
  const view = resultsView(listing(ROWS, own), {});

  it('leaves out councils with only a pilot, counts them, and puts the highest score first', () => {
    expect(view.results.map(({ id }) => id)).toEqual(['E1', 'E4', 'E3', 'E2', 'E5']);
    expect(view.pilotsLeftOut).toBe(1);
    expect(view.scores).toEqual({ published: 3, calculated: 1, unknown: 1 });
    expect(view.inFull).toBe(2);
  });

  it('includes pilots on request, but counts a council once, by its later result', () => {
    const with_ = resultsView(listing(ROWS), { pilots: 'yes' });
    expect(with_.results.map(({ id }) => id)).toEqual(['E1', 'E4', 'E3', 'E2', 'E5', 'E6-pilot']);
    expect(with_.pilotsLeftOut).toBe(0);
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
    expect(rows[1]?.slice(4, 11)).toEqual(['Own assessment as signed', '', '', '', 'Good', '', 64]);
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

  it('lists ratings that differ from the band under CQC’s thresholds', () => {
    expect(view.ratedOtherwise.map(({ council, score }) => [council, score])).toEqual([['E3', 56]]);
    expect(describeDifferentRatings(view.ratedOtherwise)).toEqual([
      'CQC rated E3 (56) good, but its own thresholds give requires improvement.',
    ]);
  });

  it.each([
    [29, 81, '333333344'],
    [30, 84, '333333444'],
    [31, 87, '333334444'],
  ])(
    'rates %i points (%i) good among published results, and the own score by its headline set',
    (_, score, scores) => {
      const rows = [row('E1', { score }), row('E2', { scores })];
      const own = known(parseStoredScores(scores));
      for (const thresholds of ['62-80', 'cqc'] as const) {
        const under = resultsView({ ...listing(rows, own), thresholds }, {});
        expect(under.ratedOtherwise).toEqual([]);
        expect(under.ownBands).toEqual(
          thresholds === 'cqc' ? null : { score, headline: 'outstanding', published: 'good' },
        );
      }
      expect(describeOwnBands(resultsView(listing(rows, own), {}))).toBe(
        `CQC has rated councils with a score of ${score} good. The thresholds that your council uses make it outstanding.`,
      );
    },
  );

  it('takes one result for each council: the latest that is neither withdrawn nor replaced', () => {
    const rows = [
      row('E1', { score: 62, status: 'replaced' }),
      row('E1', { score: 64 }, { kind: 'review' }),
      row('E2', { score: 62 }),
      row('E2', { score: 70, status: 'withdrawn' }, { kind: 'review' }),
      row('E3', { score: 50 }),
      row('E3', { score: 81, status: 'under-review' }, { kind: 'next' }),
      row('E4', { score: 50, status: 'withdrawn' }),
    ];
    const of = resultsView(listing(rows), {});
    expect(of.results.map(({ id }) => id)).toEqual(['E3-next', 'E1-review', 'E2']);
    expect(of.missing.map(({ council, withdrawn }) => [council, withdrawn])).toEqual([
      ['E4', true],
      ['E5', false],
      ['E6', false],
      ['E7', false],
    ]);
  });

  it('shows results that are not confirmed, but counts them nowhere', () => {
    const doubtful = ROWS.map((one) =>
      one.id === 'E1' ? { ...one, facts: { ...one.facts, confirmed: false } } : one,
    );
    const with_ = resultsView(listing(doubtful, own), {});
    const without = resultsView(
      listing(
        ROWS.filter(({ authority }) => authority.gssCode !== 'E1'),
        own,
      ),
      {},
    );
    expect(with_.results).toHaveLength(5);
    expect(with_.missing).toHaveLength(without.missing.length - 1);
    const { results, missing, ...figures } = with_;
    expect({ ...without, ...figures }).toEqual(without);
    expect(describeUnconfirmed(without)).toBeNull();
    expect(describeUnconfirmed(with_)).toBe(
      '1 result is not confirmed, because only one unofficial source gives it: listed below, but not counted.',
    );
  });

  it('lists councils without a known result by type and region', () => {
    const names = (filter: Parameters<typeof resultsView>[1]) =>
      resultsView(listing(ROWS), filter).missing.map(({ council }) => council);
    expect(names({})).toEqual(['E7']);
    expect(names({ rating: 'good' })).toEqual(['E7']);
    expect(names({ region: 'North East' })).toEqual([]);
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
