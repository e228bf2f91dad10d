import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { exportPack } from '#lib/exchange/packs/commands.ts';
import { getPaper } from '#lib/exchange/papers/queries.ts';
import { paperDocument } from '#lib/exchange/papers/rules.ts';
import { pagesOf } from '#lib/exchange/pdf/testing/pdf-tools.ts';
import { defineFramework } from '#lib/frameworks/define-framework.ts';
import { addFramework } from '#lib/frameworks/known.ts';
import { confirmClosing, startAssessment, undoClosing } from '#lib/history/closings/commands.ts';
import { getUndoableClosing } from '#lib/history/closings/queries.ts';
import { dashboardRows } from '#lib/insight/dashboard/csv-rows.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { exportMeasures } from '#lib/record/measures/commands.ts';
import { resultsCsvColumns } from '#lib/record/results/csv-rows.ts';
import { listResults } from '#lib/record/results/queries.ts';
import { resultsView } from '#lib/record/results/results-view.ts';
import { ALL_RECORDS } from '#lib/tasks/audit-records.ts';
import { frameworkProblems } from '#lib/tasks/framework-problems.ts';
import { canReadPdfs } from '#lib/tasks/programs.ts';
import { verifyDatabase } from '#lib/tasks/verify.ts';
import { assignStatement } from '#lib/work/assignments/commands.ts';
import { saveDraft } from '#lib/work/drafts/commands.ts';
import { loadLocalAuthorities } from '#prisma/seed/load-local-authorities.ts';
import { loadPublishedResults } from '#prisma/seed/load-published-results.ts';
import {
  FICTIONAL_FRAMEWORK,
  FICTIONAL as FRAMEWORK,
  removeAddedFrameworks,
} from '#tests/setup/fictional-framework.ts';
import {
  ANSWERS,
  asApplication,
  asSuperuser,
  closingConfirmation,
  draftInput,
  dumpCouncil,
  makeAssessedCouncil,
  makeEvidenceLink,
  nextCycleInput,
  ownerUrl,
  peopleIn,
  signOff,
  startNextCycle,
  type TestCouncil,
} from './council-factory.ts';

type Assessed = TestCouncil & { readonly assessment: string };

beforeAll(() => addFramework(FICTIONAL_FRAMEWORK));
afterAll(removeAddedFrameworks);

const FICTIONAL = { framework: FICTIONAL_FRAMEWORK.id } as const;

/** A council that answered three statements: one that continues, one whose score does not, and one that is gone. */
async function answered(): Promise<Assessed> {
  const council = await makeAssessedCouncil();
  const { assessment } = council;
  for (const statement of ['QS1', 'QS5', 'QS3']) {
    await saveStatement(council.as.lead, statement, { ...ANSWERS, assessment, version: 0 });
    await makeEvidenceLink(council.as.lead, { statement });
  }
  await assignStatement(council.as.lead, 'QS2', {
    assessment,
    owner: council.as.contributor.person.id,
    helpers: [],
    dueOn: null,
  });
  return council;
}

async function onFictional(): Promise<Assessed> {
  const council = await answered();
  await startNextCycle(council, council.assessment, FICTIONAL);
  return { ...council, assessment: (await getAssessment(council.as.lead))?.id ?? '' };
}

async function scoreFives({ as, assessment }: Assessed): Promise<void> {
  for (const statement of FICTIONAL_FRAMEWORK.statementIds) {
    const version = ['F1', 'F5'].includes(statement) ? 1 : 0;
    await saveStatement(as.lead, statement, {
      ...{ ...ANSWERS, score: 5, assessment, version },
      ...(statement === 'F1' && { scoreReason: 'Better' }),
    });
  }
}

const verified = (council: TestCouncil) => verifyCouncil(council, ALL_RECORDS);

