import type { ImprovementAction } from '#lib/record/improvement/rules.ts';

/** An action that has just been added. */
export function anAction(given: Partial<ImprovementAction> = {}): ImprovementAction {
  return {
    ...{ number: 1, title: 'Shorter waits', outcome: '', priority: 'high', owner: null, startsOn: null },
    ...{ dueOn: null, firstDueOn: null, cost: { once: null, yearly: null, funding: null }, monitoring: '' },
    ...{
      scrutiny: '',
      state: 'planned',
      rating: null,
      closedOn: null,
      isPublic: false,
      aims: [],
      proofs: [],
    },
    ...{ evidence: [], findings: [], milestones: [], updates: [], version: 1, addedAt: new Date(0) },
    changed: { by: 'Sam Patel', at: new Date(0) },
    ...given,
  };
}
