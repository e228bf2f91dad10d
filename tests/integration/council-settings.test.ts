import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { packSnapshot } from '#lib/exchange/packs/queries.ts';
import type { PackSource } from '#lib/exchange/packs/rules.ts';
import { getPaper } from '#lib/exchange/papers/queries.ts';
import { getActivityEntry, listActivity } from '#lib/history/activity/queries.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { database } from '#lib/platform/db/client.ts';
import { changeContact, changeLook } from '#lib/record/councils/commands.ts';
import { getLogo, getSettings } from '#lib/record/councils/queries.ts';
import { pngFile } from '#lib/record/councils/testing/png-file.ts';
import { ALL_RECORDS } from '#lib/tasks/audit-records.ts';
import { asSuperuser, makeAssessedCouncil, signOff, type TestCouncil } from './council-factory.ts';

type Assessed = TestCouncil & { readonly assessment: string };

let council: Assessed;
let other: TestCouncil;
beforeEach(async () => {
  council = await makeAssessedCouncil();
  other = await makeAssessedCouncil();
});

const LOOK = { name: 'Sampleshire', colour: '#0b5f46', version: 0 } as const;
const rowsOf = async (tested: TestCouncil) => (await verifyCouncil(tested, ALL_RECORDS)).rows;
const AS_OF = new Date();
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const latestEvent = async () => (await listActivity(council.as.admin, {}, 1)).entries[0];

/** What a member's session finds about their councils. */
async function seenBy({ as }: TestCouncil) {
  const session = await database().session.create({
    data: { personId: as.reader.person.id, address: '192.0.2.1' },
    select: { id: true },
  });
  return database().$queryRaw`
    select council_name, colour, logo_hash, logo_width, logo_height from session_memberships(${session.id}::uuid)`;
}