describe('a cycle on another framework', () => {
  it('carries answers, evidence and owners by the mapping, and marks them', async () => {
    const council = await onFictional();
    const rows = await asSuperuser<{ statement: string }>(
      `SELECT s.statement, s.score, s.strengths <> '' AS texts, s.carried, s.completed,
              (SELECT count(*)::int FROM evidence_links l WHERE l.assessment_id = s.assessment_id AND l.statement = s.statement) AS links
         FROM statement_assessments s WHERE s.assessment_id = $1`,
      [council.assessment],
    );
    const blank = { score: null, texts: false, carried: false, completed: false, links: 0 };
    const carried = { texts: true, carried: true, completed: false, links: 1 };
    expect(rows).toHaveLength(11);
    expect(Object.fromEntries(rows.map(({ statement, ...row }) => [statement, row]))).toMatchObject({
      // A 3 of 4 is a 4 of 5; what F5 asks differs from QS5; F3 is new.
      ...{ F1: { ...carried, score: 4 }, F5: { ...carried, score: null } },
      ...{ F2: blank, F3: blank, F7: blank },
    });
    expect((await peopleIn(council.as.lead)).F2?.owner?.id).toBe(council.as.contributor.person.id);
    expect(await verified(council)).toMatchObject({ firstBroken: null, rows: [] });
  });

  it('keeps its framework and thresholds, and judges by them', async () => {
    const council = await onFictional();
    const view = await getAssessment(council.as.lead);
    expect(view).toMatchObject({ framework: 'fictional-2031', thresholds: 'fictional' });
    expect(view?.statements.map(({ id }) => id)).toEqual(FICTIONAL_FRAMEWORK.statementIds);
    await scoreFives(council);
    const { state } = (await getAssessment(council.as.lead)) ?? {};
    expect(state?.value).toMatchObject({
      points: 65,
      score: 100,
      band: 'outstanding',
      thresholds: 'fictional',
    });
    expect(await verified(council)).toMatchObject({ firstBroken: null, rows: [] });
  });

  it('is not compared with published results of another framework, only with those of its own', async () => {
    await loadLocalAuthorities(ownerUrl());
    await loadPublishedResults(ownerUrl());
    const council = await onFictional();
    await scoreFives(council);
    const { lead, admin } = council.as;
    const listing = await listResults(lead);
    expect(listing.own).toEqual({ state: 'other framework', framework: FICTIONAL_FRAMEWORK.name });
    expect(listing.framework.id).toBe('cqc-2023');
    expect(resultsView(listing, {})).toMatchObject({ places: null, ownBands: null });
    await asSuperuser(
      `INSERT INTO result_corrections (council_id, gss_code, kind, framework, rating, scores, basis, source, corrected_by_id, corrected_at)
       VALUES ($1, 'E09000007', 'next', $2, 'good', '54545454543', '', 'CQC', $3, now())`,
      [council.id, FICTIONAL_FRAMEWORK.id, admin.person.id],
    );
    const own = await listResults(lead);
    expect(own).toMatchObject({ framework: FICTIONAL_FRAMEWORK, own: { state: 'known' } });
    const view = resultsView(own, {});
    expect(view.results.map(({ id }) => id)).toEqual(['E09000007-next']);
    expect(view.places?.lowest).toMatchObject({ score: 100, lower: 1, of: 1 });
    expect(view.statements.map(({ own: score }) => score)).toEqual(Array(11).fill(5));
    expect(resultsCsvColumns(view)).toEqual(expect.arrayContaining([...FICTIONAL_FRAMEWORK.statementIds]));
    expect(await verified(council)).toMatchObject({ firstBroken: null });
  });

  it.skipIf(!canReadPdfs())(
    'has packs of its signed versions in it, even when the next cycle is on another',
    async () => {
      const council = await onFictional();
      await scoreFives(council);
      await signOff(council);
      await startNextCycle(council, council.assessment, { framework: 'cqc-2023', content: 'empty' });
      const pack = await exportPack(council.as.director, { kind: 'signed', cycle: 2, version: 1 });
      if (!pack || typeof pack === 'string') throw new Error('There is no pack');
      const text = (await pagesOf(pack.pdf)).join('').replace(/\s+/g, ' ');
      expect(text).toContain('Each of the 11 quality statements is scored from 1 to 5');
      expect(text).toContain('65 out of 65 is 100%, which is shown as 100.');
    },
  );

  it('has papers and files in it', async () => {
    const council = await onFictional();
    await scoreFives(council);
    const paper = await getPaper(council.as.director, new Date());
    if (!paper || paper === 'scores hidden') throw new Error('There is no paper');
    const document = paperDocument(paper.dashboard, paper);
    expect(document.themes.map(({ name, result }) => `${name}: ${result}`)).toContain('Blue theme: 100%');
    expect(document.statements.map(({ id, score }) => `${id} ${score}`)).toContain('F11 5');
    const rows = dashboardRows(paper.dashboard);
    expect(rows.filter(([part]) => part === 'Theme')).toHaveLength(5);
    expect(rows.at(-1)?.slice(0, 2)).toEqual(['F11', 'Data and records']);
    const measures = await exportMeasures(council.as.lead, null);
    // Measures were given statements of CQC's framework of 2023.
    expect(measures?.[0]?.statement).toBe('F1');
  });

  it('can be followed by another on it, whose scores are carried unchanged', async () => {
    const council = await onFictional();
    await startNextCycle(council, council.assessment);
    const next = await getAssessment(council.as.lead);
    expect(next).toMatchObject({ framework: 'fictional-2031', number: 3 });
    expect(next?.statements[0]).toMatchObject({ id: 'F1', score: 4 });
    expect(await verified(council)).toMatchObject({ firstBroken: null, rows: [] });
  });

  it('starts blank where no mapping says how statements continue', async () => {
    const council = await onFictional();
    const input = nextCycleInput(council.assessment, { framework: 'cqc-2023', asks: true });
    expect(await startAssessment(council.as.lead, input)).toEqual({
      outcome: 'not carried',
      framework: 'CQC assessment framework for local authorities, 2023',
    });
    await startNextCycle(council, council.assessment, { framework: 'cqc-2023', content: 'empty' });
    expect(await getAssessment(council.as.lead)).toMatchObject({
      framework: 'cqc-2023',
      thresholds: '62-80',
    });
    expect(await verified(council)).toMatchObject({ firstBroken: null, rows: [] });
  });

  it('is refused on a framework that is not offered', async () => {
    const council = await answered();
    const input = nextCycleInput(council.assessment, { framework: 'cqc-1999', asks: true });
    expect(await startAssessment(council.as.lead, input)).toEqual({ outcome: 'framework not offered' });
  });
});

