import { describe, expect, it } from 'vitest';
import { actionProblem, decideUpdate } from '#lib/record/improvement/decisions.ts';
import type { ImprovementAction } from '#lib/record/improvement/rules.ts';
import { saveActionSchema } from '#lib/record/improvement/schema.ts';
import { exampleAction } from '#lib/record/improvement/testing/fixtures.ts';

const TODAY = '2026-12-02';
type Given = Parameters<typeof decideUpdate>[1];
const update = (given: Partial<Given> = {}): Given => ({
  ...{ rating: null, actionState: 'under_way', dueOn: null, evidenceItems: [], closedOn: null, ...given },
});
const decide = (action: Partial<ImprovementAction>, given: Partial<Given>, counted = 0) =>
  decideUpdate(exampleAction(action), update(given), { counted, today: TODAY });

describe('an update', () => {
  const dated = { startsOn: '2026-11-02', dueOn: '2027-03-31', firstDueOn: '2027-01-29' } as const;

  it.each<[Partial<ImprovementAction>, Partial<Given>, number, string]>([
    [{}, {}, 0, 'save'],
    [dated, {}, 0, 'no due date'],
    [dated, { dueOn: '2026-11-02' }, 0, 'save'],
    [dated, { dueOn: '2026-11-01' }, 0, 'before start'],
    [dated, { dueOn: '2027-03-31', actionState: 'complete' }, 0, 'no evidence'],
    [dated, { dueOn: '2027-03-31', actionState: 'complete', evidenceItems: [3] }, 0, 'no evidence'],
    [dated, { dueOn: '2027-03-31', actionState: 'complete', evidenceItems: [3] }, 1, 'save'],
    [{}, { actionState: 'stopped' }, 0, 'save'],
  ])('%#: %o with %o', (action, given, counted, outcome) => {
    expect(decide(action, given, counted)).toMatchObject({ outcome });
  });

  it('keeps the first due date, whatever the next is', () => {
    expect(decide({}, { dueOn: '2027-03-31' })).toMatchObject({ after: { firstDueOn: '2027-03-31' } });
    for (const dueOn of ['2027-06-30', '2026-12-18'] as const)
      expect(decide(dated, { dueOn })).toMatchObject({ after: { dueOn, firstDueOn: '2027-01-29' } });
  });

  it('closes on the day that was said, or else today, and opens again without one', () => {
    const closedOn = '2026-11-30';
    expect(decide({}, { actionState: 'stopped', closedOn })).toMatchObject({ after: { closedOn } });
    expect(decide({}, { actionState: 'stopped' })).toMatchObject({ after: { closedOn: TODAY } });
    expect(decide({ state: 'stopped', closedOn }, { closedOn })).toMatchObject({ after: { closedOn: null } });
  });
});

describe('an action that is complete', () => {
  it('keeps evidence, even if that counts no longer', () => {
    const linkable = {
      ...{ owners: new Map(), measures: new Map(), findings: new Set<number>() },
      ...{ evidence: new Map([[3, 'e3']]), counted: new Set<number>() },
    };
    const form = {
      ...{ action: '1', version: '1', title: 'Two more staff', priority: 'high', startsOn: '', dueOn: '' },
    };
    const save = (state: ImprovementAction['state'], evidenceItems: string) =>
      actionProblem(saveActionSchema.parse({ ...form, evidenceItems }), exampleAction({ state }), linkable);
    expect(save('complete', '')).toEqual({ outcome: 'no evidence' });
    expect(save('complete', 'E3')).toBeNull();
    expect(save('stopped', '')).toBeNull();
  });
});
