import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { tidy } from '#lib/background/tidy.ts';
import { importResultsAction, importValuesAction } from '#lib/exchange/imports/actions.ts';
import { createPaperLinkAction } from '#lib/exchange/papers/actions.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { database } from '#lib/platform/db/client.ts';
import type { FormAction } from '#lib/platform/forms/form-action.ts';
import { FORM_TOKEN_FIELD } from '#lib/platform/forms/form-state.ts';
import { newFormToken } from '#lib/platform/forms/form-token.ts';
import { LINK_DAYS, lastDayAfter } from '#lib/record/links/rules.ts';
import { inviteMemberAction } from '#lib/record/members/actions.ts';
import { addCommentAction } from '#lib/work/comments/actions.ts';
import {
  asApplication,
  asSuperuser,
  dumpCouncil,
  makeAssessedCouncil,
  type TestCouncil,
} from './council-factory.ts';

let council: TestCouncil & { readonly assessment: string };
beforeAll(async () => {
  council = await makeAssessedCouncil();
});

async function sessionOf({ person }: CouncilContext): Promise<string> {
  const data = { personId: person.id, address: '192.0.2.1' };
  return (await database().session.create({ data, select: { id: true } })).id;
}

/** Sends a form as a person, newly signed in. Returns where it leads, or what it shows. */
async function sent<State>(action: FormAction<State>, who: CouncilContext | null, form: FormData) {
  const told = await action.answer(form, async () => ({
    session: who && {
      sessionId: await sessionOf(who),
      person: who.person,
      memberships: [{ council: who.council, role: who.role, unreadNotices: 0 }],
    },
    requestId: crypto.randomUUID(),
    address: '192.0.2.1',
  }));
  return 'to' in told ? `${told.to}: ${told.flash}` : told.state;
}

const addPerson = (who: CouncilContext | null, form: FormData) => sent(inviteMemberAction, who, form);
const makeLink = (who: CouncilContext, form: FormData) => sent(createPaperLinkAction, who, form);
const comment = (who: CouncilContext, form: FormData) => sent(addCommentAction, who, form);
const COMMENTED = () => `/councils/${council.slug}/assessment/QS1/comments: Comment added`;
const INVITED = {
  errors: [
    {
      message:
        'Someone with this email address has already been invited. Give them a new code from the list of members',
    },
  ],
};

