import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { listActivity } from '#lib/history/activity/queries.ts';
import { memberContext } from '#lib/platform/access/context.ts';
import { checkSignIn, choosePassword } from '#lib/record/accounts/commands.ts';
import { addCouncil, addPerson, issueSignInCode } from '#lib/tasks/set-up.ts';
import { verifyDatabase } from '#lib/tasks/verify.ts';
import { loadLocalAuthorities } from '#prisma/seed/load-local-authorities.ts';
import { asSuperuser, callerAt, dumpCouncil, ownerUrl } from './council-factory.ts';

const PASSWORD = 'seven green heron feathers';
const sam = { council: 'hartlepool', email: 'Sam.Patel@hartlepool.example', name: 'Sam Patel', role: 'lead' };
const typed = (password: string) => async () => password;
const neverAsked = async () => {
  throw new Error('Nobody should have been asked for a password');
};

beforeAll(async () => {
  await loadLocalAuthorities(ownerUrl());
  await addCouncil(ownerUrl(), {
    slug: 'hartlepool',
    name: 'Hartlepool Borough Council',
    gssCode: 'E06000001',
  });
});

async function idOf(slug: string): Promise<string> {
  const [row] = await asSuperuser<{ id: string }>('SELECT id FROM councils WHERE slug = $1', [slug]);
  return row?.id ?? '';
}

/** Runs a script with this standard input. Returns its output and exit code. */
async function run(
  script: string,
  args: string[],
  input = '',
  settings: Record<string, string> = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['--conditions=react-server', `lib/tasks/${script}.ts`, ...args], {
    env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning', ...settings },
  });
  child.stdin.end(input);
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, out, err };
}

describe('addCouncil', () => {
  it('makes a council that is not an example, with its code and the first event of its chain', async () => {
    expect(
      await asSuperuser('SELECT name, gss_code, is_example FROM councils WHERE slug = $1', ['hartlepool']),
    ).toEqual([{ name: 'Hartlepool Borough Council', gss_code: 'E06000001', is_example: false }]);
    const [event] = await asSuperuser(
      'SELECT seq, type, actor_id, actor_name, actor_role FROM audit_events WHERE council_id = $1 AND seq = 1',
      [await idOf('hartlepool')],
    );
    expect(event).toEqual({
      seq: 1,
      type: 'council.added',
      actor_id: null,
      actor_name: 'Set-up command',
      actor_role: 'system',
    });
  });

  it.each([
    [{ slug: 'hartlepool', name: 'Again', gssCode: null }, 'The council hartlepool already exists'],
    [
      { slug: 'second', name: 'Second', gssCode: 'E06000001' },
      'The council hartlepool already has the code E06000001',
    ],
    [
      { slug: 'second', name: 'Second', gssCode: 'e06000001' },
      'The council hartlepool already has the code E06000001',
    ],
    [
      { slug: 'second', name: 'HARTLEPOOL  Borough\u00a0Council', gssCode: null },
      'The council hartlepool already has the name Hartlepool Borough Council',
    ],
    [{ slug: 'second', name: 'Second', gssCode: 'W06000001' }, 'W06000001 is not the code'],
    [{ slug: 'Second Council', name: 'Second', gssCode: null }, 'The slug must be lower-case letters'],
    [{ slug: '../etc', name: 'Second', gssCode: null }, 'The slug must be lower-case letters'],
    [{ slug: 'second', name: '   ', gssCode: null }, "Enter the council's name"],
    [
      { slug: 'second', name: 'x'.repeat(121), gssCode: null },
      "The council's name must be 120 characters or less",
    ],
    [
      { slug: 'second', name: 'West\u202eSampleshire', gssCode: null },
      "The council's name contains hidden characters. Type it again",
    ],
  ])('refuses %o', async (council, message) => {
    await expect(addCouncil(ownerUrl(), council)).rejects.toThrow(message);
    expect(await asSuperuser('SELECT FROM councils')).toHaveLength(1);
  });
});