it('does not start when the frameworks of the installation have changed since a director was asked', async () => {
  const council = await answered();
  const { lead, director } = council.as;
  await startAssessment(lead, nextCycleInput(council.assessment, FICTIONAL));
  const before = await dumpCouncil(council.id);
  const confirm = async () => confirmClosing(director, await closingConfirmation(lead));
  removeAddedFrameworks();
  try {
    expect(await confirm()).toEqual({ outcome: 'framework not offered' });
    addFramework(defineFramework({ ...FRAMEWORK, status: 'draft' }));
    expect(await confirm()).toEqual({ outcome: 'framework not offered' });
    removeAddedFrameworks();
    addFramework(defineFramework({ ...FRAMEWORK, mappings: [] }));
    expect(await confirm()).toEqual({ outcome: 'not carried', framework: FRAMEWORK.name });
  } finally {
    removeAddedFrameworks();
    addFramework(FICTIONAL_FRAMEWORK);
  }
  expect(await dumpCouncil(council.id)).toEqual(before);
  expect(await confirm()).toEqual({ outcome: 'done' });
});

it('is named before the service starts without it', async () => {
  const council = await onFictional();
  await asApplication(null, async (client) => {
    expect((await frameworkProblems(client)).join()).not.toContain('fictional-2031');
    removeAddedFrameworks();
    const [line] = (await frameworkProblems(client)).filter((each) => each.includes('fictional-2031'));
    addFramework(FICTIONAL_FRAMEWORK);
    expect(line).toMatch(
      /^FRAMEWORKS_DIR: no file describes the framework fictional-2031\. Cycles of .* are on it$/,
    );
    expect(line).toContain(council.as.lead.council.slug);
  });
});

