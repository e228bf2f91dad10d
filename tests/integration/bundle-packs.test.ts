import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { removeErased } from '#lib/background/erasures.ts';
import { makeWaiting } from '#lib/background/packs.ts';
import { EVERYTHING, type PackChoices, publicChoices } from '#lib/exchange/packs/choices.ts';
import {
  askAdditions,
  askPack,
  askPackAgain,
  cancelPack,
  exportRecipe,
} from '#lib/exchange/packs/commands.ts';
import { makePack } from '#lib/exchange/packs/make-pack.ts';
import { takePack } from '#lib/exchange/packs/making.ts';
import { getPack, listPacks, readablePack } from '#lib/exchange/packs/queries.ts';
import { describeKind, type PackForm, type PackStep } from '#lib/exchange/packs/rules.ts';
import { sweepWorkFolders } from '#lib/exchange/packs/work-folder.ts';
import { systemContext } from '#lib/platform/access/context.ts';
import { env } from '#lib/platform/env.ts';
import { openPdf } from '#lib/platform/pdf/open-pdf.ts';
import { HIDDEN_LAYERS } from '#lib/platform/pdf/testing/hand-written.ts';
import { textPdf } from '#lib/platform/reading/testing/documents.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { councilFolder } from '#lib/platform/storage/location.ts';
import { unzipped } from '#lib/platform/zip/testing/unzipped.ts';
import { changeDetails, replaceFile } from '#lib/record/evidence/commands.ts';
import {
  asSuperuser,
  linkDetails,
  makeAssessedCouncil,
  makeEvidenceFile,
  makeEvidenceLink,
  receivedFile,
  type TestCouncil,
  withSubmission,
} from './council-factory.ts';
import { eraseEvidence, rowFaults } from './erasing.ts';

let council: TestCouncil & { readonly assessment: string };

beforeEach(async () => {
  // Packs of other tests would be made first.
  await asSuperuser("UPDATE packs SET state = 'cancelled' WHERE state = 'waiting'");
  council = await makeAssessedCouncil();
});
afterEach(() => vi.restoreAllMocks());

const system = () =>
  systemContext({ id: council.id, slug: council.slug, name: 'Council', isExample: false }, 'Packs', 'test');
const ask = (choices: Partial<PackChoices> = {}, packForm: PackForm = 'bundle', as = council.as.lead) =>
  askPack(as, {
    ...{ purpose: 'For CQC', packForm, content: { kind: 'open' } },
    choices: { ...EVERYTHING, ...choices },
  });
const page = async (number = 1) => {
  const pack = await getPack(council.as.reader, number);
  if (!pack) throw new Error(`There is no pack ${number}`);
  return pack;
};
const taken = async () => {
  const pack = await takePack(system());
  if (!pack) throw new Error('No pack waits');
  return pack;
};
const filesInStore = () => readdir(councilFolder(council.id)).catch(() => []);
/** Of the council's only pack, or of one by its id. */
const workFolders = async (pack?: string) => {
  const [{ id } = { id: pack }] = await asSuperuser<{ id: string }>(
    'SELECT id FROM packs WHERE council_id = $1 AND ($2::uuid IS NULL OR id = $2::uuid)',
    [council.id, pack ?? null],
  );
  const names = await readdir(path.join(env().DATA_DIR, 'packs')).catch(() => []);
  return names.filter((name) => name.startsWith(`${id}.`));
};
const pdfOf = (title: string, pages = 2) =>
  textPdf(Array.from({ length: pages }, (_, at) => [`${title}, page ${at + 1}`]));
const fileOf = (
  title: string,
  more: { statement?: 'QS1' | 'QS2'; shows?: string } = {},
  name = `${title}.pdf`,
) => makeEvidenceFile(council.as.lead, { statement: 'QS1', title, ...more }, name, pdfOf(title));
const eventsOf = async () =>
  (
    await asSuperuser<{ type: string }>(
      "SELECT type FROM audit_events WHERE council_id = $1 AND type LIKE 'pack.%' ORDER BY seq",
      [council.id],
    )
  ).map(({ type }) => type);
