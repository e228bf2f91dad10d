import {
  removeMilestone,
  saveAction,
  saveMilestone,
  updateAction,
} from '#lib/record/improvement/commands.ts';
import { getAction, getActionToUpdate, getMilestone, getPlan } from '#lib/record/improvement/queries.ts';
import { actionInput, milestoneInput, progressInput } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  async make({ as }, mark) {
    const saved = await saveAction(
      as.lead,
      actionInput({
        ...{ title: mark, outcome: mark, monitoring: mark, scrutiny: mark, owner: as.lead.person.id },
        aims: [{ statement: 'QS1', score: 3 }],
        proofs: [{ measure: 'assessment-wait', value: null, typed: '' }],
        evidence: [1],
        // Made by the calls of findings, which come before these.
        findings: [1],
      }),
    );
    if (saved.outcome !== 'saved') throw new Error(saved.outcome);
    const { action } = saved;
    await updateAction(as.lead, progressInput({ action, note: mark, evidenceItems: [1] }));
    await saveMilestone(as.lead, milestoneInput({ action, milestoneTitle: mark }));
    return { action };
  },
  roles: {
    'improvement:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
    'improvement:edit': ['contributor', 'lead'],
    'improvement:update': ['contributor', 'lead', 'director'],
    'improvement:oversee': ['lead', 'director'],
    'improvement:publish': ['lead', 'director'],
    'improvement:export': ['contributor', 'lead', 'director', 'reader'],
  },
  calls: {
    'queries getPlan': { permission: 'improvement:view', run: (context) => getPlan(context) },
    'queries getAction': {
      permission: 'improvement:view',
      notFound: null,
      run: (context, { action }) => getAction(context, action),
    },
    'queries getActionToUpdate': {
      permission: 'improvement:update',
      notFound: null,
      run: (context, { action }) => getActionToUpdate(context, action),
    },
    'queries getMilestone': {
      permission: 'improvement:update',
      notFound: null,
      run: (context, { action }) => getMilestone(context, action, 1),
    },
    'commands saveAction': {
      permission: 'improvement:edit',
      notFound: { outcome: 'not found' },
      run: (context, { action }) =>
        saveAction(context, actionInput({ action, version: 2, title: 'Another' })),
    },
    'commands updateAction': {
      permission: 'improvement:update',
      notFound: { outcome: 'not found' },
      run: (context, { action }) => updateAction(context, progressInput({ action, version: 2 })),
    },
    'commands saveMilestone': {
      permission: 'improvement:update',
      notFound: { outcome: 'not found' },
      run: (context, { action }) =>
        saveMilestone(context, milestoneInput({ action, milestoneTitle: 'Another' })),
    },
    'commands removeMilestone': {
      permission: 'improvement:edit',
      notFound: { outcome: 'not found' },
      run: (context, { action }) => removeMilestone(context, { action, milestone: 1, version: 1 }),
    },
  },
});
