import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { verifyChain } from '#lib/audit/verify.ts';
import { checkSignIn, choosePassword } from '#lib/auth/commands.ts';
import { signInCodeDays, signInLimits } from '#lib/auth/rules.ts';
import { database } from '#lib/db/client.ts';
import { AccessLostError } from '#lib/errors.ts';
import { tidy } from '#lib/jobs/tidy.ts';
import {
  type AddResult,
  addMember,
  changeRole,
  endSessions,
  type IssuedCode,
  issueCode,
  setDisabled,
} from '#lib/members/commands.ts';
import { listMembers } from '#lib/members/queries.ts';
import { asSuperuser, everythingIn, makeCouncil, type TestCouncil } from './council-factory.ts';

const PASSWORD = 'correct horse battery staple';
const NOW = new Date('2026-11-21T09:30:00Z');
const DAY = 24 * 60 * 60_000;
const daysOn = (days: number) => new Date(NOW.getTime() + days * DAY);

let council: TestCouncil;
let address: string;
let addresses = 0;

beforeEach(async () => {
  council = await makeCouncil();
  addresses += 1;
  address = `203.0.113.${addresses}`;
});

const newEmail = () => `${randomUUID()}@council.example`;
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

async function invited(
  given: Partial<Parameters<typeof addMember>[1]> = {},
  of = council,
): Promise<IssuedCode> {
  const input = { name: 'Sam Patel', email: newEmail(), role: 'contributor', ...given } as const;
  const result = await addMember(admin(of), input);
  if (result.outcome !== 'invited') throw new Error(`The answer was ${result.outcome}`);
  return result.issued;
}

const choose = (
  issued: IssuedCode,
  given: Partial<{ email: string; code: string; password: string }> = {},
  at = NOW,
) => choosePassword({ email: issued.email, code: issued.code, password: PASSWORD, ...given }, address, at);

async function events(of = council): Promise<{ type: string; subject: string; data: object }[]> {
  return asSuperuser(
    "SELECT type, subject, data FROM audit_events WHERE council_id = $1 AND type NOT IN ('council.added', 'member.added') ORDER BY seq",
    [of.id],
  );
}

async function openSessions(personId: string): Promise<number> {
  return database().session.count({ where: { personId, endedAt: null } });
}

describe('adding a person', () => {
  it('makes somebody new, with a code that is kept as a hash only', async () => {
    const issued = await invited({ email: 'new.person@council.example', role: 'lead' });
    expect(issued).toEqual({
      name: 'Sam Patel',
      email: 'new.person@council.example',
      code: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/),
      expiresAt: daysOn(signInCodeDays).toISOString(),
    });
    const person = await personOf(issued.email);
    expect(person.password_hash).toBeNull();
    const [kept] = await asSuperuser(
      'SELECT to_json(c)::text AS row FROM sign_in_codes c WHERE person_id = $1',
      [person.id],
    );
    expect(JSON.stringify(kept)).not.toContain(issued.code.slice(0, 4));
    expect((await listMembers(council.as.reader)).find(({ id }) => id === person.id)).toMatchObject({
      role: 'lead',
      access: 'not-yet-joined',
    });
    const all = await events();
    expect(all).toEqual([
      { type: 'member.invited', subject: person.id, data: { name: 'Sam Patel', role: 'lead', isNew: true } },
    ]);
    expect(JSON.stringify(all)).not.toContain(issued.code);
    expect(await verifyChain(council.id)).toMatchObject({ firstBroken: null });
  });

  it('lets somebody of another council join, who keeps name and password, and tells nothing of that council', async () => {
    const other = await makeCouncil();
    const { email, name, id } = other.as.director.person;
    const before = { person: await personOf(email), other: await everythingIn(other.id) };
    const result = await addMember(admin(council), { name: 'Another name', email, role: 'reader' });
    expect(result).toEqual({ outcome: 'joined', name });
    expect({ person: await personOf(email), other: await everythingIn(other.id) }).toEqual(before);
    expect(await asSuperuser('SELECT FROM sign_in_codes WHERE person_id = $1', [id])).toEqual([]);
    expect(
      await asSuperuser('SELECT role FROM memberships WHERE person_id = $1 ORDER BY role', [id]),
    ).toEqual([{ role: 'director' }, { role: 'reader' }]);
    expect(await events()).toEqual([
      { type: 'member.invited', subject: id, data: { name, role: 'reader', isNew: false } },
    ]);
  });

  it('changes nothing for somebody who is a member already, disabled or not', async () => {
    const { email, id } = council.as.reader.person;
    await setDisabled(admin(council), id, true);
    const before = await everythingIn(council.id);
    const result = await addMember(admin(council), { name: 'X', email, role: 'admin' });
    expect(result).toEqual({ outcome: 'already a member' });
    expect(await everythingIn(council.id)).toEqual(before);
  });

  it('has one effect when sent by two administrators at once, and one person when two councils add the same', async () => {
    const other = await makeCouncil();
    const input = { name: 'Sam Patel', email: newEmail(), role: 'reader' } as const;
    const results: AddResult[] = await Promise.all(
      [council, council, council, other, other, other].map((of) => addMember(admin(of), input)),
    );
    const counted = (outcome: AddResult['outcome']) =>
      results.filter((one) => one.outcome === outcome).length;
    expect([counted('invited'), counted('joined'), counted('already a member')]).toEqual([1, 1, 4]);
    const { id } = await personOf(input.email);
    expect(await asSuperuser('SELECT FROM memberships WHERE person_id = $1', [id])).toHaveLength(2);
  });
});

