import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeWaiting } from '#lib/background/packs.ts';
import { askPack, askPackAgain, cancelPack } from '#lib/exchange/packs/commands.ts';
import { makePack } from '#lib/exchange/packs/make-pack.ts';
import { takePack } from '#lib/exchange/packs/making.ts';
import { getPack, readablePack } from '#lib/exchange/packs/queries.ts';
import { systemContext } from '#lib/platform/access/context.ts';
import { councilFolder } from '#lib/platform/storage/location.ts';
import { unzipped } from '#lib/platform/zip/testing/unzipped.ts';
import { changeDetails } from '#lib/record/evidence/commands.ts';
import {
  asSuperuser,
  linkDetails,
  makeAssessedCouncil,
  makeEvidenceFile,
  makeEvidenceLink,
  type TestCouncil,
} from './council-factory.ts';
import { eraseEvidence, rowFaults } from './erasing.ts';

let council: TestCouncil & { readonly assessment: string };

beforeEach(async () => {
  // Packs of other tests would be made first.
  await asSuperuser("UPDATE packs SET state = 'cancelled' WHERE state = 'waiting'");
  council = await makeAssessedCouncil();
});

const ask = () =>
  askPack(council.as.lead, { purpose: 'For CQC', packForm: 'zip', content: { kind: 'open' } });
const page = async () => {
  const pack = await getPack(council.as.reader, 1);
  if (!pack) throw new Error('There is no pack');
  return pack;
};
const filesInStore = () => readdir(councilFolder(council.id)).catch(() => []);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function download(): Promise<Buffer> {
  const found = await readablePack(council.as.reader, 1, '1.zip');
  if (!found || typeof found === 'string') throw new Error('There is no file');
  expect(found.file).toMatchObject({
    name: `${council.slug} evidence pack 1.zip`,
    mediaType: 'application/zip',
  });
  const stream = found.file.read({ from: 0, to: found.file.bytes - 1 }, new AbortController().signal);
  return Buffer.from(await new Response(stream).arrayBuffer());
}