describe('addPerson', () => {
  it('adds a person who can sign in at once, and records it in the council’s activity', async () => {
    expect(await addPerson(ownerUrl(), sam, typed(PASSWORD))).toBe('new person');
    const answer = await checkSignIn(
      'sam.patel@hartlepool.example',
      PASSWORD,
      callerAt('192.0.2.1'),
      new Date(),
    );
    expect(answer).toMatchObject({ outcome: 'matched' });
    const council = {
      id: await idOf('hartlepool'),
      slug: 'hartlepool',
      name: 'Hartlepool',
      isExample: false,
    };
    const person = { id: randomUUID(), name: '', email: '' };
    const reader = memberContext({ council, role: 'reader' }, person, 'test');
    expect((await listActivity(reader, {}, 1)).entries[0]).toMatchObject({
      title: 'Sam Patel added as assurance lead',
      by: 'Set-up command',
      role: 'System',
    });
  });

  it('adds a known person to a second council without asking for a password', async () => {
    await addCouncil(ownerUrl(), { slug: 'second', name: 'Second Council', gssCode: null });
    const added = await addPerson(
      ownerUrl(),
      { ...sam, council: 'second', role: 'reader', name: 'S Patel' },
      neverAsked,
    );
    expect(added).toBe('known person');
    const rows = await asSuperuser(
      'SELECT c.slug, m.role, p.name FROM memberships m JOIN councils c ON c.id = m.council_id JOIN people p ON p.id = m.person_id ORDER BY 1',
    );
    expect(rows).toEqual([
      { slug: 'hartlepool', role: 'lead', name: 'Sam Patel' },
      { slug: 'second', role: 'reader', name: 'Sam Patel' },
    ]);
    const { councils } = await verifyDatabase({ anchors: [], files: false });
    expect(councils.map(({ slug, firstBroken }) => [slug, firstBroken])).toEqual([
      ['hartlepool', null],
      ['second', null],
    ]);
  });

  it.each([
    [sam, PASSWORD, 'is already a member of Hartlepool Borough Council'],
    [{ ...sam, council: 'nowhere' }, PASSWORD, 'No council has the slug nowhere'],
    [{ ...sam, email: 'no address' }, PASSWORD, 'Enter an email address in the correct format'],
    [
      { ...sam, role: 'owner' },
      PASSWORD,
      'The role must be one of contributor, lead, director, reader, admin',
    ],
    [{ ...sam, email: 'new@x.example', name: ' ' }, PASSWORD, "Enter the person's name"],
    [
      { ...sam, email: 'no address', name: ' ', role: 'owner' },
      PASSWORD,
      /^Enter the person's name\nEnter an email address .+\nThe role must be one of/,
    ],
    [
      { ...sam, email: 'new@x.example' },
      'seven green\nheron feathers',
      'Password must be one line, without tabs',
    ],
    [{ ...sam, email: 'new@x.example' }, 'too short', 'Password must be 12 characters or more'],
    [{ ...sam, email: 'new@x.example' }, 'Password1234', 'Password must be harder to guess'],
    [
      { ...sam, email: 'new@x.example' },
      'hartlepool by the sea',
      'Password must not contain your council’s name',
    ],
    [{ ...sam, email: 'heron@x.example' }, PASSWORD, 'Password must not contain part of your email address'],
  ])('refuses %o with %s', async (person, password, message) => {
    const before = await dumpCouncil(await idOf('hartlepool'));
    const people = await asSuperuser('SELECT FROM people');
    await expect(addPerson(ownerUrl(), person, typed(password))).rejects.toThrow(message);
    expect(await dumpCouncil(await idOf('hartlepool'))).toEqual(before);
    expect(await asSuperuser('SELECT FROM people')).toHaveLength(people.length);
  });
});

describe('the commands', () => {
  it('add a council, and a person whose password comes through a pipe', async () => {
    const council = await run('council-add', ['third', 'Third Council']);
    expect(council).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Added Third Council.') });
    const person = await run(
      'person-add',
      ['third', 'jo@third.example', 'Jo Bell', 'admin'],
      `${PASSWORD}\n`,
    );
    expect(person).toEqual({ code: 0, err: '', out: 'Added jo@third.example to third as admin.\n' });
    expect(await checkSignIn('jo@third.example', PASSWORD, callerAt('192.0.2.2'), new Date())).toMatchObject({
      outcome: 'matched',
    });
  });

  it('report problems in one line, and end with 1', async () => {
    expect(await run('council-add', ['hartlepool', 'Again'])).toEqual({
      code: 1,
      out: '',
      err: 'The council hartlepool already exists\n',
    });
    const common = await run('person-add', ['hartlepool', 'jo@x.example', 'Jo', 'lead'], 'Password1234\n');
    expect(common).toEqual({
      code: 1,
      out: '',
      err: 'Password must be harder to guess. This one is commonly used\n',
    });
    expect(await run('person-add', ['hartlepool'])).toMatchObject({ code: 1, out: '' });
    expect(await run('council-add', [])).toMatchObject({ code: 1, out: '' });
  });
});

