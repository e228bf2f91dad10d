import { expect, it } from 'vitest';
import { getOverview } from '#lib/pages/overview.ts';
import { attachEvidence, withdrawEvidence } from '#lib/record/evidence/commands.ts';
import {
  asSuperuser,
  evidenceUseInput,
  makeAssessedCouncil,
  makeEvidenceFile,
  makeEvidenceLink,
} from './council-factory.ts';

const ASOF = new Date('2026-11-22T12:00:00Z');

it('shows what is waiting on the overview, from dates, evidence and tasks', async () => {
  const council = await makeAssessedCouncil();
  const { lead, contributor } = council.as;
  const reference = await makeEvidenceLink(lead);
  const withdrawn = await makeEvidenceLink(lead);
  const infected = await makeEvidenceFile(lead);
  const attached = [reference, withdrawn, infected];
  await attachEvidence(lead, attached, 'QS1', evidenceUseInput(council));
  await withdrawEvidence(lead, withdrawn, 'Replaced');
  await asSuperuser(
    "UPDATE files SET scan = 'infected', scan_at = now(), scan_result = 'Eicar' WHERE council_id = $1",
    [council.id],
  );
  await asSuperuser("UPDATE evidence_items SET dated_on = '2024-11-21' WHERE council_id = $1", [council.id]);
  await asSuperuser(
    "UPDATE statement_assessments SET due_on = '2026-11-21' WHERE council_id = $1 AND statement = 'QS2'",
    [council.id],
  );
  await asSuperuser(
    `INSERT INTO statement_tasks (council_id, assessment_id, statement, person_id, part)
     VALUES ($1, $2, 'QS2', $3, 'owner')`,
    [council.id, council.assessment, contributor.person.id],
  );
  const todos = async (context: typeof lead) =>
    (await getOverview(context, ASOF)).open?.todos.map(({ kind, statement }) => [kind, statement]);
  expect(await todos(lead)).toEqual([
    ['overdue', 'QS2'],
    ['stale-evidence', 'QS1'],
  ]);
  const [, old] = (await getOverview(lead, ASOF)).open?.todos ?? [];
  expect(old?.text).toBe(`${reference} is more than 2 years old`);
  expect(await todos(contributor)).toEqual([['overdue', 'QS2']]);
  expect(await todos(council.as.reader)).toEqual([]);
  const first = async (context: typeof lead) => (await getOverview(context, ASOF)).open?.todos[0]?.isMine;
  expect([await first(lead), await first(contributor)]).toEqual([false, true]);
  expect((await getOverview(contributor, ASOF)).open?.nextStep).toMatchObject({ kind: 'score' });
  expect((await getOverview(council.as.reader, ASOF)).open?.nextStep).toBeNull();
});