function formOf(token: string | null, fields: Readonly<Record<string, string>>): FormData {
  const data = new FormData();
  data.set('council', council.slug);
  if (token !== null) data.set(FORM_TOKEN_FIELD, token);
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const tokenFor = ({ person }: CouncilContext) => newFormToken(person.id);
const newPerson = () => ({
  name: 'Priya Shah',
  email: `${crypto.randomUUID()}@example.gov.uk`,
  role: 'reader',
});
const remark = () => ({
  subject: 'QS1',
  assessment: council.assessment,
  body: 'Is it so?',
});
const events = (type: string) =>
  asSuperuser('SELECT seq FROM audit_events WHERE council_id = $1 AND type = $2', [council.id, type]);
const savedForms = () =>
  asSuperuser<{ id: string; answer: Buffer }>('SELECT id, answer FROM submissions WHERE council_id = $1', [
    council.id,
  ]);

describe('a form belongs to the person who opened it', () => {
  it('is accepted from them, in any session', async () => {
    const { contributor } = council.as;
    expect(await comment(contributor, formOf(tokenFor(contributor), remark()))).toBe(COMMENTED());
  });

  it('writes nothing while another person is signed in, returns the entries, and remains theirs', async () => {
    const { contributor, lead } = council.as;
    const before = [await events('comment.added'), await savedForms()];
    const token = tokenFor(contributor);
    const form = () => formOf(token, remark());
    const state = await comment(lead, form());
    expect(state).toMatchObject({
      status: 'refused',
      values: { body: 'Is it so?', subject: 'QS1' },
      formToken: token,
    });
    expect(JSON.stringify(state)).toContain('someone else has signed in');
    expect(JSON.stringify(state)).not.toContain(contributor.person.name);
    expect([await events('comment.added'), await savedForms()]).toEqual(before);
    // They sign in again and send it from the same page.
    expect(await comment(contributor, form())).toBe(COMMENTED());
  });

  it('reports that before anything about the council, and sends signed-out people to sign in', async () => {
    const { contributor, reader } = council.as;
    const form = formOf(tokenFor(contributor), newPerson());
    expect(JSON.stringify(await addPerson(reader, form))).toContain('someone else has signed in');
    expect(JSON.stringify(await addPerson(null, form))).toContain('you have been signed out');
    expect(JSON.stringify(await addPerson(reader, formOf(tokenFor(reader), newPerson())))).toContain(
      'no longer have permission',
    );
  });

  it.each([
    ['is missing', () => null],
    ['is empty', () => ''],
    ['is cut off', (token: string) => token.slice(0, -1)],
    ['is something else', () => 'x'.repeat(10_000)],
    ['has another key', (token: string) => `${'A'.repeat(43)}${token.slice(43)}`],
    ['has another proof', (token: string) => `${token.slice(0, 44)}${'A'.repeat(43)}`],
  ])('is refused, with what was typed, when its token %s', async (_, changed) => {
    const { contributor } = council.as;
    const before = await events('comment.added');
    const state = await comment(contributor, formOf(changed(tokenFor(contributor)), remark()));
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
    const token = tokenFor(admin);
    const person = newPerson();
    const send = () => addPerson(admin, formOf(token, person));
    const [first, ...others] = await Promise.all([send(), send(), send(), send()]);
    expect(first).toMatchObject({ status: 'issued', issued: { email: person.email } });
    expect([...others, await send()]).toEqual(Array(4).fill(first));
    expect(await events('member.invited')).toHaveLength(before.length + 1);
  });

  it('makes one link, and shows it again', async () => {
    const { lead } = council.as;
    const [year, month, day] = lastDayAfter(LINK_DAYS.default, new Date()).split('-');
    const fields = {
      forWhom: 'The board',
      'lastDay-day': day ?? '',
      'lastDay-month': month ?? '',
      'lastDay-year': year ?? '',
    };
    const token = tokenFor(lead);
    const [one, two] = await Promise.all([1, 2].map(() => makeLink(lead, formOf(token, fields))));
    expect(one).toMatchObject({ status: 'made', link: { token: expect.stringMatching(/^[\w-]{43}$/) } });
    expect(two).toEqual(one);
    expect(await events('paper.shared')).toHaveLength(1);
  });

  it('is a different form when its entries differ, or when it is sent again after its answer', async () => {
    const { lead } = council.as;
    const before = await events('comment.added');
    const token = tokenFor(lead);
    const first = { ...remark(), body: 'One', answered: '0' };
    for (const change of [{}, { body: 'Two' }, { answered: '1' }]) {
      expect(await comment(lead, formOf(token, { ...first, ...change }))).toBe(COMMENTED());
    }
    expect(await events('comment.added')).toHaveLength(before.length + 3);
  });

  it('runs again when it changed nothing', async () => {
    const { admin } = council.as;
    const person = newPerson();
    await addPerson(admin, formOf(tokenFor(admin), person));
    const before = await savedForms();
    const token = tokenFor(admin);
    for (const _ of [1, 2]) {
      expect(await addPerson(admin, formOf(token, person))).toMatchObject(INVITED);
    }
    expect(await savedForms()).toEqual(before);
  });

  it('gets its first answer for ten minutes, which is then removed', async () => {
    const { admin } = council.as;
    const token = tokenFor(admin);
    const person = newPerson();
    const send = () => addPerson(admin, formOf(token, person));
    const age = (interval: string) =>
      asSuperuser('UPDATE submissions SET claimed_at = now() - $2::interval WHERE council_id = $1', [
        council.id,
        interval,
      ]);
    const first = await send();
    await age('9 minutes 50 seconds');
    expect(await send()).toEqual(first);
    await age('10 minutes 1 second');
    expect(await send()).toMatchObject(INVITED);
    // The next form that writes removes expired answers, and so does the clean-up.
    await addPerson(admin, formOf(tokenFor(admin), newPerson()));
    expect(await savedForms()).toHaveLength(1);
    await age('10 minutes 1 second');
    await tidy(new Date());
    expect(await savedForms()).toEqual([]);
  });

  it('keeps nothing that can be read without the form', async () => {
    const { admin } = council.as;
    const token = tokenFor(admin);
    const person = newPerson();
    const state = await addPerson(admin, formOf(token, person));
    const [row] = await savedForms();
    if (!row || typeof state === 'string' || state.status !== 'issued') throw new Error('Nothing is kept');
    const bytes = Buffer.concat([Buffer.from(row.id), row.answer]).toString('latin1');
    for (const secret of [state.issued.code, person.email, person.name, ...token.split('.')]) {
      expect(bytes).not.toContain(secret);
    }
    // A swapped answer cannot be decrypted: the form reports a problem and does nothing.
    await asSuperuser('UPDATE submissions SET answer = decode(repeat($2, 60), $3) WHERE council_id = $1', [
      council.id,
      '00',
      'hex',
    ]);
    const before = await events('member.invited');
    expect(JSON.stringify(await addPerson(admin, formOf(token, person)))).toContain(
      'a problem with the service',
    );
    expect(await events('member.invited')).toEqual(before);
  });

  it('belongs to its council: no other can see the stored answer', async () => {
    const other = await makeAssessedCouncil();
    await addPerson(council.as.admin, formOf(tokenFor(council.as.admin), newPerson()));
    const seen = (id: string) =>
      asApplication(id, async (client) => (await client.query('SELECT FROM submissions')).rowCount);
    expect([(await seen(council.id)) ?? 0, await seen(other.id)]).toEqual([expect.any(Number), 0]);
    expect(await seen(council.id)).toBeGreaterThan(0);
  });
});

const ROWS = 'Measure,Period,Value\nReviews on time,2025-26,81\n';

describe('a form that takes a file or rows', () => {
  async function refused(fields: Readonly<Record<string, string | File>>, who: 'lead' | 'reader' = 'lead') {
    const form = formOf(tokenFor(council.as[who]), {});
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const state = await sent(importValuesAction, council.as[who], form);
    if (typeof state === 'string' || state.status !== 'refused') throw new Error('It was taken');
    const { errors, values } = state;
    return { fields: errors.map(({ field }) => field), message: errors[0]?.message, ...values };
  }
  const fileOf = (text: string) => new File([text], 'values.csv', { type: 'text/csv' });

  it('refuses rows typed beside a file, and gives them back', async () => {
    const both = await refused({ text: ROWS, file: fileOf('Measure,Period,Value\n') });
    expect(both).toMatchObject({ fields: ['file'], text: ROWS });
    expect(both.message).toContain('Select a file or paste the rows, not both');
  });

  it('replaces the text of the previous file with another, but not corrected text', async () => {
    const shown = createHash('sha256').update(ROWS).digest('hex');
    // Too long, which is reported whichever was used.
    const over = { shown, file: fileOf('x'.repeat(150_001)) };
    expect((await refused({ ...over, text: ROWS.replaceAll('\n', '\r\n') })).message).toContain('150,000');
    expect((await refused({ ...over, text: ROWS.replace('81', '82') })).message).toContain('not both');
  });

  it('gives rows that are too long back in full, and a file as its text', async () => {
    const text = ROWS + 'x'.repeat(150_000);
    expect(await refused({ text })).toMatchObject({ fields: ['text'], text });
    expect(await refused({ file: fileOf(ROWS) })).toMatchObject({ fields: ['text'], text: ROWS });
    // Also to someone who may not import it.
    expect(await refused({ file: fileOf(ROWS) }, 'reader')).toMatchObject({ fields: [''], text: ROWS });
  });

  it('rejects a fingerprint that it never issued', async () => {
    const { admin, lead } = council.as;
    const fields = { text: ROWS, fingerprint: 'a'.repeat(63) };
    const states = [
      await sent(importValuesAction, lead, formOf(tokenFor(lead), fields)),
      await sent(importResultsAction, admin, formOf(tokenFor(admin), fields)),
    ];
    for (const state of states) expect(JSON.stringify(state)).toContain('Select the file again');
  });
});

const ACTIONS: readonly (readonly [string, FormAction<unknown>])[] = (
  await Promise.all(
    globSync('lib/*/*/actions.ts').map(
      async (file) => Object.entries(await import(path.resolve(file))) as [string, FormAction<unknown>][],
    ),
  )
)
  .flat()
  .filter(([name]) => !['signInAction', 'joinAction', 'signOutAction'].includes(name));

describe('every form for signed-in people', () => {
  it.each(ACTIONS)('%s is refused when another person, or no known person, opened it', async (_, action) => {
    const { as, id } = council;
    const before = await dumpCouncil(id);
    const fields = { subject: 'QS1', statement: 'QS1', body: 'Typed', reason: 'Typed', name: 'Typed' };
    for (const who of Object.values(as)) {
      const other = who === as.lead ? as.contributor : as.lead;
      expect(JSON.stringify(await sent(action, who, formOf(tokenFor(other), fields)))).toContain(
        'someone else has signed in',
      );
      expect(JSON.stringify(await sent(action, who, formOf(null, fields)))).toContain(
        'this page is out of date',
      );
      expect(JSON.stringify(await sent(action, null, formOf(tokenFor(other), fields)))).toContain(
        'you have been signed out',
      );
    }
    expect(await dumpCouncil(id)).toEqual(before);
  });
});