/** The process that had it was killed some time ago. */
const letGo = () =>
  asSuperuser(
    "UPDATE packs SET taken_until = now() - interval '1 s', losses = 0 WHERE council_id = $1 AND state = 'making'",
    [council.id],
  );
/** Its files have expired. */
const expire = async () => {
  await asSuperuser("UPDATE packs SET state = 'removed', why = 'expired' WHERE council_id = $1", [
    council.id,
  ]);
  await asSuperuser('UPDATE pack_files SET removed_at = now() WHERE council_id = $1', [council.id]);
};

async function bytesOf(number: number, address: string): Promise<Buffer> {
  const found = await readablePack(council.as.reader, number, address);
  if (!found || typeof found === 'string') throw new Error('There is no file');
  const { file } = found;
  const stream = file.read({ from: 0, to: file.bytes - 1 }, new AbortController().signal);
  return Buffer.from(await new Response(stream).arrayBuffer());
}

async function download(number = 1, volume = 1) {
  const bytes = await bytesOf(number, `${volume}.pdf`);
  const pdf = await openPdf(new Uint8Array(bytes));
  const pages = Array.from({ length: pdf.pages }, (_, at) => pdf.read(at + 1).text);
  return { bytes, pages, text: pages.join('\n'), hash: createHash('sha256').update(bytes).digest('hex') };
}