describe('a ZIP of the evidence', () => {
  it('has each file once, byte for byte, and says what it has not', async () => {
    const { lead } = council.as;
    const use = { statement: 'QS1', title: 'Minutes' } as const;
    await makeEvidenceFile(lead, { ...use, shows: 'That people are heard' }, 'minutes.txt', 'first');
    await makeEvidenceFile(lead, { ...use, title: 'minutes' }, 'MINUTES.txt', 'second');
    await makeEvidenceFile(lead, { statement: 'QS2', title: 'שלום 👩🏽‍🦽' }, 'a.txt', 'third');
    await makeEvidenceLink(lead, {
      statement: 'QS2',
      title: 'A <page>',
      url: 'https://example.org/?a=1&b=2',
    });
    await makeEvidenceFile(lead, { ...use, title: 'Zebedee' }, 'zebedee.txt', 'Zebedee’s letter');
    const redact = {
      containsPersonalData: true,
      needsRedaction: true,
      marking: 'OFFICIAL-SENSITIVE',
    } as const;
    const { url: _url, ...details } = linkDetails({ title: 'Zebedee' });
    await changeDetails(lead, 'E5', { ...details, ...redact, version: 1 });
    await ask();
    await makeWaiting();
    const pack = await page();
    expect(pack).toMatchObject({
      ...{ state: 'made', form: 'zip', marking: 'OFFICIAL', items: 5, done: 3, total: 3 },
      files: [{ volume: 1, pages: null }],
    });
    const zip = await download();
    expect(pack.files).toMatchObject([{ bytes: zip.length, sha256: sha256(zip) }]);
    const files = await unzipped(zip);
    expect(zip.toString('latin1')).not.toMatch(/zebedee/i);
    const evidence = Object.entries(files).filter(([name]) => name.includes('/'));
    expect(evidence.map(([name, content]) => [name, content.toString()])).toEqual([
      ['QS1 Assessing needs/QS1-01 Minutes.txt', 'first'],
      ['QS1 Assessing needs/QS1-02 minutes.txt', 'second'],
      ['QS2 Supporting people to live healthier lives/QS2-01 שלום 👩🏽‍🦽.txt', 'third'],
    ]);
    const sums = files.SHA256SUMS?.toString().trimEnd().split('\n') ?? [];
    expect(sums.toSorted()).toEqual(
      Object.entries(files)
        .filter(([name]) => name !== 'SHA256SUMS')
        .map(([name, content]) => `${sha256(content)}  ${name}`)
        .toSorted(),
    );
    const { items } = JSON.parse(files['manifest.json']?.toString() ?? '');
    expect(items).toMatchObject([
      { reference: 'E1', file: { path: evidence[0]?.[0] }, left: null, uses: [{ statement: 'QS1' }] },
      { reference: 'E2', file: { path: evidence[1]?.[0] } },
      { reference: 'E3', file: { path: evidence[2]?.[0] } },
      { reference: 'E4', file: null, left: 'A link, without a file', url: 'https://example.org/?a=1&b=2' },
      { reference: 'E5', file: null, left: 'Not included: it needs redaction' },
    ]);
    expect(await rowFaults(council)).toEqual([]);
  });

  it('has the same bytes when it is made again, until evidence in it is erased', async () => {
    const { lead } = council.as;
    await makeEvidenceFile(lead, { statement: 'QS1', title: 'Minutes' }, 'minutes.txt', 'kept');
    await makeEvidenceFile(lead, { statement: 'QS1', title: 'Letter' }, 'letter.txt', 'to be erased');
    await ask();
    await makeWaiting();
    const first = await download();
    await asSuperuser("UPDATE packs SET state = 'removed', why = 'expired' WHERE council_id = $1", [
      council.id,
    ]);
    await asSuperuser('UPDATE pack_files SET removed_at = now() WHERE council_id = $1', [council.id]);
    expect(await askPackAgain(lead, { number: 1 })).toEqual({ outcome: 'asked' });
    await makeWaiting();
    expect((await download()).equals(first)).toBe(true);
    await eraseEvidence(council, 'E2');
    expect(await page()).toMatchObject({ state: 'removed', why: 'erased E2' });
    expect(await askPackAgain(lead, { number: 1 })).toEqual({ outcome: 'asked' });
    await makeWaiting();
    const again = await download();
    expect(Object.keys(await unzipped(again)).filter((name) => name.includes('/'))).toHaveLength(1);
    expect(again.includes('to be erased')).toBe(false);
    expect(again.includes('Letter')).toBe(false);
  });

  it('is not made of a damaged file, which it names', async () => {
    await makeEvidenceFile(council.as.lead, { statement: 'QS1' }, 'a.txt', 'whole');
    await makeEvidenceFile(council.as.lead, { statement: 'QS1' }, 'b.txt', 'damaged');
    const [row] = await asSuperuser<{ id: string }>(
      "SELECT id FROM files WHERE council_id = $1 AND name = 'b.txt'",
      [council.id],
    );
    await writeFile(join(councilFolder(council.id), row?.id ?? ''), 'd4maged');
    await ask();
    await makeWaiting();
    expect(await page()).toMatchObject({ state: 'failed', why: 'damaged E2', files: [] });
    expect(await filesInStore()).toHaveLength(2);
    expect(await rowFaults(council)).toEqual([]);
  });

  it('is not kept once it is cancelled', async () => {
    await makeEvidenceFile(council.as.lead, { statement: 'QS1' });
    await ask();
    const of = { id: council.id, slug: council.slug, name: 'Council', isExample: false };
    const system = systemContext(of, 'Packs', 'test');
    const pack = await takePack(system);
    if (!pack) throw new Error('No pack waits');
    await cancelPack(council.as.lead, { number: 1 });
    expect(await makePack(system, pack)).toBe(true);
    expect(await page()).toMatchObject({ state: 'cancelled', files: [] });
    expect(await filesInStore()).toHaveLength(1);
  });
});
