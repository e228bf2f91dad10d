import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { tidy } from '#lib/background/tidy.ts';
import { AccessLostError } from '#lib/kernel/errors.ts';
import type { SignedIn } from '#lib/platform/access/context.ts';
import { INVITATION_DAYS, signInCodeDays, signInLimits } from '#lib/platform/access/rules.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import type { Caller } from '#lib/platform/auth/attempts.ts';
import { database } from '#lib/platform/db/client.ts';
import { changePassword, checkSignIn, choosePassword, joinCouncil } from '#lib/record/accounts/commands.ts';
import { storedAddress } from '#lib/record/accounts/queries.ts';
import { joinSchema } from '#lib/record/accounts/schema.ts';
import {
  changeRole,
  endSessions,
  type IssuedCode,
  inviteMember,
  issueCode,
  renewInvitation,
  setDisabled,
  withdrawInvitation,
} from '#lib/record/members/commands.ts';
import { listInvitations, listMembers } from '#lib/record/members/queries.ts';
import { inviteMemberSchema } from '#lib/record/members/schema.ts';
import { ALL_RECORDS } from '#lib/tasks/audit-records.ts';
import { issueSignInCode } from '#lib/tasks/set-up.ts';
import { setDigest } from '#lib/work/notices/commands.ts';
import {
  addMembership,
  asSuperuser,
  callerAt,
  dumpCouncil,
  makeCouncil,
  makeInvitation,
  ownerUrl,
  signedInAs,
  type TestCouncil,
} from './council-factory.ts';

const PASSWORD = 'correct horse battery staple';
const ANOTHER = 'seven grey herons standing';
const NOW = new Date('2026-11-21T09:30:00Z');
const DAY = 24 * 60 * 60_000;
const daysOn = (days: number) => new Date(NOW.getTime() + days * DAY);

let council: TestCouncil;
let caller: Caller;
let addresses = 0;

beforeEach(async () => {
  council = await makeCouncil();
  addresses += 1;
  caller = callerAt(`203.0.113.${addresses}`);
});

const newEmail = () => `${randomUUID()}@council.example`;
const personById = async (id: string) => {
  const [person] = await asSuperuser<{ email: string }>('SELECT email FROM people WHERE id = $1', [id]);
  if (!person) throw new Error('Nobody has that id');
  return person;
};
const personOf = (email: string) =>
  asSuperuser<{ id: string; name: string; password_hash: string | null }>(
    'SELECT id, name, password_hash FROM people WHERE email = $1',
    [email],
  ).then(([person]) => {
    if (!person) throw new Error(`Nobody has ${email}`);
    return person;
  });

/** The administrator of a council, at that time. */
const admin = ({ as }: TestCouncil) => ({ ...as.admin, now: () => NOW });

function invited(given: Parameters<typeof makeInvitation>[1] = {}, of = council) {
  return makeInvitation(admin(of), { role: 'contributor', ...given });
}

async function newCode(personId: string, of = council): Promise<IssuedCode> {
  const result = await issueCode(admin(of), personId);
  if (result.outcome !== 'issued') throw new Error(result.outcome);
  return result.issued;
}

/** Someone who was invited and now has an account. */
async function joined(given: Parameters<typeof makeInvitation>[1] = {}): Promise<string> {
  const issued = await invited(given);
  await choose(issued);
  return (await personOf(issued.email)).id;
}

const choose = (
  issued: Pick<IssuedCode, 'email' | 'code'>,
  given: Partial<{ email: string; code: string; password: string }> = {},
  at = NOW,
) => choosePassword({ email: issued.email, code: issued.code, password: PASSWORD, ...given }, caller, at);

/** The person of an account, signed in on their own browser. */
async function signedInWith({ email }: Pick<IssuedCode, 'email'>): Promise<SignedIn> {
  const { id, name } = await personOf(email);
  return signedInAs({ person: { id, name, email } });
}

const join = (session: SignedIn, { code }: Pick<IssuedCode, 'code'>, password = ANOTHER) =>
  joinCouncil(session, { code, password }, caller, NOW);

async function events(of = council): Promise<{ type: string; subject: string; data: object }[]> {
  return asSuperuser(
    "SELECT type, subject, data FROM audit_events WHERE council_id = $1 AND type NOT IN ('council.added', 'member.added') ORDER BY seq",
    [of.id],
  );
}

async function openSessions(personId: string): Promise<number> {
  return database().session.count({ where: { personId, endedAt: null } });
}