describe('a bundle', () => {
  it('has the pages of the files, numbered, and a slip in place of what has none', async () => {
    await fileOf('Minutes');
    await makeEvidenceLink(council.as.lead, { statement: 'QS2', title: 'A page' });
    await makeEvidenceFile(
      council.as.lead,
      { statement: 'QS2', title: 'Notes' },
      'notes.txt',
      'Not read yet\n',
    );
    await makeEvidenceFile(
      council.as.lead,
      { statement: 'QS2', title: 'Layers' },
      'a.pdf',
      HIDDEN_LAYERS['a layer that is off'],
    );
    const sent = () => ask({}, 'bundle', withSubmission(council.as.lead, 'pack'));
    expect([await sent(), await sent()]).toEqual([
      { outcome: 'asked', number: 1 },
      { outcome: 'asked', number: 1 },
    ]);
    await makeWaiting();
    const pack = await page();
    expect(pack).toMatchObject({
      ...{ state: 'made', form: 'bundle', items: 4, done: 1, total: 1, leftOut: [] },
      holds: [
        { reference: 'E1', file: { id: expect.any(String) } },
        { reference: 'E2', without: 'link' },
        { reference: 'E3', without: 'not read' },
        { reference: 'E4', file: { id: expect.any(String) } },
      ],
    });
    const pdf = await download();
    expect(pack.files).toMatchObject([{ sha256: pdf.hash, pages: pdf.pages.length, firstPage: 1 }]);
    const at = pdf.pages.findIndex((text) => text.includes('Minutes, page 1'));
    expect(pdf.pages[at]?.trim().endsWith(String(at + 1))).toBe(true);
    expect(pdf.text).toContain('This evidence is a link');
    expect(pdf.text).toContain('its words have not been read');
    expect(pdf.text).not.toContain('SECRET');
    expect(await eventsOf()).toEqual(['pack.asked', 'pack.made']);
    expect(await rowFaults(council)).toEqual([]);
    expect(await workFolders()).toEqual([]);
    expect(await filesInStore()).toHaveLength(4);
  });

  it('has the same bytes when it is made again, until evidence in it is erased', async () => {
    await fileOf('Minutes');
    await fileOf('Zebedee');
    await ask();
    await makeWaiting();
    const { hash } = await download();
    await expire();
    await askPackAgain(council.as.lead, { number: 1 });
    await makeWaiting();
    expect((await download()).hash).toBe(hash);
    expect(await page()).toMatchObject({ remade: { isSame: true } });
    await eraseEvidence(council, 'E2');
    expect(await page()).toMatchObject({ state: 'removed', why: 'erased E2' });
    await askPackAgain(council.as.lead, { number: 1 });
    await makeWaiting();
    const { text } = await download();
    expect(text).not.toContain('Zebedee');
    expect(text).toContain('This evidence was erased');
    expect(text).toContain('Minutes, page 2');
    expect(await rowFaults(council)).toEqual([]);
  });

  it('begins again without what is erased while it is made', async () => {
    await fileOf('Minutes');
    await fileOf('Zebedee');
    await ask();
    const pack = await taken();
    const append = fileStore().append.bind(fileStore());
    vi.spyOn(fileStore(), 'append').mockImplementationOnce(async (...args) => {
      await eraseEvidence(council, 'E2');
      return append(...args);
    });
    expect(await makePack(system(), pack)).toBe(true);
    expect(await page()).toMatchObject({ state: 'waiting', files: [] });
    await makeWaiting();
    expect((await download()).text).not.toContain('Zebedee');
    expect(await rowFaults(council)).toEqual([]);
  });

  it('is not kept once it is cancelled, whatever was being done', async () => {
    for (const title of ['A', 'B', 'C', 'D', 'E']) await fileOf(title);
    const before = (await filesInStore()).length;
    const atStep = async (step: PackStep) => {
      while ((await page(number)).step !== step) await wait(2);
    };
    let number = 0;
    for (const step of ['preparing', 'setting', 'storing'] as const) {
      const asked = await ask();
      number = asked.outcome === 'asked' ? asked.number : 0;
      const pack = await taken();
      const cancel = () => cancelPack(council.as.lead, { number });
      if (step === 'storing') {
        const append = fileStore().append.bind(fileStore());
        vi.spyOn(fileStore(), 'append').mockImplementationOnce(async (...args) => {
          await cancel();
          return append(...args);
        });
        await makePack(system(), pack);
      } else {
        const made = makePack(system(), pack);
        await atStep(step);
        expect(await cancel()).toEqual({ outcome: 'cancelled' });
        expect(await made).toBe(true);
      }
      expect(await page(number), step).toMatchObject({ state: 'cancelled', files: [] });
      expect(await workFolders(pack.id)).toEqual([]);
      expect((await filesInStore()).length, step).toBe(before);
    }
    expect(await rowFaults(council)).toEqual([]);
  });

  it('is made once though its process is killed while it prepares, sets and stores', {
    timeout: 120_000,
  }, async () => {
    for (const title of ['A', 'B', 'C', 'D', 'E']) await fileOf(title);
    await ask();
    const stored = (await filesInStore()).length;
    for (const step of ['preparing', 'setting', 'storing']) {
      const maker = spawn(
        process.execPath,
        [
          '--conditions=react-server',
          '--input-type=module',
          '--eval',
          `import { makeWaiting } from '#lib/background/packs.ts';
           import { fileStore } from '#lib/platform/storage/file-store.ts';
           const store = fileStore();
           const append = store.append.bind(store);
           store.append = async (...args) => { await append(...args); process.kill(process.pid, 'SIGKILL'); };
           await makeWaiting();`,
        ],
        { stdio: ['ignore', 'inherit', 'inherit'] },
      );
      const ended = once(maker, 'exit');
      if (step !== 'storing') {
        for (
          let is = await page();
          is.step !== step || (is.done === 0) !== (step === 'setting');
          is = await page()
        )
          await wait(2);
        maker.kill('SIGKILL');
      }
      expect(await ended).toEqual([null, 'SIGKILL']);
      await letGo();
    }
    expect(await workFolders()).toHaveLength(1);
    await makeWaiting();
    const { state, files } = await page();
    expect([state, files.length]).toEqual(['made', 1]);
    expect(await eventsOf()).toEqual(['pack.asked', 'pack.made']);
    expect((await download()).text).toContain('E, page 2');
    expect(await workFolders()).toEqual([]);
    expect((await filesInStore()).length).toBe(stored + 1);
    expect(await rowFaults(council)).toEqual([]);
  });

  it('is made by who took it last, though the one before goes on', async () => {
    await fileOf('Minutes');
    await ask();
    const first = await taken();
    const append = fileStore().append.bind(fileStore());
    vi.spyOn(fileStore(), 'append').mockImplementationOnce(async (...args) => {
      await cancelPack(council.as.lead, { number: 1 });
      await askPackAgain(council.as.lead, { number: 1 });
      const last = await taken();
      expect(await workFolders(first.id)).toEqual([`${first.id}.${first.takenBy}`]);
      expect(await makePack(system(), last)).toBe(true);
      return append(...args);
    });
    await makePack(system(), first);
    expect((await page()).state).toBe('made');
    expect((await download()).text).toContain('Minutes, page 2');
    expect(await workFolders(first.id)).toEqual([]);
    expect(await filesInStore()).toHaveLength(2);
    expect(await rowFaults(council)).toEqual([]);
  });

  it('fails at once when the disk is full', async () => {
    await fileOf('Minutes');
    await ask();
    vi.spyOn(fileStore(), 'append').mockRejectedValueOnce(
      Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }),
    );
    await makeWaiting();
    expect(await page()).toMatchObject({ state: 'failed', why: 'disk full', files: [] });
    expect(await filesInStore()).toHaveLength(1);
    expect(await workFolders()).toEqual([]);
    await askPackAgain(council.as.lead, { number: 1 });
    await makeWaiting();
    expect((await page()).state).toBe('made');
  });

  it('is not made of a damaged file, which it names', async () => {
    await fileOf('Minutes');
    await fileOf('Plan');
    const [row] = await asSuperuser<{ id: string }>(
      "SELECT id FROM files WHERE council_id = $1 AND name = 'Plan.pdf'",
      [council.id],
    );
    await writeFile(path.join(councilFolder(council.id), row?.id ?? ''), pdfOf('Another'));
    await ask();
    const pack = await taken();
    expect(await makePack(system(), pack)).toBe(true);
    expect(await page()).toMatchObject({ state: 'failed', why: 'damaged E2', files: [] });
    expect(await workFolders()).not.toContain(pack.id);
  });

  it('is cut into volumes with running numbers, and has no more pages than were asked for', async () => {
    for (const title of ['A', 'B']) await fileOf(title);
    await makeEvidenceFile(
      council.as.lead,
      { statement: 'QS1', title: 'Long' },
      'long.pdf',
      pdfOf('Long', 60),
    );
    await ask({ pageLimit: 30 });
    await makeWaiting();
    const pack = await page();
    expect(pack.leftOut).toEqual([
      { reference: 'E3', why: 'it would take the bundle over its limit of pages' },
    ]);
    expect(pack.holds).toMatchObject([
      { reference: 'E1', file: {} },
      { reference: 'E2', file: {} },
      { reference: 'E3', isOverLimit: true },
    ]);
    const { pages, text } = await download();
    expect(pages.length).toBeLessThanOrEqual(30);
    expect(text).not.toContain('Long, page 1');
    expect(text).toContain('E3');
    // The statements still say what it is.
    await asSuperuser(
      "UPDATE evidence_items SET contains_personal_data = true, needs_redaction = true WHERE council_id = $1 AND title = 'Long'",
      [council.id],
    );
    expect((await page()).heldBack).toEqual([{ reference: 'E3', why: 'redaction' }]);
  });
});

