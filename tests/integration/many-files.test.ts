import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { tidy } from '#lib/background/tidy.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { councilFolder, incomingFolder } from '#lib/platform/storage/location.ts';
import { withdrawEvidence } from '#lib/record/evidence/commands.ts';
import { getEvidenceItem, getStorageUse, listEvidence, readableFile } from '#lib/record/evidence/queries.ts';
import { NO_FURTHER_DETAILS } from '#lib/record/evidence/rules.ts';
import type { AddNote } from '#lib/record/evidence/schema.ts';
import { addNote } from '#lib/record/notes/commands.ts';
import { checkUpload } from '#lib/record/uploads/check-upload.ts';
import { addUploads, beginUpload, keepAnswers, removeUpload } from '#lib/record/uploads/commands.ts';
import { listUploads } from '#lib/record/uploads/queries.ts';
import type { UploadAnswers } from '#lib/record/uploads/schema.ts';
import { getErasure } from '#lib/work/erasures/queries.ts';
import * as requests from '#tests/setup/tus-requests.ts';
import {
  linkDetails,
  makeAssessedCouncil,
  newUpload,
  ownerUrl,
  readyUpload,
  type TestCouncil,
  withClient,
} from './council-factory.ts';

let council: TestCouncil & { readonly assessment: string };

async function makeAnother(): Promise<void> {
  await rm(incomingFolder(), { recursive: true, force: true });
  council = await makeAssessedCouncil();
}

const signal = new AbortController().signal;

const tus = (method: string, id: string, headers?: Readonly<Record<string, string>>) =>
  requests.tus(council.as.lead, method, id, headers);
const create = (bytes: number | string, given?: Readonly<Record<string, string>>) =>
  requests.create(council.as.lead, bytes, given);
const begin = (bytes: number, given?: Readonly<Record<string, string>>) =>
  requests.begin(council.as.lead, bytes, given);
const patch = (id: string, offset: number | string, body: string, context = council.as.lead) =>
  requests.patch(context, id, offset, body);
const offsetOf = (id: string) => requests.offsetOf(council.as.lead, id);

async function filesOnDisk(): Promise<string[]> {
  const folders = [councilFolder(council.id), incomingFolder()];
  return (await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])))).flat();
}

const answers = (given: Partial<UploadAnswers> = {}): UploadAnswers => ({
  ...NO_FURTHER_DETAILS,
  category: 'people',
  datedOn: '2026-03-31' as UploadAnswers['datedOn'],
  owner: 'Quality team',
  marking: 'OFFICIAL',
  containsPersonalData: true,
  statement: ['QS1', 'QS2'] as UploadAnswers['statement'],
  assessment: council.assessment,
  ...given,
});

async function answer(upload: readonly string[], given: Partial<UploadAnswers> = {}) {
  await keepAnswers(council.as.lead, { upload, title: {}, answers: answers(given) });
}