it('is named before the service starts on another version of it', async () => {
  const council = await onFictional();
  await scoreFives(council);
  const withTwelve = FRAMEWORK.statements.map((each) => (each.id === 'F11' ? { ...each, id: 'F12' } : each));
  removeAddedFrameworks();
  try {
    addFramework(
      defineFramework({
        ...FRAMEWORK,
        statements: withTwelve,
        scale: FRAMEWORK.scale.slice(0, 4),
        mappings: [],
      }),
    );
    const lines = await asApplication(null, frameworkProblems);
    expect(lines.find((line) => line.includes(council.as.lead.council.slug))).toMatch(
      /^FRAMEWORKS_DIR: the file of the framework fictional-2031 has changed: F11, F12, the score 5\. Cycles of .* are on it$/,
    );
  } finally {
    removeAddedFrameworks();
    addFramework(FICTIONAL_FRAMEWORK);
  }
});

it('leaves the history verified without it, and its rows not compared', async () => {
  const council = await onFictional();
  removeAddedFrameworks();
  const [said] = [vi.spyOn(console, 'error').mockReturnValue(), vi.spyOn(console, 'log').mockReturnValue()];
  const { councils } = await verifyDatabase({ anchors: [], files: false });
  addFramework(FICTIONAL_FRAMEWORK);
  const { slug } = council.as.lead.council;
  expect(councils.find((each) => each.slug === slug)).toMatchObject({ firstBroken: null, rows: [] });
  expect(said.mock.calls.flat().filter((line) => line.startsWith(slug))).toEqual([
    `${slug}: rows were not compared, because no file in FRAMEWORKS_DIR describes the framework fictional-2031 of a cycle.`,
  ]);
  vi.restoreAllMocks();
});

describe('undoing its start', () => {
  async function undo({ as }: TestCouncil) {
    const { closed, started } = (await getUndoableClosing(as.director)) ?? {};
    return undoClosing(as.director, {
      assessment: closed?.id ?? '',
      step: closed?.step ?? 0,
      started: started?.id ?? '',
      reason: 'Too early',
    });
  }

  it('brings unsaved text back to the statement that it continues', async () => {
    const council = await onFictional();
    await saveDraft(council.as.contributor, 'F7', draftInput(council.assessment, { score: '5' }));
    await saveDraft(council.as.contributor, 'F1', draftInput(council.assessment, { score: '2' }));
    expect(await undo(council)).toEqual({ outcome: 'done' });
    const { id } = (await getAssessment(council.as.lead)) ?? {};
    expect(
      await asSuperuser(
        'SELECT assessment_id::text AS id, statement, score FROM statement_drafts WHERE council_id = $1 ORDER BY statement',
        [council.id],
      ),
      // Scores typed on a scale of 5 mean nothing on one of 4: those saved before stay.
    ).toEqual([
      { id, statement: 'QS1', score: '3' },
      { id, statement: 'QS7', score: 'none' },
    ]);
    expect(await verified(council)).toMatchObject({ firstBroken: null, rows: [] });
  });

  it('waits for unsaved text in a statement that the earlier cycle does not have', async () => {
    const council = await onFictional();
    await saveDraft(council.as.contributor, 'F3', draftInput(council.assessment));
    expect(await undo(council)).toEqual({ outcome: 'drafts', statements: ['F3'] });
    expect(await getAssessment(council.as.lead)).toMatchObject({ id: council.assessment });
  });
});