describe('the look of a council', () => {
  it('is what its members see on every page, and nobody else', async () => {
    const logo = pngFile({ width: 6, height: 3 });
    expect(await changeLook(council.as.admin, LOOK, logo)).toEqual({ outcome: 'done' });
    const hash = sha256(logo);
    expect(await seenBy(council)).toEqual([
      { council_name: 'Sampleshire', colour: '#0b5f46', logo_hash: hash, logo_width: 6, logo_height: 3 },
    ]);
    expect(await seenBy(other)).toEqual([
      {
        council_name: other.as.admin.council.name,
        colour: null,
        logo_hash: null,
        logo_width: null,
        logo_height: null,
      },
    ]);
    expect(await getLogo(council.as.reader, hash).then((found) => found && new Uint8Array(found))).toEqual(
      logo,
    );
    expect(await getLogo(other.as.admin, hash)).toBeNull();
  });

  it('keeps only the picture of a logo, until another replaces it or it is removed', async () => {
    await changeLook(council.as.admin, LOOK, pngFile({ text: 'Made by R. Hale' }));
    const first = sha256(pngFile());
    expect((await getSettings(council.as.reader)).look).toEqual({ ...LOOK, version: undefined, logo: first });
    expect(
      await changeLook(council.as.admin, { ...LOOK, version: 1 }, pngFile({ text: 'Other words' })),
    ).toEqual({
      outcome: 'unchanged',
    });
    const second = pngFile({ pixel: [0, 0, 0, 255] });
    await changeLook(council.as.admin, { ...LOOK, version: 1 }, second);
    expect(await getLogo(council.as.admin, first)).toBeNull();
    await changeLook(council.as.admin, { ...LOOK, version: 2, removeLogo: 'yes' }, null);
    expect(await getLogo(council.as.admin, sha256(second))).toBeNull();
    expect((await getSettings(council.as.admin)).look.logo).toBe('');
  });

  it('is refused with a file that is no picture, and nothing else is saved either', async () => {
    expect(await changeLook(council.as.admin, LOOK, new Uint8Array([1, 2, 3]))).toEqual({
      outcome: 'logo refused',
      problem: 'not a PNG',
    });
    expect((await getSettings(council.as.admin)).version).toBe(0);
  });

  it('is not changed over a change that the person has not seen', async () => {
    await changeLook(council.as.admin, LOOK, null);
    const again = await changeLook(council.as.admin, { ...LOOK, name: 'Another' }, null);
    expect(again).toMatchObject({
      outcome: 'conflict',
      latest: { version: 1, look: { name: 'Sampleshire' } },
    });
    const contact = { name: 'Team', email: 'team@example.gov.uk', phone: '', version: 0 };
    expect(await changeContact(council.as.admin, contact)).toMatchObject({ outcome: 'conflict' });
  });

  it('is in the history, before and after, and the chain accounts for it', async () => {
    await changeLook(council.as.admin, LOOK, pngFile());
    await changeLook(council.as.admin, { ...LOOK, name: '', version: 1 }, null);
    const entry = await latestEvent();
    expect(entry?.title).toBe('Name, logo or colour of the council changed');
    expect(await getActivityEntry(council.as.admin, entry?.seq ?? 0)).toMatchObject({
      changes: [{ name: 'Name', before: 'Sampleshire', after: null }],
    });
    expect(await rowsOf(council)).toEqual([]);
    await asSuperuser("UPDATE council_settings SET colour = '#000000' WHERE council_id = $1", [council.id]);
    expect(await rowsOf(council)).toEqual([
      expect.stringContaining('colour is "#000000", but the history says "#0b5f46"'),
    ]);
  });

  it('is at the head of what is made now, and in nothing that is signed', async () => {
    const { lead } = council.as;
    const registered = lead.council.name;
    await signOff(council);
    const pack = (source: PackSource) => packSnapshot(lead, 'pack', AS_OF, source);
    const signed = await pack({ kind: 'signed', cycle: 1, version: 1 });
    await changeLook(council.as.admin, LOOK, pngFile());
    const letterhead = { colour: '#0b5f46', logo: pngFile() };
    expect(await pack({ kind: 'open' })).toMatchObject({
      document: {
        council: { name: 'Sampleshire' },
        letterhead,
        // Another name is no change of the content.
        signature: { state: 'signed', version: 1 },
      },
    });
    expect(await getPaper(lead, AS_OF)).toMatchObject({ letterhead });
    const later = await pack({ kind: 'signed', cycle: 1, version: 1 });
    const withoutHead = (found: typeof signed) =>
      found && typeof found === 'object' && { ...found.document, audit: null };
    expect(withoutHead(later)).toEqual(withoutHead(signed));
    expect(withoutHead(later)).toMatchObject({ council: { name: registered } });
    expect(withoutHead(later)).not.toHaveProperty('letterhead');
  });
});

describe('the contact for help', () => {
  const CONTACT = { name: 'Assurance team', email: 'team@example.gov.uk', phone: '01632 960 001' };

  it('is shown to everyone, and the history holds none of it', async () => {
    expect(await changeContact(council.as.admin, { ...CONTACT, version: 0 })).toEqual({ outcome: 'done' });
    expect((await getSettings(council.as.contributor)).contact).toEqual(CONTACT);
    const [event] = await asSuperuser<{ data: object }>(
      "SELECT data FROM audit_events WHERE council_id = $1 AND type = 'council.contact-changed'",
      [council.id],
    );
    expect(JSON.stringify(event?.data)).not.toMatch(/Assurance|team@|01632 960/);
    expect(await changeContact(council.as.admin, { ...CONTACT, version: 1 })).toEqual({
      outcome: 'unchanged',
    });
    expect(await rowsOf(council)).toEqual([]);
    await asSuperuser("UPDATE council_settings SET contact_phone = '01632 960 002' WHERE council_id = $1", [
      council.id,
    ]);
    expect(await rowsOf(council)).toEqual([
      expect.stringContaining('the text has changed since it was saved'),
    ]);
  });

  it('can be removed', async () => {
    await changeContact(council.as.admin, { ...CONTACT, version: 0 });
    await changeContact(council.as.admin, { name: '', email: '', phone: '', version: 1 });
    expect((await latestEvent())?.title).toBe('Contact for help removed');
  });
});
