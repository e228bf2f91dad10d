import type { ImprovementAction } from '#lib/record/improvement/rules.ts';

/** An action under way of which nothing more is said than is given. */
export function exampleAction(given: Partial<ImprovementAction> = {}): ImprovementAction {
  const number = given.number ?? 1;
  return {
    ...{ number, title: `Action ${number}`, outcome: '', priority: 'medium', owner: null },
    ...{ startsOn: null, dueOn: null, firstDueOn: given.dueOn ?? null },
    ...{ cost: { once: null, yearly: null, funding: null }, monitoring: '', scrutiny: '' },
    ...{ state: 'under_way', rating: null, closedOn: null, isPublic: false },
    ...{ aims: [], proofs: [], evidence: [], findings: [], milestones: [], updates: [] },
    ...{ version: 1, addedAt: new Date(0), changed: { by: 'Sam Patel', at: new Date(0) } },
    ...given,
  };
}
