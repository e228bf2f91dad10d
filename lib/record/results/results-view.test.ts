import { describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { exampleState } from '#lib/record/assessments/testing/fixtures.ts';
import { NO_SCORES } from '#lib/scoring/index.ts';
import { resultsCsvColumns, resultsCsvRows } from './csv-rows.ts';
import { statementScores } from './facts.ts';
import {
  describeCompared,
  describeDifferentRatings,
  describeGaps,
  describeOwnBands,
  describePlace,
  describeRatings,
  describeSignedPlaces,
  describeSpread,
  describeUnconfirmed,
  edgeHeadline,
  groupsHeadline,
  likeOwnHeadline,
  scoredHeadline,
  scoresHeadline,
  statementsHeadline,
} from './results-text.ts';
import { resultsView } from './results-view.ts';
import { AUTHORITIES, known, listing, ROWS, row, THREES } from './testing/fixtures.ts';

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
    expect(scoresHeadline(view)).toBe('Your score is 78, higher than 2 of 3 known scores');
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
      'Last signed score (version 2, 22 November 2026): 64, higher than 2 of 3 known scores.',
    );
    const rows = resultsCsvRows(both, 'Exampleshire');
    expect(rows[1]?.slice(4, 11)).toEqual(['Own assessment as signed', '', '', '', 'Good', '', 64]);
    expect(rows[1]).toHaveLength(resultsCsvColumns(both).length);
  });

  it('gives a range of places while the own score is not final', () => {
    const open = resultsView(listing(ROWS, known({ ...NO_SCORES, QS1: 3 })), {});
    expect(open.places).toMatchObject({
      lowest: { score: 31, lower: 0 },
      highest: { score: 98, lower: 3 },
    });
    expect(scoresHeadline(open)).toBe('Your score is between 31 and 98, anywhere among 3 known scores');
    const nearly = resultsView(listing(ROWS, known({ ...THREES, QS1: null })), {});
    expect(scoresHeadline(nearly)).toBe('Your score is between 70 and 78, higher than 2 of 3 known scores');
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
      expect(statementsHeadline(without)).toBe('Councils score lowest on Assessing needs');
      expect(describeCompared(without)).toBeNull();
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
    expect(view.ratings.map(({ band, councils }) => [band, councils])).toEqual([
      ['outstanding', 2],
      ['good', 2],
      ['requires-improvement', 1],
      ['inadequate', 0],
    ]);
    expect(describeRatings(view)).toBe('4 of 5 councils are rated good or outstanding.');
  });

  it('groups scores by type and region, leaving out empty groups', () => {
    expect(view.byType.map(({ name, councils, scores }) => [name, councils, scores.length])).toEqual([
      ['County', 4, 3],
      ['Unitary', 1, 1],
    ]);
    expect(view.byType[0]?.middle).toBeNull();
    expect(groupsHeadline(view.byType, 'type')).toBe('By type');
    const middle = { lower: 64, upper: 67 };
    const group = { name: 'London', councils: 5, scores: [], middle };
    expect(groupsHeadline([group], 'region')).toBe('London: median score 64 to 67');
    const other = { ...group, name: 'North East', middle: { lower: 67, upper: 67 } };
    expect(groupsHeadline([group, other], 'region')).toBe('Highest median by region: North East, 67');
    expect(resultsView(listing(ROWS.slice(0, 2)), {}).byRegion.map(({ name }) => name)).toEqual(['London']);
  });

  it('counts the scores of each statement and compares the own score with their median', () => {
    expect(view.statements[0]).toEqual({
      id: 'QS1',
      name: 'Assessing needs',
      counts: [0, 1, 1, 0].map((councils, at) => ({ score: at + 1, councils })),
      known: 2,
      average: 2.5,
      own: 4,
      compared: 'higher',
      peers: null,
    });
    expect(view.statements.map(({ id, average, compared }) => `${id} ${average} ${compared}`)).toEqual([
      'QS1 2.5 higher',
      'QS2 2.5 middle',
      'QS4 2.5 middle',
      'QS7 2.5 middle',
      'QS3 3 middle',
      'QS5 3 middle',
      'QS6 3 middle',
      'QS8 3 middle',
      'QS9 4 lower',
    ]);
    expect(statementsHeadline(view)).toBe('Councils score lowest on Assessing needs; you scored 4');
    expect(view.statements[0] && describeSpread(view.statements[0])).toBe(
      'Average of 2 councils: 2.5. You scored 4, above the median.',
    );
    expect(describeCompared(view)).toBe('Above the median on 1 statement, below it on 1.');
    const compared = (score: number) =>
      describeCompared(resultsView(listing(ROWS, known({ ...NO_SCORES, QS8: score })), {}));
    expect([1, 2].map(compared)).toEqual([
      'Below the median on 1 statement, above it on none.',
      'At the median on every statement with a score to compare.',
    ]);
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
      const own = known(statementScores({ framework: CQC_2023.id, scores }));
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

  it('still counts the confirmed result of a council with a later one that is not confirmed', () => {
    const later = row('E2', { score: 89, rating: 'outstanding', confirmed: false }, { kind: 'review' });
    const view = resultsView(listing([...ROWS, later], own), {});
    const before = resultsView(listing(ROWS, own), {});
    expect(view.results.map(({ id }) => id)).toEqual(['E1', 'E2-review', 'E4', 'E3', 'E5']);
    expect({ ...view, results: before.results }).toEqual(before);
    expect(describeUnconfirmed(view)).toMatch(/^1 result is not confirmed/);
  });

  it('lists councils without a known result by type and region', () => {
    const names = (filter: Parameters<typeof resultsView>[1]) =>
      resultsView(listing(ROWS), filter).missing.map(({ council }) => council);
    expect(names({})).toEqual(['E7']);
    expect(names({ rating: 'good' })).toEqual(['E7']);
    expect(names({ region: 'North East' })).toEqual([]);
  });

  it('counts the councils on the lowest points of each rating and one point below', () => {
    const rows = [
      ...['E1', 'E2'].map((code) => row(code, { score: 64 })),
      row('E3', { scores: '222222233' }),
      row('E4', { score: 62 }),
      row('E5', { score: 87 }),
      row('E6', { score: 89 }),
      row('E7', { score: 64, confirmed: false }),
    ];
    const of = resultsView(listing(rows), {});
    expect(of.ratings.map(({ band, edge }) => [band, edge])).toEqual([
      ['outstanding', { points: 32, reached: 1, short: 1 }],
      ['good', { points: 23, reached: 2, short: 1 }],
      ['requires-improvement', { points: 14, reached: 0, short: 0 }],
      ['inadequate', null],
    ]);
    expect(edgeHeadline(of)).toBe('2 councils just reached good, and 1 missed it by 1 point');
    expect(of.points.filter(({ councils }) => councils > 0)).toEqual([
      { points: 20, score: 56, band: 'requires-improvement', councils: 1 },
      { points: 22, score: 62, band: 'requires-improvement', councils: 1 },
      { points: 23, score: 64, band: 'good', councils: 2 },
      { points: 31, score: 87, band: 'good', councils: 1 },
      { points: 32, score: 89, band: 'outstanding', councils: 1 },
    ]);
  });

  it('compares with other councils of the own type and region, with medians from five upwards', () => {
    const codes = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7'];
    const rows = codes.map((code) => ({
      ...row(code, { scores: '333333322' }),
      authority: AUTHORITIES.find(({ gssCode }) => gssCode === code) ?? row(code, {}).authority,
    }));
    const like = (some: typeof rows) => resultsView(listing(some, own), {});
    const six = like(rows);
    expect(six.likeOwn.map(({ name, councils, middle }) => [name, councils, middle])).toEqual([
      ['County', 5, { lower: 70, upper: 70 }],
      ['London', 5, { lower: 70, upper: 70 }],
      ['County, London', 5, { lower: 70, upper: 70 }],
    ]);
    expect(likeOwnHeadline(six)).toBe('Councils of your type have a median of 70; you have 78');
    expect(six.statements[0]).toMatchObject({ id: 'QS8', average: 2, peers: { lower: 2, upper: 2 } });
    // A filter narrows the page, but not what the council is like.
    const filtered = resultsView(listing(rows, own), { rating: 'inadequate' });
    expect(filtered.counted).toEqual([]);
    expect(filtered.likeOwn).toEqual(six.likeOwn);
    const four = like(rows.slice(0, 6));
    expect(four.likeOwn[0]).toMatchObject({ councils: 4, middle: null });
    expect(four.statements[0]?.peers).toBeNull();
    expect(likeOwnHeadline(four)).toBe('Too few scores are known of councils like yours for a median');
    expect(resultsView({ ...listing(rows, own), ownCode: null }, {}).likeOwn).toEqual([]);
  });

  it('counts councils with the lowest score on a statement', () => {
    expect(view.scored).toBe(2);
    expect(scoredHeadline(view)).toBe('None of 2 councils scored 1 on any statement');
    const with_ = resultsView(listing([...ROWS, row('E7', { scores: '-1-------' })]), {});
    expect(scoredHeadline(with_)).toBe('1 of 3 councils scored 1 on at least one statement');
  });

  it('states what is not known', () => {
    expect(describeGaps(view)).toBe(
      '3 of 5 councils have a published score, 1 has a score calculated from published statement scores and 1 has only a rating.',
    );
    const unconfirmed = ROWS.map((row) => ({ ...row, facts: { ...row.facts, confirmed: false } }));
    expect(describeGaps(resultsView(listing(unconfirmed), {}))).toBe('None of these results is confirmed.');
    expect(describeGaps(resultsView(listing(ROWS.slice(0, 1)), {}))).toBe(
      '1 of 1 council has a published score.',
    );
  });

  it('handles an empty list', () => {
    const empty = resultsView(listing([], own), {});
    expect(empty.places).toBeNull();
    expect(scoresHeadline(empty)).toBe('No score is known for these councils');
    expect(describeRatings(empty)).toBe('0 of 0 councils are rated good or outstanding.');
    expect(edgeHeadline(empty)).toBe('No score is known at the edge of a rating');
    expect(statementsHeadline(empty)).toBe('No statement scores are known for these councils');
    expect(scoredHeadline(empty)).toBe('No statement scores are known for these councils');
  });
});