describe('choosing a password', () => {
  it('sets it, however the code is typed, and signing in works with it', async () => {
    const issued = await invited();
    expect(await checkSignIn(issued.email, PASSWORD, address, NOW)).toEqual({ outcome: 'not matched' });
    const typed = ` ${issued.code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
    expect(await choose(issued, { code: typed })).toEqual({ outcome: 'chosen' });
    expect(await checkSignIn(issued.email, PASSWORD, address, NOW)).toMatchObject({ outcome: 'matched' });
  });

  it('uses the code up, and ends the sessions that were open', async () => {
    const issued = await invited();
    const { id } = await personOf(issued.email);
    await database().session.create({ data: { personId: id, address }, select: { id: true } });
    await choose(issued);
    expect(await openSessions(id)).toBe(0);
    expect(await choose(issued, { password: 'another good long one' })).toEqual({ outcome: 'not matched' });
    expect(await checkSignIn(issued.email, PASSWORD, address, NOW)).toMatchObject({ outcome: 'matched' });
  });

  it('lets one of many who send the same code at once choose', async () => {
    const issued = await invited();
    const passwords = Array.from({ length: 6 }, (_, index) => `a very good password number ${index}`);
    const results = await Promise.all(passwords.map((password) => choose(issued, { password })));
    expect(results.filter(({ outcome }) => outcome === 'chosen')).toHaveLength(1);
    const winner = passwords[results.findIndex(({ outcome }) => outcome === 'chosen')] ?? '';
    expect(await checkSignIn(issued.email, winner, address, NOW)).toMatchObject({ outcome: 'matched' });
  });

  it('gives one answer for an unknown person and a code that is wrong, another’s, expired or of a disabled person', async () => {
    const issued = await invited();
    const others = await invited();
    const disabled = await invited();
    await asSuperuser('UPDATE people SET disabled_at = now() WHERE email = $1', [disabled.email]);
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

  it('keeps the code for another try when the password is not good enough', async () => {
    const issued = await invited();
    expect(await choose(issued, { password: 'short' })).toMatchObject({ outcome: 'unfit' });
    expect(await choose(issued, { password: `we are ${council.slug.slice(8)} people` })).toEqual({
      outcome: 'unfit',
      problem: 'Password must not contain your council’s name',
    });
    expect(await choose(issued)).toEqual({ outcome: 'chosen' });
  });

  it('says nothing about the password to somebody without the code', async () => {
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
        : checkSignIn(issued.email, 'a wrong guess', address, NOW));
    }
    expect(await choose(issued)).toEqual({ outcome: 'throttled' });
    expect(await checkSignIn(issued.email, PASSWORD, address, NOW)).toEqual({ outcome: 'throttled' });
    expect(await choose(issued, {}, new Date(NOW.getTime() + 5 * 60_000))).toEqual({ outcome: 'chosen' });
  });

  it('leaves no expired codes behind', async () => {
    const issued = await invited();
    const { id } = await personOf(issued.email);
    await tidy(daysOn(signInCodeDays - 1));
    expect(await asSuperuser('SELECT FROM sign_in_codes WHERE person_id = $1', [id])).toHaveLength(1);
    await tidy(daysOn(signInCodeDays + 1));
    expect(await asSuperuser('SELECT FROM sign_in_codes WHERE person_id = $1', [id])).toEqual([]);
  });
});

describe('a new code', () => {
  it('takes the place of the one before', async () => {
    const first = await invited();
    const { id } = await personOf(first.email);
    const second = await issueCode(admin(council), id);
    if (second.outcome !== 'issued') throw new Error(second.outcome);
    expect(await choose(first)).toEqual({ outcome: 'not matched' });
    expect(await choose(second.issued)).toEqual({ outcome: 'chosen' });
    expect((await events()).at(-1)).toEqual({
      type: 'member.code-issued',
      subject: id,
      data: { name: 'Sam Patel', expiresAt: daysOn(signInCodeDays).toISOString() },
    });
  });

  it('is not issued for somebody who belongs to another council too: its holder could become them there', async () => {
    const other = await makeCouncil();
    const { email, id } = other.as.lead.person;
    await addMember(admin(council), { name: '', email, role: 'reader' });
    const before = await everythingIn(council.id);
    expect(await issueCode(admin(council), id)).toEqual({ outcome: 'not ours alone' });
    expect(await issueCode(admin(other), id)).toEqual({ outcome: 'not ours alone' });
    expect(await everythingIn(council.id)).toEqual(before);
    expect(await asSuperuser('SELECT FROM sign_in_codes WHERE person_id = $1', [id])).toEqual([]);
  });

  it('that an administrator still holds opens no council that the person joins later', async () => {
    const other = await makeCouncil();
    const issued = await invited();
    await addMember(admin(other), { name: '', email: issued.email, role: 'lead' });
    expect(await choose(issued)).toEqual({ outcome: 'not matched' });
  });

  it('and joining another council at once never leave a code that opens both', async () => {
    for (let round = 0; round < 10; round += 1) {
      const other = await makeCouncil();
      const { email } = await invited();
      const { id } = await personOf(email);
      await Promise.all([
        issueCode(admin(council), id),
        addMember(admin(other), { name: '', email, role: 'lead' }),
      ]);
      expect(await asSuperuser('SELECT FROM sign_in_codes WHERE person_id = $1', [id])).toEqual([]);
    }
  });
});

describe('a change of role', () => {
  it('counts at the next look at the session, and is recorded with before and after', async () => {
    const { id, name } = council.as.contributor.person;
    const session = await database().session.create({
      data: { personId: id, address },
      select: { id: true },
    });
    const roles = () =>
      database().$queryRaw<
        { role: string | null }[]
      >`SELECT role::text FROM session_memberships(${session.id}::uuid)`;
    expect(await roles()).toEqual([{ role: 'contributor' }]);
    expect(await changeRole(council.as.admin, id, 'reader')).toEqual({ outcome: 'done' });
    expect(await roles()).toEqual([{ role: 'reader' }]);
    expect(await setDisabled(admin(council), id, true)).toEqual({ outcome: 'done' });
    expect(await roles()).toEqual([{ role: null }]);
    expect(await setDisabled(admin(council), id, false)).toEqual({ outcome: 'done' });
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

  it('to the same role, or disabling twice, changes and records nothing', async () => {
    const { id } = council.as.reader.person;
    expect(await changeRole(council.as.admin, id, 'reader')).toEqual({ outcome: 'unchanged' });
    await setDisabled(admin(council), id, true);
    const before = await everythingIn(council.id);
    expect(await setDisabled(admin(council), id, true)).toEqual({ outcome: 'unchanged' });
    expect(await everythingIn(council.id)).toEqual(before);
  });

  it('in one council leaves the other as it is', async () => {
    const other = await makeCouncil();
    const { email, id } = other.as.lead.person;
    await addMember(admin(council), { name: '', email, role: 'reader' });
    const before = await everythingIn(other.id);
    await changeRole(council.as.admin, id, 'contributor');
    await setDisabled(admin(council), id, true);
    expect(await everythingIn(other.id)).toEqual(before);
  });
});

describe('the last administrator', () => {
  const administrators = () =>
    asSuperuser("SELECT FROM memberships WHERE council_id = $1 AND role = 'admin' AND disabled_at IS NULL", [
      council.id,
    ]);

  it('cannot be demoted or disabled, nor counts one who has no password or is disabled', async () => {
    const { id } = council.as.admin.person;
    const refused = { outcome: 'last administrator' };
    expect(await changeRole(council.as.admin, id, 'lead')).toEqual(refused);
    expect(await setDisabled(admin(council), id, true)).toEqual(refused);
    const issued = await invited({ role: 'admin' });
    const second = (await personOf(issued.email)).id;
    expect(await changeRole(council.as.admin, id, 'lead')).toEqual(refused);
    await choose(issued);
    await setDisabled(admin(council), second, true);
    expect(await changeRole(council.as.admin, id, 'lead')).toEqual(refused);
    await setDisabled(admin(council), second, false);
    expect(await changeRole(council.as.admin, id, 'lead')).toEqual({ outcome: 'done' });
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
      // The second to come is no administrator any more.
      expect(results).toContainEqual({ status: 'fulfilled', value: { outcome: 'done' } });
      expect(results).toContainEqual({ status: 'rejected', reason: expect.any(AccessLostError) });
      expect(await administrators()).toHaveLength(1);
    }
  });
});

describe('ending sessions', () => {
  it('ends every open one of that person and nobody else’s', async () => {
    const { id, name } = council.as.lead.person;
    const other = council.as.reader.person.id;
    for (const personId of [id, id, other]) {
      await database().session.create({ data: { personId, address }, select: { id: true } });
    }
    expect(await endSessions(admin(council), id)).toEqual({ outcome: 'done' });
    expect([await openSessions(id), await openSessions(other)]).toEqual([0, 1]);
    expect(await endSessions(admin(council), id)).toEqual({ outcome: 'unchanged' });
    expect(await events()).toEqual([
      { type: 'member.sessions-ended', subject: id, data: { name, sessions: 2 } },
    ]);
  });
});
