import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  completenessOf,
  describeCompleteness,
  type NeedId,
  type PlanToCheck,
} from '#lib/insight/plan/completeness.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { ImprovementAction, Milestone, Proof } from '#lib/record/improvement/rules.ts';
import { exampleAction } from '#lib/record/improvement/testing/fixtures.ts';

const TODAY: CalendarDate = '2026-12-01';
const MILESTONE: Milestone = {
  ...{ key: 1, title: 'Two more staff', dueOn: '2027-01-29', firstDueOn: '2027-01-29', doneOn: null },
  ...{ version: 1, changed: { by: 'Sam Patel', at: new Date(0) } },
};
const PROOF: Proof = {
  ...{ measure: 'own-1', name: 'Wait', unit: 'days', better: 'lower', value: 14n },
};

const FULL = exampleAction({
  ...{ outcome: 'Shorter waits', owner: { id: null, name: 'Ann Lee' } },
  ...{ startsOn: '2026-09-01', dueOn: '2027-03-31', milestones: [MILESTONE] },
  ...{ monitoring: 'Each month', scrutiny: 'The committee' },
  cost: { once: 0, yearly: null, funding: 'funded' },
  aims: [{ statement: 'QS1', score: 3 }],
  proofs: [PROOF],
});
const COMPLETE: PlanToCheck = {
  actions: [FULL],
  openFindings: 0,
  details: { monitoring: '', scrutiny: '' },
  stage: { kind: 'enhanced', fromOn: '2026-09-01', planDueOn: '2026-12-01' },
  publishedAt: new Date('2026-12-01T23:30:00Z'),
};

const unmet = (given: Partial<PlanToCheck>) =>
  completenessOf({ ...COMPLETE, ...given }, TODAY)
    .filter(({ isMet }) => !isMet)
    .map(({ id }) => id);
const withAction = (given: Partial<ImprovementAction>) => unmet({ actions: [{ ...FULL, ...given }] });

describe('the completeness of a plan', () => {
  it('is met in full by one action of which everything is said', () => {
    expect(unmet({})).toEqual([]);
    expect(describeCompleteness(completenessOf(COMPLETE, TODAY))).toBe(
      'The plan has all 9 things that the framework asks for.',
    );
  });

  it.each<[NeedId, Partial<ImprovementAction>]>([
    ['outcomes', { outcome: '' }],
    ['named', { owner: null }],
    ['timeframe', { startsOn: null }],
    ['timeframe', { dueOn: null }],
    ['realistic', { startsOn: '2026-10-01', dueOn: '2026-11-30' }],
    ['milestones', { startsOn: '2026-12-01', dueOn: '2027-03-02', milestones: [] }],
    ['monitored', { monitoring: '' }],
    ['scrutinised', { scrutiny: '' }],
    ['costed', { cost: { once: null, yearly: null, funding: 'funded' } }],
    ['costed', { cost: { once: 0, yearly: null, funding: null } }],
    ['proof', { proofs: [{ ...PROOF, value: null }] }],
  ])('lacks %s alone: %o', (id, given) => {
    expect(withAction(given)).toEqual([id]);
  });

  it.each<Partial<ImprovementAction>>([
    { startsOn: '2026-12-01', dueOn: '2027-03-01', milestones: [] },
    { startsOn: '2026-10-01', dueOn: TODAY },
    { dueOn: '2026-11-30', state: 'complete' },
    { aims: [], proofs: [] },
  ])('lacks nothing at the edge: %o', (given) => {
    expect(withAction(given)).toEqual([]);
  });

  it('is not met by having no actions, and says what of the plan stands for all of them', () => {
    expect(unmet({ actions: [] })).toContain('named');
    expect(unmet({ actions: [exampleAction({ state: 'stopped' })] })).toEqual(unmet({ actions: [] }));
    const details = { monitoring: 'Each month', scrutiny: 'The committee' };
    expect(unmet({ actions: [{ ...FULL, monitoring: '', scrutiny: '' }], details })).toEqual([]);
    expect(unmet({ openFindings: 1, stage: null })).toEqual(['findings', 'stage']);
  });

  it('counts a plan as published in time by the day in London', () => {
    const said = (given: Partial<PlanToCheck>) =>
      completenessOf({ ...COMPLETE, ...given }, TODAY).find(({ id }) => id === 'published')?.says;
    expect(unmet({ publishedAt: new Date('2026-12-02T00:00:00Z') })).toEqual(['published']);
    expect(said({ publishedAt: new Date('2026-12-02T00:00:00Z') })).toBe(
      'First published on 2 December 2026. It was due on 1 December 2026.',
    );
    expect(said({ publishedAt: null })).toBe('Not published yet. It is due today.');
    expect(said({ publishedAt: null, stage: null })).toBe('Not published yet.');
  });

  it('names just the actions that lack something, and none where everything is met', () => {
    const action = fc.record({
      outcome: fc.constantFrom('', 'Shorter waits'),
      owner: fc.constantFrom(null, { id: null, name: 'Ann Lee' }),
      startsOn: fc.constantFrom<CalendarDate | null>(null, '2026-01-01'),
      dueOn: fc.constantFrom<CalendarDate | null>(null, '2026-11-30', '2027-11-30'),
      state: fc.constantFrom('planned', 'under_way', 'complete', 'stopped'),
    });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 6 }), (list) => {
        const actions = list.map((one, index) => exampleAction({ ...one, number: index + 1 }));
        const counted = actions.filter(({ state }) => state !== 'stopped').length;
        for (const need of completenessOf({ ...COMPLETE, actions }, TODAY)) {
          expect(need.actions.length).toBeLessThanOrEqual(counted);
          if (need.isMet) expect(need.actions).toEqual([]);
        }
      }),
    );
  });
});
