import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { removeErased } from '#lib/background/erasures.ts';
import { makeWaiting } from '#lib/background/packs.ts';
import { startQueue } from '#lib/background/queue.ts';
import { tidy } from '#lib/background/tidy.ts';
import { askPack, askPackAgain, cancelPack, exportRecipe } from '#lib/exchange/packs/commands.ts';
import { madeWith } from '#lib/exchange/packs/made-with.ts';
import { makePack } from '#lib/exchange/packs/make-pack.ts';
import { beginStep, notePackMade, readPack, takePack } from '#lib/exchange/packs/making.ts';
import { getPack, listPacks, readablePack } from '#lib/exchange/packs/queries.ts';
import type { PackSource } from '#lib/exchange/packs/rules.ts';
import { type CouncilContext, systemContext } from '#lib/platform/access/context.ts';
import { env } from '#lib/platform/env.ts';
import { openPdf } from '#lib/platform/pdf/open-pdf.ts';
import { councilFolder } from '#lib/platform/storage/location.ts';
import { setBlind } from '#lib/record/challenge/commands.ts';
import { changeDetails } from '#lib/record/evidence/commands.ts';
import { verifyFiles } from '#lib/tasks/stored-files.ts';
import { getErasure } from '#lib/work/erasures/queries.ts';
import { listNotices } from '#lib/work/notices/queries.ts';
import {
  asSuperuser,
  leaveFreeSpace,
  linkDetails,
  makeAssessedCouncil,
  makeEvidenceFile,
  makeEvidenceLink,
  signOff,
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

const system = (of: TestCouncil = council) =>
  systemContext({ id: of.id, slug: of.slug, name: 'Council', isExample: false }, 'Packs', 'test');
const ask = (content: PackSource = { kind: 'open' }, as: CouncilContext = council.as.lead) =>
  askPack(as, { purpose: 'For CQC', packForm: 'register', content });
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
const eventsOf = async () =>
  (
    await asSuperuser<{ type: string }>(
      "SELECT type FROM audit_events WHERE council_id = $1 AND type LIKE 'pack.%' ORDER BY seq",
      [council.id],
    )
  ).map(({ type }) => type);
const filesInStore = () => readdir(councilFolder(council.id)).catch(() => []);
const bytesUsed = async () => {
  const [row] = await asSuperuser<{ bytes: number }>(
    'SELECT bytes::int FROM council_storage WHERE council_id = $1',
    [council.id],
  );
  return row?.bytes ?? 0;
};
/** The process that had it was killed some time ago. */
const letGo = () =>
  asSuperuser(
    "UPDATE packs SET taken_until = now() - interval '1 s' WHERE council_id = $1 AND state = 'making'",
    [council.id],
  );
const REGISTER = '1.pdf';
/** The bytes and text of the file of a pack. */
async function download(number = 1, as = council.as.reader) {
  const found = await readablePack(as, number, REGISTER);
  if (!found || typeof found === 'string') throw new Error('There is no file');
  const { file } = found;
  const stream = file.read({ from: 0, to: file.bytes - 1 }, new AbortController().signal);
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const pdf = await openPdf(bytes.slice());
  const text = Array.from({ length: pdf.pages }, (_, at) => pdf.read(at + 1).text).join(' ');
  return { ...file, pages: pdf.pages, text, hash: createHash('sha256').update(bytes).digest('hex') };
}

describe('a pack', () => {
  it('is made by a job, once for a form that is sent twice, and kept with its hash', async () => {
    await makeEvidenceLink(council.as.lead, { statement: 'QS1', title: 'Letter of a carer' });
    const queue = await startQueue({ poll: 1, watch: 1, heartbeat: 10 });
    try {
      const sent = () => ask(undefined, withSubmission(council.as.lead, 'pack'));
      expect(await sent()).toEqual({ outcome: 'asked', number: 1 });
      expect(await sent()).toEqual({ outcome: 'asked', number: 1 });
      await expect.poll(async () => (await page()).state, { timeout: 20_000 }).toBe('made');
    } finally {
      await queue.stop();
    }
    const { files, ...pack } = await page();
    expect(pack).toMatchObject({
      ...{ purpose: 'For CQC', kind: 'packed', version: 1, marking: 'OFFICIAL', items: 1 },
      ...{ done: 3, total: 3, step: null, mayCancel: false, isHidden: false },
    });
    const pdf = await download();
    expect(pdf.text).toContain('Letter of a carer');
    expect(files).toMatchObject([{ volume: 1, bytes: pdf.bytes, sha256: pdf.hash, pages: pdf.pages }]);
    expect(pdf.name).toBe(`${council.slug} evidence pack 1.pdf`);
    expect(await bytesUsed()).toBe(pdf.bytes);
    expect(await eventsOf()).toEqual(['pack.asked', 'pack.made']);
    expect(await rowFaults(council)).toEqual([]);
    expect((await listPacks(council.as.lead)).packs).toHaveLength(1);
    const downloaded = await exportRecipe(council.as.reader, 1);
    if (!downloaded || downloaded === 'scores hidden') throw new Error('There is no recipe');
    expect(createHash('sha256').update(downloaded.recipe).digest('hex')).toBe((await page()).recipeHash);
    expect((await eventsOf()).at(-1)).toBe('pack.recipe-downloaded');
    expect(await rowFaults(council)).toEqual([]);
  });

  it('is compared with the history: what it is, its files, and what decides whether it is given out', async () => {
    await makeEvidenceLink(council.as.lead, { statement: 'QS1', title: 'Letter of a carer' });
    await ask();
    await makeWaiting();
    for (const [change, named] of [
      ["packs SET form = 'zip'", 'form'],
      ["packs SET marking = 'OFFICIAL-SENSITIVE'", 'holdsHash'],
      ["packs SET holds = '[]'", 'holdsHash'],
      ['pack_files SET pages = pages + 1', 'files'],
      ['pack_files SET bytes = bytes + 1', 'files'],
    ] as const) {
      // Whoever runs the database is held back by no trigger.
      await asSuperuser(
        `SET session_replication_role = replica; UPDATE ${change} WHERE council_id = '${council.id}';
         SET session_replication_role = origin`,
      );
      expect(await rowFaults(council)).toContainEqual(expect.stringContaining(`${named} is`));
    }
  });

  it('holds the content of when it was asked for, open, signed or closed', async () => {
    const { lead } = council.as;
    const reference = await makeEvidenceLink(lead, { statement: 'QS1', title: 'As it was called' });
    await ask();
    await changeDetails(lead, reference, { ...linkDetails(), title: 'Renamed', version: 1 });
    const signed = await signOff(council);
    await ask({ kind: 'signed', cycle: 1, version: 1 });
    expect(await ask({ kind: 'closed', cycle: 1 })).toEqual({ outcome: 'nothing' });
    await makeWaiting();
    const [open, version] = [await download(1), await download(2)];
    expect(open.text).toContain('As it was called');
    expect(open.text).not.toMatch(/Renamed|signed version 1/i);
    expect(version.text).toContain('Renamed');
    expect(version.text.replaceAll(/\s/g, '')).toContain(signed);
    expect(await rowFaults(council)).toEqual([]);
  });

  it('keeps out what has to be redacted since it was asked for', async () => {
    const { lead } = council.as;
    const reference = await makeEvidenceLink(lead, { statement: 'QS1', title: 'Zebedee’s letter' });
    await ask();
    const redact = {
      containsPersonalData: true,
      marking: 'OFFICIAL-SENSITIVE',
      needsRedaction: true,
    } as const;
    await changeDetails(lead, reference, { ...linkDetails(), ...redact, version: 1 });
    await makeWaiting();
    expect((await download()).text).not.toContain('Zebedee');
  });

  it('is not given out once evidence in it has to be redacted, and leaves that out when it is made again', async () => {
    const { lead, reader } = council.as;
    const reference = await makeEvidenceLink(lead, { statement: 'QS1', title: 'Zebedee’s letter' });
    await ask();
    await makeWaiting();
    expect((await page()).heldBack).toEqual([]);
    expect(await askPackAgain(reader, { number: 1 })).toEqual({ outcome: 'unchanged' });
    const redact = {
      containsPersonalData: true,
      marking: 'OFFICIAL-SENSITIVE',
      needsRedaction: true,
    } as const;
    await changeDetails(lead, reference, { ...linkDetails(), ...redact, version: 1 });
    expect((await page()).heldBack).toEqual([{ reference, why: 'redaction' }]);
    expect(await readablePack(reader, 1, REGISTER)).toBe('held back');
    expect(await askPackAgain(reader, { number: 1 })).toEqual({ outcome: 'asked' });
    await makeWaiting();
    expect((await download()).text).not.toContain('Zebedee');
    expect((await page()).remade).toMatchObject({
      isSame: false,
      reasons: [`${reference} has to be redacted`],
    });
    expect(await eventsOf()).toEqual([
      ...['pack.asked', 'pack.made', 'pack.removed', 'pack.asked-again', 'pack.made'],
    ]);
    expect(await rowFaults(council)).toEqual([]);
    const notices = await listNotices(lead, 1);
    expect(notices.notices.map(({ text }) => text)).toEqual([
      'Evidence pack 1 is ready',
      'Evidence pack 1 is ready',
    ]);
  });

  it('is not made once it is cancelled, by its maker or a lead', async () => {
    await ask(undefined, council.as.reader);
    expect(await cancelPack(council.as.contributor, { number: 1 })).toEqual({
      outcome: 'of another person',
    });
    const pack = await taken();
    expect(await cancelPack(council.as.lead, { number: 1 })).toEqual({ outcome: 'cancelled' });
    expect(await beginStep(system(), pack, 'setting')).toBe(false);
    expect(await makePack(system(), pack)).toBe(true);
    expect(await cancelPack(council.as.lead, { number: 1 })).toEqual({ outcome: 'ended already' });
    expect(await page()).toMatchObject({ state: 'cancelled', files: [] });
    expect(await filesInStore()).toEqual([]);
    expect(await eventsOf()).toEqual(['pack.asked', 'pack.cancelled']);
    expect(await askPackAgain(council.as.reader, { number: 1 })).toEqual({ outcome: 'asked' });
    await makeWaiting();
    expect((await page()).state).toBe('made');
    expect(await rowFaults(council)).toEqual([]);
  });

  it('counts once, whoever ends it', async () => {
    await ask();
    const lost = await taken();
    expect(await takePack(system())).toBeNull();
    await letGo();
    await makeWaiting();
    const made = await page();
    expect(made.state).toBe('made');
    // The first process was only slow.
    expect(await makePack(system(), lost)).toBe(true);
    expect(await page()).toEqual(made);
    expect(await filesInStore()).toHaveLength(1);
    expect(await eventsOf()).toEqual(['pack.asked', 'pack.made']);
  });

  it('is given up when three processes were lost over it, and says so', async () => {
    await ask();
    for (let loss = 0; loss < 3; loss += 1) {
      await taken();
      await letGo();
    }
    await makeWaiting();
    expect(await page()).toMatchObject({ state: 'failed', why: 'crashed' });
    expect(await askPackAgain(council.as.lead, { number: 1 })).toEqual({ outcome: 'asked' });
    await makeWaiting();
    expect(await page()).toMatchObject({ state: 'made', why: '' });
    expect(await rowFaults(council)).toEqual([]);
  });

  it('is not kept if the council has no room for it', async () => {
    await ask();
    await leaveFreeSpace(council, 1_000);
    await makeWaiting();
    expect(await page()).toMatchObject({ state: 'failed', why: 'storage full' });
    expect(await filesInStore()).toEqual([]);
    expect(await rowFaults(council)).toEqual([]);
  });

  it('expires, and is made again with the same bytes', async () => {
    await makeEvidenceLink(council.as.lead, { statement: 'QS1' });
    await ask();
    await makeWaiting();
    const { hash } = await download();
    const days = (count: number) => new Date(Date.now() + count * 24 * 60 * 60_000);
    await tidy(days(env().PACK_DAYS - 1));
    expect(await filesInStore()).toHaveLength(1);
    await tidy(days(env().PACK_DAYS + 1));
    expect(await filesInStore()).toEqual([]);
    expect(await bytesUsed()).toBe(0);
    expect(await page()).toMatchObject({ state: 'removed', why: 'expired', files: [{ isKept: false }] });
    expect(await readablePack(council.as.lead, 1, REGISTER)).toBeNull();
    await askPackAgain(council.as.director, { number: 1 });
    await makeWaiting();
    expect((await download()).hash).toBe(hash);
    expect(await page()).toMatchObject({ files: { length: 2 }, remade: { isSame: true, reasons: [] } });
    const wrong: string[] = [];
    expect(await verifyFiles(council, (line) => wrong.push(line))).toBe(1);
    expect(wrong).toEqual([]);
    expect(await rowFaults(council)).toEqual([]);
  });

  it('is another council’s to nobody, and hidden while scores are', async () => {
    await ask();
    await makeWaiting();
    const other = await makeAssessedCouncil();
    expect(await getPack(other.as.lead, 1)).toBeNull();
    expect(await readablePack(other.as.lead, 1, REGISTER)).toBeNull();
    await setBlind(council.as.lead, { assessment: council.assessment, blind: true });
    expect(await readablePack(council.as.director, 1, REGISTER)).toBe('scores hidden');
    expect(await ask(undefined, council.as.director)).toEqual({ outcome: 'scores hidden' });
    expect(await askPackAgain(council.as.director, { number: 1 })).toEqual({ outcome: 'scores hidden' });
    expect((await download(1, council.as.lead)).pages).toBeGreaterThan(1);
  });
});

describe('an erasure', () => {
  const erased = async () => {
    const { lead } = council.as;
    const reference = await makeEvidenceFile(lead, { statement: 'QS1', title: 'Zebedee’s letter' });
    return { reference, erase: () => eraseEvidence(council, reference) };
  };

  it('takes the files of every pack that holds the evidence, and says why', async () => {
    const { erase } = await erased();
    await ask();
    await makeWaiting();
    const [file] = await asSuperuser<{ id: string }>('SELECT id FROM pack_files WHERE council_id = $1', [
      council.id,
    ]);
    expect((await getErasure(council.as.lead, 'E1'))?.reach).toMatchObject({ packs: 1, content: [] });
    await erase();
    expect(await page()).toMatchObject({ state: 'removed', why: 'erased E1', files: [{ isKept: false }] });
    expect(await filesInStore()).toContain(file?.id);
    await removeErased({ council: council.id, files: [] });
    expect(await filesInStore()).not.toContain(file?.id);
    expect(await rowFaults(council)).toEqual([]);
    await askPackAgain(council.as.lead, { number: 1 });
    await makeWaiting();
    const { remade } = await page();
    expect(remade).toMatchObject({ isSame: false, reasons: [expect.stringMatching(/^E\d+ was erased$/)] });
    const again = await download();
    expect(again.text).not.toContain('Zebedee');
    expect(again.text).toContain('Erased on');
  });

  it('lets a pack that is being made begin again', async () => {
    const { erase } = await erased();
    await ask();
    const pack = await taken();
    const document = await readPack(system(), pack);
    expect(JSON.stringify(document)).toContain('Zebedee');
    await erase();
    const files = [
      {
        ...{ id: '019f0000-0000-7000-8000-000000000001', volume: 1, mediaType: 'application/pdf' },
        ...{ bytes: 1, sha256: '0'.repeat(64), pages: 1 },
      },
    ];
    if (!document) throw new Error('There is no content');
    const facts = { marking: 'OFFICIAL', items: 1, holds: [], leftOut: [], total: 3 } as const;
    const made = { ...facts, files, madeWith: madeWith(document, facts, { office: false }) };
    expect(await notePackMade(system(), pack, made)).toBe(false);
    expect((await page()).state).toBe('waiting');
    await makeWaiting();
    expect((await download()).text).not.toContain('Zebedee');
    expect(await rowFaults(council)).toEqual([]);
  });
});
