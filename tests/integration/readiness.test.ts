import { describe, expect, it } from 'vitest';
import { exportDashboard } from '#lib/insight/dashboard/commands.ts';
import { loadDashboard } from '#lib/insight/dashboard/queries.ts';
import { exportMovement, exportStrength } from '#lib/insight/readiness/commands.ts';
import { getMovement, getReadiness } from '#lib/insight/readiness/queries.ts';
import { getOverview } from '#lib/pages/overview.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { attachEvidence } from '#lib/record/evidence/commands.ts';
import {
  ANSWERS,
  type AnswersInput,
  asSuperuser,
  evidenceUseInput,
  makeAssessedCouncil,
  makeEvidenceLink,
  whileWaitingForLock,
} from './council-factory.ts';

const TODAY = new Date();

describe('getReadiness', () => {
  it('rates each statement by its own evidence, texts and paragraphs', async () => {
    const council = await makeAssessedCouncil();
    const reference = await makeEvidenceLink(council.as.lead);
    await attachEvidence(council.as.lead, [reference], 'QS1', evidenceUseInput(council));
    const answers = { ...ANSWERS, strengths: `Shown by ${reference}.`, improvements: '', impact: 'Better.' };
    await saveStatement(council.as.lead, 'QS1', { ...answers, assessment: council.assessment, version: 0 });

    const readiness = await getReadiness(council.as.director, TODAY);
    const [first, second] = readiness?.statements ?? [];
    const unmet = first?.strength.checks.filter(({ met }) => !met).map(({ id }) => id);
    expect(first).toMatchObject({ id: 'QS1', score: 3, evidenceCount: 1 });
    expect(unmet).toEqual(expect.arrayContaining(['categories', 'claims', 'approved']));
    const cited = first?.strength.checks.find(({ id }) => id === 'cited');
    expect(cited?.reason).toBe('Not enough evidence is recent and mentioned in the text');
    expect(second).toMatchObject({ id: 'QS2', strength: { level: 'none' }, unsupported: null });
  });

  it('names a 3 without evidence', async () => {
    const council = await makeAssessedCouncil();
    await saveStatement(council.as.lead, 'QS4', { ...ANSWERS, assessment: council.assessment, version: 0 });
    const readiness = await getReadiness(council.as.reader, TODAY);
    expect(
      readiness?.statements.flatMap(({ id, unsupported }) => (unsupported ? [[id, unsupported]] : [])),
    ).toEqual([['QS4', 'Scored 3 with no evidence']]);
  });
});

describe('exportStrength', () => {
  it('matches the page, and records the export', async () => {
    const council = await makeAssessedCouncil();
    const exported = await exportStrength({ ...council.as.director, now: () => TODAY });
    expect(exported).toEqual(await getReadiness(council.as.director, TODAY));
    const events = await asSuperuser(
      "SELECT actor_id, data FROM audit_events WHERE council_id = $1 AND type = 'strength.exported'",
      [council.id],
    );
    expect(events).toEqual([{ actor_id: council.as.director.person.id, data: { count: 9 } }]);
  });
});

describe('exportDashboard', () => {
  it('is from one moment, whatever is saved while it is read', async () => {
    const council = await makeAssessedCouncil();
    const { lead } = council.as;
    const save = (version: number, score: 2 | 4, scoreReason?: string) => async () => {
      for (const id of ['QS1', 'QS2'] as const) {
        await saveStatement(lead, id, {
          ...ANSWERS,
          ...{ score, scoreReason, assessment: council.assessment, version },
        });
      }
    };
    await save(0, 2)();
    // Outside a page no facts are cached, so the export reads everything.
    const before = await auditedWrite(lead, 'council:view', async (db) =>
      unchanged(await loadDashboard(db, TODAY)),
    );
    const exported = await whileWaitingForLock('statement_targets', {
      asks: () => exportDashboard({ ...lead, now: () => TODAY }),
      meanwhile: save(1, 4, 'Waits are shorter.'),
    });
    expect(exported).toEqual(before?.dashboard);
    expect((await getOverview(lead, TODAY)).open?.dashboard.statements[0]?.score).toBe(4);
  });
});

describe('getMovement', () => {
  it('follows the saves that changed a score, and knows when a statement was completed', async () => {
    const council = await makeAssessedCouncil();
    const save = (version: number, answers: AnswersInput) =>
      saveStatement(council.as.lead, 'QS1', {
        ...ANSWERS,
        ...answers,
        assessment: council.assessment,
        version,
      });
    await save(0, { score: 2, completed: false });
    await save(1, { score: 2, completed: false, strengths: 'Other words, the same score.' });
    await save(2, { score: 3, scoreReason: 'Waits are shorter.', completed: true });
    await save(3, { score: 3, completed: true, strengths: 'Words only.' });

    const view = await getMovement(council.as.director, '2026-01-01');
    expect(view?.movements?.map(({ scores }) => scores.QS1)).toEqual([2, 3]);
    const saves = await asSuperuser<{ saved_at: Date }>(
      'SELECT saved_at FROM statement_revisions WHERE council_id = $1 AND version = 3',
      [council.id],
    );
    expect(view?.completedAt).toEqual(saves.map(({ saved_at }) => saved_at.toISOString()));
    expect(view?.cycles.map(({ number }) => number)).toEqual([1]);

    const exported = await exportMovement(council.as.director);
    expect(exported).toEqual(view?.movements);
    const events = await asSuperuser(
      "SELECT data FROM audit_events WHERE council_id = $1 AND type = 'movement.exported'",
      [council.id],
    );
    expect(events).toEqual([{ data: { count: 2 } }]);
  });
});
