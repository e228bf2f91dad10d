import { beforeEach, describe, expect, it } from 'vitest';
import { tidy } from '#lib/background/tidy.ts';
import { DEVICE_DAYS, sessionLimits, signInLimits } from '#lib/platform/access/rules.ts';
import { hashPassword } from '#lib/platform/auth/password.ts';
import { database } from '#lib/platform/db/client.ts';
import { changePassword, checkSignIn, endOwnSessions } from '#lib/record/accounts/commands.ts';
import { listOwnSessions } from '#lib/record/accounts/queries.ts';
import { issueCode } from '#lib/record/members/commands.ts';
import { asSuperuser, callerAt, makeCouncil, signedInAs, type TestCouncil } from './council-factory.ts';

const PASSWORD = 'correct horse battery staple';
const ANOTHER = 'seven grey herons standing';
const MINUTE = 60_000;

let council: TestCouncil;
let caller: ReturnType<typeof callerAt>;
let addresses = 0;

beforeEach(async () => {
  council = await makeCouncil();
  addresses += 1;
  caller = callerAt(`203.0.113.${addresses}`);
  await asSuperuser('UPDATE people SET password_hash = $1 WHERE id = $2', [
    await hashPassword(PASSWORD),
    council.as.lead.person.id,
  ]);
});

const openSessions = (personId: string) =>
  asSuperuser<{ id: string }>('SELECT id FROM sessions WHERE person_id = $1 AND ended_at IS NULL', [
    personId,
  ]);

describe('changing one’s own password', () => {
  const change = (
    session: Awaited<ReturnType<typeof signedInAs>>,
    input: Partial<{ current: string; password: string }> = {},
  ) => changePassword(session, { current: PASSWORD, password: ANOTHER, ...input }, caller, new Date());
  const signIn = (password: string) =>
    checkSignIn(council.as.lead.person.email, password, caller, new Date());

  it('needs the current one, ends other sessions and codes, and keeps this session', async () => {
    const { id } = council.as.lead.person;
    const [here] = [await signedInAs(council.as.lead), await signedInAs(council.as.lead)];
    await issueCode(council.as.admin, id);
    expect(await change(here, { current: 'something else' })).toEqual({ outcome: 'not matched' });
    expect(await openSessions(id)).toHaveLength(2);
    expect(await change(here)).toEqual({ outcome: 'changed' });
    expect(await openSessions(id)).toEqual([{ id: here.sessionId }]);
    expect(await asSuperuser('SELECT FROM sign_in_codes WHERE person_id = $1', [id])).toEqual([]);
    expect(await signIn(PASSWORD)).toEqual({ outcome: 'not matched' });
    expect(await signIn(ANOTHER)).toMatchObject({ outcome: 'matched' });
  });

  it('gives the same answer when sent twice, at once or not', async () => {
    const here = await signedInAs(council.as.lead);
    const changed = { outcome: 'changed' };
    expect(await Promise.all([change(here), change(here)])).toEqual([changed, changed]);
    expect(await change(here)).toEqual(changed);
    expect(await signIn(ANOTHER)).toMatchObject({ outcome: 'matched' });
  });

  it('applies the password rules, which are not revealed without the current one', async () => {
    const here = await signedInAs(council.as.lead);
    expect(await change(here, { password: 'short' })).toMatchObject({ outcome: 'invalid' });
    expect(await change(here, { password: `we are ${council.slug.slice(8)} people` })).toMatchObject({
      outcome: 'invalid',
    });
    expect(await change(here, { current: 'no', password: 'short' })).toEqual({ outcome: 'not matched' });
  });

  it('does nothing for a session that has ended', async () => {
    const here = await signedInAs(council.as.lead);
    await asSuperuser('UPDATE sessions SET ended_at = now() WHERE id = $1', [here.sessionId]);
    expect(await change(here)).toEqual({ outcome: 'not matched' });
    expect(await signIn(PASSWORD)).toMatchObject({ outcome: 'matched' });
  });

  it('is throttled like signing in', async () => {
    const here = await signedInAs(council.as.lead);
    for (let tries = 0; tries < signInLimits.perAccount; tries += 1) await change(here, { current: 'no' });
    expect(await change(here)).toEqual({ outcome: 'throttled' });
  });
});

describe('own sessions', () => {
  it('are shown only to their person, the current one first, without those that are over', async () => {
    const here = await signedInAs(council.as.lead);
    const elsewhere = await signedInAs(council.as.lead);
    const idle = await signedInAs(council.as.lead);
    const ended = await signedInAs(council.as.lead);
    await asSuperuser(
      `UPDATE sessions SET last_seen_at = now() - interval '${sessionLimits.idleMinutes} minutes' WHERE id = $1`,
      [idle.sessionId],
    );
    await endOwnSessions(here, { id: ended.sessionId }, new Date());
    await signedInAs(council.as.reader);
    const listed = await listOwnSessions(here, new Date());
    expect(listed.map(({ id, isThis }) => [id, isThis])).toEqual([
      [here.sessionId, true],
      [elsewhere.sessionId, false],
    ]);
  });

  it('end one by one or all but the current one, and never another person’s', async () => {
    const { lead, reader } = council.as;
    const here = await signedInAs(lead);
    const others = [await signedInAs(lead), await signedInAs(lead)];
    const theirs = await signedInAs(reader);
    expect(await endOwnSessions(here, { id: theirs.sessionId }, new Date())).toEqual({
      outcome: 'already ended',
    });
    // The second time is the same form sent again.
    for (const _ of ['first', 'second']) {
      expect(await endOwnSessions(here, { id: others[0]?.sessionId ?? '' }, new Date())).toEqual({
        outcome: 'ended',
      });
    }
    expect(await openSessions(lead.person.id)).toHaveLength(2);
    expect(await endOwnSessions(here, 'others', new Date())).toEqual({ outcome: 'others ended' });
    expect(await openSessions(lead.person.id)).toEqual([{ id: here.sessionId }]);
    expect(await openSessions(reader.person.id)).toEqual([{ id: theirs.sessionId }]);
  });

  it('are removed once they are over, and a device 30 days after the last sign-in', async () => {
    const now = Date.now();
    const personId = council.as.lead.person.id;
    const device = { id: crypto.randomUUID(), personId, lastSignedInAt: new Date(now) };
    await database().device.create({ data: device, select: { id: true } });
    const [open, ended] = [await signedInAs(council.as.lead), await signedInAs(council.as.lead)];
    await endOwnSessions(open, { id: ended.sessionId }, new Date());
    const kept = () => database().session.findMany({ where: { personId }, select: { id: true } });
    await tidy(new Date(now));
    expect(await kept()).toEqual([{ id: open.sessionId }]);
    await tidy(new Date(now + (sessionLimits.idleMinutes + 1) * MINUTE));
    expect(await kept()).toEqual([]);
    const devices = () => database().device.count({ where: { personId } });
    await tidy(new Date(now + (DEVICE_DAYS - 1) * 24 * 60 * MINUTE));
    expect(await devices()).toBe(1);
    await tidy(new Date(now + (DEVICE_DAYS + 1) * 24 * 60 * MINUTE));
    expect(await devices()).toBe(0);
  });
});
