import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  describeForecast,
  describeWhen,
  type Forecast,
  forecastActions,
  forecastOf,
} from '#lib/insight/plan/forecast.ts';
import { withTargets } from '#lib/insight/scenarios/rules.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { exampleFacts } from '#lib/record/assessments/testing/fixtures.ts';
import type { ImprovementAction } from '#lib/record/improvement/rules.ts';
import { exampleAction } from '#lib/record/improvement/testing/fixtures.ts';
import { NO_SCORES, SCORES, type Score, type Scores, STATEMENT_IDS } from '#lib/scoring/index.ts';

const TODAY: CalendarDate = '2026-12-01';
const all = (score: Score): Scores => Object.fromEntries(STATEMENT_IDS.map((id) => [id, score])) as Scores;
const ALL_2 = exampleFacts(all(2));

function aiming(
  number: number,
  dueOn: CalendarDate | null,
  aims: Readonly<Record<string, Score>>,
  more = {},
) {
  const list = Object.entries(aims).map(([statement, score]) => ({ statement, score }));
  return exampleAction({ number, dueOn, aims: list as ImprovementAction['aims'], ...more });
}

const forecast = (actions: readonly ImprovementAction[], facts = ALL_2) =>
  forecastOf(facts, actions, { today: TODAY });
const movesOf = ({ landings }: Forecast) =>
  landings.map(({ on, actions, moves }) => [
    on,
    actions.map(({ number }) => number),
    moves.map(({ statement, from, to }) => `${statement} ${from}>${to}`),
  ]);

describe('a forecast', () => {
  it('waits for the last action that aims at a score or at a lower one', () => {
    const actions = [
      aiming(1, '2027-06-30', { QS1: 3 }),
      aiming(2, '2027-03-31', { QS1: 4, QS2: 3 }),
      aiming(3, '2027-01-31', { QS1: 3 }),
    ];
    expect(movesOf(forecast(actions))).toEqual([
      ['2027-01-31', [3], []],
      ['2027-03-31', [2], ['QS2 2>3']],
      ['2027-06-30', [1], ['QS1 2>4']],
    ]);
  });

  it('lands what is overdue today, what is complete on its day, and nothing that was stopped', () => {
    const actions = [
      aiming(1, '2026-11-30', { QS1: 3 }),
      aiming(2, TODAY, { QS2: 3 }),
      aiming(3, '2026-12-02', { QS3: 3 }),
      aiming(4, '2027-01-31', { QS4: 3 }, { state: 'complete', closedOn: '2026-07-14' }),
      aiming(5, '2027-01-31', { QS5: 3 }, { state: 'stopped', closedOn: '2026-07-14' }),
    ];
    expect(movesOf(forecast(actions))).toEqual([
      ['2026-07-14', [4], ['QS4 2>3']],
      [TODAY, [1, 2], ['QS1 2>3', 'QS2 2>3']],
      ['2026-12-02', [3], ['QS3 2>3']],
    ]);
  });

  it('puts what has no due date last, and leaves out what moves nothing', () => {
    const actions = [
      aiming(1, null, { QS1: 4 }),
      aiming(2, '2027-03-31', { QS1: 2 }),
      exampleAction({ number: 3, aims: [{ statement: 'QS1', score: null }] }),
    ];
    const found = forecast(actions);
    expect(movesOf(found)).toEqual([[null, [1], ['QS1 2>4']]]);
    expect(found.without).toEqual([2]);
    expect(forecastActions(actions).map(({ number }) => number)).toEqual([1, 2]);
  });

  it('gives a score to a statement without one', () => {
    const found = forecast([aiming(1, '2027-03-31', { QS1: 1 })], exampleFacts(NO_SCORES));
    expect(movesOf(found)).toEqual([['2027-03-31', [1], ['QS1 null>1']]]);
  });

  it('is told in one sentence', () => {
    expect(describeForecast(forecast([]))).toBeNull();
    expect(describeForecast(forecast([aiming(1, '2027-06-30', { QS1: 3 })]))).toBe(
      'If the action lands: 53, requires improvement, by 30 June 2027. Now: 50, requires improvement.',
    );
    const two = [aiming(1, TODAY, { QS1: 3 }), aiming(2, null, { QS2: 3 })];
    expect(describeForecast(forecast(two), 'these')).toBe(
      'If these 2 actions land: 56, requires improvement. 1 has no due date. Now: 50, requires improvement.',
    );
    expect(
      ['2026-11-30', TODAY, '2026-12-02', null].map((on) => describeWhen(on as CalendarDate, TODAY)),
    ).toEqual(['Already landed', 'Today', '2 December 2026', 'No due date']);
  });
});

