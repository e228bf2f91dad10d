import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFramework } from '#lib/frameworks/known.ts';
import { getOverview } from '#lib/pages/overview.ts';
import { getStatement } from '#lib/pages/statement.ts';
import { getTopic } from '#lib/pages/topics.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment, getFramework } from '#lib/record/assessments/queries.ts';
import { giveChallenge } from '#lib/record/challenge/commands.ts';
import { getChallenge } from '#lib/record/challenge/queries.ts';
import { addLink, attachEvidence } from '#lib/record/evidence/commands.ts';
import { addMeasure, changeMeasure } from '#lib/record/measures/commands.ts';
import { getMeasure, listMeasures } from '#lib/record/measures/queries.ts';
import { assignStatement } from '#lib/work/assignments/commands.ts';
import { getStatementPeople } from '#lib/work/assignments/queries.ts';
import { addComment } from '#lib/work/comments/commands.ts';
import { listThreads } from '#lib/work/comments/queries.ts';
import { saveDraft } from '#lib/work/drafts/commands.ts';
import { FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import {
  ANSWERS,
  challengeInput,
  commentInput,
  compareCycles,
  draftInput,
  dumpCouncil,
  evidenceUseInput,
  linkDetails,
  MEASURE,
  makeAssessedCouncil,
  makeEvidenceLink,
  makeMeasure,
  ON_QS1,
  sendForSignOff,
  startNextCycle,
  type TestCouncil,
} from './council-factory.ts';

beforeAll(() => addFramework(FICTIONAL_FRAMEWORK));
afterAll(removeAddedFrameworks);

/** A council with answers and evidence on QS1 and QS5, now in a cycle on the fictional framework. */
async function onFictional(): Promise<TestCouncil & { readonly assessment: string }> {
  const council = await makeAssessedCouncil();
  const { lead } = council.as;
  for (const statement of ['QS1', 'QS5']) {
    await saveStatement(lead, statement, { ...ANSWERS, assessment: council.assessment, version: 0 });
    await makeEvidenceLink(lead, { statement });
  }
  await startNextCycle(council, council.assessment, { framework: FICTIONAL_FRAMEWORK.id });
  return { ...council, assessment: (await getAssessment(lead))?.id ?? '' };
}

describe('a statement of the last framework', () => {
  it('takes nothing in a cycle on another, and has no pages there', async () => {
    const { as, assessment, id } = await onFictional();
    const { lead, director } = as;
    const before = await dumpCouncil(id);
    const closed = { outcome: 'closed' };
    expect(await saveStatement(lead, 'QS1', { ...ANSWERS, assessment, version: 0 })).toEqual(closed);
    expect(await saveDraft(lead, 'QS1', draftInput(assessment))).toEqual(closed);
    expect(await addLink(lead, linkDetails({ statement: 'QS1', assessment }))).toEqual(closed);
    expect(await attachEvidence(lead, ['E1'], 'QS1', evidenceUseInput({ assessment }))).toEqual(closed);
    expect(await addComment(lead, ON_QS1, commentInput({ assessment }))).toEqual(closed);
    expect(await giveChallenge(director, 'QS1', challengeInput(assessment))).toEqual(closed);
    const nobody = { assessment, owner: null, helpers: [], dueOn: null };
    expect(await assignStatement(lead, 'QS1', nobody)).toEqual(closed);
    expect(await dumpCouncil(id)).toEqual(before);

    expect(await getStatement(lead, 'QS1')).toBeNull();
    expect(await getChallenge(lead, 'QS1')).toBeNull();
    expect(await getStatementPeople(lead, 'QS1')).toBeNull();
    expect(await listThreads(lead, ON_QS1)).toBeNull();
  });
});

describe('a draft', () => {
  it('holds a score of the framework, also one typed while the assessment was sent for sign-off', async () => {
    const council = await onFictional();
    const { lead, contributor } = council.as;
    const { assessment } = council;
    expect(await saveDraft(lead, 'F7', draftInput(assessment, { score: '5' }))).toMatchObject({
      outcome: 'saved',
    });
    await sendForSignOff(council);
    const page = uuidv7();
    expect(
      await saveStatement(contributor, 'F7', { ...ANSWERS, score: 5, assessment, version: 0, page }),
    ).toMatchObject({ outcome: 'locked' });
    for (const context of [lead, contributor])
      expect((await getStatement(context, 'F7'))?.drafts.map(({ typed }) => typed.score)).toEqual(['5']);
  });
});

describe('a measure', () => {
  it('is under the statement that continues its own, and keeps its own', async () => {
    const { as, assessment } = await makeAssessedCouncil();
    const { lead } = as;
    const { measure: key } = await makeMeasure(lead, { name: 'Reviews', statement: 'QS1' });
    await startNextCycle({ as }, assessment, { framework: FICTIONAL_FRAMEWORK.id });
    expect(await getFramework(lead)).toBe(FICTIONAL_FRAMEWORK);
    const [listed] = (await listMeasures(lead, { statement: 'F1', words: 'Reviews' })).measures;
    expect(listed).toMatchObject({ key, statement: 'QS1' });
    expect((await getStatement(lead, 'F1'))?.measures.map((measure) => measure.key)).toContain(key);
    const change = { ...MEASURE, name: 'Reviews', statement: 'F1', version: 1 };
    expect(await changeMeasure(lead, key, change)).toEqual({ outcome: 'unchanged' });
    expect(await changeMeasure(lead, key, { ...change, statement: 'F3' })).toEqual({ outcome: 'changed' });
    expect(await getMeasure(lead, key)).toMatchObject({ statement: 'F3' });
    expect(await getTopic(lead, 'discharge')).toMatchObject({ statement: 'F6', newest: [] });
    const refused = { outcome: 'no such statement' };
    expect(await addMeasure(lead, { ...MEASURE, name: 'Waits', statement: 'QS7' })).toEqual(refused);
    expect(await changeMeasure(lead, key, { ...change, statement: 'QS7', version: 2 })).toEqual(refused);
  });
});

describe('changes since the last look', () => {
  it('are counted by the statements of every framework, in their order', async () => {
    const { as, assessment } = await onFictional();
    for (const statement of ['F10', 'F2'])
      await saveStatement(as.lead, statement, { ...ANSWERS, assessment, version: 0 });
    const { changes } = await getOverview(as.director, new Date());
    expect(changes?.counts).toEqual([
      { statement: 'QS1', count: 2 },
      { statement: 'QS5', count: 2 },
      { statement: 'F2', count: 1 },
      { statement: 'F10', count: 1 },
      { statement: null, count: expect.any(Number) },
    ]);
  });
});

describe('two cycles on different frameworks', () => {
  it('are compared by the mapping', async () => {
    const { as } = await onFictional();
    const result = await compareCycles(as.lead, { cycle: 1, signed: null }, { cycle: 2, signed: null });
    if (result.outcome !== 'compared') throw new Error(result.outcome);
    const { scores, changes } = result.comparison;
    expect(scores.map(({ id }) => id)).toEqual(FICTIONAL_FRAMEWORK.statementIds);
    expect(scores.slice(0, 3)).toMatchObject([
      { continues: 'QS1', before: 3, after: 4, by: 0 },
      { continues: 'QS2', before: null, after: null, by: null },
      { continues: null, before: null, after: null, by: null },
    ]);
    expect(changes.gone.map(({ id }) => id)).toEqual(['QS3']);
  });
});