describe('a file sent in parts', () => {
  beforeEach(makeAnother);

  it('is no evidence until it is whole, checked and its answers are saved', async () => {
    const id = await begin(11);
    expect((await patch(id, 0, 'All ag')).status).toBe(204);
    expect(await offsetOf(id)).toBe('6');
    expect(await checkUpload(council.as.lead, id, signal)).toEqual({ outcome: 'incomplete' });
    expect((await patch(id, 6, 'reed.')).headers.get('upload-offset')).toBe('11');
    expect((await listUploads(council.as.lead))[0]).toMatchObject({ received: 11, state: 'receiving' });
    expect(await checkUpload(council.as.lead, id, signal)).toEqual({ outcome: 'ready' });
    // Asked again, as after a lost answer.
    expect(await checkUpload(council.as.lead, id, signal)).toEqual({ outcome: 'ready' });
    expect(await addUploads(council.as.lead, new Set())).toMatchObject({ outcome: 'none', left: 1 });
    expect((await listEvidence(council.as.lead, {}, 1, new Date())).total).toBe(0);

    await keepAnswers(council.as.lead, { upload: [id], title: { [id]: 'Minutes' }, answers: answers() });
    expect(await addUploads(council.as.lead, new Set())).toEqual({
      outcome: 'added',
      added: ['E1'],
      used: [],
      left: 0,
    });
    expect(await getEvidenceItem(council.as.reader, 'E1')).toMatchObject({
      title: 'Minutes',
      category: 'people',
      datedOn: '2026-03-31',
      owner: 'Quality team',
      containsPersonalData: true,
      source: { kind: 'file', name: 'Notes.txt', bytes: 11, sha256: sha256('All agreed.') },
      uses: [{ statement: 'QS1' }, { statement: 'QS2' }],
    });
    expect(await readableFile(council.as.lead, 'E1')).toMatchObject({ bytes: 11 });
    expect(await listUploads(council.as.lead)).toEqual([]);
    expect(await addUploads(council.as.lead, new Set())).toMatchObject({ outcome: 'none' });
  });

  it('is begun once however often the page asks, and goes on from what has arrived', async () => {
    const key = newUpload().key;
    const id = await begin(8, { key });
    await patch(id, 0, 'four');
    expect(await begin(8, { key })).toBe(id);
    expect((await patch(id, 0, 'four')).status).toBe(409);
    expect((await patch(id, 4, 'more')).status).toBe(204);
  });

  it('goes on when the page asks again while a lost connection still seems open', async () => {
    const id = await begin(8);
    const lost = requests.tus(
      council.as.lead,
      'PATCH',
      id,
      requests.patchHeaders(0, 8),
      new ReadableStream({ start: (page) => page.enqueue(Buffer.from('four')) }),
    );
    await vi.waitFor(async () => expect(await filesOnDisk()).toHaveLength(1));
    expect(await offsetOf(id)).toBe('4');
    expect((await patch(id, 4, 'more')).status).toBe(204);
    expect((await lost).headers.get('connection')).toBe('close');
  });

  it('is nobody else’s', async () => {
    const id = await begin(8);
    const other = (await makeAssessedCouncil()).as.lead;
    for (const context of [council.as.contributor, other]) {
      expect((await requests.tus(context, 'HEAD', id)).status).toBe(404);
      expect((await patch(id, 0, 'four', context)).status).toBe(404);
      expect((await requests.tus(context, 'DELETE', id)).status).toBe(404);
      expect(await checkUpload(context, id, signal)).toEqual({ outcome: 'not found' });
      expect(await listUploads(context)).toEqual([]);
    }
    expect(await offsetOf(id)).toBe('0');
  });

  it('stops when the role is lost between two parts', async () => {
    const id = await begin(8);
    await patch(id, 0, 'four');
    const reader = { ...council.as.lead, role: 'reader' as const };
    expect((await patch(id, 4, 'more', reader)).status).toBe(404);
    const contributor = { ...council.as.lead, role: 'contributor' as const };
    expect((await patch(id, 4, 'more', contributor)).status).toBe(412);
  });

  it('is removed with what arrived', async () => {
    const id = await begin(8);
    await patch(id, 0, 'four');
    expect((await tus('DELETE', id)).status).toBe(204);
    expect(await filesOnDisk()).toEqual([]);
    expect((await patch(id, 4, 'more')).status).toBe(404);
    expect((await getStorageUse(council.as.lead)).used).toBe(0);
  });
});

