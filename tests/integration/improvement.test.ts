import { beforeEach, describe, expect, it } from 'vitest';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { read } from '#lib/platform/db/read.ts';
import { setBlind } from '#lib/record/challenge/commands.ts';
import { withdrawEvidence } from '#lib/record/evidence/commands.ts';
import {
  removeMilestone,
  saveAction,
  saveMilestone,
  updateAction,
} from '#lib/record/improvement/commands.ts';
import { actionRecords, actionUpdateRecords, milestoneRecords } from '#lib/record/improvement/events.ts';
import { getAction, getActionToUpdate, getPlan, loadPlanDetails } from '#lib/record/improvement/queries.ts';
import { NO_DETAILS } from '#lib/record/improvement/rules.ts';
import { slipOf } from '#lib/record/improvement/state.ts';
import {
  actionInput,
  asSuperuser,
  makeAssessedCouncil,
  makeEvidenceLink,
  milestoneInput,
  progressInput,
  type TestCouncil,
} from './council-factory.ts';

let council: TestCouncil & { readonly assessment: string };
let reference: string;
let item: number;

beforeEach(async () => {
  council = await makeAssessedCouncil();
  reference = await makeEvidenceLink(council.as.lead);
  item = Number(reference.slice(1));
});

/** What `audit:verify` says of the rows of the plan. */
async function faults(): Promise<readonly string[]> {
  return (await verifyCouncil(council, [actionRecords, actionUpdateRecords, milestoneRecords])).rows;
}

async function actionOne() {
  return (await getAction(council.as.lead, 1))?.action;
}

describe('the plan', () => {
  it('is read with all that belongs to an action, as the history has it', async () => {
    const { lead, contributor, reader } = council.as;
    await asSuperuser(
      `INSERT INTO findings (council_id, number, source, found_on, severity, text, added_at, changed_by_id, changed_at)
       SELECT $1::uuid, n, 'audit', '2026-06-12', 'high', 'People wait', now(), $2::uuid, now() FROM generate_series(1, 2) n`,
      [council.id, lead.person.id],
    );
    const input = actionInput({
      ...{
        outcome: 'People wait less',
        owner: contributor.person.id,
        startsOn: '2026-09-01',
        dueOn: '2027-03-31',
      },
      ...{
        aims: [
          { statement: 'QS1', score: 3 },
          { statement: 'QS5', score: null },
        ],
        costOnce: 12_500,
      },
      proofs: [{ measure: 'assessment-wait', value: 140_000n, typed: '14 days' }],
      ...{
        funding: 'unfunded',
        monitoring: 'Each month',
        scrutiny: 'By cabinet',
        evidence: [item],
        findings: [1],
      },
    });
    expect(await saveAction(lead, input)).toEqual({ outcome: 'saved', action: 1 });
    await saveMilestone(lead, milestoneInput({ doneOn: '2026-11-02' }));
    await updateAction(lead, progressInput({ rating: 'amber', dueOn: '2027-06-30', evidenceItems: [item] }));
    const { actions, openFindings } = await getPlan(reader);
    expect(openFindings).toBe(1);
    expect(actions).toMatchObject([
      {
        ...{ number: 1, title: 'Shorter waits', priority: 'high', state: 'under_way', rating: 'amber' },
        ...{ dueOn: '2027-06-30', firstDueOn: '2027-03-31', closedOn: null, isPublic: false, findings: [1] },
        owner: { id: contributor.person.id, name: contributor.person.name },
        cost: { once: 12_500, yearly: null, funding: 'unfunded' },
        aims: [
          { statement: 'QS1', score: 3 },
          { statement: 'QS5', score: null },
        ],
        proofs: [{ measure: 'assessment-wait', better: 'lower', value: 140_000n }],
        evidence: [{ reference, counts: true }],
        milestones: [{ key: 1, title: 'Two more staff', doneOn: '2026-11-02' }],
        updates: [{ number: 1, stateBefore: 'planned', dueBefore: '2027-03-31', rating: 'amber' }],
      },
    ]);
    expect((await getAction(reader, 1))?.measures).toMatchObject([{ key: 'assessment-wait' }]);
    expect(await saveAction(lead, { ...input, action: 1 })).toEqual({ outcome: 'unchanged', action: 1 });
    expect(await faults()).toEqual([]);
    await asSuperuser('UPDATE action_statements SET score = 4 WHERE council_id = $1 AND score = 3', [
      council.id,
    ]);
    expect(await faults()).toHaveLength(1);
  });

  it('says nothing as a whole at first', async () => {
    expect(await read(council.as.reader, loadPlanDetails, { needsRows: true })).toEqual(NO_DETAILS);
  });

  it('hides what actions aim at from people from whom scores are hidden', async () => {
    const { lead, director } = council.as;
    await saveAction(lead, actionInput({ aims: [{ statement: 'QS1', score: 3 }] }));
    await setBlind(lead, { assessment: council.assessment, blind: true });
    const hidden = [{ statement: 'QS1', score: null }];
    expect((await getPlan(director)).actions).toMatchObject([{ aims: hidden }]);
    expect(await getAction(director, 1)).toMatchObject({ action: { aims: hidden }, scores: null });
    expect(await getActionToUpdate(director, 1)).toMatchObject({ aims: hidden });
    expect((await getPlan(lead)).actions).toMatchObject([{ aims: [{ statement: 'QS1', score: 3 }] }]);
  });
});

