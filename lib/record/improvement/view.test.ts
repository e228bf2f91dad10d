import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { addFramework } from '#lib/frameworks/known.ts';
import { addDays, type CalendarDate } from '#lib/kernel/dates.ts';
import {
  ACTION_STATES,
  type ImprovementAction,
  type Milestone,
  RATINGS,
} from '#lib/record/improvement/rules.ts';
import { isOpen } from '#lib/record/improvement/state.ts';
import { exampleAction } from '#lib/record/improvement/testing/fixtures.ts';
import {
  boardOf,
  byOwner,
  countStandings,
  describePlan,
  inPlanOrder,
  matchesPlan,
  NOBODY,
  planQuery,
  readPlanView,
  timelineOf,
} from '#lib/record/improvement/view.ts';
import { FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';

addFramework(FICTIONAL_FRAMEWORK);
afterAll(removeAddedFrameworks);

const TODAY: CalendarDate = '2026-12-02';
const SAM = { id: 'p1', name: 'Sam Patel' };
const ANN = { id: null, name: 'Ann Lee' };

const plans = fc
  .array(
    fc.record({
      state: fc.constantFrom(...ACTION_STATES),
      rating: fc.constantFrom(null, ...RATINGS),
      owner: fc.constantFrom(null, SAM, ANN),
      due: fc.option(fc.integer({ min: -400, max: 400 })),
    }),
    { maxLength: 60 },
  )
  .map((rows) =>
    rows.map(({ due, state, ...row }, index): ImprovementAction => {
      const dueOn = due === null ? null : addDays(TODAY, due);
      const closedOn = isOpen({ state }) ? null : TODAY;
      return exampleAction({ ...row, state, number: index + 1, dueOn, firstDueOn: dueOn, closedOn });
    }),
  );

describe('the plan', () => {
  it('is looked at with filters that addresses bring back', () => {
    const actions = [exampleAction({ owner: ANN }), exampleAction({ owner: null })];
    const all = {
      ...{ view: 'board', state: 'planned', standing: 'not-rated', owner: 'Ann Lee', statement: 'QS1' },
      priority: 'high',
    };
    expect(readPlanView(all, actions)).toEqual(all);
    expect(planQuery(readPlanView(all, actions))).toEqual(all);
    expect(readPlanView({ owner: NOBODY }, actions).owner).toBe(NOBODY);
    const wrong = { view: 'list', state: 'gone', owner: 'p9', statement: 'QS99', priority: ['high', 'low'] };
    expect(readPlanView(wrong, actions)).toEqual({ ...readPlanView({}, actions), view: 'table' });
  });

  it('finds the actions of a statement, in whatever framework they name it', () => {
    const action = exampleAction({ aims: [{ statement: 'QS1', score: 3 }] });
    expect(
      ['QS1', 'F1', 'QS2', 'F3'].filter((statement) => matchesPlan(action, { statement }, TODAY)),
    ).toEqual(['QS1', 'F1']);
  });

  it('loses no action in any of its views, and counts each once', () => {
    fc.assert(
      fc.property(plans, (actions) => {
        const numbers = (some: readonly ImprovementAction[]) => some.map(({ number }) => number).toSorted();
        expect(numbers(inPlanOrder(actions))).toEqual(numbers(actions));
        expect(Object.values(countStandings(actions, TODAY)).reduce((sum, one) => sum + one, 0)).toBe(
          actions.length,
        );
        const board = boardOf(actions);
        expect(board.reduce((sum, { cards, others }) => sum + cards.length + others, 0)).toBe(actions.length);
        for (const { state, cards } of board) {
          expect(cards.length).toBeLessThanOrEqual(25);
          expect(cards.every((card) => card.state === state)).toBe(true);
        }
        for (const { key, all, overdue } of byOwner(actions, TODAY)) {
          const own = actions.filter((action) => matchesPlan(action, { owner: key }, TODAY));
          expect(own).toHaveLength(all);
          expect(own.filter((action) => matchesPlan(action, { standing: 'overdue' }, TODAY))).toHaveLength(
            overdue,
          );
        }
      }),
    );
  });

  it('shows what is open by its date first, and months that do not go back', () => {
    fc.assert(
      fc.property(plans, (actions) => {
        const open = inPlanOrder(actions).map(isOpen);
        expect(open).toEqual(open.toSorted((a, b) => Number(b) - Number(a)));
        const days = timelineOf(actions, TODAY).flatMap(({ entries }) => entries.map(({ on }) => on));
        expect(days).toEqual(days.toSorted());
      }),
    );
  });

  it('is told in one line', () => {
    const cost = (once: number | null, yearly: number | null, funding: 'funded' | 'unfunded') => ({
      cost: { once, yearly, funding },
    });
    const late = { dueOn: '2026-12-01', firstDueOn: '2026-12-01' } as const;
    expect(describePlan([exampleAction()], TODAY)).toBe('1 action: 1 not rated.');
    expect(
      describePlan(
        [
          exampleAction({ ...late, ...cost(150_000, 310_000, 'funded') }),
          exampleAction({ rating: 'red', ...cost(90_000, null, 'unfunded') }),
          exampleAction({ state: 'complete', closedOn: TODAY }),
          exampleAction({ state: 'stopped', closedOn: TODAY, ...cost(1, 1, 'funded') }),
        ],
        TODAY,
      ),
    ).toBe(
      '4 actions: 1 overdue, 1 at risk, 1 complete, 1 stopped. £240,000 once and £310,000 a year, of which £90,000 once is not fully funded.',
    );
  });

  it('has on its timeline what starts, is reached and is due, and nothing of what was stopped', () => {
    const milestone: Milestone = {
      ...{ key: 1, title: 'Two more staff', dueOn: '2027-01-29', firstDueOn: '2027-01-29', version: 1 },
      ...{ doneOn: null, changed: { by: 'Sam Patel', at: new Date(0) } },
    };
    const dated = {
      state: 'planned',
      startsOn: '2026-12-01',
      dueOn: '2027-01-29',
      milestones: [milestone],
    } as const;
    const months = timelineOf(
      [exampleAction(dated), exampleAction({ ...dated, number: 2, state: 'stopped', closedOn: TODAY })],
      TODAY,
    );
    expect(months).toMatchObject([
      { name: 'December 2026', entries: [{ what: 'start', isDone: false, isLate: true }] },
      {
        name: 'January 2027',
        entries: [
          { what: 'milestone', milestone: 'Two more staff', isLate: false },
          { what: 'due', isDone: false },
        ],
      },
    ]);
  });
});
