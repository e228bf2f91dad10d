import { beforeAll, describe, expect, it } from 'vitest';
import { read } from '#lib/platform/db/read.ts';
import { actionsOf, loadActions, loadPlanDetails } from '#lib/record/improvement/queries.ts';
import { NO_DETAILS } from '#lib/record/improvement/rules.ts';
import { asSuperuser, makeAssessedCouncil, makeEvidenceLink, type TestCouncil } from './council-factory.ts';

let council: TestCouncil;
let reference: string;

/** A plan of one action with everything that belongs to it. */
beforeAll(async () => {
  const made = await makeAssessedCouncil();
  council = made;
  reference = await makeEvidenceLink(made.as.lead);
  const [id, by] = [made.id, made.as.lead.person.id];
  const fill = (sql: string) => asSuperuser(sql, [id, by]);
  await fill(`INSERT INTO findings (council_id, number, source, found_on, severity, text, added_at, changed_by_id, changed_at)
              VALUES ($1, 1, 'audit', '2026-06-12', 'high', 'People wait', now(), $2, now())`);
  await fill(`INSERT INTO improvement_actions (council_id, number, title, priority, owner_id, due_on, first_due_on, cost_once,
                                               rating, added_at, changed_by_id, changed_at)
              VALUES ($1, 1, 'Shorter waits', 'high', $2, '2027-06-30', '2027-03-31', 1000, 'amber', now(), $2, now())`);
  await fill(`INSERT INTO action_statements SELECT $1, 1, 'QS1', 3 WHERE $2::uuid IS NOT NULL`);
  await fill(`INSERT INTO action_measures SELECT $1, 1, id, 14 FROM measures
               WHERE council_id = $1 AND key = 'assessment-wait' AND $2::uuid IS NOT NULL`);
  await fill(`INSERT INTO action_evidence SELECT $1, 1, id FROM evidence_items
               WHERE council_id = $1 AND $2::uuid IS NOT NULL`);
  await fill(`INSERT INTO action_findings SELECT $1, 1, 1 WHERE $2::uuid IS NOT NULL`);
  await fill(`INSERT INTO action_milestones (council_id, action, key, title, due_on, first_due_on, changed_by_id, changed_at)
              VALUES ($1, 1, 1, 'Two more staff', '2027-01-29', '2027-01-15', $2, now())`);
  await fill(`INSERT INTO action_updates (council_id, action, number, note, state_before, state, rating, due_before, due_on, by_id, at)
              VALUES ($1, 1, 1, 'Late', 'planned', 'planned', 'amber', '2027-03-31', '2027-06-30', $2, now())`);
});

describe('the plan', () => {
  it('is read with all that belongs to an action', async () => {
    const [action] = await read(council.as.reader, loadActions);
    expect(action).toMatchObject({
      ...{
        number: 1,
        title: 'Shorter waits',
        priority: 'high',
        state: 'planned',
        rating: 'amber',
        startsOn: null,
      },
      ...{ dueOn: '2027-06-30', firstDueOn: '2027-03-31', closedOn: null, isPublic: false, findings: [1] },
      owner: { id: council.as.lead.person.id, name: council.as.lead.person.name },
      cost: { once: 1000, yearly: null, funding: null },
      aims: [{ statement: 'QS1', score: 3 }],
      proofs: [{ measure: 'assessment-wait', better: 'lower', value: 140_000n }],
      evidence: [{ reference, counts: true }],
      milestones: [
        { key: 1, title: 'Two more staff', dueOn: '2027-01-29', firstDueOn: '2027-01-15', doneOn: null },
      ],
      updates: [{ number: 1, note: 'Late', dueBefore: '2027-03-31', dueOn: '2027-06-30', rating: 'amber' }],
    });
    expect(action?.updates[0]?.at).toBeInstanceOf(Date);
    expect(await read(council.as.reader, (db) => actionsOf(db, 2), { needsRows: true })).toEqual([]);
  });

  it('says nothing as a whole at first', async () => {
    expect(await read(council.as.reader, loadPlanDetails, { needsRows: true })).toEqual(NO_DETAILS);
  });
});