describe('what nobody’s page sends', () => {
  beforeAll(makeAnother);

  it.each([
    ['a huge length', () => create('99999999999999'), 413],
    ['a length that is no number', () => create('1e3'), 400],
    ['a negative length', () => create('-1'), 400],
    ['no length', () => tus('POST', ''), 400],
    ['an empty file', () => create(0), 422],
    ['an unknown length', () => tus('POST', '', { 'upload-defer-length': '1' }), 501],
    [
      'a file made of others',
      () => tus('POST', '', { 'upload-length': '4', 'upload-concat': 'partial' }),
      501,
    ],
    ['no details', () => tus('POST', '', { 'upload-length': '4' }), 400],
    [
      'details that cannot be read',
      () => tus('POST', '', { 'upload-length': '4', 'upload-metadata': 'é é é' }),
      400,
    ],
    ['a program', () => create(4, { filename: 'setup.exe' }), 415],
    ['a name without an ending', () => create(4, { filename: 'README' }), 415],
    ['another version', () => tus('POST', '', { 'tus-resumable': '0.2.2', 'upload-length': '4' }), 400],
    ['an id that is none', () => tus('HEAD', '..%2f..%2fetc'), 404],
  ])('refuses %s', async (_, send, status) => {
    const answer = await send().catch((error: unknown) => error);
    if (answer instanceof Response) expect(answer.status).toBe(status);
    else expect(answer).toBeInstanceOf(TypeError); // no client can send it
    expect(await listUploads(council.as.lead)).toEqual([]);
  });

  it.each(['-1', '1', '0.5', 'x'])('refuses a part at offset %s', async (offset) => {
    const id = await begin(8);
    expect([400, 409]).toContain((await patch(id, offset, 'four')).status);
    expect(await offsetOf(id)).toBe('0');
  });

  it('refuses more than was announced', async () => {
    const id = await begin(4);
    expect((await patch(id, 0, 'five!')).status).toBe(413);
    expect(await offsetOf(id)).toBe('0');
  });

  it('takes no bytes with the beginning, which would pass by the length announced first', async () => {
    const { key } = newUpload();
    const id = await begin(4, { key });
    const metadata = requests.metadataOf({ key, filename: 'Notes.txt', folder: '', modified: '1' });
    const headers = { ...requests.patchHeaders(0, 5), 'upload-length': '5', 'upload-metadata': metadata };
    expect((await requests.tus(council.as.lead, 'POST', '', headers, 'five!')).status).toBe(201);
    expect(await offsetOf(id)).toBe('0');
  });
});

