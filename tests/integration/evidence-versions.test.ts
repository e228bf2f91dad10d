import { readdir } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { receiveReplacement } from '#app/councils/[council]/evidence/upload/receive-replacement.ts';
import { type PackDetails, packDocument } from '#lib/exchange/packs/rules.ts';
import { getEvidencePage } from '#lib/pages/evidence-item.ts';
import { getEvidenceUse } from '#lib/pages/evidence-on-statement.ts';
import { getStatement } from '#lib/pages/statement.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { FORM_TOKEN_FIELD } from '#lib/platform/forms/form-state.ts';
import { newFormToken } from '#lib/platform/forms/form-token.ts';
import { councilFolder } from '#lib/platform/storage/location.ts';
import { explainEvidence, replaceFile, withdrawEvidence } from '#lib/record/evidence/commands.ts';
import { fingerprintOfUse } from '#lib/record/evidence/fingerprint.ts';
import { getEvidenceItem, getStorageUse, readableFile } from '#lib/record/evidence/queries.ts';
import { ALL_RECORDS } from '#lib/tasks/audit-records.ts';
import {
  asSuperuser,
  leaveFreeSpace,
  makeAssessedCouncil,
  makeEvidenceFile,
  makeEvidenceLink,
  receivedFile,
  signOff,
  startNextCycle,
  type TestCouncil,
} from './council-factory.ts';
import { eraseEvidence } from './erasing.ts';

type Assessed = TestCouncil & { readonly assessment: string };

let council: Assessed;
let reference: string;
const use = { shows: 'Waits', location: 'Page 2' };
const why = { based: 1, reason: 'The final version', datedOn: '2026-06-18' } as const;
const replace = async (
  text: string,
  given: Partial<Parameters<typeof replaceFile>[2]> = {},
  by = council.as.lead,
) => replaceFile(by, reference, { ...why, ...given }, await receivedFile(by, 'final.txt', text));
const filesOf = async (of: TestCouncil) => (await readdir(councilFolder(of.id))).toSorted();
const rows = async () => (await verifyCouncil(council, ALL_RECORDS)).rows;
const snapshot = async (kind: string) => {
  const [row] = await asSuperuser<{ content: string }>(
    'SELECT content FROM assessment_snapshots WHERE council_id = $1 AND kind = $2 ORDER BY version DESC LIMIT 1',
    [council.id, kind],
  );
  return JSON.parse(row?.content ?? '');
};

beforeEach(async () => {
  council = await makeAssessedCouncil();
  reference = await makeEvidenceFile(council.as.lead, { statement: 'QS1', ...use }, 'draft.txt', 'Draft.\n');
});

describe('a replaced file', () => {
  it('keeps its earlier versions, each with who, when, why and its own download', async () => {
    const { contributor, director, lead } = council.as;
    expect(await replace('Final.\n', {}, contributor)).toEqual({ outcome: 'replaced', version: 2 });
    const page = await getEvidencePage(lead, reference);
    expect(page?.versions).toMatchObject([
      { number: 2, name: 'final.txt', reason: why.reason, by: contributor.person.name },
      { number: 1, name: 'draft.txt', reason: '', by: lead.person.name },
    ]);
    expect(page?.item.source).toMatchObject({ name: 'final.txt', version: 2 });
    const contentOf = async (version: number | null) => {
      const file = await readableFile(director, reference, version);
      if (!file || 'unusable' in file) return null;
      const content = file.read({ from: 0, to: file.bytes - 1 }, new AbortController().signal);
      return [file.version, await new Response(content).text()];
    };
    expect(await contentOf(null)).toEqual([2, 'Final.\n']);
    expect(await contentOf(2)).toEqual([2, 'Final.\n']);
    expect(await contentOf(1)).toEqual([1, 'Draft.\n']);
    expect(await contentOf(3)).toBeNull();
    expect((await getStorageUse(lead)).used).toBe('Draft.\n'.length + 'Final.\n'.length);
    expect(await rows()).toEqual([]);
  });

  it('changes the date of the evidence with it', async () => {
    await replace('Final.\n', { datedOn: '2026-09-30' });
    expect(await getEvidenceItem(council.as.lead, reference)).toMatchObject({
      datedOn: '2026-09-30',
      version: 2,
    });
    await replace('Better.\n', { based: 2, datedOn: null });
    expect(await getEvidenceItem(council.as.lead, reference)).toMatchObject({ datedOn: null, version: 3 });
    expect(await rows()).toEqual([]);
  });

  it('has places to check until they are saved again, even unchanged', async () => {
    const { lead } = council.as;
    await replace('Final.\n');
    const outdated = async () => (await getEvidenceUse(lead, 'QS1', reference))?.use.outdated;
    expect(await outdated()).toBe(1);
    expect((await getStatement(lead, 'QS1'))?.evidence.shown).toMatchObject([{ outdated: 1 }]);
    const save = (seen: number | null) =>
      explainEvidence(lead, reference, 'QS1', {
        ...use,
        assessment: council.assessment,
        fingerprint: fingerprintOfUse(use),
        seen,
      });
    // From a page opened before the file was replaced.
    expect(await save(1)).toEqual({ outcome: 'unchanged' });
    expect(await outdated()).toBe(1);
    expect(await save(2)).toEqual({ outcome: 'done' });
    expect(await outdated()).toBeNull();
    expect(await save(2)).toEqual({ outcome: 'unchanged' });
    expect(await rows()).toEqual([]);
  });

  it('leaves signed versions and closed assessments theirs, and names what each was signed with', async () => {
    const { lead } = council.as;
    await signOff(council);
    const signedWith = (await snapshot('signed')).evidence[0].source;
    expect(signedWith).not.toHaveProperty('version');
    await replace('Final.\n');
    expect((await snapshot('signed')).evidence[0].source).toEqual(signedWith);
    const versions = (await getEvidencePage(lead, reference))?.versions;
    expect(versions).toMatchObject([
      { number: 2, signed: [] },
      { number: 1, sha256: signedWith.sha256, signed: [{ version: 1 }] },
    ]);
    await startNextCycle(council, council.assessment);
    const closed = await snapshot('closed');
    expect(closed.evidence[0].source).toMatchObject({ name: 'final.txt', version: 2 });
    expect(closed.statements[0].uses[0]).toMatchObject({ reference, writtenFor: 1 });
    expect(packDocument(closed, {} as PackDetails).statements[0]?.evidence).toMatchObject([
      { reference, location: 'Page 2 (written for version 1)' },
    ]);
    // Carried forward, the place is still one in version 1.
    expect((await getEvidenceUse(lead, 'QS1', reference))?.use).toMatchObject({
      location: 'Page 2',
      outdated: 1,
    });
    await replace('Later.\n', { based: 2 });
    expect((await snapshot('closed')).evidence).toEqual(closed.evidence);
    expect(await rows()).toEqual([]);
  });

  it('may be replaced while it is withdrawn, and stays withdrawn', async () => {
    await withdrawEvidence(council.as.lead, reference, 'A wrong file');
    expect(await replace('Final.\n')).toMatchObject({ outcome: 'replaced' });
    expect((await getEvidenceItem(council.as.lead, reference))?.state).toBe('withdrawn');
  });
});

