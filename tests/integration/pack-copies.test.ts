import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeWaiting } from '#lib/background/packs.ts';
import { findPack } from '#lib/exchange/pack-checks/queries.ts';
import {
  locateSharedFile,
  readSharedPack,
  recordSharedDownload,
  sharePack,
} from '#lib/exchange/pack-copies/commands.ts';
import { listCopyLinks } from '#lib/exchange/pack-copies/queries.ts';
import { askPack, askPackAgain } from '#lib/exchange/packs/commands.ts';
import { expirePacks } from '#lib/exchange/packs/making.ts';
import { getPack, listPacks, readablePack } from '#lib/exchange/packs/queries.ts';
import type { PackForm } from '#lib/exchange/packs/rules.ts';
import { systemContext } from '#lib/platform/access/context.ts';
import { openPdf } from '#lib/platform/pdf/open-pdf.ts';
import { setBlind } from '#lib/record/challenge/commands.ts';
import { changeDetails } from '#lib/record/evidence/commands.ts';
import { recordOpening, withdrawLink } from '#lib/record/links/commands.ts';
import { openLink } from '#lib/record/links/gate.ts';
import {
  asSuperuser,
  linkDetails,
  makeAssessedCouncil,
  makeEvidenceFile,
  makeEvidenceLink,
  makePaperLink,
  paperLinkInput,
  type TestCouncil,
} from './council-factory.ts';
import { eraseEvidence, rowFaults } from './erasing.ts';

const DAY = 24 * 60 * 60_000;
const REDACT = { containsPersonalData: true, marking: 'OFFICIAL-SENSITIVE', needsRedaction: true } as const;

let council: TestCouncil & { readonly assessment: string };
let letter: string;

beforeEach(async () => {
  // Packs of other tests would be made first.
  await asSuperuser("UPDATE packs SET state = 'cancelled' WHERE state = 'waiting'");
  council = await makeAssessedCouncil();
  letter = await makeEvidenceLink(council.as.lead, { statement: 'QS1', title: 'Letter of a carer' });
});

async function madePack(packForm: PackForm = 'register'): Promise<void> {
  await askPack(council.as.lead, { purpose: 'For CQC', packForm, content: { kind: 'open' } });
  await makeWaiting();
}

async function share(change: Parameters<typeof paperLinkInput>[0] = {}, as = council.as.lead) {
  const made = await sharePack(as, { ...paperLinkInput(change), number: 1 });
  if (made.outcome !== 'made') throw new Error(`No link was made: ${made.outcome}`);
  return made.link;
}

async function open(token: string, at = new Date()) {
  const opened = await openLink(token, 'pack', at, 'a request');
  const pack = opened && (await readSharedPack(opened));
  return opened && pack ? { ...opened, pack } : null;
}

/** The bytes that a link gives. */
async function download(token: string, form: PackForm = 'register') {
  const opened = await open(token);
  const file = opened && (await locateSharedFile(opened, opened.pack, { volume: 1, forms: [form] }));
  if (!file) throw new Error('There is no file');
  const stream = file.read({ from: 0, to: file.bytes - 1 }, new AbortController().signal);
  const bytes = Buffer.from(await new Response(stream).arrayBuffer());
  return { ...file, content: bytes, hash: createHash('sha256').update(bytes).digest('hex') };
}

const eventsOf = async (like: string) =>
  asSuperuser<{ type: string; data: Record<string, unknown>; actor_name: string }>(
    'SELECT type, data, actor_name FROM audit_events WHERE council_id = $1 AND type LIKE $2 ORDER BY seq',
    [council.id, like],
  );