describe('a whole file', () => {
  beforeEach(makeAnother);

  it('has the title of the document, else one from its name', async () => {
    const letter = await readFile('lib/platform/storage/testing/corpus/letter.docx');
    const parts = unzipSync(letter);
    const core = strFromU8(parts['docProps/core.xml'] ?? new Uint8Array());
    const named = core
      .replace(/<dc:title>.*?<\/dc:title>|<dc:title\/>/, '')
      .replace('</cp:coreProperties>', '<dc:title>Care plan audit</dc:title></cp:coreProperties>');
    const titled = zipSync({ ...parts, 'docProps/core.xml': strToU8(named) });
    await readyUpload(council.as.lead, 'a_scan (2).txt', 'No title');
    await readyUpload(council.as.lead, 'cpa_v3_final.docx', titled);
    expect((await listUploads(council.as.lead)).map(({ title }) => title)).toEqual([
      'A scan (2)',
      'Care plan audit',
    ]);
  });

  it('is refused for its content, and nothing of it is kept', async () => {
    const id = await begin(9, { filename: 'fake.pdf' });
    await patch(id, 0, 'no PDF at');
    const refused = { outcome: 'refused', message: expect.stringContaining('fake.pdf is') };
    expect(await checkUpload(council.as.lead, id, signal)).toEqual(refused);
    expect(await checkUpload(council.as.lead, id, signal)).toEqual(refused);
    expect(await filesOnDisk()).toEqual([]);
    expect((await getStorageUse(council.as.lead)).used).toBe(0);
    expect((await listUploads(council.as.lead))[0]).toMatchObject({ state: 'refused' });
  });

  it('counts as stored from its first byte, on every server', async () => {
    const { limit } = await getStorageUse(council.as.lead);
    expect(await beginUpload(council.as.lead, newUpload({ bytes: limit - 10 }))).toMatchObject({
      outcome: 'begun',
    });
    expect((await getStorageUse(council.as.reader)).used).toBe(limit - 10);
    const refused = await create(11);
    expect([refused.status, await refused.text()]).toEqual([
      507,
      expect.stringContaining('Notes.txt was not uploaded because your council has only 10 bytes'),
    ]);
    expect((await create(10)).status).toBe(201);
  });

  it('is named when the list or another upload has its content, and used or kept as the person says', async () => {
    const first = await readyUpload(council.as.lead, 'One.txt', 'The same');
    const twin = await readyUpload(council.as.lead, 'Two.txt', 'The same');
    const third = await readyUpload(council.as.lead, 'Three.txt', 'The same');
    expect((await listUploads(council.as.lead)).map(({ same }) => same)).toEqual([
      null,
      { upload: 'One.txt' },
      { upload: 'One.txt' },
    ]);
    await answer([first]);
    await addUploads(council.as.lead, new Set());
    expect((await listUploads(council.as.lead)).map(({ same }) => same)).toEqual([
      { reference: 'E1', title: 'One', state: 'current' },
      { reference: 'E1', title: 'One', state: 'current' },
    ]);
    await answer([twin, third], { statement: ['QS3'] });
    expect(await addUploads(council.as.lead, new Set([third]))).toMatchObject({
      added: ['E2'],
      used: ['E1'],
      left: 0,
    });
    expect((await getEvidenceItem(council.as.lead, 'E1'))?.uses.map(({ statement }) => statement)).toEqual([
      'QS1',
      'QS2',
      'QS3',
    ]);
    expect((await filesOnDisk()).toSorted()).toEqual([first, third].toSorted());
    expect((await getErasure(council.as.lead, 'E1'))?.reach.others).toEqual([
      { reference: 'E2', as: 'same file' },
    ]);
  });

  it('is not linked in the place of an item that is withdrawn, and can be added beside it', async () => {
    const first = await readyUpload(council.as.lead, 'One.txt', 'The same');
    await answer([first], { statement: [], assessment: null });
    await addUploads(council.as.lead, new Set());
    await withdrawEvidence(council.as.lead, 'E1', 'Out of date');
    const twin = await readyUpload(council.as.lead, 'Two.txt', 'The same');
    expect((await listUploads(council.as.lead))[0]?.same).toEqual({
      reference: 'E1',
      title: 'One',
      state: 'withdrawn',
    });
    await answer([twin]);
    expect(await addUploads(council.as.lead, new Set())).toMatchObject({ added: [], used: ['E1'], left: 0 });
    expect((await getEvidenceItem(council.as.lead, 'E1'))?.uses).toEqual([]);
    const third = await readyUpload(council.as.lead, 'Three.txt', 'The same');
    await answer([third]);
    expect(await addUploads(council.as.lead, new Set([third]))).toMatchObject({ added: ['E2'] });
  });

  it('is not added to an assessment that is no longer open, and stays', async () => {
    const id = await readyUpload(council.as.lead);
    await answer([id], { assessment: newUpload().id });
    expect(await addUploads(council.as.lead, new Set())).toMatchObject({ outcome: 'closed', left: 1 });
    await answer([id], { statement: [], assessment: null });
    expect(await addUploads(council.as.lead, new Set())).toMatchObject({ added: ['E1'] });
  });

  it('keeps its bytes as evidence when a second check of it ends late', async () => {
    const id = await begin(8);
    await patch(id, 0, 'A note.\n');
    let goOn = () => {};
    const sync = vi.spyOn(fileStore(), 'sync').mockReturnValueOnce(new Promise((go) => (goOn = go)));
    const late = checkUpload(council.as.lead, id, signal);
    await vi.waitFor(() => expect(sync).toHaveBeenCalled());
    expect(await checkUpload(council.as.lead, id, signal)).toEqual({ outcome: 'ready' });
    await answer([id]);
    expect(await addUploads(council.as.lead, new Set())).toMatchObject({ added: ['E1'] });
    goOn();
    expect(await late).toEqual({ outcome: 'not found' });
    expect(await readableFile(council.as.lead, 'E1')).toMatchObject({ bytes: 8 });
  });

  it('leaves nothing when it is removed while it is checked', async () => {
    const id = await begin(8);
    await patch(id, 0, 'A note.\n');
    let goOn = () => {};
    const sync = vi.spyOn(fileStore(), 'sync').mockReturnValueOnce(new Promise((go) => (goOn = go)));
    const late = checkUpload(council.as.lead, id, signal);
    await vi.waitFor(() => expect(sync).toHaveBeenCalled());
    await removeUpload(council.as.lead, id);
    goOn();
    expect(await late).toEqual({ outcome: 'not found' });
    expect(await filesOnDisk()).toEqual([]);
  });

  it.each(['finish', 'withLocalFile'] as const)(
    'is not found when it is removed just before its check comes to %s',
    async (step) => {
      const id = await begin(8);
      await patch(id, 0, 'A note.\n');
      const store = fileStore();
      const go = store[step].bind(store) as (...given: readonly unknown[]) => Promise<never>;
      vi.spyOn(store, step).mockImplementationOnce(async (...given: readonly unknown[]) => {
        await removeUpload(council.as.lead, id);
        return go(...given);
      });
      expect(await checkUpload(council.as.lead, id, signal)).toEqual({ outcome: 'not found' });
      expect(await filesOnDisk()).toEqual([]);
    },
  );

  it('is not found when it is removed while a part of it arrives', async () => {
    const id = await begin(8);
    const store = fileStore();
    const append = store.append.bind(store);
    vi.spyOn(store, 'append').mockImplementationOnce((file, offset, source) =>
      append(
        file,
        offset,
        (async function* () {
          yield* source;
          await removeUpload(council.as.lead, id);
        })(),
      ),
    );
    expect((await patch(id, 0, 'A note.\n')).status).toBe(404);
    expect(await filesOnDisk()).toEqual([]);
  });

  it('is not added once its removal has begun', async () => {
    const id = await readyUpload(council.as.lead);
    await answer([id]);
    const [added, removed] = await withClient(ownerUrl(), async (client) => {
      await client.query('BEGIN');
      await client.query('SELECT FROM council_storage WHERE council_id = $1 FOR UPDATE', [council.id]);
      const removal = removeUpload(council.as.lead, id);
      await sleep(100);
      const addition = addUploads(council.as.lead, new Set());
      await sleep(100);
      await client.query('COMMIT');
      return Promise.all([addition, removal]);
    });
    expect([added.outcome, removed.outcome]).toEqual(['none', 'removed']);
  });

  it('is removed by its person only', async () => {
    const id = await readyUpload(council.as.lead);
    expect(await removeUpload(council.as.contributor, id)).toEqual({ outcome: 'not found' });
    expect(await removeUpload(council.as.lead, id)).toEqual({ outcome: 'removed' });
    expect(await filesOnDisk()).toEqual([]);
  });
});

