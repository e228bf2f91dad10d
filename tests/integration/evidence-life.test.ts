import { beforeEach, describe, expect, it } from 'vitest';
import { getReadiness } from '#lib/insight/readiness/queries.ts';
import { getEvidencePlace } from '#lib/pages/evidence-on-statement.ts';
import { getStatement } from '#lib/pages/statement.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { listCitable } from '#lib/record/claims/queries.ts';
import { changeRetention } from '#lib/record/councils/commands.ts';
import { getSettings } from '#lib/record/councils/queries.ts';
import {
  addFile,
  attachEvidence,
  detachEvidence,
  holdEvidence,
  linkToStatements,
  releaseEvidence,
  restoreEvidence,
  withdrawEvidence,
} from '#lib/record/evidence/commands.ts';
import type { EvidenceFilter } from '#lib/record/evidence/filter.ts';
import { getEvidenceItem, listEvidence } from '#lib/record/evidence/queries.ts';
import { ALL_RECORDS } from '#lib/tasks/audit-records.ts';
import { assignStatement } from '#lib/work/assignments/commands.ts';
import { saveDraft } from '#lib/work/drafts/commands.ts';
import { listNotices } from '#lib/work/notices/queries.ts';
import { getReview } from '#lib/work/reviews/queries.ts';
import {
  ANSWERS,
  asApplication,
  asSuperuser,
  draftInput,
  evidenceUseInput,
  makeAssessedCouncil,
  makeEvidenceFile,
  makeEvidenceLink,
  receivedFile,
  signOff,
  startNextCycle,
  type TestCouncil,
  uploadDetails,
} from './council-factory.ts';
import { eraseEvidence } from './erasing.ts';

type Assessed = TestCouncil & { readonly assessment: string };

let council: Assessed;
let reference: string;
const why = 'A newer policy is in force';
const save = (strengths: string, version: number, impact = '') =>
  saveStatement(council.as.lead, 'QS1', {
    ...ANSWERS,
    strengths,
    impact,
    assessment: council.assessment,
    version,
  });
const gapsOfStatement = async () =>
  ((await getReview(council.as.lead, new Date()))?.content?.gaps ?? []).flatMap(({ statement, text }) =>
    statement === 'QS1' ? [text] : [],
  );
const rows = async () => (await verifyCouncil(council, ALL_RECORDS)).rows;

beforeEach(async () => {
  council = await makeAssessedCouncil();
  reference = await makeEvidenceFile(council.as.lead, { statement: 'QS1', location: 'Page 2' });
});