const day = fc
  .integer({ min: -200, max: 400 })
  .map((days) => new Date(Date.UTC(2026, 11, 1 + days)).toISOString().slice(0, 10) as CalendarDate);
const actions = fc
  .array(
    fc.record({
      dueOn: fc.option(day),
      closedOn: day,
      state: fc.constantFrom('planned', 'under_way', 'complete', 'stopped'),
      aims: fc.uniqueArray(
        fc.record({
          statement: fc.constantFrom(...STATEMENT_IDS),
          score: fc.option(fc.constantFrom(...SCORES), { freq: 5 }),
        }),
        { selector: ({ statement }) => statement, maxLength: 3 },
      ),
    }),
    { maxLength: 12 },
  )
  .map((list) =>
    list.map(({ closedOn, ...one }, index) =>
      exampleAction({
        ...one,
        number: index + 1,
        closedOn: one.state === 'complete' || one.state === 'stopped' ? closedOn : null,
      }),
    ),
  );
const facts = fc
  .tuple(...STATEMENT_IDS.map(() => fc.option(fc.constantFrom(...SCORES), { freq: 6 })))
  .map((scores) =>
    exampleFacts(Object.fromEntries(STATEMENT_IDS.map((id, at) => [id, scores[at]])) as Scores),
  );
const lastScores = ({ landings }: Forecast, now: Scores) => landings.at(-1)?.scores ?? now;

describe('every forecast', () => {
  it('goes forward in days, and never lowers a score', () => {
    fc.assert(
      fc.property(facts, actions, (now, plan) => {
        const { landings } = forecast(plan, now);
        const days = landings.map(({ on }) => on ?? '9999-12-31');
        expect(days).toEqual([...new Set(days)].toSorted());
        for (const { moves } of landings)
          for (const { from, to } of moves) expect(to).toBeGreaterThan(from ?? 0);
      }),
    );
  });

  it('ends with the highest score aimed at, as if they were targets', () => {
    fc.assert(
      fc.property(facts, actions, (now, plan) => {
        const aims = forecastActions(plan).flatMap((action) => action.aims);
        const highest = aims
          .filter((aim) => aim.score !== null)
          .toSorted((a, b) => Number(a.score) - Number(b.score))
          .map(({ statement, score }) => [statement, { score, dueOn: null }]);
        expect(lastScores(forecast(plan, now), now.scores)).toEqual(
          withTargets(now.scores, Object.fromEntries(highest)),
        );
      }),
    );
  });

  it('does not depend on the order of the actions, nor end higher without one of them', () => {
    fc.assert(
      fc.property(facts, actions, fc.nat(), (now, plan, at) => {
        expect(forecast(plan.toReversed(), now)).toEqual(forecast(plan, now));
        const only = new Set(
          plan.filter((_, index) => index !== at % plan.length).map(({ number }) => number),
        );
        const fewer = lastScores(forecastOf(now, plan, { only, today: TODAY }), now.scores);
        const full = lastScores(forecast(plan, now), now.scores);
        for (const id of STATEMENT_IDS) expect(fewer[id] ?? 0).toBeLessThanOrEqual(full[id] ?? 0);
      }),
    );
  });

  it('names each action once', () => {
    fc.assert(
      fc.property(facts, actions, (now, plan) => {
        const { landings, without } = forecast(plan, now);
        const named = [...without, ...landings.flatMap((one) => one.actions.map(({ number }) => number))];
        expect(named.toSorted((a, b) => a - b)).toEqual(forecastActions(plan).map(({ number }) => number));
      }),
    );
  });
});