it('keeps unfinished and waiting files for 7 days, then removes them', async () => {
  await makeAnother();
  const unfinished = await begin(8);
  await patch(unfinished, 0, 'four');
  const waiting = await readyUpload(council.as.lead);
  const hours = (count: number) => new Date(Date.now() + count * 60 * 60_000);
  await tidy(hours(6 * 24));
  expect(await listUploads(council.as.lead)).toHaveLength(2);
  expect(await filesOnDisk()).toHaveLength(2);
  expect(await offsetOf(unfinished)).toBe('4');
  await tidy(hours(7 * 24 + 1));
  expect(await listUploads(council.as.lead)).toEqual([]);
  expect(await filesOnDisk()).toEqual([]);
  expect((await getStorageUse(council.as.lead)).used).toBe(0);
  expect(waiting).not.toBe('');
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

describe('a note', () => {
  beforeEach(makeAnother);

  const note = (given: Partial<AddNote> = {}): AddNote => {
    const { url: _, ...details } = linkDetails({ statement: 'QS1', assessment: council.assessment });
    return {
      ...details,
      title: 'Visit: Tŷ Gwyn / May',
      text: 'People were\nasked.',
      transcriptOf: null,
      ...given,
    };
  };

  it('is kept as a text file under its title, once', async () => {
    expect(await addNote(council.as.lead, note())).toEqual({ outcome: 'added', reference: 'E1' });
    expect(await getEvidenceItem(council.as.reader, 'E1')).toMatchObject({
      title: 'Visit: Tŷ Gwyn / May',
      source: { kind: 'file', mediaType: 'text/plain', sha256: sha256('People were\nasked.\n') },
      uses: [{ statement: 'QS1' }],
    });
    expect(await addNote(council.as.lead, note({ submission: newUpload().id }))).toMatchObject({
      outcome: 'same file',
      reference: 'E1',
    });
    expect(await filesOnDisk()).toHaveLength(1);
  });

  it('is refused if it is another kind of file, and nothing is kept', async () => {
    const text = '<html><script>alert(1)</script></html>';
    expect(await addNote(council.as.lead, note({ text }))).toMatchObject({ outcome: 'refused' });
    expect(await filesOnDisk()).toEqual([]);
  });
});