describe('withdrawn evidence', () => {
  it('says who withdrew it, when and why, and is used again with the same permission', async () => {
    const { contributor, lead } = council.as;
    expect(await withdrawEvidence(contributor, reference, why)).toEqual({ outcome: 'done' });
    expect(await withdrawEvidence(lead, reference, 'Another reason')).toEqual({ outcome: 'unchanged' });
    const item = await getEvidenceItem(lead, reference);
    expect(item).toMatchObject({
      state: 'withdrawn',
      steps: [{ kind: 'withdrawn', reason: why, by: contributor.person.name }],
      uses: [{ statement: 'QS1', location: 'Page 2' }],
    });
    expect(await restoreEvidence(lead, reference)).toEqual({ outcome: 'done' });
    expect(await getEvidenceItem(lead, reference)).toMatchObject({
      state: 'current',
      steps: [{ kind: 'restored' }, { kind: 'withdrawn', reason: why }],
    });
    expect(await rows()).toEqual([]);
  });

  it('cannot be attached or linked anew, and is offered nowhere', async () => {
    const { lead } = council.as;
    await withdrawEvidence(lead, reference, why);
    expect(await attachEvidence(lead, [reference], 'QS2', evidenceUseInput(council))).toEqual({
      outcome: 'out of use',
      references: [reference],
    });
    const other = await makeEvidenceLink(lead);
    expect(await attachEvidence(lead, [other, reference], 'QS2', evidenceUseInput(council))).toMatchObject({
      outcome: 'out of use',
    });
    expect(await linkToStatements(lead, reference, ['QS3'], council.assessment)).toEqual({
      outcome: 'out of use',
    });
    expect((await getEvidencePlace(lead, { words: undefined, page: 1 }))?.list?.items).toHaveLength(1);
    expect(await listCitable(lead, 'QS2', reference)).toEqual([]);
    // Where it is attached already, nothing changes.
    expect(await attachEvidence(lead, [reference], 'QS1', evidenceUseInput(council))).toEqual({
      outcome: 'unchanged',
    });
  });

  it('cannot be newly cited, but stays where the statement cited it already', async () => {
    const { lead } = council.as;
    await save(`Waits are down (${reference}).`, 0);
    await withdrawEvidence(lead, reference, why);
    // Kept in its text, and moved to another of the statement.
    expect(await save(`Waits are down (${reference}). More soon.`, 1)).toEqual({ outcome: 'saved' });
    expect(await save('Waits are down.', 2, `Shown by ${reference}.`)).toEqual({ outcome: 'saved' });
    const other = await makeEvidenceLink(lead);
    await withdrawEvidence(lead, other, why);
    expect(await save(`Waits are down (${other}).`, 3, `Shown by ${reference}.`)).toEqual({
      outcome: 'evidence out of use',
      problems: [
        {
          field: 'strengths',
          message: `${other} has been withdrawn, so new text cannot cite it. Cite other evidence instead`,
        },
      ],
    });
    const draft = { ...draftInput(council.assessment), strengths: `See ${other}.` };
    expect(await saveDraft(lead, 'QS2', draft)).toMatchObject({ outcome: 'saved' });
    await restoreEvidence(lead, other);
    expect(await save(`Waits are down (${other}).`, 3)).toEqual({ outcome: 'saved' });
    expect(await rows()).toEqual([]);
  });

  it('does not count as evidence for checks, strength and gaps', async () => {
    const { lead } = council.as;
    await save(`Waits are down (${reference}).`, 0);
    const strength = async () =>
      (await getReadiness(lead, new Date()))?.statements.find(({ id }) => id === 'QS1')?.strength.level;
    expect(await strength()).not.toBe('none');
    await withdrawEvidence(lead, reference, why);
    expect(await strength()).toBe('none');
    const page = await getStatement(lead, 'QS1');
    expect(page?.proof).toMatchObject({ attached: [{}], withdrawn: expect.arrayContaining([1]) });
    expect(page?.evidence.shown).toMatchObject([{ reference, state: 'withdrawn' }]);
    expect(await gapsOfStatement()).toEqual(
      expect.arrayContaining([`${reference} withdrawn, so not counted as evidence`, 'No evidence']),
    );
  });

  it('is called erased where it has been erased', async () => {
    const { lead } = council.as;
    await save(`Waits are down (${reference}).`, 0);
    await eraseEvidence(council, reference);
    const proof = (await getStatement(lead, 'QS1'))?.proof;
    expect(proof).toMatchObject({ withdrawn: [], erased: expect.arrayContaining([1]) });
    expect(await gapsOfStatement()).toEqual(
      expect.arrayContaining([`${reference} erased, so not counted as evidence`, 'No evidence']),
    );
  });

  it('is named for the same file sent again, unless an item in use has it too', async () => {
    const { lead } = council.as;
    const second = await makeEvidenceFile(lead, {}, 'second.txt', 'The same.\n');
    // As after both were kept.
    const both = `update files set sha256 = (select sha256 from files where name = 'second.txt' and council_id = $1)
                   where council_id = $1`;
    await asSuperuser(both, [council.id]);
    const send = async () => {
      const file = await receivedFile(lead, 'again.txt', 'The same.\n');
      return addFile(lead, uploadDetails(), file);
    };
    await withdrawEvidence(lead, reference, why);
    expect(await send()).toMatchObject({ outcome: 'same file', reference: second, withdrawn: false });
    await withdrawEvidence(lead, second, why);
    expect(await send()).toMatchObject({ outcome: 'same file', reference, withdrawn: true });
  });

  it('is found by the filter of the list, and marked in it', async () => {
    const { lead } = council.as;
    await makeEvidenceLink(lead);
    await withdrawEvidence(lead, reference, why);
    expect((await listEvidence(lead, { state: 'withdrawn' }, 1, new Date())).items).toMatchObject([
      { reference, state: 'withdrawn' },
    ]);
    expect((await listEvidence(lead, {}, 1, new Date())).total).toBe(2);
  });

  it('leaves a signed version as it was, and is marked in the next', async () => {
    const { lead } = council.as;
    await signOff(council);
    await withdrawEvidence(lead, reference, why);
    const rowsOfSigned = await asSuperuser<{ content: string }>(
      `SELECT content FROM assessment_snapshots WHERE council_id = $1 AND kind = 'signed'`,
      [council.id],
    );
    expect(JSON.parse(rowsOfSigned[0]?.content ?? '').evidence[0]).not.toHaveProperty('withdrawn');
    await startNextCycle(council, council.assessment);
    const closed = await asSuperuser<{ content: string }>(
      `SELECT content FROM assessment_snapshots WHERE council_id = $1 AND kind = 'closed'`,
      [council.id],
    );
    expect(JSON.parse(closed[0]?.content ?? '').evidence[0]).toMatchObject({ reference, withdrawn: true });
    expect(await rows()).toEqual([]);
  });

  it('is one or the other when two people withdraw it and attach it at once', async () => {
    const { lead, contributor } = council.as;
    for (let round = 0; round < 10; round += 1) {
      const item = await makeEvidenceLink(lead);
      const [, attached] = await Promise.all([
        withdrawEvidence(lead, item, why),
        attachEvidence(contributor, [item], 'QS2', evidenceUseInput(council)),
      ]);
      const uses = (await getEvidenceItem(lead, item))?.uses ?? [];
      expect(uses).toHaveLength(attached.outcome === 'done' ? 1 : 0);
    }
    expect(await rows()).toEqual([]);
  });
});