describe('inviting a person', () => {
  it('makes an invitation whose code is stored only as a hash, and no person', async () => {
    const issued = await invited({ email: 'new.person@council.example', role: 'lead' });
    expect(issued).toMatchObject({
      name: 'Sam Patel',
      email: 'new.person@council.example',
      code: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/),
      expiresAt: daysOn(signInCodeDays).toISOString(),
    });
    expect(await asSuperuser('SELECT FROM people WHERE email = $1', [issued.email])).toEqual([]);
    const [kept] = await asSuperuser('SELECT to_json(i)::text AS row FROM invitations i WHERE id = $1', [
      issued.id,
    ]);
    expect(JSON.stringify(kept)).not.toContain(issued.code.slice(0, 4));
    expect(await listInvitations(council.as.reader)).toEqual([
      {
        id: issued.id,
        name: 'Sam Patel',
        email: issued.email,
        role: 'lead',
        expiresAt: daysOn(signInCodeDays),
      },
    ]);
    const all = await events();
    expect(all).toEqual([
      { type: 'member.invited', subject: issued.id, data: { name: 'Sam Patel', role: 'lead' } },
    ]);
    expect(JSON.stringify(all)).not.toContain(issued.code);
    expect(await verifyCouncil(council, [])).toMatchObject({ firstBroken: null });
  });

  it('answers the same for someone in another council, and changes nothing of theirs', async () => {
    const other = await makeCouncil();
    const { email, id } = other.as.director.person;
    const code = await newCode(id, other);
    const everywhere = async () => ({
      person: await personOf(email),
      other: await dumpCouncil(other.id),
      codes: await asSuperuser('SELECT * FROM sign_in_codes WHERE person_id = $1', [id]),
      memberships: await asSuperuser('SELECT * FROM memberships WHERE person_id = $1', [id]),
    });
    const before = await everywhere();
    const [known, unknown] = [await invited({ name: 'Typed by hand', email }), await invited()];
    expect(await everywhere()).toEqual(before);
    expect(Object.keys(known)).toEqual(Object.keys(unknown));
    expect(known.name).toBe('Typed by hand');
    expect((await listMembers(council.as.admin)).map((member) => member.email)).not.toContain(email);
    expect(await choose(code)).toEqual({ outcome: 'chosen' });
  });

  it('changes nothing for someone who is a member, disabled or not, or already invited', async () => {
    const { email, id } = council.as.reader.person;
    await setDisabled(admin(council), id, true);
    const issued = await invited();
    const before = await dumpCouncil(council.id);
    const again = (given: { email: string }) =>
      inviteMember(admin(council), { name: 'X', role: 'admin', ...given });
    expect(await again({ email })).toEqual({ outcome: 'already a member' });
    expect(await again({ email: issued.email })).toEqual({ outcome: 'already invited' });
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('has one effect when sent by several administrators at once, in each of two councils', async () => {
    const other = await makeCouncil();
    const input = { name: 'Sam Patel', email: newEmail(), role: 'reader' } as const;
    const results = await Promise.all(
      [council, council, council, other, other, other].map((of) => inviteMember(admin(of), input)),
    );
    const outcomes = results.map(({ outcome }) => outcome);
    for (const of of [outcomes.slice(0, 3), outcomes.slice(3)]) {
      expect(of.toSorted()).toEqual(['already invited', 'already invited', 'invited']);
    }
  });

  it('can be repeated once the code has expired, and the first code stays invalid', async () => {
    const { email, code } = await invited();
    const later = daysOn(signInCodeDays);
    const result = await inviteMember(
      { ...council.as.admin, now: () => later },
      { name: 'Sam Patel', email, role: 'lead' },
    );
    expect(result.outcome).toBe('invited');
    expect(await choose({ email, code }, {}, later)).toEqual({ outcome: 'not matched' });
    expect(await choose({ email, code })).toEqual({ outcome: 'not matched' });
  });

  it('is renewed with another code, or withdrawn, until it is used', async () => {
    const first = await invited();
    const renewed = await renewInvitation(admin(council), first.id);
    if (renewed.outcome !== 'issued') throw new Error(renewed.outcome);
    expect(await choose(first)).toEqual({ outcome: 'not matched' });
    expect(await choose(renewed.issued)).toEqual({ outcome: 'chosen' });
    expect(await renewInvitation(admin(council), first.id)).toEqual({ outcome: 'not found' });
    expect(await withdrawInvitation(admin(council), first.id)).toEqual({ outcome: 'not found' });
    const second = await invited();
    expect(await withdrawInvitation(admin(council), second.id)).toEqual({ outcome: 'done' });
    expect(await choose(second)).toEqual({ outcome: 'not matched' });
    expect(await listInvitations(council.as.admin)).toEqual([]);
    expect((await events()).map(({ type }) => type)).toEqual([
      ...['member.invited', 'invitation.renewed', 'member.joined'],
      ...['member.invited', 'invitation.withdrawn'],
    ]);
  });

  it('is deleted some time after it expires', async () => {
    await invited();
    const end = signInCodeDays + INVITATION_DAYS;
    await tidy(daysOn(end - 1));
    expect(await listInvitations(council.as.admin)).toHaveLength(1);
    await tidy(daysOn(end + 1));
    expect(await listInvitations(council.as.admin)).toEqual([]);
  });
});

describe('joining', () => {
  it('creates an account for a new person, under the typed name', async () => {
    const issued = await invited({ role: 'lead' });
    expect(await choose(issued)).toEqual({ outcome: 'chosen' });
    const { id, name } = await personOf(issued.email);
    expect(name).toBe('Sam Patel');
    expect((await listMembers(council.as.reader)).find((member) => member.id === id)).toMatchObject({
      role: 'lead',
      access: 'enabled',
    });
    expect(await listInvitations(council.as.admin)).toEqual([]);
    expect((await events()).at(-1)).toEqual({
      type: 'member.joined',
      subject: id,
      data: { name: 'Sam Patel', invitedAs: 'Sam Patel', role: 'lead' },
    });
    expect(await verifyCouncil(council, ALL_RECORDS)).toMatchObject({ firstBroken: null, rows: [] });
    expect(await verifyCouncil(council, [])).toMatchObject({ firstBroken: null });
  });

  it('with a code never adds anyone from another council, no matter who created their account', async () => {
    // First an administrator takes an address of another council, with a password of their own.
    const email = `director@${council.slug}.example`;
    const other = await makeCouncil();
    const squatted = await invited({ email: `new-${email}` }, other);
    await choose(squatted, { password: 'a password of the squatter' });
    const issued = await invited({ email: squatted.email, role: 'director' });
    // No one becomes a member without the code, and the code alone does not identify the person.
    const { id } = await personOf(issued.email);
    const member = () =>
      asSuperuser('SELECT FROM memberships WHERE council_id = $1 AND person_id = $2', [council.id, id]);
    expect(await choose(issued)).toMatchObject({ outcome: 'account taken' });
    expect(await member()).toEqual([]);
    expect(await checkSignIn(issued.email, PASSWORD, caller, NOW)).toEqual({ outcome: 'not matched' });
    const squatter = await signedInAs({ person: { id, name: 'Squatter', email: issued.email } });
    expect(await join(squatter, squatted, 'a password of the squatter')).toEqual({
      outcome: 'joined',
      council: expect.objectContaining({ slug: other.slug }),
    });
    expect(await member()).toEqual([]);
  });

  it('reports a weak password first, and the same with or without an account', async () => {
    const known = await invited({ email: (await makeCouncil()).as.lead.person.email });
    const unknown = await invited();
    const weak = [await choose(known, { password: 'short' }), await choose(unknown, { password: 'short' })];
    expect(weak).toEqual([
      { outcome: 'invalid', problem: expect.any(String) },
      { outcome: 'invalid', problem: expect.any(String) },
    ]);
    expect(weak[0]).toEqual(weak[1]);
  });

  it('counts as a sign-in attempt for an existing account, since nothing else is used up', async () => {
    const known = await invited({ email: (await makeCouncil()).as.lead.person.email });
    for (let tries = 0; tries < signInLimits.perAccount; tries += 1) {
      expect(await choose(known)).toMatchObject({ outcome: 'account taken' });
    }
    expect(await choose(known)).toEqual({ outcome: 'throttled' });
  });

  it('by someone with an account needs them signed in, with that address, and the code', async () => {
    const other = await makeCouncil();
    const director = await signedInAs(other.as.director);
    const reader = await signedInAs(other.as.reader);
    const { email, id, name } = other.as.director.person;
    const issued = await invited({ email, name: 'As typed', role: 'lead' });
    const refused = { outcome: 'not matched' };
    expect(await join(reader, issued)).toEqual(refused);
    expect(await join(director, { code: 'AAAA-BBBB-CCCC-DDDD' })).toEqual(refused);
    const joined = { outcome: 'joined', council: expect.objectContaining({ slug: council.slug }) };
    expect(await join(director, { code: issued.code.toLowerCase() })).toEqual(joined);
    // A form sent twice gets its answer again; no one else does.
    expect(await join(director, issued)).toEqual(joined);
    expect(await join(director, issued, 'not what the password is')).toEqual(refused);
    expect(await join(reader, issued)).toEqual(refused);
    expect((await events()).slice(1)).toEqual([
      { type: 'member.joined', subject: id, data: { name, invitedAs: 'As typed', role: 'lead' } },
    ]);
  });

  it('another council ends password codes and sessions elsewhere, and keeps the current one', async () => {
    const other = await makeCouncil();
    const { id, email } = other.as.lead.person;
    const held = await newCode(id, other);
    const [here, elsewhere] = [await signedInAs(other.as.lead), await signedInAs(other.as.lead)];
    const { code } = await invited({ email });
    await join(here, { code });
    expect(await choose(held)).toEqual({ outcome: 'not matched' });
    const open = await asSuperuser('SELECT id FROM sessions WHERE person_id = $1 AND ended_at IS NULL', [id]);
    expect(open).toEqual([{ id: here.sessionId }]);
    expect(await join(elsewhere, await invited({ email: newEmail() }))).toEqual({ outcome: 'not matched' });
  });

  it('another council requires a new password, to lock out the person who set up the account', async () => {
    // An administrator redeems a new person's code and passes the password on.
    const issued = await invited();
    const { email } = issued;
    await choose(issued);
    const [theirs, person] = [await signedInWith(issued), await signedInWith(issued)];
    const other = await makeCouncil();
    const further = await invited({ email, role: 'director' }, other);
    const before = await personOf(email);

    const problem = (words: string) => ({ outcome: 'invalid', problem: expect.stringContaining(words) });
    expect(await join(person, further, PASSWORD)).toEqual(problem('must be different from your current one'));
    expect(await join(person, further, 'short')).toEqual(problem('12 characters or more'));
    for (const { slug } of [council, other]) {
      expect(await join(person, further, `lantern ${slug.slice(8)}`)).toEqual(problem('council’s name'));
    }
    // Without the code nothing changes.
    expect(await join(person, { code: 'AAAA-BBBB-CCCC-DDDD' })).toEqual({ outcome: 'not matched' });
    expect(await personOf(email)).toEqual(before);
    expect(await listInvitations(other.as.admin)).toHaveLength(1);

    expect(await join(person, further)).toMatchObject({ outcome: 'joined' });
    expect(await checkSignIn(email, PASSWORD, caller, NOW)).toEqual({ outcome: 'not matched' });
    expect(await checkSignIn(email, ANOTHER, caller, NOW)).toMatchObject({ outcome: 'matched' });
    expect(
      await asSuperuser('SELECT id FROM sessions WHERE ended_at IS NULL AND id = ANY($1)', [
        [theirs.sessionId, person.sessionId],
      ]),
    ).toEqual([{ id: person.sessionId }]);
  });

  it('does not overwrite a password changed meanwhile', async () => {
    for (let round = 0; round < 5; round += 1) {
      const issued = await invited();
      await choose(issued);
      const [here, elsewhere] = [await signedInWith(issued), await signedInWith(issued)];
      const further = await invited({ email: issued.email }, await makeCouncil());
      const input = { current: PASSWORD, password: 'changed at the same time' };
      const [joined, changed] = await Promise.all([
        join(here, further),
        changePassword(elsewhere, input, caller, NOW),
      ]);
      // One of the two was first, and the other did nothing.
      const isIn = joined.outcome === 'joined';
      expect(changed.outcome).toBe(isIn ? 'not matched' : 'changed');
      const password = isIn ? ANOTHER : input.password;
      expect(await checkSignIn(issued.email, password, caller, NOW)).toMatchObject({ outcome: 'matched' });
    }
  });

  it('does nothing for an ended session or a disabled person', async () => {
    const other = await makeCouncil();
    const session = await signedInAs(other.as.lead);
    const { code } = await invited({ email: session.person.email });
    await database().session.updateMany({ where: { id: session.sessionId }, data: { endedAt: NOW } });
    expect(await join(session, { code })).toEqual({ outcome: 'not matched' });
    const open = await signedInAs(other.as.lead);
    await asSuperuser('UPDATE people SET disabled_at = now() WHERE id = $1', [session.person.id]);
    expect(await join(open, { code })).toEqual({ outcome: 'not matched' });
  });

  it('happens once, however many send the code, and not after a withdrawal', async () => {
    for (let round = 0; round < 5; round += 1) {
      const other = await makeCouncil();
      const session = await signedInAs(other.as.lead);
      const { code, id } = await invited({ email: session.person.email });
      const [withdrawn, ...joined] = await Promise.all([
        withdrawInvitation(admin(council), id),
        ...Array.from({ length: 4 }, () => join(session, { code })),
      ]);
      const members = await asSuperuser('SELECT FROM memberships WHERE council_id = $1 AND person_id = $2', [
        council.id,
        session.person.id,
      ]);
      const isIn = withdrawn.outcome === 'not found';
      expect(joined.map(({ outcome }) => outcome)).toEqual(
        joined.map(() => (isIn ? 'joined' : 'not matched')),
      );
      expect(members).toHaveLength(isIn ? 1 : 0);
    }
  });

  it('two councils at once as a new person makes one account, and the other waits for a sign-in', async () => {
    for (let round = 0; round < 5; round += 1) {
      const other = await makeCouncil();
      const email = newEmail();
      const codes = [await invited({ email }), await invited({ email }, other)];
      const results = await Promise.all(
        codes.map((issued, index) => choose(issued, { password: `quite a good password ${index}` })),
      );
      expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(['account taken', 'chosen']);
      const { id } = await personOf(email);
      expect(await asSuperuser('SELECT FROM memberships WHERE person_id = $1', [id])).toHaveLength(1);
    }
  });

  it('finds the address in any spelling', async () => {
    const parsed = inviteMemberSchema.parse({
      name: 'Sam',
      email: ' Sam.Patel@Council.Example ',
      role: 'lead',
    });
    const issued = await invited({ email: parsed.email });
    const typed = joinSchema.parse({ ...issued, email: 'SAM.PATEL@COUNCIL.EXAMPLE', password: PASSWORD });
    const email = await storedAddress(typed.email);
    expect(await choosePassword({ ...typed, email }, caller, NOW)).toEqual({ outcome: 'chosen' });
  });

  it('keeps the role of someone whom the operator has added meanwhile', async () => {
    const other = await makeCouncil();
    const session = await signedInAs(other.as.lead);
    const { code } = await invited({ email: session.person.email, role: 'admin' });
    await asSuperuser("INSERT INTO memberships (council_id, person_id, role) VALUES ($1, $2, 'reader')", [
      council.id,
      session.person.id,
    ]);
    expect(await join(session, { code })).toMatchObject({ outcome: 'joined' });
    expect(
      await asSuperuser('SELECT role FROM memberships WHERE council_id = $1 AND person_id = $2', [
        council.id,
        session.person.id,
      ]),
    ).toEqual([{ role: 'reader' }]);
  });
});

describe('choosing a password', () => {
  it('sets it, in whatever form the code is typed, and signing in works with it', async () => {
    const issued = await invited();
    expect(await checkSignIn(issued.email, PASSWORD, caller, NOW)).toEqual({ outcome: 'not matched' });
    const typed = ` ${issued.code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
    expect(await choose(issued, { code: typed })).toEqual({ outcome: 'chosen' });
    expect(await checkSignIn(issued.email, PASSWORD, caller, NOW)).toMatchObject({ outcome: 'matched' });
  });

  it('uses up the code and ends open sessions', async () => {
    const id = await joined();
    const issued = await newCode(id);
    await database().session.create({
      data: { personId: id, address: caller.address },
      select: { id: true },
    });
    await choose(issued);
    expect(await openSessions(id)).toBe(0);
    expect(await choose(issued, { password: 'another good long one' })).toEqual({ outcome: 'not matched' });
    // The same form sent again gets the first answer.
    expect(await choose(issued)).toEqual({ outcome: 'chosen' });
    expect(await checkSignIn(issued.email, PASSWORD, caller, NOW)).toMatchObject({ outcome: 'matched' });
  });

  it.each([
    ['an invitation', () => invited()],
    ['a new code', async () => newCode(await joined())],
  ])('lets one of many who send the same code at once choose, by %s', async (_kind, issue) => {
    const issued = await issue();
    const sameForm = issue();
    await sameForm;
    const passwords = Array.from({ length: 6 }, (_, index) => `a very good password number ${index}`);
    const results = await Promise.all(passwords.map((password) => choose(issued, { password })));
    expect(results.filter(({ outcome }) => outcome === 'chosen')).toHaveLength(1);
    const twice = await Promise.all([1, 2, 3].map(async () => choose(await sameForm)));
    expect(twice).toEqual(twice.map(() => ({ outcome: 'chosen' })));
    const winner = passwords[results.findIndex(({ outcome }) => outcome === 'chosen')] ?? '';
    expect(await checkSignIn(issued.email, winner, caller, NOW)).toMatchObject({ outcome: 'matched' });
  });

  it('gives one answer for an unknown person and for a code that is wrong, another person’s, expired or of a disabled person', async () => {
    const issued = await invited();
    const others = await invited();
    const someone = await joined();
    const disabled = await newCode(someone);
    await asSuperuser('UPDATE people SET disabled_at = now() WHERE id = $1', [someone]);
    const answers = [
      await choose(issued, { email: newEmail() }),
      await choose(issued, { code: 'AAAA-BBBB-CCCC-DDDD' }),
      await choose(issued, { code: others.code }),
      await choose(issued, {}, daysOn(signInCodeDays)),
      await choose(disabled),
    ];
    expect(answers).toEqual(answers.map(() => ({ outcome: 'not matched' })));
    expect(await choose(issued, {}, new Date(daysOn(signInCodeDays).getTime() - 1))).toEqual({
      outcome: 'chosen',
    });
  });

  it('keeps the code for another attempt when the password is not good enough', async () => {
    const issued = await invited();
    expect(await choose(issued, { password: 'short' })).toMatchObject({ outcome: 'invalid' });
    expect(await choose(issued, { password: `we are ${council.slug.slice(8)} people` })).toEqual({
      outcome: 'invalid',
      problem: 'Password must not contain your council’s name',
    });
    expect(await choose(issued)).toEqual({ outcome: 'chosen' });
  });

  it('does the same work for an unknown person, a known one, and any wrong code', async () => {
    const { email } = await personById(await joined());
    const issued = await invited();
    const held = await newCode(await joined());
    const tries = {
      unknown: () => choose({ email: newEmail(), code: 'AAAA-BBBB-CCCC-DDDD' }, { password: 'x'.repeat(20) }),
      known: () => choose({ email, code: 'AAAA-BBBB-CCCC-DDDD' }, { password: 'x'.repeat(20) }),
      another: () => choose({ email, code: issued.code }, { password: 'x'.repeat(20) }),
      reset: () => choose({ email, code: held.code }, { password: 'x'.repeat(20) }),
    };
    const query = vi.spyOn(Client.prototype, 'query');
    const work: Record<string, { statements: number; cpu: number }> = {};
    for (const [name, attempt] of Object.entries(tries)) {
      const cpu: number[] = [];
      for (let round = 0; round < 3; round += 1) {
        query.mockClear();
        const before = process.cpuUsage();
        expect(await attempt()).toEqual({ outcome: 'not matched' });
        const { user, system } = process.cpuUsage(before);
        cpu.push(user + system);
      }
      work[name] = { statements: query.mock.calls.length, cpu: Math.min(...cpu) };
    }
    query.mockRestore();
    const [first, ...others] = Object.values(work);
    for (const other of others) {
      expect(other.statements).toBe(first?.statements);
      // Hashing dominates: one hash more or less would double or halve the time.
      expect(other.cpu / (first?.cpu ?? 0)).toBeGreaterThan(0.5);
      expect(other.cpu / (first?.cpu ?? 0)).toBeLessThan(2);
    }
  });

  it('says nothing about the password to someone without the code', async () => {
    const issued = await invited();
    expect(await choose(issued, { code: 'AAAA-BBBB-CCCC-DDDD', password: 'short' })).toEqual({
      outcome: 'not matched',
    });
  });

  it('is throttled together with signing in', async () => {
    const issued = await invited();
    for (let n = 0; n < signInLimits.perAccount; n += 1) {
      await (n % 2 === 0
        ? choose(issued, { code: 'AAAA-BBBB-CCCC-DDDD' })
        : checkSignIn(issued.email, 'a wrong guess', caller, NOW));
    }
    expect(await choose(issued)).toEqual({ outcome: 'throttled' });
    expect(await checkSignIn(issued.email, PASSWORD, caller, NOW)).toEqual({ outcome: 'throttled' });
    expect(await choose(issued, {}, new Date(NOW.getTime() + 5 * 60_000))).toEqual({ outcome: 'chosen' });
  });

  it('removes expired codes', async () => {
    const id = await joined();
    await newCode(id);
    await tidy(daysOn(signInCodeDays - 1));
    expect(await asSuperuser('SELECT FROM sign_in_codes WHERE person_id = $1', [id])).toHaveLength(1);
    await tidy(daysOn(signInCodeDays + 1));
    expect(await asSuperuser('SELECT FROM sign_in_codes WHERE person_id = $1', [id])).toEqual([]);
  });
});

describe('a new code', () => {
  it('replaces the previous one', async () => {
    const id = await joined();
    const first = await newCode(id);
    const second = await newCode(id);
    expect(await choose(first, { password: 'another good long one' })).toEqual({ outcome: 'not matched' });
    expect(await choose(second, { password: 'another good long one' })).toEqual({ outcome: 'chosen' });
    expect((await events()).at(-1)).toEqual({
      type: 'member.code-issued',
      subject: id,
      data: { name: 'Sam Patel', expiresAt: daysOn(signInCodeDays).toISOString() },
    });
  });

  it('looks the same for a member of another council, and never works', async () => {
    const other = await makeCouncil();
    const { lead, reader } = other.as;
    await addMembership(council.as.admin, lead, 'reader');
    const alone = await newCode(reader.person.id, other);
    const before = await personOf(lead.person.email);
    for (const of of [council, other]) {
      const issued = await newCode(lead.person.id, of);
      expect(Object.keys(issued)).toEqual(Object.keys(alone));
      // A weak password does not distinguish them either, nor one with the other council's name.
      const [theirs, othersName] = [of, of === other ? council : other].map(
        ({ slug }) => `we are ${slug.slice(8)} people`,
      );
      expect(await choose(issued, { password: 'short' })).toMatchObject({ outcome: 'invalid' });
      expect(await choose(issued, { password: theirs ?? '' })).toMatchObject({ outcome: 'invalid' });
      expect(await choose(issued, { password: othersName ?? '' })).toEqual({ outcome: 'not matched' });
      expect(await choose(issued)).toEqual({ outcome: 'not matched' });
    }
    expect(await personOf(lead.person.email)).toEqual(before);
  });

  it('does not replace one issued by the operator to a person in several councils', async () => {
    const other = await makeCouncil();
    const { lead } = other.as;
    await addMembership(council.as.admin, lead, 'reader');
    const { code } = await issueSignInCode(ownerUrl(), lead.person.email, NOW);
    await newCode(lead.person.id);
    expect(await choose({ email: lead.person.email, code })).toEqual({ outcome: 'chosen' });
  });

  it('at the same time as joining another council never leaves a code that opens both', async () => {
    for (let round = 0; round < 10; round += 1) {
      const other = await makeCouncil();
      const { lead } = council.as;
      const [issued] = await Promise.all([
        newCode(lead.person.id),
        addMembership(other.as.admin, lead, 'lead'),
      ]);
      expect(await choose(issued)).toEqual({ outcome: 'not matched' });
    }
  });
});

describe('a change of role', () => {
  it('takes effect at the next check of the session, and is recorded with before and after', async () => {
    const { id, name } = council.as.contributor.person;
    const session = await database().session.create({
      data: { personId: id, address: caller.address },
      select: { id: true },
    });
    const roles = () =>
      database().$queryRaw<
        { role: string | null }[]
      >`SELECT role::text FROM session_memberships(${session.id}::uuid)`;
    expect(await roles()).toEqual([{ role: 'contributor' }]);
    expect(await changeRole(council.as.admin, id, 'reader')).toEqual({ outcome: 'done', name });
    expect(await roles()).toEqual([{ role: 'reader' }]);
    expect(await setDisabled(admin(council), id, true)).toEqual({ outcome: 'done', name });
    expect(await roles()).toEqual([{ role: null }]);
    expect(await setDisabled(admin(council), id, false)).toEqual({ outcome: 'done', name });
    expect(await roles()).toEqual([{ role: 'reader' }]);
    expect(await events()).toEqual([
      { type: 'member.role-changed', subject: id, data: { name, before: 'contributor', after: 'reader' } },
      {
        type: 'member.disabled',
        subject: id,
        data: { name, before: { disabled: false }, after: { disabled: true } },
      },
      {
        type: 'member.enabled',
        subject: id,
        data: { name, before: { disabled: true }, after: { disabled: false } },
      },
    ]);
  });

  it('to the same role, or a second disabling, changes and records nothing', async () => {
    const { id, name } = council.as.reader.person;
    expect(await changeRole(council.as.admin, id, 'reader')).toEqual({ outcome: 'unchanged', name });
    await setDisabled(admin(council), id, true);
    const before = await dumpCouncil(council.id);
    expect(await setDisabled(admin(council), id, true)).toEqual({ outcome: 'unchanged', name });
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('in one council does not affect another', async () => {
    const other = await makeCouncil();
    const { id } = other.as.lead.person;
    await addMembership(council.as.admin, other.as.lead, 'reader');
    const before = await dumpCouncil(other.id);
    await changeRole(council.as.admin, id, 'contributor');
    await setDisabled(admin(council), id, true);
    expect(await dumpCouncil(other.id)).toEqual(before);
  });
});

describe('the last administrator', () => {
  const administrators = () =>
    asSuperuser("SELECT FROM memberships WHERE council_id = $1 AND role = 'admin' AND disabled_at IS NULL", [
      council.id,
    ]);

  it('cannot be demoted or disabled; others count only with a password and not disabled', async () => {
    const { id } = council.as.admin.person;
    const refused = { outcome: 'last administrator' };
    expect(await changeRole(council.as.admin, id, 'lead')).toEqual(refused);
    expect(await setDisabled(admin(council), id, true)).toEqual(refused);
    await invited({ role: 'admin' });
    expect(await changeRole(council.as.admin, id, 'lead')).toEqual(refused);
    const second = await joined({ role: 'admin' });
    await asSuperuser('UPDATE people SET password_hash = NULL WHERE id = $1', [second]);
    expect(await changeRole(council.as.admin, id, 'lead')).toEqual(refused);
    await asSuperuser("UPDATE people SET password_hash = 'any' WHERE id = $1", [second]);
    await setDisabled(admin(council), second, true);
    expect(await changeRole(council.as.admin, id, 'lead')).toEqual(refused);
    await setDisabled(admin(council), second, false);
    expect(await changeRole(council.as.admin, id, 'lead')).toMatchObject({ outcome: 'done' });
    expect(await administrators()).toHaveLength(1);
  });

  it('stays when two administrators demote or disable each other at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      council = await makeCouncil();
      const first = council.as.admin;
      await changeRole(first, council.as.director.person.id, 'admin');
      const second = { ...council.as.director, role: 'admin' } as const;
      const results = await Promise.allSettled([
        round % 2 === 0
          ? changeRole(first, second.person.id, 'reader')
          : setDisabled(first, second.person.id, true),
        changeRole(second, first.person.id, 'reader'),
      ]);
      // By then the second is no longer an administrator.
      expect(results).toContainEqual({
        status: 'fulfilled',
        value: { outcome: 'done', name: expect.any(String) },
      });
      expect(results).toContainEqual({ status: 'rejected', reason: expect.any(AccessLostError) });
      expect(await administrators()).toHaveLength(1);
    }
  });
});

describe('ending sessions', () => {
  it('ends every open session of that person and no one else’s', async () => {
    const { id, name } = council.as.lead.person;
    const other = council.as.reader.person.id;
    for (const personId of [id, id, other]) {
      await database().session.create({ data: { personId, address: caller.address }, select: { id: true } });
    }
    expect(await endSessions(admin(council), id)).toEqual({ outcome: 'done', name });
    expect([await openSessions(id), await openSessions(other)]).toEqual([0, 1]);
    expect(await events()).toEqual([{ type: 'member.sessions-ended', subject: id, data: { name } }]);
  });

  it('ends nothing of a person’s other council, and looks the same to the administrator', async () => {
    const other = await makeCouncil();
    const { lead, reader } = council.as;
    await addMembership(other.as.admin, lead, 'lead');
    const { sessionId } = await signedInAs(lead);
    const opens = async (session: string) =>
      (
        await database().$queryRaw<
          { council_slug: string | null }[]
        >`SELECT council_slug FROM session_memberships(${session}::uuid)`
      ).map(({ council_slug }) => council_slug);
    expect(await opens(sessionId)).toHaveLength(2);
    for (const { person } of [lead, reader]) {
      const { id, name } = person;
      expect(await endSessions(council.as.admin, id)).toEqual({ outcome: 'done', name });
    }
    expect(await opens(sessionId)).toEqual([other.slug]);
    await expect(setDigest({ ...lead, sessionId }, 'weekly')).rejects.toEqual(
      new AccessLostError('signed-out'),
    );
    const there = { ...other.as.lead, person: lead.person, sessionId };
    expect(await setDigest(there, 'weekly')).toEqual({ outcome: 'done' });
    // A member of only this council is asked to sign in, so they have no list of councils without it.
    expect(await openSessions(reader.person.id)).toBe(0);

    const again = await signedInAs(lead);
    expect(await opens(again.sessionId)).toHaveLength(2);
    expect(await setDigest({ ...lead, sessionId: again.sessionId }, 'weekly')).toEqual({ outcome: 'done' });
    expect((await events()).map(({ type, data }) => [type, Object.keys(data)])).toEqual(
      expect.arrayContaining([['member.sessions-ended', ['name']]]),
    );
  });
});