describe('an action', () => {
  it('is not saved over what was not seen, nor twice', async () => {
    const { lead, contributor } = council.as;
    await saveAction(lead, actionInput());
    const changed = actionInput({ action: 1, version: 1, title: 'Much shorter waits' });
    expect(await saveAction(contributor, changed)).toEqual({ outcome: 'saved', action: 1 });
    expect(await saveAction(lead, changed)).toEqual({ outcome: 'unchanged', action: 1 });
    expect(await saveAction(lead, { ...changed, priority: 'low' })).toMatchObject({
      outcome: 'conflict',
      latest: { title: 'Much shorter waits', version: 2, changed: { by: contributor.person.name } },
    });
    expect(await updateAction(lead, progressInput())).toMatchObject({ outcome: 'conflict' });
    expect(await saveAction(lead, actionInput({ action: 2, version: 1 }))).toEqual({ outcome: 'not found' });
  });

  it('names only what is there', async () => {
    const { lead, admin, director } = council.as;
    const save = (given: Parameters<typeof actionInput>[0]) => saveAction(lead, actionInput(given));
    const proof = { measure: 'assessment-wait', value: 140_000n, typed: '14%' };
    expect(await save({ owner: admin.person.id })).toEqual({ outcome: 'unknown person' });
    expect(await save({ evidence: [item, 99] })).toEqual({
      outcome: 'unknown evidence',
      references: ['E99'],
    });
    expect(await save({ findings: [7] })).toEqual({ outcome: 'unknown finding', findings: [7] });
    expect(await save({ proofs: [{ ...proof, measure: 'none' }] })).toEqual({ outcome: 'unknown measure' });
    expect(await save({ proofs: [proof] })).toMatchObject({ outcome: 'wrong value', row: 1 });
    // Whoever owns it already may stay, whatever their role is now.
    await save({ owner: director.person.id });
    await asSuperuser("UPDATE memberships SET role = 'admin' WHERE council_id = $1 AND person_id = $2", [
      council.id,
      director.person.id,
    ]);
    expect(await save({ action: 1, version: 1, owner: director.person.id, title: 'Waits' })).toMatchObject({
      outcome: 'saved',
    });
  });

  it('tells a member who owns it from now on, and nobody twice', async () => {
    const { lead, contributor } = council.as;
    const owner = contributor.person.id;
    await saveAction(lead, actionInput({ owner }));
    await saveAction(lead, actionInput({ action: 1, version: 1, owner, title: 'Much shorter waits' }));
    await saveAction(lead, actionInput({ owner: lead.person.id }));
    await saveAction(lead, actionInput({ ownerName: 'Ann Lee of the NHS trust' }));
    const told = await asSuperuser(
      'SELECT kind::text, person_id::text AS person, action_number AS action FROM notices WHERE council_id = $1',
      [council.id],
    );
    expect(told).toEqual([{ kind: 'action_assigned', person: owner, action: 1 }]);
  });
});