it('tells the people who work on statements that use it, but not who withdrew it', async () => {
  const { lead, contributor } = council.as;
  await assignStatement(lead, 'QS1', {
    assessment: council.assessment,
    owner: contributor.person.id,
    helpers: [lead.person.id],
    dueOn: null,
  });
  await withdrawEvidence(lead, reference, why);
  const told = await asSuperuser<{ person: string }>(
    `SELECT person_id AS person FROM notices WHERE council_id = $1 AND kind = 'evidence_withdrawn'`,
    [council.id],
  );
  expect(told).toEqual([{ person: contributor.person.id }]);
  expect((await listNotices(contributor, 1)).notices.map(({ text }) => text)).toContain(
    `${lead.person.name} withdrew ${reference}, which a statement of yours uses`,
  );
});

describe('a legal hold', () => {
  it('is placed with a reason and released, whatever else happens to the item', async () => {
    const { director, lead } = council.as;
    expect(await holdEvidence(director, reference, 'A claim')).toEqual({ outcome: 'done' });
    expect(await holdEvidence(lead, reference, 'Another')).toEqual({ outcome: 'unchanged' });
    expect(await withdrawEvidence(lead, reference, why)).toEqual({ outcome: 'done' });
    expect(await getEvidenceItem(lead, reference)).toMatchObject({ state: 'withdrawn', held: true });
    expect(await releaseEvidence(lead, reference)).toEqual({ outcome: 'done' });
    expect(await getEvidenceItem(lead, reference)).toMatchObject({ state: 'withdrawn', held: false });
    expect(await rows()).toEqual([]);
  });
});

it('keeps the steps of evidence as they are', async () => {
  await withdrawEvidence(council.as.lead, reference, why);
  for (const change of ["UPDATE evidence_steps SET reason = 'Other'", 'DELETE FROM evidence_steps']) {
    await expect(asApplication(council.id, (client) => client.query(change))).rejects.toThrow(
      /permission denied/,
    );
    await expect(asSuperuser(change)).rejects.toThrow('steps of evidence are only ever added');
  }
});

it('keeps an item whose last link goes', async () => {
  const { lead } = council.as;
  await detachEvidence(lead, reference, 'QS1', council.assessment);
  expect((await listEvidence(lead, {}, 1, new Date())).items).toMatchObject([{ reference, statements: [] }]);
});

describe('retention', () => {
  const keep = async (years: number | null) => {
    const seen = String((await getSettings(council.as.admin)).keepEvidenceYears ?? '');
    return changeRetention(council.as.admin, { years, seen });
  };
  /** The list as it is shown that many years from now, and a day. */
  const dueIn = (years: number, filter: EvidenceFilter = {}) => {
    const asOf = new Date();
    asOf.setUTCFullYear(asOf.getUTCFullYear() + years);
    return listEvidence(council.as.reader, filter, 1, new Date(asOf.getTime() + 24 * 60 * 60_000));
  };

  it('shows what is past it once no open assessment uses it, and deletes nothing', async () => {
    const { lead } = council.as;
    await makeEvidenceLink(lead);
    expect((await dueIn(9)).retention).toBeNull();
    expect(await keep(6)).toEqual({ outcome: 'done' });
    expect((await dueIn(9)).retention).toEqual({ years: 6, due: 0 });
    await startNextCycle(council, council.assessment, { content: 'empty' });
    expect((await dueIn(5)).retention?.due).toBe(0);
    expect((await dueIn(6)).retention?.due).toBe(1);
    expect((await dueIn(6, { due: 'yes' })).items).toMatchObject([{ reference }]);
    expect((await dueIn(6)).total).toBe(2);
    await holdEvidence(lead, reference, 'A claim');
    expect((await dueIn(6)).retention?.due).toBe(0);
    expect(await rows()).toEqual([]);
  });

  it('is not written over a change by someone else', async () => {
    await keep(6);
    expect(await changeRetention(council.as.admin, { years: 2, seen: '' })).toMatchObject({
      outcome: 'conflict',
      latest: { keepEvidenceYears: 6 },
    });
    expect(await keep(6)).toEqual({ outcome: 'unchanged' });
    expect(await keep(null)).toEqual({ outcome: 'done' });
    expect(await rows()).toEqual([]);
  });
});
