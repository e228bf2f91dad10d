import { beforeEach, describe, expect, it } from 'vitest';
import { getStatement } from '#lib/pages/statement.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import type { StatementAnswers } from '#lib/record/assessments/rules.ts';
import { CITABLE_SHOWN, listCitable } from '#lib/record/claims/queries.ts';
import { claimsAndProof } from '#lib/record/claims/rules.ts';
import { attachEvidence } from '#lib/record/evidence/commands.ts';
import {
  ANSWERS,
  asSuperuser,
  evidenceUseInput,
  makeAssessedCouncil,
  makeEvidenceLink,
  type TestCouncil,
} from './council-factory.ts';

type Assessed = TestCouncil & { readonly assessment: string };

let council: Assessed;
beforeEach(async () => {
  council = await makeAssessedCouncil();
});

async function save(given: Partial<StatementAnswers>, of: Assessed = council): Promise<void> {
  const version = (await getStatement(of.as.lead, 'QS1'))?.version ?? 0;
  const input = { ...ANSWERS, ...given, assessment: of.assessment, version };
  expect(await saveStatement(of.as.lead, 'QS1', input)).toEqual({ outcome: 'saved' });
}

async function facts(of: Assessed = council) {
  const view = await getStatement(of.as.reader, 'QS1');
  if (!view) throw new Error('No statement');
  return claimsAndProof(view.answers, view.proof, new Date('2026-11-21T12:00:00Z'));
}

describe('the paragraphs and evidence of a statement', () => {
  it('are available before anything is written or attached', async () => {
    expect(await facts()).toMatchObject({
      withoutProof: [],
      neverCited: [],
      notAttached: [],
      unknown: [],
      age: { oldest: null, newest: null, undated: 0, stale: [] },
    });
  });

  it('compare citations with attached and existing evidence', async () => {
    await makeEvidenceLink(council.as.lead, { statement: 'QS1', datedOn: '2024-11-20' });
    await makeEvidenceLink(council.as.lead, { statement: 'QS1', category: 'staff', datedOn: null });
    await makeEvidenceLink(council.as.lead, { statement: 'QS2', category: 'partners' });
    await save({ strengths: 'Shown by E1 and E3.', improvements: 'See e99.', impact: 'No reference.' });
    const found = await facts();
    expect(found).toMatchObject({
      withoutProof: [{ field: 'impact', quote: 'No reference.' }],
      neverCited: [2],
      notAttached: [3],
      unknown: [99],
      age: { oldest: '2024-11-20', newest: '2024-11-20', undated: 1, stale: [1] },
    });
    expect(found.byCategory.filter(({ count }) => count > 0)).toEqual([
      { category: 'people', count: 1 },
      { category: 'staff', count: 1 },
    ]);
    await attachEvidence(council.as.lead, ['E3'], 'QS1', evidenceUseInput(council));
    expect(await facts()).toMatchObject({ notAttached: [], neverCited: [2] });
  });

  it('interpret a reference within the council', async () => {
    const other = await makeAssessedCouncil();
    await makeEvidenceLink(other.as.lead, { statement: 'QS1' });
    await save({ strengths: 'E1', improvements: '', impact: '' });
    expect(await facts()).toMatchObject({ unknown: [1], neverCited: [] });
    await save({ strengths: 'E1', improvements: '', impact: '' }, other);
    expect(await facts(other)).toMatchObject({ unknown: [], neverCited: [] });
  });

  it('count only the open assessment', async () => {
    await makeEvidenceLink(council.as.lead, { statement: 'QS1' });
    await asSuperuser("UPDATE assessments SET status = 'closed' WHERE id = $1", [council.assessment]);
    expect(await getStatement(council.as.reader, 'QS1')).toBeNull();
  });

  it('work with a thousand references to missing items', async () => {
    const strengths = Array.from({ length: 1_000 }, (_, at) => `E${999_999_999 - at}`)
      .join(' ')
      .slice(0, 10_000);
    await save({ strengths });
    expect((await facts()).unknown.length).toBeGreaterThan(800);
  });
});

describe('the citable evidence', () => {
  it('is the council’s list: what is not on the statement first, the newest first', async () => {
    await makeEvidenceLink(council.as.lead, { title: 'Oldest', statement: 'QS1' });
    await makeEvidenceLink(council.as.lead, { title: 'Middle', statement: 'QS2' });
    await makeEvidenceLink(council.as.lead, { title: 'Newest' });
    expect(await listCitable(council.as.lead, 'QS1', '')).toEqual([
      { reference: 'E3', title: 'Newest', attached: false },
      { reference: 'E2', title: 'Middle', attached: false },
      { reference: 'E1', title: 'Oldest', attached: true },
    ]);
  });

  it('is found by words and reference, whatever characters are typed', async () => {
    await makeEvidenceLink(council.as.lead, { title: 'Survey of carers: 100% asked' });
    await makeEvidenceLink(council.as.lead, { title: 'Audit' });
    const found = async (words: string) =>
      (await listCitable(council.as.lead, 'QS1', words)).map(({ reference }) => reference);
    expect(await found('CARERS')).toEqual(['E1']);
    expect(await found('e2')).toEqual(['E2']);
    expect(await found('100%')).toEqual(['E1']);
    for (const nothing of ['%%', '_', '\\', "'", 'zzz']) expect(await found(nothing)).toEqual([]);
  });

  it('is a limited list', async () => {
    await asSuperuser(
      `INSERT INTO evidence_items (id, council_id, number, title, category, url, submission, created_by_id)
       SELECT gen_random_uuid(), $1::uuid, n, 'Item ' || n, 'people', 'https://x.example', 's' || n, $2::uuid
         FROM generate_series(1, 60) n`,
      [council.id, council.as.lead.person.id],
    );
    expect(await listCitable(council.as.lead, 'QS1', '')).toHaveLength(CITABLE_SHOWN);
  });
});