describe('progress', () => {
  it('keeps each slip and its reason over three moves', async () => {
    const { lead, director } = council.as;
    await saveAction(lead, actionInput({ startsOn: '2026-01-05', dueOn: '2026-09-30' }));
    const days = ['2026-12-31', '2027-03-31', '2026-11-30'] as const;
    for (const [index, dueOn] of days.entries()) {
      const note = `Move ${index + 1}`;
      expect(await updateAction(director, progressInput({ version: index + 1, note, dueOn }))).toEqual({
        outcome: 'saved',
      });
    }
    const action = await actionOne();
    expect(action && slipOf(action)).toEqual({ from: '2026-09-30', days: 61 });
    expect(action?.updates.map(({ note, dueBefore, dueOn }) => [note, dueBefore, dueOn])).toEqual([
      ['Move 3', '2027-03-31', '2026-11-30'],
      ['Move 2', '2026-12-31', '2027-03-31'],
      ['Move 1', '2026-09-30', '2026-12-31'],
    ]);
    const late = progressInput({ version: 4, dueOn: '2026-01-04' });
    expect(await updateAction(lead, late)).toEqual({ outcome: 'before start' });
    expect(await updateAction(lead, { ...late, dueOn: null })).toEqual({ outcome: 'no due date' });
    // A form does not move it either, nor does the start pass it.
    await saveAction(
      lead,
      actionInput({ action: 1, version: 4, startsOn: '2026-02-02', dueOn: '2030-01-01' }),
    );
    expect(await actionOne()).toMatchObject({ startsOn: '2026-02-02', dueOn: '2026-11-30' });
    expect(await saveAction(lead, actionInput({ action: 1, version: 5, startsOn: '2026-12-01' }))).toEqual({
      outcome: 'starts too late',
      dueOn: '2026-11-30',
    });
    expect(await faults()).toEqual([]);
  });

  it('completes an action with evidence that counts alone, and opens it again', async () => {
    const { lead } = council.as;
    await saveAction(lead, actionInput({ dueOn: '2027-03-31' }));
    const done = progressInput({ actionState: 'complete', dueOn: '2027-03-31', closedOn: '2026-07-31' });
    expect(await updateAction(lead, done)).toEqual({ outcome: 'no evidence' });
    expect(await updateAction(lead, { ...done, evidenceItems: [99] })).toMatchObject({
      outcome: 'unknown evidence',
    });
    const withdrawn = Number((await makeEvidenceLink(lead)).slice(1));
    await withdrawEvidence(lead, `E${withdrawn}`, 'Out of date');
    expect(await updateAction(lead, { ...done, evidenceItems: [withdrawn] })).toEqual({
      outcome: 'no evidence',
    });
    expect(await updateAction(lead, { ...done, evidenceItems: [item, withdrawn] })).toEqual({
      outcome: 'saved',
    });
    expect(await actionOne()).toMatchObject({
      ...{ state: 'complete', closedOn: '2026-07-31', version: 2 },
      evidence: [
        { reference, counts: true },
        { reference: `E${withdrawn}`, counts: false },
      ],
    });
    await updateAction(lead, progressInput({ version: 2, dueOn: '2027-03-31' }));
    expect(await actionOne()).toMatchObject({ state: 'under_way', closedOn: null, evidence: [] });
    expect(await faults()).toEqual([]);
  });
});

describe('a milestone', () => {
  it('keeps the date it had at first, and is not changed over what was not seen', async () => {
    const { lead, director } = council.as;
    await saveAction(lead, actionInput());
    await saveMilestone(lead, milestoneInput());
    const moved = milestoneInput({ milestone: 1, version: 1, dueOn: '2027-02-26' });
    expect(await saveMilestone(director, moved)).toEqual({ outcome: 'saved' });
    expect(await saveMilestone(director, moved)).toEqual({ outcome: 'unchanged' });
    expect(await saveMilestone(lead, { ...moved, dueOn: '2027-03-26' })).toMatchObject({
      outcome: 'conflict',
    });
    expect((await actionOne())?.milestones).toMatchObject([
      { key: 1, dueOn: '2027-02-26', firstDueOn: '2027-01-29', version: 2 },
    ]);
    const removed = { action: 1, milestone: 1, version: 2 };
    expect(await removeMilestone(lead, { ...removed, version: 1 })).toMatchObject({ outcome: 'conflict' });
    expect(await removeMilestone(lead, removed)).toEqual({ outcome: 'removed' });
    expect(await removeMilestone(lead, removed)).toEqual({ outcome: 'not found' });
    expect(await faults()).toEqual([]);
  });

  it('does not take the number of one that was removed, whose form may still be open', async () => {
    const { lead } = council.as;
    await saveAction(lead, actionInput());
    await saveMilestone(lead, milestoneInput());
    await removeMilestone(lead, { action: 1, milestone: 1, version: 1 });
    await saveMilestone(lead, milestoneInput({ milestoneTitle: 'New rota' }));
    const old = milestoneInput({ milestone: 1, version: 1, milestoneTitle: 'Three more staff' });
    expect(await saveMilestone(lead, old)).toEqual({ outcome: 'not found' });
    expect((await actionOne())?.milestones).toMatchObject([{ key: 2, title: 'New rota' }]);
    expect(await faults()).toEqual([]);
  });
});
