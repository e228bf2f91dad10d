import { describe, expect, it } from 'vitest';
import { actionsOn, describePlanLine, planLineOf } from '#lib/insight/plan/rules.ts';
import { exampleAction } from '#lib/record/improvement/testing/fixtures.ts';

const TODAY = '2026-12-02';

describe('the actions on a statement', () => {
  it('are the open ones that aim at it, by due date and then by number', () => {
    const dueOn = '2027-03-31';
    const aims = [{ statement: 'QS1', score: null }] as const;
    const actions = [
      exampleAction({ aims, number: 1 }),
      exampleAction({ aims, number: 2, dueOn }),
      exampleAction({ aims, number: 3, dueOn }),
      exampleAction({ aims, number: 4, dueOn: '2027-03-30' }),
      exampleAction({ aims, number: 5, dueOn, state: 'stopped' }),
      exampleAction({ number: 6, dueOn }),
    ];
    expect(actionsOn('QS1', actions).map(({ number }) => number)).toEqual([4, 2, 3, 1]);
  });
});

describe('the line of a plan', () => {
  it('counts those that are open, and says nothing if all were stopped', () => {
    const stopped = exampleAction({ state: 'stopped', dueOn: '2026-12-01' });
    expect(planLineOf([stopped], TODAY)).toBeNull();
    const open = [
      exampleAction({ dueOn: '2026-12-01' }),
      exampleAction({ dueOn: TODAY, rating: 'amber' }),
      exampleAction(),
    ];
    const line = planLineOf([stopped, exampleAction({ state: 'complete' }), ...open], TODAY);
    expect(line).toEqual({ open: 3, overdue: 1, atRisk: 1 });
    expect(line && describePlanLine(line)).toBe('3 open actions: 1 overdue and 1 at risk');
  });
});
