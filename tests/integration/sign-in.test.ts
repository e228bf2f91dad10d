import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEVICE_DAYS, signInLimits } from '#lib/platform/access/rules.ts';
import { HASHES, hashPassword } from '#lib/platform/auth/password.ts';
import { database } from '#lib/platform/db/client.ts';
import { networkOf } from '#lib/platform/http/address.ts';
import { checkSignIn } from '#lib/record/accounts/commands.ts';
import { storedAddress } from '#lib/record/accounts/queries.ts';
import { signInSchema } from '#lib/record/accounts/schema.ts';
import { asApplication, asSuperuser, callerAt, makeCouncil, type TestCouncil } from './council-factory.ts';

const PASSWORD = 'correct horse battery staple';
const NOW = new Date('2026-11-21T09:30:00Z');
const minutesOn = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

let passwordHash: string;
let person: { id: string; email: string };
let addresses = 0;
let address: string;

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

beforeEach(async () => {
  person = await makePerson();
  // A different address for each test, because its limit would carry over.
  addresses += 1;
  address = `192.0.2.${addresses}`;
});

async function makePerson(): Promise<{ id: string; email: string }> {
  const id = randomUUID();
  const email = `${id}@council.example`;
  await asSuperuser('INSERT INTO people (id, email, name, password_hash) VALUES ($1, $2, $3, $4)', [
    id,
    email,
    'Sam Patel',
    passwordHash,
  ]);
  return { id, email };
}

/** A browser in which the person has signed in, from any address. */
async function knownDevice(at = NOW): Promise<string> {
  const id = randomUUID();
  await database().device.create({
    data: { id, personId: person.id, lastSignedInAt: at },
    select: { id: true },
  });
  return id;
}

const guess = (from = callerAt(address), at = NOW) => checkSignIn(person.email, 'a wrong guess', from, at);
const signInCorrectly = (from = callerAt(address), at = NOW) => checkSignIn(person.email, PASSWORD, from, at);

async function guesses(count: number, from = callerAt(address)): Promise<void> {
  for (let n = 0; n < count; n += 1) expect(await guess(from)).toEqual({ outcome: 'not matched' });
}

