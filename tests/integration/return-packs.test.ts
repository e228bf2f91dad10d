import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeWaiting } from '#lib/background/packs.ts';
import { checkZip } from '#lib/exchange/packs/check-zip.ts';
import { EVERYTHING, type PackChoices } from '#lib/exchange/packs/choices.ts';
import { askAdditions, askPack, askPackAgain } from '#lib/exchange/packs/commands.ts';
import { getPack, getReturnChoice, listPacks, readablePack } from '#lib/exchange/packs/queries.ts';
import { describeKind } from '#lib/exchange/packs/rules.ts';
import { openPdf } from '#lib/platform/pdf/open-pdf.ts';
import { textPdf } from '#lib/platform/reading/testing/documents.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { unzipped } from '#lib/platform/zip/testing/unzipped.ts';
import { startInspection } from '#lib/record/inspections/commands.ts';
import { answerItem, startReturn } from '#lib/record/returns/commands.ts';
import {
  answerInput,
  asSuperuser,
  inspectionInput,
  makeAssessedCouncil,
  makeEvidenceFile,
  makeEvidenceLink,
  makeMeasure,
  returnInput,
  type TestCouncil,
} from './council-factory.ts';
import { eraseEvidence, rowFaults } from './erasing.ts';

let council: TestCouncil & { readonly assessment: string };

beforeEach(async () => {
  // Packs of other tests would be made first.
  await asSuperuser("UPDATE packs SET state = 'cancelled' WHERE state = 'waiting'");
  council = await makeAssessedCouncil();
  await startInspection(council.as.lead, inspectionInput());
  await startReturn(council.as.lead, returnInput());
});

const RETURN = { kind: 'return', inspection: 1, list: 1 } as const;
const ask = (packForm: 'zip' | 'bundle', choices: Partial<PackChoices> = {}) =>
  askPack(council.as.lead, {
    ...{ purpose: 'For CQC', packForm, content: RETURN },
    choices: { ...EVERYTHING, ...choices },
  });
const page = async (number = 1) => {
  const pack = await getPack(council.as.reader, number);
  if (!pack) throw new Error('There is no pack');
  return pack;
};

async function bytesOf(address: string, number = 1): Promise<Buffer> {
  const found = await readablePack(council.as.reader, number, address);
  if (!found || typeof found === 'string') throw new Error('There is no file');
  const { file } = found;
  const stream = file.read({ from: 0, to: file.bytes - 1 }, new AbortController().signal);
  return Buffer.from(await new Response(stream).arrayBuffer());
}

const evidence = (item: number, ...cited: readonly (readonly [reference: string, place: string])[]) =>
  answerItem(
    council.as.lead,
    answerInput({
      ...{ item, kind: 'evidence' },
      cited: cited.map(([reference, place]) => ({ reference, place })),
    }),
  );

/** Six items with an answer of each kind. E2 answers the first and the third. */
async function answerSix(): Promise<void> {
  const { lead } = council.as;
  await makeEvidenceFile(lead, { title: 'Strategy' }, 'strategy.txt', 'the strategy');
  await makeEvidenceFile(lead, { statement: 'QS1', title: 'Waiting list' }, 'waits.txt', 'the waits');
  await makeEvidenceLink(lead, { title: 'Our plan', url: 'https://council.example/plan' });
  const { measure } = await makeMeasure(lead);
  await evidence(3, ['E1', 'section 2'], ['E2', '']);
  await evidence(1, ['E2', 'page 4'], ['E3', '']);
  await answerItem(lead, answerInput({ item: 2, kind: 'see', see: 1, place: 'section 3' }));
  await answerItem(lead, answerInput({ item: 4, kind: 'table', measure }));
  await answerItem(lead, answerInput({ item: 5 }));
  const follows = { kind: 'follows', followsOn: '2027-01-11', reason: '' } as const;
  await answerItem(lead, answerInput({ item: 6, ...follows }));
}

/** What a ZIP has in folders, in its order, and what its cover says of the answers. */
async function zipNow(number = 1) {
  const zip = await bytesOf('1.zip', number);
  const files = await unzipped(zip);
  const text = (name: string) => files[name]?.toString() ?? '';
  const cover: Record<string, string>[] = parse(text('cover.csv'), { bom: true, columns: true });
  return { zip, files, text, cover, inFolders: Object.keys(files).filter((name) => name.includes('/')) };
}