describe('what is chosen', () => {
  it('is the same in every form, which say what they leave out', async () => {
    const { lead } = council.as;
    await fileOf('Minutes', { shows: 'That people meet' });
    await fileOf('Elsewhere', { statement: 'QS2' });
    const secret = { title: 'Sealed letter', shows: 'Of Zebedee', marking: 'OFFICIAL-SENSITIVE' } as const;
    await makeEvidenceFile(lead, { statement: 'QS1', ...secret }, 'sealed.pdf', pdfOf('Zebedee'));
    await makeEvidenceLink(lead, { statement: 'QS1', title: 'Her story', containsPersonalData: true });
    const choices = publicChoices({ ...EVERYTHING, statements: ['QS1'] });
    for (const form of ['bundle', 'register', 'zip'] as const) await ask(choices, form);
    await makeWaiting();
    const [bundle, register] = [await download(1), await download(2)];
    const zip = await unzipped(await bytesOf(3, '1.zip'));
    const lists = Object.entries(zip).map(([name, content]) => `${name} ${content.toString('latin1')}`);
    const names = [lead.person.name, council.as.director.person.name, 'Performance manager'];
    for (const [form, text] of [
      ['bundle', bundle.text],
      ['register', register.text],
      ['zip', lists.join('\n')],
    ] as const) {
      expect(text, form).toContain('Minutes');
      expect(text, form).not.toMatch(/Sealed letter|Zebedee|Her story|Elsewhere|QS2/);
      for (const name of names) expect(text, form).not.toContain(name);
      expect(text.replaceAll(/\s+/g, ' '), form).toContain('it is not for the public edition');
    }
    for (const number of [1, 2, 3])
      expect(await page(number)).toMatchObject({
        ...{ state: 'made', marking: 'OFFICIAL', items: 1 },
        leftOut: [
          { reference: 'E3', why: 'it is not for the public edition' },
          { reference: 'E4', why: 'it is not for the public edition' },
        ],
      });
    expect((await listPacks(lead)).packs.map(describeKind)).toEqual([
      'Public edition (ZIP), only QS1',
      'Public edition (register), only QS1',
      'Public edition (bundle), only QS1',
    ]);
    const recipe = await exportRecipe(lead, 1);
    for (const name of names) expect(JSON.stringify(recipe)).not.toContain(name);
    expect(await ask({ statements: ['QS1', 'OF1'] })).toEqual({ outcome: 'other statements' });
  });

  it('holds a pack back once it no longer fits, or its marking is too low', async () => {
    const reference = await makeEvidenceLink(council.as.lead, { statement: 'QS1', title: 'Zebedee' });
    await ask(publicChoices(EVERYTHING));
    await ask();
    await makeWaiting();
    await changeDetails(council.as.lead, reference, {
      ...linkDetails({ title: 'Zebedee', marking: 'OFFICIAL-SENSITIVE' }),
      version: 1,
    });
    expect(await readablePack(council.as.reader, 1, '1.pdf')).toBe('held back');
    expect(await page(2)).toMatchObject({ marking: 'OFFICIAL', heldBack: [{ reference, why: 'marking' }] });
    expect(await readablePack(council.as.reader, 2, '1.pdf')).toBe('held back');
    for (const number of [1, 2]) await askPackAgain(council.as.lead, { number });
    await makeWaiting();
    expect((await download(1)).text).not.toContain('Zebedee');
    expect((await download(2)).text).toContain('Zebedee');
    expect(await page(2)).toMatchObject({ marking: 'OFFICIAL-SENSITIVE', heldBack: [] });
    expect(await rowFaults(council)).toEqual([]);
  });

  it('is held back once a virus is found in a file', async () => {
    await fileOf('Minutes');
    await fileOf('Zebedee');
    await ask();
    await ask({}, 'zip');
    await makeWaiting();
    await asSuperuser(
      "UPDATE files SET scan = 'infected', scan_result = 'Eicar' WHERE council_id = $1 AND name = 'Zebedee.pdf'",
      [council.id],
    );
    for (const number of [1, 2]) {
      expect((await page(number)).heldBack).toEqual([{ reference: 'E2', why: 'infected' }]);
      expect(await readablePack(council.as.reader, number, number === 1 ? '1.pdf' : '1.zip')).toBe(
        'held back',
      );
      await askPackAgain(council.as.lead, { number });
    }
    await makeWaiting();
    expect((await download(1)).text).toContain('Its file contains a virus');
    expect((await download(1)).text).not.toContain('Zebedee, page 1');
    expect(
      Object.keys(await unzipped(await bytesOf(2, '1.zip'))).filter((name) => name.includes('/')),
    ).toHaveLength(1);
  });
});