describe('checkSignIn', () => {
  it.each([
    ['<%@council.example>', '<%@council.example>'],
    ['%@council.example;', ' %@COUNCIL.example; '],
    ['%\u200b@council.example', '%\u200b@council.example'],
    ['mailto:%@council.example', 'mailto:%@council.example'],
    ['%@council.example', 'Ann <%@council.example>'],
  ])('accepts a person stored as %s who types %s', async (stored, typed) => {
    const name = randomUUID();
    await asSuperuser('UPDATE people SET email = $2 WHERE id = $1', [person.id, stored.replace('%', name)]);
    const { email } = signInSchema.parse({ email: typed.replace('%', name), password: PASSWORD });
    const found = await storedAddress(email);
    expect(await checkSignIn(found, PASSWORD, callerAt(address), NOW)).toMatchObject({ outcome: 'matched' });
  });

  it('finds the person by address and password', async () => {
    expect(await signInCorrectly()).toEqual({ outcome: 'matched', personId: person.id });
  });

  it('gives one answer for an unknown person, a wrong password and a disabled person', async () => {
    const unknown = await checkSignIn('nobody@council.example', PASSWORD, callerAt(address), NOW);
    const wrong = await guess();
    await asSuperuser('UPDATE people SET disabled_at = now() WHERE id = $1', [person.id]);
    const disabled = await signInCorrectly();
    expect([unknown, wrong, disabled]).toEqual(Array.from({ length: 3 }, () => ({ outcome: 'not matched' })));
  });

  it('does the same work for an unknown person as for a wrong password', async () => {
    const query = vi.spyOn(Client.prototype, 'query');
    const work = async (email: string) => {
      query.mockClear();
      const before = process.cpuUsage();
      await checkSignIn(email, 'a wrong guess', callerAt(address), NOW);
      const { user, system } = process.cpuUsage(before);
      return { statements: query.mock.calls.length, cpu: user + system };
    };
    const known: Awaited<ReturnType<typeof work>>[] = [];
    const unknown: typeof known = [];
    for (let round = 0; round < 3; round += 1) {
      known.push(await work((await makePerson()).email));
      unknown.push(await work(`${randomUUID()}@council.example`));
    }
    query.mockRestore();
    expect(unknown.map(({ statements }) => statements)).toEqual(known.map(({ statements }) => statements));
    const least = (all: typeof known) => Math.min(...all.map(({ cpu }) => cpu));
    // The hash dominates: without it an unknown person would take a tenth of the time.
    expect(least(unknown) / least(known)).toBeGreaterThan(0.5);
    expect(least(unknown) / least(known)).toBeLessThan(2);
  });

  it('accepts composed and decomposed letters as the same password', async () => {
    await asSuperuser('UPDATE people SET password_hash = $1 WHERE id = $2', [
      await hashPassword('Tŷ Gwyn uwch y môr'.normalize('NFD')),
      person.id,
    ]);
    const answer = await checkSignIn(
      person.email,
      'Tŷ Gwyn uwch y môr'.normalize('NFC'),
      callerAt(address),
      NOW,
    );
    expect(answer).toMatchObject({ outcome: 'matched' });
  });

  it('checks 10 guesses in 5 minutes, then none, not even the right password', async () => {
    await guesses(signInLimits.perAccount);
    expect(await guess()).toEqual({ outcome: 'throttled' });
    expect(await signInCorrectly()).toEqual({ outcome: 'throttled' });
    expect(await signInCorrectly(callerAt('198.51.100.1'))).toEqual({ outcome: 'throttled' });
  });

  it('opens again after 5 minutes, however many attempts were made meanwhile', async () => {
    await guesses(signInLimits.perAccount);
    for (let minute = 0; minute < 5; minute += 1) {
      expect(await guess(callerAt(address), minutesOn(minute))).toEqual({ outcome: 'throttled' });
    }
    expect(await signInCorrectly(callerAt(address), new Date(minutesOn(5).getTime() - 1))).toEqual({
      outcome: 'throttled',
    });
    expect(await signInCorrectly(callerAt(address), minutesOn(5))).toMatchObject({ outcome: 'matched' });
  });

  it('does not count successes: a person may sign in many times', async () => {
    for (let n = 0; n < signInLimits.perAccount + 5; n += 1) {
      expect(await signInCorrectly()).toMatchObject({ outcome: 'matched' });
    }
  });

  it('throttles an unknown address the same way', async () => {
    const nobody = `${randomUUID()}@council.example`;
    const outcomes: string[] = [];
    for (let n = 0; n < signInLimits.perAccount + 1; n += 1) {
      outcomes.push((await checkSignIn(nobody, 'a wrong guess', callerAt(address), NOW)).outcome);
    }
    expect(outcomes).toEqual([...Array.from({ length: 10 }, () => 'not matched'), 'throttled']);
  });

  it('checks at most 10 of 100 guesses at once', { timeout: 60_000 }, async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => guess()));
    const through = answers.filter(({ outcome }) => outcome === 'not matched').length;
    expect(through).toBeLessThanOrEqual(signInLimits.perAccount);
    expect(answers.filter(({ outcome }) => outcome === 'matched')).toEqual([]);
    expect(await asSuperuser('SELECT FROM sign_in_attempts WHERE address = $1', [address])).toHaveLength(
      through,
    );
  });

  it('never locks out a device that the person signed in on, however many strangers try', async () => {
    const device = await knownDevice();
    await guesses(signInLimits.perAccount);
    expect(await guess()).toEqual({ outcome: 'throttled' });
    expect(await signInCorrectly(callerAt(address, device))).toMatchObject({ outcome: 'matched' });
    // From any network: people take laptops with them.
    expect(await signInCorrectly(callerAt('198.51.100.7', device))).toMatchObject({ outcome: 'matched' });
    expect(await signInCorrectly(callerAt('198.51.100.8'))).toEqual({ outcome: 'throttled' });
  });

  it('never locks out such a device for a thousand failed attempts from the same office', async () => {
    const device = await knownDevice();
    await asSuperuser(
      `INSERT INTO sign_in_attempts (id, account, address, familiar, at)
       SELECT gen_random_uuid(), 'account ' || n, $1, false, $2 FROM generate_series(1, 1000) AS n`,
      [address, NOW],
    );
    expect(await signInCorrectly()).toEqual({ outcome: 'throttled' });
    expect(await signInCorrectly(callerAt(address, device))).toMatchObject({ outcome: 'matched' });
  });

  it('checks at most 10 guesses from such a device too, counted separately', async () => {
    const device = await knownDevice();
    await guesses(signInLimits.perAccount, callerAt(address, device));
    expect(await signInCorrectly(callerAt(address, device))).toEqual({ outcome: 'throttled' });
    expect(await signInCorrectly()).toMatchObject({ outcome: 'matched' });
  });

  it('treats a device as a stranger’s when another person signed in on it, or 30 days after the last time', async () => {
    const device = await knownDevice();
    const old = await knownDevice(new Date(NOW.getTime() - DEVICE_DAYS * 24 * 60 * 60_000));
    person = await makePerson();
    await guesses(signInLimits.perAccount);
    expect(await signInCorrectly(callerAt(address, device))).toEqual({ outcome: 'throttled' });
    expect(await signInCorrectly(callerAt(address, old))).toEqual({ outcome: 'throttled' });
  });

  it('counts the addresses of one IPv6 network, and the ports of one address, together', async () => {
    const network = `2001:db8:0:${addresses.toString(16)}`;
    await asSuperuser(
      `INSERT INTO sign_in_attempts (id, account, address, familiar, at)
       SELECT gen_random_uuid(), 'account ' || n, $1, false, $2 FROM generate_series(1, $3) AS n`,
      [networkOf(`${network}::1`), NOW, signInLimits.perAddress],
    );
    expect(await signInCorrectly(callerAt(`${network}:ffff::2`))).toEqual({ outcome: 'throttled' });
    expect(await signInCorrectly(callerAt('2001:db8:1::1'))).toMatchObject({ outcome: 'matched' });
  });

  it('limits concurrent password checks, separately for known devices', async () => {
    const device = await knownDevice();
    const most = HASHES.atOnce + HASHES.waiting;
    const flood = Array.from({ length: most * 2 }, async (_, index) =>
      checkSignIn(`${randomUUID()}@council.example`, 'a guess', callerAt(`10.0.${index}.1`), NOW),
    );
    expect(await signInCorrectly(callerAt(address, device))).toMatchObject({ outcome: 'matched' });
    const outcomes = (await Promise.all(flood)).map(({ outcome }) => outcome);
    expect(new Set(outcomes)).toEqual(new Set(['busy', 'not matched']));
    // Unchecked attempts are not counted.
    const counted = await asSuperuser("SELECT FROM sign_in_attempts WHERE address LIKE '10.0.%'");
    expect(counted).toHaveLength(outcomes.filter((outcome) => outcome === 'not matched').length);
  });

  it('checks 100 guesses from one address, for any people', async () => {
    const another = () =>
      checkSignIn(`${randomUUID()}@council.example`, 'a wrong guess', callerAt(address), NOW);
    await asSuperuser(
      `INSERT INTO sign_in_attempts (id, account, address, familiar, at)
       SELECT gen_random_uuid(), 'account ' || n, $1, false, $2 FROM generate_series(1, $3) AS n`,
      [address, NOW, signInLimits.perAddress - 1],
    );
    expect(await another()).toEqual({ outcome: 'not matched' });
    expect(await another()).toEqual({ outcome: 'throttled' });
    expect(await signInCorrectly()).toEqual({ outcome: 'throttled' });
    expect(await signInCorrectly(callerAt('198.51.100.20'))).toMatchObject({ outcome: 'matched' });
    expect(await signInCorrectly(callerAt(address), minutesOn(5))).toMatchObject({ outcome: 'matched' });
  });

  it('keeps no email address, typed or real, with the attempts', async () => {
    await guess();
    const rows = await asSuperuser<{ account: string }>(
      'SELECT account FROM sign_in_attempts WHERE address = $1',
      [address],
    );
    expect(rows).toEqual([{ account: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  });
});

describe('session_memberships', () => {
  let council: TestCouncil;
  let sessionId: string;

  beforeEach(async () => {
    council = await makeCouncil();
    await asSuperuser("INSERT INTO memberships (council_id, person_id, role) VALUES ($1, $2, 'reader')", [
      council.id,
      person.id,
    ]);
    const session = await database().session.create({
      data: { personId: person.id, address },
      select: { id: true },
    });
    sessionId = session.id;
  });

  type Row = {
    person_email: string;
    disabled_at: Date | null;
    ended_at: Date | null;
    council_slug: string | null;
    role: string | null;
  };
  const ask = (id = sessionId) => database().$queryRaw<Row[]>`SELECT * FROM session_memberships(${id}::uuid)`;

  it('returns the person with a row for each of their councils, and no one else’s', async () => {
    const second = await makeCouncil();
    await asSuperuser("INSERT INTO memberships (council_id, person_id, role) VALUES ($1, $2, 'lead')", [
      second.id,
      person.id,
    ]);
    const rows = await ask();
    expect(
      rows.map(({ person_email, council_slug, role }) => [person_email, council_slug, role]).toSorted(),
    ).toEqual(
      [
        [person.email, council.slug, 'reader'],
        [person.email, second.slug, 'lead'],
      ].toSorted(),
    );
  });

  it('returns one row without a council for a person in no council', async () => {
    const alone = await makePerson();
    const session = await database().session.create({
      data: { personId: alone.id, address },
      select: { id: true },
    });
    expect(await ask(session.id)).toMatchObject([
      { person_email: alone.email, council_slug: null, role: null },
    ]);
  });

  it('returns nothing for a missing session', async () => {
    expect(await ask(randomUUID())).toEqual([]);
  });

  it('reflects an ended session, a disabled person, a new role and a lost membership at once', async () => {
    await asSuperuser("UPDATE memberships SET role = 'lead' WHERE person_id = $1", [person.id]);
    expect(await ask()).toMatchObject([{ role: 'lead' }]);
    await asSuperuser('UPDATE memberships SET disabled_at = now() WHERE person_id = $1', [person.id]);
    expect(await ask()).toMatchObject([{ role: null, council_slug: null }]);
    await asSuperuser('UPDATE memberships SET disabled_at = NULL WHERE person_id = $1', [person.id]);
    expect(await ask()).toMatchObject([{ role: 'lead', council_slug: council.slug }]);
    await asSuperuser('DELETE FROM memberships WHERE person_id = $1', [person.id]);
    expect(await ask()).toMatchObject([{ role: null, council_slug: null }]);
    await asSuperuser('UPDATE people SET disabled_at = now() WHERE id = $1', [person.id]);
    await database().session.updateMany({ where: { id: sessionId }, data: { endedAt: new Date() } });
    expect(await ask()).toMatchObject([{ disabled_at: expect.any(Date), ended_at: expect.any(Date) }]);
  });

  it('leaves the next transaction on the connection without a person', async () => {
    const left = await asApplication(null, async (client) => {
      await client.query('SELECT * FROM session_memberships($1)', [sessionId]);
      await client.query('COMMIT');
      await client.query('BEGIN');
      return (
        await client.query('SELECT current_person_id() AS person, count(*)::int AS seen FROM memberships')
      ).rows;
    });
    expect(left).toEqual([{ person: null, seen: 0 }]);
  });
});