describe('the ZIP of a return', () => {
  it('has a folder for each item in the order of the list, and each file once', async () => {
    await answerSix();
    expect(await ask('zip')).toEqual({ outcome: 'asked', number: 1 });
    await makeWaiting();
    expect(await page()).toMatchObject({ state: 'made', form: 'zip', items: 3, done: 2, total: 2 });
    const { zip, text, cover, inFolders } = await zipNow();
    expect(inFolders.map((name) => name.replace(/ .*\//, '/'))).toEqual([
      expect.stringMatching(/^04\/04-01 .*\.csv$/),
      '01/01-01 Waiting list.txt',
      '03/03-01 Strategy.txt',
    ]);
    expect(cover.slice(0, 8).map((row) => [row.position, row['kind of answer'], row.answer])).toEqual([
      ['1', 'Evidence', 'E2 Waiting list'],
      ['1', 'Evidence', 'E3 Our plan'],
      ['2', 'Another item', 'See no. 1 of the list, section 3'],
      ['3', 'Evidence', 'E1 Strategy'],
      ['3', 'Evidence', 'E2 Waiting list'],
      ['4', 'Data table', expect.any(String)],
      ['5', 'Not held', 'Not held: Not kept'],
      ['6', 'To follow', 'To follow by 11 January 2027'],
    ]);
    expect(cover[0]).toMatchObject({ 'where in it': 'page 4', path: inFolders[1] });
    expect(cover[1]).toMatchObject({ path: '', address: 'https://council.example/plan' });
    expect(cover[4]?.path).toBe(inFolders[1]);
    expect(cover[8]?.answer).toBe('No answer');
    expect(text('cover.html')).toContain(
      `<a href="${inFolders[1]?.split('/').map(encodeURIComponent).join('/')}">`,
    );
    expect(text('cover.html')).not.toContain('Evidence by quality statement');
    const manifest = JSON.parse(text('manifest.json'));
    expect(manifest.return).toMatchObject({ name: 'Information return', version: 1, dueOn: '2026-12-07' });
    expect(manifest.items.map(({ reference }: { reference: string }) => reference)).toEqual([
      'E2',
      'E3',
      'E1',
    ]);
    const folder = await mkdtemp(path.join(tmpdir(), 'return-'));
    await writeFile(path.join(folder, '1.zip'), zip);
    expect(await checkZip(path.join(folder, '1.zip'))).toMatchObject({ files: 7, difference: null });
    await rm(folder, { recursive: true });
    const { packs } = await listPacks(council.as.reader);
    expect(packs.map(describeKind)).toEqual(['Answers to “Information return, CQC assessment” (ZIP)']);
    expect(await rowFaults(council)).toEqual([]);
  });

  it('leaves out what was not chosen, and says so where it would be', async () => {
    const { lead } = council.as;
    const personal = { title: 'Zebedee’s letter', containsPersonalData: true, statement: 'QS1' } as const;
    await makeEvidenceFile(lead, personal, 'zebedee.txt', 'Zebedee writes');
    await makeEvidenceFile(lead, { title: 'Strategy' }, 'strategy.txt', 'the strategy');
    await evidence(1, ['E1', 'what Zebedee says'], ['E2', '']);
    await ask('zip', { personalData: false });
    await makeWaiting();
    const { zip, cover, inFolders } = await zipNow();
    expect(zip.toString('latin1')).not.toMatch(/zebedee/i);
    expect(inFolders).toEqual([expect.stringContaining('Strategy.txt')]);
    expect(cover[0]).toMatchObject({ answer: 'E1', 'where in it': '', path: '' });
  });

  it('has 300 files in the folders of their items', async () => {
    await answerWithMany(300);
    await ask('zip');
    await makeWaiting();
    const { inFolders } = await zipNow();
    expect(inFolders).toHaveLength(300);
    expect(new Set(inFolders.map((name) => name.toLowerCase())).size).toBe(300);
    expect(inFolders).toEqual(inFolders.toSorted());
    expect((await page()).total).toBe(300);
  });

  it('is the same when it is made again, and has nothing that is erased since', async () => {
    await makeEvidenceFile(council.as.lead, { title: 'Letter' }, 'letter.txt', 'a letter');
    await makeEvidenceFile(council.as.lead, { statement: 'QS1', title: 'Notes' }, 'notes.txt', 'some notes');
    await evidence(1, ['E1', 'at the xylophone'], ['E2', '']);
    await ask('zip');
    await makeWaiting();
    const { zip } = await zipNow();
    await asSuperuser("UPDATE packs SET state = 'removed', why = 'expired' WHERE council_id = $1", [
      council.id,
    ]);
    await asSuperuser('UPDATE pack_files SET removed_at = now() WHERE council_id = $1', [council.id]);
    await askPackAgain(council.as.lead, { number: 1 });
    await makeWaiting();
    expect(sha256(await bytesOf('1.zip'))).toBe(sha256(zip));
    // No statement uses it: only the answer does.
    await eraseEvidence(council, 'E1');
    expect(await page()).toMatchObject({ state: 'removed', why: 'erased E1' });
    await askPackAgain(council.as.lead, { number: 1 });
    await makeWaiting();
    const after = await zipNow();
    expect(after.inFolders).toEqual([expect.stringContaining('Notes.txt')]);
    expect(after.zip.toString('latin1')).not.toMatch(/xylophone|letter/i);
    expect(after.cover[0]).toMatchObject({ 'where in it': '', path: '' });
    const [kept] = await asSuperuser<{ content: string }>(
      "SELECT content FROM assessment_snapshots WHERE council_id = $1 AND kind = 'packed'",
      [council.id],
    );
    expect(kept?.content).not.toMatch(/xylophone|letter/i);
    expect(await rowFaults(council)).toEqual([]);
  });

  it('needs an open assessment, with which it is kept, and a list', async () => {
    expect(await getReturnChoice(council.as.reader, { ...RETURN, list: 2 })).toBeNull();
    expect(await getReturnChoice(council.as.reader, RETURN)).toMatchObject({
      cycle: 'Information return, CQC assessment',
    });
    const missing = { purpose: 'For CQC', packForm: 'zip', content: { ...RETURN, list: 2 } } as const;
    expect(await askPack(council.as.lead, missing)).toEqual({ outcome: 'nothing' });
    const more = { number: 1, purpose: 'For CQC', content: RETURN, readForNames: [] } as const;
    expect(await askAdditions(council.as.lead, more)).toEqual({ outcome: 'another cycle' });
  });
});

describe('the bundle of a return', () => {
  it('has the list with its answers, and then the evidence in the order of the list', async () => {
    const { lead } = council.as;
    const pdf = (title: string) => textPdf([[`${title}, page 1`], [`${title}, page 2`]]);
    await makeEvidenceFile(lead, { statement: 'QS1', title: 'Strategy' }, 'strategy.pdf', pdf('Strategy'));
    await makeEvidenceFile(lead, { title: 'Waiting list' }, 'waits.pdf', pdf('Waits'));
    await evidence(1, ['E2', 'page 2']);
    await evidence(3, ['E1', '']);
    await ask('bundle');
    await makeWaiting();
    expect(await page()).toMatchObject({ state: 'made', items: 2, files: [{ volume: 1 }] });
    const read = await openPdf(new Uint8Array(await bytesOf('1.pdf')));
    const pages = Array.from({ length: read.pages }, (_, at) =>
      read.read(at + 1).text.replaceAll(/\s+/g, ' '),
    );
    const [front = ''] = pages;
    expect(front).toContain('Answers to an information return');
    expect(front).toContain('2 are answered');
    expect(front).not.toContain('statements scored');
    const asked = pages.findIndex((text) => text.includes('What was asked, and the answers'));
    const second = pages.findIndex((text) => text.includes('Waits, page 2'));
    expect(asked).toBeGreaterThan(0);
    expect(pages.slice(asked).join(' ')).toContain(
      `E2 Waiting list, page 2 (page ${second + 1} of the bundle)`,
    );
    expect(second).toBeLessThan(pages.findIndex((text) => text.includes('Strategy, page 1')));
  });
});

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Answers with this many files, eight to an item: copies of one, as rows, as each upload takes far longer. */
async function answerWithMany(count: number): Promise<void> {
  const { lead } = council.as;
  await makeEvidenceFile(lead, { title: 'A paper', statement: 'QS1' }, 'paper.txt', 'words of a paper');
  await evidence(1, ['E1', '']);
  const ids = Array.from({ length: count - 1 }, () => uuidv7());
  for (const id of ids) {
    const key = { councilId: council.id, id };
    await fileStore().append(key, 0, Readable.from([Buffer.from('words of a paper')]));
    await fileStore().finish(key);
  }
  await asSuperuser(
    `WITH made (file_id, n) AS (SELECT * FROM unnest($2::uuid[]) WITH ORDINALITY), file AS (
       INSERT INTO files SELECT (jsonb_populate_record(f, jsonb_build_object('id', m.file_id))).*
         FROM files f, made m WHERE f.council_id = $1
     ), item AS (
       INSERT INTO evidence_items
       SELECT (jsonb_populate_record(i, jsonb_build_object('id', m.file_id, 'number', m.n + 1, 'file_id', m.file_id,
                                                           'submission', m.file_id::text))).*
         FROM evidence_items i, made m WHERE i.council_id = $1
     ), version AS (
       INSERT INTO evidence_versions
       SELECT (jsonb_populate_record(v, jsonb_build_object('item_id', m.file_id, 'file_id', m.file_id))).*
         FROM evidence_versions v, made m WHERE v.council_id = $1
     )
     INSERT INTO return_answers
     SELECT (jsonb_populate_record(a, jsonb_build_object(
              'id', gen_random_uuid(), 'evidence_item_id', m.file_id, 'position', m.n + 1, 'item_key', 1 + m.n / 8))).*
       FROM return_answers a, made m WHERE a.council_id = $1`,
    [council.id, ids],
  );
}