describe('a replacement that is refused', () => {
  it('leaves no file and no row', async () => {
    const other = await makeEvidenceFile(council.as.lead, {}, 'other.txt', 'Other.\n');
    const before = await filesOf(council);
    expect(await replace('Draft.\n')).toEqual({ outcome: 'same as now' });
    expect(await replace('Other.\n')).toEqual({
      outcome: 'same file',
      reference: other,
      title: 'other.txt',
      withdrawn: false,
    });
    await leaveFreeSpace(council, 3);
    expect(await replace('Final.\n')).toMatchObject({ outcome: 'storage full' });
    const link = await makeEvidenceLink(council.as.lead);
    const received = await receivedFile(council.as.lead, 'a.txt', 'Some.\n');
    expect(await replaceFile(council.as.lead, link, why, received)).toEqual({ outcome: 'link' });
    await eraseEvidence(council, reference);
    expect(await replace('Final.\n')).toEqual({ outcome: 'erased' });
    expect(await filesOf(council)).toEqual(before);
  });

  it('tells the second of two people who replace it at once, and answers a form sent twice once', async () => {
    const { contributor, lead } = council.as;
    const [first, second] = await Promise.all([
      replace('One.\n', {}, lead),
      replace('Two.\n', {}, contributor),
    ]);
    expect([first.outcome, second.outcome].toSorted()).toEqual(['newer', 'replaced']);
    const [winner, text] = first.outcome === 'replaced' ? [lead, 'One.\n'] : [contributor, 'Two.\n'];
    expect(await replace(text, {}, winner)).toEqual({ outcome: 'already', version: 2 });
    expect(await replace(text, {}, winner === lead ? contributor : lead)).toMatchObject({
      outcome: 'newer',
      by: winner.person.name,
      version: 2,
    });
    expect((await getEvidencePage(lead, reference))?.versions).toHaveLength(2);
    expect((await filesOf(council)).length).toBe(2);
    expect(await rows()).toEqual([]);
  });
});

describe('the form', () => {
  const form = (given: Record<string, string>, file: File | null) => {
    const data = new FormData();
    data.set(FORM_TOKEN_FIELD, newFormToken(council.as.lead.person.id));
    data.set('based', '1');
    if (file) data.set('file', file);
    for (const [name, value] of Object.entries(given)) data.set(name, value);
    const request = new Request('http://localhost/', { method: 'POST', body: data });
    return receiveReplacement(council.as.lead, request, reference);
  };
  const file = new File(['Final.\n'], 'final.txt');

  it('replaces the file', async () => {
    expect(await form({ reason: 'Final' }, file)).toMatchObject({ version: 2, errors: [] });
  });

  it('asks for a file and why, and keeps what was typed', async () => {
    const before = await filesOf(council);
    expect(await form({ reason: '' }, file)).toMatchObject({
      version: null,
      errors: [
        { field: 'reason', message: 'Enter why you are replacing the file' },
        { field: 'file', message: 'Your file was not uploaded. Correct your answers, then select it again' },
      ],
    });
    expect(await form({ reason: 'Final' }, null)).toMatchObject({
      errors: [{ field: 'file', message: 'Select a file' }],
      values: { reason: 'Final' },
    });
    expect(await form({ reason: 'Final' }, new File(['MZ'], 'a.exe'))).toMatchObject({
      version: null,
      errors: [{ field: 'file' }],
    });
    expect(await filesOf(council)).toEqual(before);
  });
});
