import { describe, expect, it } from 'vitest';
import { saveStatement } from '#lib/assessments/commands.ts';
import { attachEvidence } from '#lib/evidence/commands.ts';
import { exportStrength } from '#lib/readiness/commands.ts';
import { getReadiness } from '#lib/readiness/queries.ts';
import { ANSWERS, addedLink, asSuperuser, makeAssessedCouncil } from './council-factory.ts';

const TODAY = new Date();

describe('getReadiness', () => {
  it('judges each statement by its own evidence, texts and claims', async () => {
    const council = await makeAssessedCouncil();
    const reference = await addedLink(council.as.lead);
    await attachEvidence(council.as.lead, reference, 'QS1', { shows: '', location: '' });
    const answers = { ...ANSWERS, strengths: `Shown by ${reference}.`, improvements: '', impact: 'Better.' };
    await saveStatement(council.as.lead, 'QS1', { ...answers, assessment: council.assessment, version: 0 });

    const readiness = await getReadiness(council.as.director, TODAY);
    const [first, second] = readiness?.statements ?? [];
    const unmet = first?.strength.checks.filter(({ met }) => !met).map(({ id }) => id);
    expect(first).toMatchObject({ id: 'QS1', score: 3, evidenceCount: 1 });
    expect(unmet).toEqual(expect.arrayContaining(['categories', 'claims', 'approved']));
    expect(unmet).not.toContain('cited');
    expect(second).toMatchObject({ id: 'QS2', strength: { level: 'none' }, unsupported: null });
  });

  it('names a 3 that stands on no evidence', async () => {
    const council = await makeAssessedCouncil();
    await saveStatement(council.as.lead, 'QS4', { ...ANSWERS, assessment: council.assessment, version: 0 });
    const readiness = await getReadiness(council.as.reader, TODAY);
    expect(
      readiness?.statements.flatMap(({ id, unsupported }) => (unsupported ? [[id, unsupported]] : [])),
    ).toEqual([['QS4', 'Scored 3 with no evidence']]);
  });
});

describe('exportStrength', () => {
  it('gives what the page shows and records that it left', async () => {
    const council = await makeAssessedCouncil();
    const exported = await exportStrength(council.as.director, TODAY);
    expect(exported).toEqual(await getReadiness(council.as.director, TODAY));
    const events = await asSuperuser(
      "SELECT actor_id, data FROM audit_events WHERE council_id = $1 AND type = 'strength.exported'",
      [council.id],
    );
    expect(events).toEqual([{ actor_id: council.as.director.person.id, data: { count: 9 } }]);
  });
});
