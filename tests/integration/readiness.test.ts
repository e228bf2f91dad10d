import { describe, expect, it } from 'vitest';
import { exportCoverage } from '#lib/insight/coverage/commands.ts';
import { getCoverage } from '#lib/insight/coverage/queries.ts';
import { COVERAGE_AXES, type CoverageAxis, listBehind } from '#lib/insight/coverage/rules.ts';
import { exportDashboard } from '#lib/insight/dashboard/commands.ts';
import { loadDashboard } from '#lib/insight/dashboard/queries.ts';
import { exportMovement, exportStrength } from '#lib/insight/readiness/commands.ts';
import { getMovement, getReadiness } from '#lib/insight/readiness/queries.ts';
import { getOverview } from '#lib/pages/overview.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { read } from '#lib/platform/db/read.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { attachEvidence, withdrawEvidence } from '#lib/record/evidence/commands.ts';
import { type EvidenceFilter, readEvidenceFilter } from '#lib/record/evidence/filter.ts';
import { loadEvidencePage } from '#lib/record/evidence/list-rows.ts';
import { CATEGORIES } from '#lib/record/evidence/rules.ts';
import type { AddLink } from '#lib/record/evidence/schema.ts';
import { VOICES } from '#lib/record/evidence/voices.ts';
import { STATEMENT_IDS, type StatementId } from '#lib/scoring/index.ts';
import {
  ANSWERS,
  type AnswersInput,
  asSuperuser,
  evidenceUseInput,
  makeAssessedCouncil,
  makeEvidenceFile,
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

describe('getCoverage', () => {
  it('counts the evidence of each statement by category and by voice, each item once on any statement', async () => {
    const council = await makeAssessedCouncil();
    const { lead } = council.as;
    const add = async (statements: readonly StatementId[], given: Partial<AddLink>) => {
      const reference = await makeEvidenceLink(lead, given);
      for (const id of statements) await attachEvidence(lead, [reference], id, evidenceUseInput(council));
      return reference;
    };
    await add(['QS1', 'QS2'], { category: 'people', datedOn: '2026-01-05', voices: ['carers', 'people'] });
    await add(['QS1'], { category: 'people', datedOn: '2020-01-05', voices: ['carers'] });
    await add(['QS1'], { category: 'staff', datedOn: null, voices: [] });
    await add([], { category: 'partners', voices: ['partners'] });
    const withdrawn = await add(['QS2'], { category: 'outcomes', voices: ['leaders'] });
    await withdrawEvidence(lead, withdrawn, 'Out of date');

    const asOf = new Date('2026-11-30T12:00:00Z');
    const cellsOf = async (by: CoverageAxis, statement: StatementId | null) => {
      const { coverage } = (await getCoverage(council.as.reader, by, asOf)) ?? expect.fail();
      const row = coverage.rows.find(({ id }) => id === statement);
      const cells = row?.cells ?? coverage.onAny;
      const filled = coverage.columns.flatMap(({ id }, at) =>
        cells[at] && cells[at].count > 0 ? [[id, cells[at]] as const] : [],
      );
      return Object.fromEntries(filled);
    };
    const recent = { count: 1, newest: '2026-01-05', stale: 0, expired: 0 };
    const twoPeople = { ...recent, count: 2, stale: 1 };
    const undated = { count: 1, newest: null, stale: 0, expired: 0 };
    expect(await cellsOf('category', 'QS1')).toEqual({ people: twoPeople, staff: undated });
    expect(await cellsOf('category', 'QS2')).toEqual({ people: recent });
    expect(await cellsOf('category', 'QS3')).toEqual({});
    expect(await cellsOf('category', null)).toEqual({ people: twoPeople, staff: undated });
    expect(await cellsOf('voice', 'QS1')).toEqual({ people: recent, carers: twoPeople, none: undated });
    expect(await cellsOf('voice', 'QS2')).toEqual({ people: recent, carers: recent });

    const exported = await exportCoverage({ ...council.as.director, now: () => asOf }, 'voice');
    expect(exported).toEqual(await getCoverage(council.as.director, 'voice', asOf));
  });

  it('counts in each cell what the list behind it shows', async () => {
    const council = await makeAssessedCouncil();
    const { lead, reader } = council.as;
    const add = async (reference: string, statements: readonly StatementId[]) => {
      for (const id of statements) await attachEvidence(lead, [reference], id, evidenceUseInput(council));
      return reference;
    };
    for (const [index, category] of CATEGORIES.entries()) {
      const voices = VOICES.slice(index, index * 2);
      const statements = STATEMENT_IDS.slice(index, index + 3);
      await add(await makeEvidenceLink(lead, { category, voices }), statements);
      await add(
        await makeEvidenceLink(lead, {
          category,
          voices,
          ...{ containsPersonalData: true, needsRedaction: true },
        }),
        statements,
      );
    }
    for (const scan of ['waiting', 'infected', 'failed', 'clean']) {
      const reference = await add(await makeEvidenceFile(lead, { voices: ['carers'] }), ['QS1', 'QS9']);
      await asSuperuser(
        `UPDATE files f SET scan = $1::file_scan, scan_result = CASE WHEN $1 IN ('infected', 'failed') THEN 'Eicar' ELSE '' END, scan_at = now()
           FROM evidence_versions v JOIN evidence_items i ON i.council_id = v.council_id AND i.id = v.item_id
          WHERE f.council_id = v.council_id AND f.id = v.file_id AND i.council_id = $2 AND i.number = $3`,
        [scan, council.id, Number(reference.slice(1))],
      );
    }
    const gone = await add(await makeEvidenceLink(lead, { voices: ['carers'] }), ['QS1']);
    await withdrawEvidence(lead, gone, 'Out of date');
    await makeEvidenceLink(lead, { voices: ['carers'] });

    const behind = (filters: readonly EvidenceFilter[]) =>
      read(reader, async (db) => {
        const totals: number[] = [];
        for (const filter of filters) totals.push((await loadEvidencePage(db, filter, 1)).total);
        return totals;
      });
    let counted = 0;
    for (const by of COVERAGE_AXES) {
      const { coverage } = (await getCoverage(reader, by, TODAY)) ?? expect.fail();
      const { columns, rows, onAny } = coverage;
      for (const { id, cells } of [...rows, { id: null, cells: onAny }]) {
        const filters = columns.map((column) => readEvidenceFilter(listBehind(by, id, column.id)));
        const counts = cells.map(({ count }) => count);
        expect(counts, `${by}: ${id}`).toEqual(await behind(filters));
        counted += counts.filter((count) => count > 0).length;
      }
    }
    expect(counted).toBeGreaterThan(30);
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
