import { beforeAll, describe, expect, it } from 'vitest';
import type { CouncilContext } from '#lib/auth/context.ts';
import { addComment } from '#lib/comments/commands.ts';
import { addCommentOnSchema, commentFields } from '#lib/comments/schema.ts';
import { database } from '#lib/db/client.ts';
import { answerForm, type CouncilForm } from '#lib/forms/form-action.ts';
import { SEAL_FIELD } from '#lib/forms/form-state.ts';
import { newSeal } from '#lib/forms/seal.ts';
import { tidy } from '#lib/jobs/tidy.ts';
import { addMember, type IssuedCode } from '#lib/members/commands.ts';
import { addMemberSchema, memberFields } from '#lib/members/schema.ts';
import { type MadeLink, sharePaper } from '#lib/papers/commands.ts';
import { LINK_DAYS, lastDayOf } from '#lib/papers/rules.ts';
import { paperLinkFields, paperLinkSchema } from '#lib/papers/schema.ts';
import { asApplication, asSuperuser, makeAssessedCouncil, type TestCouncil } from './council-factory.ts';

let council: TestCouncil & { readonly assessment: string };
beforeAll(async () => {
  council = await makeAssessedCouncil();
});

async function sessionOf({ person }: CouncilContext): Promise<string> {
  const data = { personId: person.id, address: '192.0.2.1' };
  return (await database().session.create({ data, select: { id: true } })).id;
}

/** Sends a form as somebody, who is signed in anew each time. */
function sentTo<
  Field extends string,
  Hidden extends string,
  Input,
  R extends { outcome: string },
  Shown extends object,
>(name: string, form: CouncilForm<Field, Hidden, Input, R, Shown>) {
  return async (who: CouncilContext | null, data: FormData) => {
    const told = await answerForm(name, form, data, async () => ({
      session: who && {
        sessionId: await sessionOf(who),
        person: who.person,
        memberships: [{ council: who.council, role: who.role, unreadNotices: 0 }],
      },
      requestId: crypto.randomUUID(),
    }));
    return 'to' in told ? told.to : told.state;
  };
}

const addPerson = sentTo('addPerson', {
  permission: 'members:manage',
  fields: memberFields,
  schema: addMemberSchema,
  run: addMember,
  outcomes: {
    invited: ({ issued }): { status: 'issued'; issued: IssuedCode } => ({ status: 'issued', issued }),
    joined: '/joined',
    'already a member': { field: 'email', message: 'A member already' },
  },
});
const makeLink = sentTo('makeLink', {
  permission: 'paper:share',
  fields: paperLinkFields,
  dates: ['lastDay'],
  schema: () => paperLinkSchema(new Date()),
  run: sharePaper,
  outcomes: {
    made: ({ link }): { status: 'made'; link: MadeLink } => ({ status: 'made', link }),
    'no assessment': { field: '', message: 'None open' },
    'scores hidden': { field: '', message: 'Hidden' },
    'day over': { field: 'lastDay', message: 'Over' },
  },
});
const comment = sentTo('comment', {
  permission: 'comment:write',
  fields: commentFields,
  lists: ['mention'],
  hidden: ['subject', 'thread', 'assessment', 'submission'],
  schema: addCommentOnSchema,
  run: (context, { subject, ...input }) => addComment(context, subject, input),
  outcomes: {
    added: '/added',
    'already added': '/already-added',
    closed: { field: '', message: 'Closed' },
    resolved: { field: '', message: 'Resolved' },
    'unknown person': { field: 'mention', message: 'Unknown' },
    'not found': { field: '', message: 'Not found' },
  },
});