describe.skipIf(!existsSync('/usr/bin/script'))('a password from the keyboard', () => {
  /** Types each line when asked. `script` gives the command a terminal. */
  async function typeAtTerminal(command: string, lines: readonly string[]): Promise<string> {
    const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
      env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
    });
    const left = [...lines];
    let shown = '';
    for await (const chunk of child.stdout) {
      shown += chunk;
      if (/: $/.test(shown) && left.length > 0) {
        shown += '\n';
        child.stdin.write(`${left.shift()}\r`);
      }
    }
    return shown;
  }

  it('is asked for twice, and never shown', async () => {
    const command = `"${process.execPath}" --conditions=react-server lib/tasks/person-add.ts hartlepool`;
    const [added, refused] = await Promise.all([
      typeAtTerminal(`${command} kim@x.example Kim lead`, [PASSWORD, PASSWORD]),
      typeAtTerminal(`${command} lee@x.example Lee lead`, [PASSWORD, `${PASSWORD}!`]),
    ]);
    expect(added).toMatch(/hidden as you type\): [\s\S]+Repeat the password: [\s\S]+Added kim@x\.example/);
    expect(refused).toContain('The passwords do not match');
    expect(added + refused).not.toContain('heron');
  });
});

describe('audit:verify', () => {
  const at = (database: string) => (process.env.DATABASE_URL ?? '').replace(/[^/]+$/, database);
  const verify = (args: string[], settings: Record<string, string> = {}) =>
    run('audit-verify', args, '', settings);

  it('needs only the database, and reports what it compared', async () => {
    const done = await verify([], { NEXTAUTH_URL: '', NEXTAUTH_SECRET: '' });
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toMatch(
      /^hartlepool: \d+ events?, verified, the last on .+ has the fingerprint [0-9a-f]{64}$/m,
    );
    expect(done.out).toMatch(/^Verified: \d+ councils?\. Rows and files match the history\.$/m);
  });

  it('accepts number and fingerprint as printed on a pack, and ends with 1 when the history differs', async () => {
    const [first] = await asSuperuser<{ hash: string }>(
      'SELECT hash FROM audit_events WHERE council_id = $1 AND seq = 1',
      [await idOf('hartlepool')],
    );
    const printed = `event 1, fingerprint ${first?.hash.match(/.{8}/g)?.join(' ')}`;
    expect(await verify(['hartlepool', ...printed.split(' ')])).toMatchObject({
      code: 0,
      out: expect.stringContaining('hartlepool: event 1 as printed.'),
    });
    expect(await verify(['hartlepool', '99', 'f'.repeat(64)])).toMatchObject({
      code: 1,
      out: expect.stringContaining('Not verified: 1 problem.'),
      err: expect.stringMatching(
        /^hartlepool: the history ends at event \d+, but a pack names event 99\.\n$/,
      ),
    });
  });

  it.each([
    [
      'nothing to verify',
      { DATABASE_URL: '', MIGRATION_DATABASE_URL: '', DATA_DIR: '/nowhere' },
      [],
      /^DATABASE_URL is missing, and \/nowhere has no demonstration database$/,
    ],
    [
      'an address that is none',
      { DATABASE_URL: 'localhost' },
      [],
      /^DATABASE_URL must be an address that starts with postgresql:\/\/$/,
    ],
    [
      'a database without tables',
      { DATABASE_URL: at('postgres') },
      [],
      /^This database does not have all migrations \(\d+ missing\)\. Run: npm run db:migrate$/,
    ],
    [
      'a server that is not there',
      { DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/c' },
      [],
      /^DATABASE_URL: no database answers at 127\.0\.0\.1:1 \(ECONNREFUSED\)$/,
    ],
    ['half of an anchor', {}, ['hartlepool', '7'], /^Give the number of an event and its fingerprint/],
  ])('reports the problem in one line: %s', async (_what, settings, args, line) => {
    const refused = await verify(args, settings as Record<string, string>);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err.trimEnd()).toMatch(line);
    expect(refused.err.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('issueSignInCode', () => {
  it('lets a member of several councils choose a password, and records it in each', async () => {
    for (const slug of ['fourth', 'fifth']) {
      await addCouncil(ownerUrl(), { slug, name: `The ${slug}`, gssCode: null });
      await addPerson(ownerUrl(), { ...sam, email: 'ana@x.example', council: slug }, typed(PASSWORD));
    }
    const now = new Date();
    const { code } = await issueSignInCode(ownerUrl(), ' Ana@x.example ', now);
    const chosen = { email: 'ana@x.example', code, password: 'a quite different passphrase' };
    expect(await choosePassword(chosen, callerAt('192.0.2.3'), now)).toEqual({ outcome: 'chosen' });
    const { email, password } = chosen;
    expect(await checkSignIn(email, password, callerAt('192.0.2.3'), now)).toMatchObject({
      outcome: 'matched',
    });
    const issued = await asSuperuser(
      "SELECT c.slug, e.actor_name FROM audit_events e JOIN councils c ON c.id = e.council_id WHERE type = 'member.code-issued' ORDER BY 1",
    );
    expect(issued).toEqual([
      { slug: 'fifth', actor_name: 'Set-up command' },
      { slug: 'fourth', actor_name: 'Set-up command' },
    ]);
    await expect(issueSignInCode(ownerUrl(), 'nobody@x.example', now)).rejects.toThrow(
      'No one has the email address nobody@x.example',
    );
  });
});
