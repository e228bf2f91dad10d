import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { packSnapshot } from '#lib/exchange/packs/queries.ts';
import type { AssessmentSource } from '#lib/exchange/packs/rules.ts';
import { getPaper } from '#lib/exchange/papers/queries.ts';
import { getActivityEntry, listActivity } from '#lib/history/activity/queries.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { database } from '#lib/platform/db/client.ts';
import { changeContact, changeLook } from '#lib/record/councils/commands.ts';
import { getLogo, getSettings } from '#lib/record/councils/queries.ts';
import { type Contact, contactAsSeen, lookAsSeen, NO_CONTACT } from '#lib/record/councils/rules.ts';
import { pngFile } from '#lib/record/councils/testing/png-file.ts';
import { ALL_RECORDS } from '#lib/tasks/audit-records.ts';
import {
  asApplication,
  asSuperuser,
  makeAssessedCouncil,
  signOff,
  type TestCouncil,
} from './council-factory.ts';

type Assessed = TestCouncil & { readonly assessment: string };

let council: Assessed;
let other: TestCouncil;
beforeEach(async () => {
  council = await makeAssessedCouncil();
  other = await makeAssessedCouncil();
});

const LOOK = { name: 'Sampleshire', colour: '#0b5f46' } as const;

/** Sends the form of the look as opened now. */
async function look(
  given: { name: string; colour: string; removeLogo?: 'yes' },
  logo: Uint8Array<ArrayBuffer> | null,
) {
  const seen = lookAsSeen((await getSettings(council.as.admin)).look);
  return changeLook(council.as.admin, { ...given, seen }, logo);
}

async function contact(given: Contact) {
  const seen = contactAsSeen((await getSettings(council.as.admin)).contact);
  return changeContact(council.as.admin, { ...given, seen });
}

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
    expect(await look(LOOK, logo)).toEqual({ outcome: 'done' });
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

  it('is not for somebody who is disabled in the council', async () => {
    await look(LOOK, null);
    const { reader } = council.as;
    const seen = () =>
      asApplication(null, async (client) => {
        await client.query("SELECT set_config('app.person_id', $1, true)", [reader.person.id]);
        return (await client.query('SELECT name FROM council_settings')).rows;
      });
    expect(await seen()).toEqual([{ name: 'Sampleshire' }]);
    await asSuperuser('UPDATE memberships SET disabled_at = now() WHERE council_id = $1 AND person_id = $2', [
      council.id,
      reader.person.id,
    ]);
    expect(await seen()).toEqual([]);
  });

  it('keeps only the picture of a logo, until another replaces it or it is removed', async () => {
    await look(LOOK, pngFile({ text: 'Made by R. Hale' }));
    const first = sha256(pngFile());
    expect((await getSettings(council.as.reader)).look).toEqual({ ...LOOK, logo: first });
    expect(await look(LOOK, pngFile({ text: 'Other words' }))).toEqual({
      outcome: 'unchanged',
    });
    const second = pngFile({ pixel: [0, 0, 0, 255] });
    await look(LOOK, second);
    expect(await getLogo(council.as.admin, first)).toBeNull();
    await look({ ...LOOK, removeLogo: 'yes' }, null);
    expect(await getLogo(council.as.admin, sha256(second))).toBeNull();
    expect((await getSettings(council.as.admin)).look.logo).toBe('');
  });

  it('is refused with a file that is no picture, and nothing else is saved either', async () => {
    expect(await look(LOOK, new Uint8Array([1, 2, 3]))).toEqual({
      outcome: 'logo refused',
      problem: 'not a PNG',
    });
    expect((await getSettings(council.as.admin)).changed).toBeNull();
  });

  it('is not changed over a change that the person has not seen', async () => {
    const opened = lookAsSeen({ name: '', colour: '', logo: '' });
    await look(LOOK, null);
    const again = await changeLook(council.as.admin, { ...LOOK, name: 'Another', seen: opened }, null);
    expect(again).toMatchObject({ outcome: 'conflict', latest: { look: { name: 'Sampleshire' } } });
    // A contact is another form, whose values nobody has changed.
    const team = { name: 'Team', email: 'team@example.gov.uk', phone: '' };
    const unset = contactAsSeen(NO_CONTACT);
    expect(await changeContact(council.as.admin, { ...team, seen: unset })).toEqual({ outcome: 'done' });
    expect(await changeContact(council.as.admin, { ...team, phone: '1', seen: unset })).toMatchObject({
      outcome: 'conflict',
      latest: { contact: team },
    });
  });

  it('is in the history, before and after, and the chain accounts for it', async () => {
    await look(LOOK, pngFile());
    await look({ ...LOOK, name: '' }, null);
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
    const pack = (source: AssessmentSource) => packSnapshot(lead, 'pack', AS_OF, source);
    const signed = await pack({ kind: 'signed', cycle: 1, version: 1 });
    await look(LOOK, pngFile());
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
    expect(await contact(CONTACT)).toEqual({ outcome: 'done' });
    expect((await getSettings(council.as.contributor)).contact).toEqual(CONTACT);
    const [event] = await asSuperuser<{ data: object }>(
      "SELECT data FROM audit_events WHERE council_id = $1 AND type = 'council.contact-changed'",
      [council.id],
    );
    expect(JSON.stringify(event?.data)).not.toMatch(/Assurance|team@|01632 960/);
    expect(await contact(CONTACT)).toEqual({
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
    await contact(CONTACT);
    await contact({ name: '', email: '', phone: '' });
    expect((await latestEvent())?.title).toBe('Contact for help removed');
  });
});