function formOf(seal: string | null, fields: Readonly<Record<string, string>>): FormData {
  const data = new FormData();
  data.set('council', council.slug);
  if (seal !== null) data.set(SEAL_FIELD, seal);
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const sealOf = ({ person }: CouncilContext) => newSeal(person.id);
const somebody = () => ({
  name: 'Priya Shah',
  email: `${crypto.randomUUID()}@example.gov.uk`,
  role: 'reader',
});
const remark = () => ({
  subject: 'QS1',
  assessment: council.assessment,
  submission: crypto.randomUUID(),
  body: 'Is it so?',
});
const events = (type: string) =>
  asSuperuser('SELECT seq FROM audit_events WHERE council_id = $1 AND type = $2', [council.id, type]);
const kept = () =>
  asSuperuser<{ id: string; answer: Buffer }>('SELECT id, answer FROM submissions WHERE council_id = $1', [
    council.id,
  ]);

describe('a form belongs to the person who opened it', () => {
  it('is taken from them, in whichever session', async () => {
    const { contributor } = council.as;
    expect(await comment(contributor, formOf(sealOf(contributor), remark()))).toBe('/added');
  });

  it('writes nothing while somebody else is signed in, gives back what was typed, and stays theirs', async () => {
    const { contributor, lead } = council.as;
    const before = [await events('comment.added'), await kept()];
    const seal = sealOf(contributor);
    const form = () => formOf(seal, remark());
    const state = await comment(lead, form());
    expect(state).toMatchObject({ status: 'refused', values: { body: 'Is it so?', subject: 'QS1' }, seal });
    expect(JSON.stringify(state)).toContain('somebody else has signed in');
    expect(JSON.stringify(state)).not.toContain(contributor.person.name);
    expect([await events('comment.added'), await kept()]).toEqual(before);
    // They sign in again and send it from the page as it is.
    expect(await comment(contributor, form())).toBe('/added');
  });

  it('tells so before anything of the council, and nobody signed in to sign in', async () => {
    const { contributor, reader } = council.as;
    const form = formOf(sealOf(contributor), somebody());
    expect(JSON.stringify(await addPerson(reader, form))).toContain('somebody else has signed in');
    expect(JSON.stringify(await addPerson(null, form))).toContain('you have been signed out');
    expect(JSON.stringify(await addPerson(reader, formOf(sealOf(reader), somebody())))).toContain(
      'no longer have permission',
    );
  });

  it.each([
    ['is missing', () => null],
    ['is empty', () => ''],
    ['is cut off', (seal: string) => seal.slice(0, -1)],
    ['is something else', () => 'x'.repeat(10_000)],
    ['has another key', (seal: string) => `${'A'.repeat(43)}${seal.slice(43)}`],
    ['has another proof', (seal: string) => `${seal.slice(0, 44)}${'A'.repeat(43)}`],
  ])('is refused, with what was typed, when its seal %s', async (_, changed) => {
    const { contributor } = council.as;
    const before = await events('comment.added');
    const state = await comment(contributor, formOf(changed(sealOf(contributor)), remark()));
    expect(state).toMatchObject({
      status: 'refused',
      errors: [{ field: '' }],
      values: { body: 'Is it so?' },
    });
    expect(await events('comment.added')).toEqual(before);
  });
});

describe('a form that is sent twice', () => {
  it('has one effect and one answer, at once or after the first answer was lost', async () => {
    const { admin } = council.as;
    const before = await events('member.invited');
    const seal = sealOf(admin);
    const person = somebody();
    const send = () => addPerson(admin, formOf(seal, person));
    const [first, ...others] = await Promise.all([send(), send(), send(), send()]);
    expect(first).toMatchObject({ status: 'issued', issued: { email: person.email } });
    expect([...others, await send()]).toEqual(Array(4).fill(first));
    expect(await events('member.invited')).toHaveLength(before.length + 1);
  });

  it('makes one link, and shows it again', async () => {
    const { lead } = council.as;
    const [year, month, day] = lastDayOf(LINK_DAYS.usual, new Date()).split('-');
    const fields = {
      forWhom: 'The board',
      'lastDay-day': day ?? '',
      'lastDay-month': month ?? '',
      'lastDay-year': year ?? '',
    };
    const seal = sealOf(lead);
    const [one, two] = await Promise.all([1, 2].map(() => makeLink(lead, formOf(seal, fields))));
    expect(one).toMatchObject({ status: 'made', link: { token: expect.stringMatching(/^[\w-]{43}$/) } });
    expect(two).toEqual(one);
    expect(await events('paper.shared')).toHaveLength(1);
  });

  it('is another form when it says something else, or is sent again after its answer', async () => {
    const { lead } = council.as;
    const before = await events('comment.added');
    const seal = sealOf(lead);
    const first = { ...remark(), body: 'One', answered: '0' };
    for (const change of [{}, { body: 'Two' }, { answered: '1', submission: crypto.randomUUID() }]) {
      expect(await comment(lead, formOf(seal, { ...first, ...change }))).toBe('/added');
    }
    expect(await events('comment.added')).toHaveLength(before.length + 3);
  });

  it('is looked at afresh when it changed nothing', async () => {
    const { admin } = council.as;
    const person = somebody();
    await addPerson(admin, formOf(sealOf(admin), person));
    const before = await kept();
    const seal = sealOf(admin);
    for (const _ of [1, 2]) {
      expect(await addPerson(admin, formOf(seal, person))).toMatchObject({
        errors: [{ message: 'A member already' }],
      });
    }
    expect(await kept()).toEqual(before);
  });

  it('is answered ten minutes long, and forgotten then', async () => {
    const { admin } = council.as;
    const seal = sealOf(admin);
    const person = somebody();
    const send = () => addPerson(admin, formOf(seal, person));
    const age = (interval: string) =>
      asSuperuser('UPDATE submissions SET claimed_at = now() - $2::interval WHERE council_id = $1', [
        council.id,
        interval,
      ]);
    const first = await send();
    await age('9 minutes 50 seconds');
    expect(await send()).toEqual(first);
    await age('10 minutes 1 second');
    expect(await send()).toMatchObject({ errors: [{ message: 'A member already' }] });
    // The next form that writes removes what is out of date, and so does the tidying.
    await addPerson(admin, formOf(sealOf(admin), somebody()));
    expect(await kept()).toHaveLength(1);
    await age('10 minutes 1 second');
    await tidy(new Date());
    expect(await kept()).toEqual([]);
  });

  it('keeps nothing that can be read without the form', async () => {
    const { admin } = council.as;
    const seal = sealOf(admin);
    const person = somebody();
    const state = await addPerson(admin, formOf(seal, person));
    const [row] = await kept();
    if (!row || typeof state === 'string' || state.status !== 'issued') throw new Error('Nothing is kept');
    const bytes = Buffer.concat([Buffer.from(row.id), row.answer]).toString('latin1');
    for (const secret of [state.issued.code, person.email, person.name, ...seal.split('.')]) {
      expect(bytes).not.toContain(secret);
    }
    // Another answer put in its place does not open: the form is told that there is a problem, and nothing is done.
    await asSuperuser('UPDATE submissions SET answer = decode(repeat($2, 60), $3) WHERE council_id = $1', [
      council.id,
      '00',
      'hex',
    ]);
    const before = await events('member.invited');
    expect(JSON.stringify(await addPerson(admin, formOf(seal, person)))).toContain(
      'a problem with the service',
    );
    expect(await events('member.invited')).toEqual(before);
  });

  it('is of its council: no other sees what is kept', async () => {
    const other = await makeAssessedCouncil();
    await addPerson(council.as.admin, formOf(sealOf(council.as.admin), somebody()));
    const seen = (id: string) =>
      asApplication(id, async (client) => (await client.query('SELECT FROM submissions')).rowCount);
    expect([(await seen(council.id)) ?? 0, await seen(other.id)]).toEqual([expect.any(Number), 0]);
    expect(await seen(council.id)).toBeGreaterThan(0);
  });
});
