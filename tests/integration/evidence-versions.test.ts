import { readdir } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { receiveReplacement } from '#app/councils/[council]/evidence/upload/receive-replacement.ts';
import { type PackDetails, packDocument } from '#lib/exchange/packs/rules.ts';
import { getEvidencePage } from '#lib/pages/evidence-item.ts';
import { getEvidenceUse } from '#lib/pages/evidence-on-statement.ts';
import { getStatement } from '#lib/pages/statement.ts';
import { getVersionComparison } from '#lib/pages/version-comparison.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { FORM_TOKEN_FIELD } from '#lib/platform/forms/form-state.ts';
import { newFormToken } from '#lib/platform/forms/form-token.ts';
import { previewOf } from '#lib/platform/previews/preview.ts';
import { councilFolder } from '#lib/platform/storage/location.ts';
import { pdfOfPages } from '#lib/platform/storage/testing/samples.ts';
import { explainEvidence, recordView, replaceFile, withdrawEvidence } from '#lib/record/evidence/commands.ts';
import { fingerprintOfUse } from '#lib/record/evidence/fingerprint.ts';
import { getEvidenceItem, getStorageUse, readableFile } from '#lib/record/evidence/queries.ts';
import { ALL_RECORDS } from '#lib/tasks/audit-records.ts';
import { getErasure } from '#lib/work/erasures/queries.ts';
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

  it('changes the dates and what it says of personal data with it', async () => {
    await replace('Final.\n', { datedOn: '2026-09-30' });
    expect(await getEvidenceItem(council.as.lead, reference)).toMatchObject({
      datedOn: '2026-09-30',
      version: 2,
    });
    await replace('Better.\n', { based: 2, datedOn: null });
    expect(await getEvidenceItem(council.as.lead, reference)).toMatchObject({ datedOn: null, version: 3 });
    await replace('Unredacted.\n', { based: 3, datedOn: null, containsPersonalData: 'redact' });
    expect(await getEvidenceItem(council.as.lead, reference)).toMatchObject({ needsRedaction: true });
    const redacted = { containsPersonalData: 'no', reviewBy: '2027-09-30' } as const;
    await replace('Redacted.\n', { based: 4, datedOn: null, ...redacted });
    const after = { containsPersonalData: false, needsRedaction: false, reviewBy: '2027-09-30', version: 5 };
    expect(await getEvidenceItem(council.as.lead, reference)).toMatchObject(after);
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
    expect(
      packDocument(closed, { signature: { state: 'not-signed' } } as PackDetails, new Map()).statements[0]
        ?.evidence,
    ).toMatchObject([{ reference, location: 'Page 2 (written for version 1)' }]);
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
      title: 'Other',
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

it('an address that has a reference in another way leads to nothing', async () => {
  const { lead } = council.as;
  const number = reference.slice(1);
  const others = [' ', '\n', '\u0000', '.', '.0', 'e3', '0'.repeat(3_000)].map(
    (more) => `${reference}${more}`,
  );
  for (const odd of [...others, ` ${reference}`, `e${number}`, `E0${number}`, `E+${number}`, 'E\u0661']) {
    expect(await getEvidencePage(lead, odd), odd).toBeNull();
    expect(await readableFile(lead, odd, null), odd).toBeNull();
    expect(await getEvidenceUse(lead, 'QS1', odd), odd).toBeNull();
    expect(await getErasure(lead, odd), odd).toBeNull();
  }
});

describe('a page of a file', () => {
  const draw = async (by: CouncilContext, version: number | null, page = 1) => {
    const file = await readableFile(by, reference, version);
    if (!file || 'unusable' in file) return null;
    return previewOf(file, 'pdf', page, { council: council.id, person: by.person.id });
  };
  const views = () =>
    asSuperuser<{ actor_role: string; sha256: string }>(
      "SELECT actor_role, data->>'sha256' AS sha256 FROM audit_events WHERE council_id = $1 AND type = 'file.viewed' ORDER BY seq",
      [council.id],
    );

  it('is of the version that was asked for, and ends with the file', async () => {
    const { director, lead } = council.as;
    const [first, second] = [pdfOfPages(['One']), pdfOfPages(['One', 'Two'])].map((file) =>
      file.toString('latin1'),
    );
    reference = await makeEvidenceFile(lead, { statement: 'QS2' }, 'plan.pdf', first);
    const drawn = await draw(director, null);
    expect(drawn).toMatchObject({ ok: true });
    expect(await draw(director, null, 2)).toEqual({ ok: false, reason: 'no such page' });
    await replaceFile(lead, reference, why, await receivedFile(lead, 'plan.pdf', second));
    expect(await draw(director, null, 2)).toMatchObject({ ok: true });
    expect(await draw(director, 1)).toEqual(drawn);
    expect(await draw(director, 1, 2)).toEqual({ ok: false, reason: 'no such page' });
    await eraseEvidence(council, reference);
    expect(await draw(director, null)).toBeNull();
    expect(await draw(director, 1)).toBeNull();
  });

  it('is refused to a person who asks for many at once, and not to others', async () => {
    const { director, lead } = council.as;
    reference = await makeEvidenceFile(lead, {}, 'plan.pdf', pdfOfPages(['One']).toString('latin1'));
    const many = Array.from({ length: 20 }, () => draw(lead, null));
    expect(await draw(director, null)).toMatchObject({ ok: true });
    const outcomes = (await Promise.all(many)).map((drawn) => drawn?.ok);
    expect(outcomes.filter((ok) => ok).length).toBeGreaterThan(0);
    expect(outcomes).toContain(false);
  });

  it('is in the history once a day for each person and version', async () => {
    const { director, lead } = council.as;
    const at = (time: string, by: CouncilContext) => ({ ...by, now: () => new Date(time) });
    for (const [by, sha256] of [
      [at('2026-06-20T22:30:00Z', lead), 'a'],
      [at('2026-06-20T22:40:00Z', lead), 'a'],
      [at('2026-06-20T22:40:00Z', lead), 'b'],
      [at('2026-06-20T22:40:00Z', director), 'a'],
      // After midnight in London.
      [at('2026-06-20T23:10:00Z', lead), 'a'],
    ] as const)
      await recordView(by, reference, sha256.repeat(64));
    expect((await views()).map((event) => `${event.actor_role} ${event.sha256[0]}`)).toEqual([
      'lead a',
      'lead b',
      'director a',
      'lead a',
    ]);
  });
});

describe('the words of a file', () => {
  /** As if a version had been read. */
  const setWords = async (version: number, pages: readonly string[], unit = 'page') => {
    const [row] = await asSuperuser<{ file_id: string }>(
      `SELECT v.file_id FROM evidence_versions v JOIN evidence_items i ON i.council_id = v.council_id AND i.id = v.item_id
        WHERE v.council_id = $1 AND i.number = $2 AND v.number = $3`,
      [council.id, Number(reference.slice(1)), version],
    );
    for (const [index, body] of pages.entries())
      if (body !== '')
        await asSuperuser(
          'INSERT INTO file_pages (council_id, file_id, number, label, body) VALUES ($1, $2, $3, $4, $5)',
          [council.id, row?.file_id, index + 1, `Label ${index + 1}`, body],
        );
    await asSuperuser(
      `UPDATE file_texts SET state = $3, unit = $4, units = $5, units_read = $5 WHERE council_id = $1 AND file_id = $2`,
      [council.id, row?.file_id, pages.some(Boolean) ? 'read' : 'empty', unit, pages.length],
    );
  };
  const preview = async (by: CouncilContext, page: number, version: number | null = null) =>
    (await getEvidencePage(by, reference, { page, version }))?.preview;
  const compare = async (from: number, to: number) =>
    (await getVersionComparison(council.as.director, reference, { from, to }))?.words;

  it('of a sheet that is too long for one page lead to its rest', async () => {
    const { reader } = council.as;
    await setWords(1, ['First rows', 'Other sheet', 'Next rows', 'Last rows'], 'sheet');
    await asSuperuser('UPDATE file_texts SET units = 2, units_read = 2 WHERE council_id = $1', [council.id]);
    await asSuperuser("UPDATE file_pages SET label = 'Waits' WHERE council_id = $1 AND body LIKE '% rows'", [
      council.id,
    ]);
    const rests = [1, 2, 3, 4].map(async (page) => (await preview(reader, page))?.text?.page?.rest);
    expect(await Promise.all(rests)).toEqual([3, null, 4, null]);
  });

  it('are shown by page, of the version that was asked for, to those who see files', async () => {
    const { admin, lead, reader } = council.as;
    await replace('Final.\n');
    await setWords(1, ['First page of the draft', '', 'Third']);
    expect(await preview(reader, 1, 1)).toMatchObject({
      newest: 2,
      version: { number: 1 },
      text: {
        state: 'read',
        unit: 'page',
        units: 3,
        page: { body: 'First page of the draft', label: 'Label 1', rest: null },
      },
    });
    expect(await preview(reader, 2, 1)).toMatchObject({ text: { page: null, units: 3 } });
    expect(await preview(reader, 9, 1)).toMatchObject({ text: { page: null, units: 3 } });
    expect(await preview(reader, 1)).toMatchObject({
      version: { number: 2 },
      text: { state: 'waiting', page: null },
    });
    expect(await preview(admin, 1, 1)).toBeNull();
    expect(await getEvidencePage(lead, reference, { page: 1, version: 3 })).toBeNull();
    await eraseEvidence(council, reference);
    expect(await preview(reader, 1, 1)).toBeNull();
    expect(await compare(1, 2)).toBeUndefined();
  });

  it('are compared between versions, whatever line or page they are on, or it is said why not', async () => {
    await replace('Final.\n');
    await setWords(1, ['Waits are long.\nReviews are on', 'time. Carers are asked.']);
    expect(await compare(1, 2)).toEqual({ ok: false, missing: [{ version: 2, why: 'waiting' }] });
    await setWords(2, ['Waits are short.', 'Reviews are\non time. Carers are asked.']);
    expect(await compare(1, 2)).toEqual({
      ok: true,
      pieces: [
        { kind: 'same', text: 'Waits are ' },
        { kind: 'removed', text: 'long' },
        { kind: 'added', text: 'short' },
        { kind: 'same', text: '. Reviews are on time. Carers are asked.' },
      ],
    });
    await replace('Last.\n', { based: 2 });
    await setWords(3, ['']);
    expect(await compare(2, 3)).toEqual({ ok: false, missing: [{ version: 3, why: 'empty' }] });
    expect(await compare(3, 4)).toBeUndefined();
  });
});