describe('what comes later', () => {
  const add = (number: number, readForNames: 'yes'[] = []) =>
    askAdditions(council.as.lead, {
      ...{ number, purpose: 'For CQC too', content: { kind: 'open' }, readForNames },
    });

  it('is a bundle that goes on where the last one ended, without what was sent', async () => {
    const { lead } = council.as;
    await fileOf('Minutes');
    await fileOf('Plan');
    await ask();
    expect(await add(1)).toEqual({ outcome: 'not made' });
    await makeWaiting();
    const sent = await download(1);
    expect(await add(1)).toEqual({ outcome: 'nothing new' });
    const newer = await receivedFile(lead, 'plan 2.pdf', pdfOf('Newer plan'));
    await replaceFile(lead, 'E2', { based: 1, reason: 'A newer one', datedOn: null }, newer);
    await fileOf('Survey');
    const twice = await Promise.all([add(1), add(1)]);
    expect(twice).toEqual(expect.arrayContaining([{ outcome: 'asked', number: 2 }, { outcome: 'not made' }]));
    await makeWaiting();
    const later = await page(2);
    expect(later).toMatchObject({
      ...{ state: 'made', items: 2, continues: 1, continuedBy: [] },
      holds: [{ reference: 'E2', label: 'E2A' }, { reference: 'E3' }],
      files: [{ firstPage: sent.pages.length + 1 }],
    });
    const { pages, text } = await download(2);
    expect(text).toContain('E2A');
    expect(text).toContain('Newer plan, page 1');
    expect(text).toContain('Survey, page 2');
    expect(text).not.toContain('Minutes, page 1');
    expect(
      pages
        .at(-1)
        ?.trim()
        .endsWith(String(sent.pages.length + pages.length)),
    ).toBe(true);
    expect((await download(1)).hash).toBe(sent.hash);
    expect((await page(1)).continuedBy).toEqual([2]);
    expect(await add(2)).toEqual({ outcome: 'nothing new' });
    const newest = await receivedFile(lead, 'plan 3.pdf', pdfOf('Newest plan'));
    await replaceFile(lead, 'E2', { based: 2, reason: 'Newer still', datedOn: null }, newest);
    expect(await add(2)).toEqual({ outcome: 'asked', number: 3 });
    await makeWaiting();
    expect(await page(3)).toMatchObject({ holds: [{ reference: 'E2', label: 'E2B' }], continues: 2 });
    expect(await rowFaults(council)).toEqual([]);
  });

  it('is read for names first if anybody may have it', async () => {
    await ask(publicChoices(EVERYTHING));
    await makeWaiting();
    await makeEvidenceLink(council.as.lead, { statement: 'QS1', title: 'A page' });
    expect(await add(1)).toEqual({ outcome: 'not read' });
    expect(await add(1, ['yes'])).toEqual({ outcome: 'asked', number: 2 });
  });

  it('is all that a limit of pages left out', async () => {
    await fileOf('Minutes');
    await makeEvidenceFile(council.as.lead, { statement: 'QS1', title: 'Long' }, 'l.pdf', pdfOf('Long', 60));
    await ask({ pageLimit: 30 });
    await makeWaiting();
    expect(await add(1)).toEqual({ outcome: 'asked', number: 2 });
    await makeWaiting();
    const { holds } = await page(2);
    expect(holds).toMatchObject([{ reference: 'E2', file: {} }]);
    expect(holds[0]).not.toHaveProperty('label');
  });
});

it('the work of lost processes is removed, and what was prepared of erased files', async () => {
  await fileOf('Minutes');
  await ask();
  const pack = await taken();
  vi.spyOn(fileStore(), 'append').mockRejectedValueOnce(new Error('The disk went away'));
  expect(await makePack(system(), pack)).toBe(false);
  const names = async () => {
    const [folder = ''] = await workFolders(pack.id);
    return readdir(path.join(env().DATA_DIR, 'packs', folder));
  };
  const [file] = await asSuperuser<{ id: string }>('SELECT id FROM files WHERE council_id = $1', [
    council.id,
  ]);
  expect(await names()).toEqual(expect.arrayContaining([file?.id, `${file?.id}.json`]));
  await eraseEvidence(council, 'E1');
  await removeErased({ council: council.id, files: [file?.id ?? ''] });
  expect((await names()).filter((name) => name.includes(file?.id ?? ''))).toEqual([]);
  await sweepWorkFolders(new Date(Date.now() + 7 * 60 * 60_000));
  expect(await workFolders(pack.id)).toEqual([]);
});