describe('a copy of a pack', () => {
  it('is made by the same recipe with whom it is for on every page, and is given out by its link alone', async () => {
    await madePack();
    const { token, id } = await share({ forWhom: 'Health scrutiny committee' });
    expect(await open(token)).toMatchObject({ pack: { number: 2, files: [] } });
    await makeWaiting();
    const opened = await open(token);
    expect(opened?.pack).toMatchObject({
      ...{ number: 2, form: 'register', items: 1, marking: 'OFFICIAL' },
      copyFor: expect.stringMatching(/^Health scrutiny committee, \d+ \w+ \d{4}$/),
    });
    const file = await download(token);
    const pdf = await openPdf(new Uint8Array(file.content));
    for (let page = 1; page <= pdf.pages; page += 1)
      expect(pdf.read(page).text.replaceAll(/\s+/g, ' ')).toContain('Copy for Health scrutiny committee');
    const [original, copy] = [await getPack(council.as.lead, 1), await getPack(council.as.lead, 2)];
    expect(copy).toMatchObject({ copy: { of: 1, forWhom: 'Health scrutiny committee' }, mayShare: false });
    expect(original).toMatchObject({ copy: null, mayShare: true });
    expect(copy?.files[0]?.sha256).toBe(file.hash);
    // Whoever could take it could pass it on in another's name.
    expect(await readablePack(council.as.director, 2, '1.pdf')).toMatchObject({ number: 2 });
    expect(await getPack(council.as.reader, 2)).toMatchObject({ isForOthers: true });
    expect(await readablePack(council.as.reader, 2, '1.pdf')).toBeNull();
    expect(await readablePack(council.as.reader, 1, '1.pdf')).toMatchObject({ number: 1 });
    expect(file.hash).not.toBe(original?.files[0]?.sha256);
    expect(await findPack(file.hash)).toMatchObject({ kept: { number: 2, copyOf: 1, state: 'kept' } });
    // It goes with its link.
    const { links, packs } = await listCopyLinks(council.as.lead, new Date());
    expect(packs.get(id)).toEqual({ number: 1, copy: 2 });
    expect(links).toMatchObject([{ id, forWhom: 'Health scrutiny committee', state: 'active' }]);
    expect(copy?.expiresAt).toEqual(links[0]?.expiresAt);
    expect((await listPacks(council.as.lead)).packs.map(({ number }) => number)).toEqual([1]);
    expect(await rowFaults(council)).toEqual([]);
  });

  it('is a ZIP that says so in its page, its list and a file of its own', async () => {
    await makeEvidenceFile(council.as.lead);
    await madePack('zip');
    const { token } = await share({ forWhom: 'Care & Co' });
    await makeWaiting();
    const text = (await download(token, 'zip')).content.toString('latin1');
    for (const part of ['COPY.txt', 'Copy for Care & Co, ', 'Care &amp; Co, ', '"copyFor": "Care & Co, '])
      expect(text).toContain(part);
  });

  it('is a bundle that says so on every page, below the evidence', async () => {
    const minutes = await readFile('lib/platform/pdf/testing/typst.pdf');
    const words = (await openPdf(new Uint8Array(minutes))).read(1).text.trim().split('\n')[0] ?? '';
    await makeEvidenceFile(council.as.lead, { statement: 'QS1' }, 'minutes.pdf', minutes);
    await madePack('bundle');
    const { token } = await share({ forWhom: 'CQC' });
    await makeWaiting();
    const pdf = await openPdf(new Uint8Array((await download(token, 'bundle')).content));
    const pages = Array.from({ length: pdf.pages }, (_, at) => pdf.read(at + 1).text.replaceAll(/\s+/g, ' '));
    expect(words.length).toBeGreaterThan(3);
    expect(pages.join(' ')).toContain(words.trim());
    expect(pages.filter((page) => !page.includes('Copy for CQC, '))).toEqual([]);
  });

  it('is recorded each time it is opened and downloaded', async () => {
    await madePack();
    const { token, id } = await share({ forWhom: 'CQC' });
    await makeWaiting();
    const opened = await open(token);
    if (!opened) throw new Error('The link does not work');
    expect(await recordOpening(opened.context, 'pack', id)).toBe(true);
    const given = { number: 2, volume: 1, sha256: 'a'.repeat(64) };
    expect(await recordSharedDownload(opened.context, id, given)).toBe(true);
    expect(await eventsOf('pack-copy.%')).toMatchObject([
      { type: 'pack-copy.shared', data: { number: 1, copy: 2, forWhom: 'CQC' } },
      { type: 'pack-copy.opened', data: { forWhom: 'CQC' }, actor_name: 'Reader with a link' },
      { type: 'pack-copy.downloaded', data: { ...given, forWhom: 'CQC' }, actor_name: 'Reader with a link' },
    ]);
    await withdrawLink(council.as.director, 'pack', id);
    expect(await recordOpening(opened.context, 'pack', id)).toBe(false);
    expect(await recordSharedDownload(opened.context, id, given)).toBe(false);
    expect(await eventsOf('pack-copy.%')).toHaveLength(4);
    expect(await rowFaults(council)).toEqual([]);
  });

  it('is not there once its link is over, withdrawn, unknown or of another kind', async () => {
    await madePack();
    const { token, id } = await share();
    await makeWaiting();
    expect(await open(token)).not.toBeNull();
    expect(await open(token, new Date(Date.now() + 31 * DAY))).toBeNull();
    expect(await open('a'.repeat(43))).toBeNull();
    expect(await open((await makePaperLink(council.as.lead)).token)).toBeNull();
    expect(await openLink(token, 'board_paper', new Date(), 'a request')).toBeNull();
    await withdrawLink(council.as.lead, 'pack', id);
    expect(await open(token)).toBeNull();
    // Its files go with the next sweep, and it is not made again.
    const { id: council_, slug } = council;
    await expirePacks(
      systemContext({ id: council_, slug, name: 'Council', isExample: false }, 'Packs', 'test'),
      new Date(),
    );
    expect(await getPack(council.as.lead, 2)).toMatchObject({ state: 'removed', why: 'withdrawn' });
    expect(await askPackAgain(council.as.lead, { number: 2 })).toEqual({ outcome: 'unchanged' });
    expect(await getPack(council.as.lead, 1)).toMatchObject({ state: 'made' });
    expect(await rowFaults(council)).toEqual([]);
  });

  it('is not given out any more when evidence in it is to be redacted', async () => {
    await madePack();
    const { token } = await share();
    await makeWaiting();
    await changeDetails(council.as.lead, letter, { ...linkDetails(), ...REDACT, version: 1 });
    expect(await open(token)).toBeNull();
    const input = { ...paperLinkInput(), number: 1 };
    expect(await sharePack(council.as.lead, input)).toEqual({ outcome: 'held back' });
  });

  it('is removed when evidence in it is erased', async () => {
    await madePack();
    const { token } = await share();
    await makeWaiting();
    await eraseEvidence(council, letter);
    expect(await open(token)).toBeNull();
    expect(await getPack(council.as.lead, 2)).toMatchObject({ state: 'removed', why: `erased ${letter}` });
    expect(await rowFaults(council)).toEqual([]);
  });

  it('is made only of a pack that has its files, by those who may share links and see the scores', async () => {
    await askPack(council.as.lead, { purpose: 'For CQC', packForm: 'register', content: { kind: 'open' } });
    const input = { ...paperLinkInput(), number: 1 };
    expect(await sharePack(council.as.lead, input)).toEqual({ outcome: 'not there' });
    await makeWaiting();
    expect(await sharePack(council.as.lead, { ...input, number: 9 })).toEqual({ outcome: 'not found' });
    await expect(sharePack(council.as.contributor, input)).rejects.toThrow();
    await share();
    expect(await sharePack(council.as.lead, { ...input, number: 2 })).toEqual({ outcome: 'not found' });
    await setBlind(council.as.lead, { assessment: council.assessment, blind: true });
    expect(await sharePack(council.as.director, input)).toEqual({ outcome: 'scores hidden' });
  });
});
