import { createHash } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { makeWaiting } from '#lib/background/packs.ts';
import { findPack } from '#lib/exchange/pack-checks/queries.ts';
import { askPack, askPackAgain, exportPack } from '#lib/exchange/packs/commands.ts';
import { expirePacks } from '#lib/exchange/packs/making.ts';
import { getPack } from '#lib/exchange/packs/queries.ts';
import { systemContext } from '#lib/platform/access/context.ts';
import { changeDetails } from '#lib/record/evidence/commands.ts';
import {
  asApplication,
  asSuperuser,
  linkDetails,
  makeAssessedCouncil,
  makeEvidenceLink,
  type TestCouncil,
} from './council-factory.ts';

let council: TestCouncil;
let letter: string;

beforeEach(async () => {
  // Packs of other tests would be made first.
  await asSuperuser("UPDATE packs SET state = 'cancelled' WHERE state = 'waiting'");
  council = await makeAssessedCouncil();
  letter = await makeEvidenceLink(council.as.lead, { statement: 'QS1', title: 'Letter of a carer' });
});

const madeHash = async () => {
  await makeWaiting();
  return (await getPack(council.as.lead, 1))?.files[0]?.sha256 ?? '';
};
const ask = () =>
  askPack(council.as.lead, { purpose: 'For CQC', packForm: 'register', content: { kind: 'open' } });
const expire = async () => {
  const { id, slug } = council;
  const context = systemContext({ id, slug, name: 'Council', isExample: false }, 'Packs', 'test');
  await expirePacks(context, new Date(Date.now() + 400 * 24 * 60 * 60_000));
};

it('is known by its fingerprint for as long as it is kept and afterwards, and nothing of its content is told', async () => {
  await ask();
  const sha256 = await madeHash();
  const kept = { number: 1, copyOf: null, form: 'register', volume: 1, volumes: 1, state: 'kept' };
  const found = await findPack(sha256);
  expect(found).toEqual({ council: expect.any(String), at: expect.any(Date), kept });
  expect(JSON.stringify(found)).not.toMatch(/For CQC|carer/);
  expect(await findPack(createHash('sha256').update(sha256).digest('hex'))).toBeNull();
  await expire();
  expect(await findPack(sha256)).toMatchObject({ kept: { ...kept, state: 'removed' } });
  await askPackAgain(council.as.lead, { number: 1 });
  expect(await madeHash()).toBe(sha256);
  expect(await findPack(sha256)).toMatchObject({ kept });
});

it('is known as replaced when it was made again with other bytes', async () => {
  await ask();
  const sha256 = await madeHash();
  await expire();
  const redact = { containsPersonalData: true, marking: 'OFFICIAL-SENSITIVE', needsRedaction: true } as const;
  await changeDetails(council.as.lead, letter, { ...linkDetails(), ...redact, version: 1 });
  await askPackAgain(council.as.lead, { number: 1 });
  const now = await madeHash();
  expect(now).not.toBe(sha256);
  expect(await findPack(sha256)).toMatchObject({ kept: { state: 'made again', volumes: 1 } });
  expect(await findPack(now)).toMatchObject({ kept: { state: 'kept' } });
});

it('is known when it was downloaded without being kept', async () => {
  const made = await exportPack(council.as.lead);
  if (!made || typeof made === 'string') throw new Error('Nothing was exported');
  const sha256 = createHash('sha256').update(made.pdf).digest('hex');
  expect(await findPack(sha256)).toMatchObject({ kept: null });
});

it('opens no other row to whoever says a fingerprint', async () => {
  await ask();
  const sha256 = await madeHash();
  await exportPack(council.as.lead);
  await asApplication(null, async (client) => {
    const rows = async (table: string) => (await client.query(`SELECT * FROM ${table}`)).rows.length;
    expect(await rows('pack_files')).toBe(0);
    await client.query("SELECT set_config('app.pack_hash', $1, false)", [sha256]);
    expect(await rows('pack_files')).toBe(1);
    for (const table of ['exported_packs', 'packs', 'audit_events']) expect(await rows(table)).toBe(0);
    const { rows: may } = await client.query(
      "SELECT has_table_privilege('exported_packs', 'INSERT, UPDATE, DELETE') AS write",
    );
    expect(may).toEqual([{ write: false }]);
  });
});
