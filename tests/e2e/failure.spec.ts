import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { tidy } from '#lib/background/tidy.ts';
import { hashPassword } from '#lib/platform/auth/password.ts';
import { closeDatabase } from '#lib/platform/db/client.ts';
import { type EmbeddedServer, startEmbedded } from '#lib/tasks/embedded.ts';
import { freePort } from '#lib/tasks/free-port.ts';
import { applyMigrations } from '#lib/tasks/migrations.ts';
import { verifyDatabase } from '#lib/tasks/verify.ts';
import { asSuperuser, makeAssessedCouncil } from '#tests/integration/council-factory.ts';
import { testSettings } from '#tests/setup/environment.ts';
import { type PlainForm, PlainVisitor } from './plain-visitor.ts';

// The built application on its own PostgreSQL and data folder, which these tests break. Serial: each test leaves both
// in order.

test.describe.configure({ mode: 'serial' });

const ROUNDS = 10;
const PASSWORD = 'a walk along the canal';

let dataDir: string;
let postgres: EmbeddedServer;
let door: Door;
let council: Awaited<ReturnType<typeof makeAssessedCouncil>>;
let cookie: string;
let forms: { readonly save: PlainForm; readonly upload: PlainForm };

type Waits = [PromiseWithResolvers<void>, PromiseWithResolvers<void>, PromiseWithResolvers<void>];
type Running = { readonly origin: string; readonly process: ChildProcess };

test.beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'assurance-failures-'));
  postgres = await startEmbedded(dataDir);
  door = await openDoor(Number(new URL(postgres.ownerUrl).port));
  await applyMigrations(postgres.ownerUrl);
  Object.assign(process.env, settings());
  council = await makeAssessedCouncil();
  const { person } = council.as.lead;
  await asSuperuser('UPDATE people SET password_hash = $1 WHERE id = $2', [
    await hashPassword(PASSWORD),
    person.id,
  ]);
  const server = await serve();
  await signIn(server);
  const lead = new PlainVisitor(server.origin, cookie);
  forms = {
    save: await lead.form(`/councils/${council.slug}/assessment/QS1`, 'score'),
    upload: await lead.form(`/councils/${council.slug}/evidence/new?statement=QS1`, 'file'),
  };
  await kill(server);
});

test.afterAll(async () => {
  await closeDatabase();
  door.close();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
});

test(`kill -9 in ${ROUNDS} rounds of saves, drafts and uploads loses nothing acknowledged`, async () => {
  test.setTimeout(360_000);
  const acknowledged = { saves: new Map<number, string>(), drafts: { last: 0 }, uploads: new Set<string>() };
  let version = 0;
  let next = serve();
  for (let round = 1; round <= ROUNDS; round += 1) {
    const server = await next;
    // The next server starts while this one is busy, as after a crash under load.
    next = round < ROUNDS ? serve() : next;
    const lead = new PlainVisitor(server.origin, cookie);
    const [saved, uploaded, drafted] = [0, 1, 2].map(() => Promise.withResolvers<void>()) as Waits;
    const work = Promise.all([
      saveUntilGone(lead, `Round ${round}`, version, acknowledged.saves, saved.resolve),
      uploadUntilGone(lead, `Round ${round}`, acknowledged.uploads, uploaded.resolve),
      draftUntilGone(lead, acknowledged.drafts, drafted.resolve),
    ]);
    await Promise.race([Promise.all([saved.promise, uploaded.promise, drafted.promise]), work]);
    // Random, to kill at a different moment each time.
    await sleep(Math.random() * 150);
    await kill(server);
    await work;

    // The lock waits for a last save that PostgreSQL is still committing for the killed server.
    const [row] = await asSuperuser<{ version: number; strengths: string; whole: boolean }>(
      `SELECT version, strengths, (improvements = strengths AND impact = strengths) AS whole
         FROM statement_assessments WHERE council_id = $1 AND statement = 'QS1' FOR UPDATE`,
      [council.id],
    );
    const last = Math.max(0, ...acknowledged.saves.keys());
    expect(row?.version).toBeGreaterThanOrEqual(last);
    if (row?.version === last && last > 0) expect(row.strengths).toBe(acknowledged.saves.get(last));
    expect(row?.whole).toBe(true);
    version = row?.version ?? 0;

    const [draft] = await asSuperuser<{ edit: number; strengths: string }>(
      `SELECT edit::int, strengths FROM statement_drafts WHERE council_id = $1 AND page_id = $2`,
      [council.id, DRAFT_PAGE],
    );
    expect(draft?.edit).toBeGreaterThanOrEqual(acknowledged.drafts.last);
    expect(draft?.strengths).toBe(typedAt(draft?.edit ?? 0));
  }
  // Rounds without any work would prove nothing.
  expect(acknowledged.saves.size).toBeGreaterThanOrEqual(ROUNDS);
  expect(acknowledged.uploads.size).toBeGreaterThanOrEqual(ROUNDS);
  expect(acknowledged.drafts.last).toBeGreaterThanOrEqual(ROUNDS);

  const saved = await asSuperuser<{ version: number }>(
    `SELECT (data->>'version')::int AS version FROM audit_events
      WHERE council_id = $1 AND type = 'statement.saved' ORDER BY seq`,
    [council.id],
  );
  const versions = saved.map(({ version }) => version);
  expect(versions).toEqual(versions.map((_, index) => index + 1));
  expect([...acknowledged.saves.keys()].filter((version) => !versions.includes(version))).toEqual([]);

  await expectRowsAndFilesAgree();
  const known = await asSuperuser<{ sha256: string }>('SELECT sha256 FROM files WHERE council_id = $1', [
    council.id,
  ]);
  const kept = new Set(known.map(({ sha256 }) => sha256));
  expect([...acknowledged.uploads].filter((sha256) => !kept.has(sha256))).toEqual([]);
  const [orphans] = await asSuperuser<{ count: number }>(
    `SELECT count(*)::int FROM files f WHERE NOT EXISTS (SELECT FROM evidence_versions v WHERE v.file_id = f.id)`,
  );
  expect(orphans?.count).toBe(0);
  const { councils } = await verifyDatabase({ anchors: [], files: false });
  expect(councils.map(({ firstBroken, rows }) => [firstBroken, rows])).toEqual([[null, []]]);
});

test('while the database is away pages say so, nothing typed is lost, and service resumes by itself', async ({
  browser,
}) => {
  const server = await serve();
  // Clean-up at a later simulated time, in the previous test, has removed the session.
  await signIn(server);
  const context = await browser.newContext({ baseURL: server.origin });
  await context.addCookies(cookiesFor(server.origin));
  const [written, plain] = [await context.newPage(), await withoutScript(browser, server.origin)];
  for (const page of [written, plain]) {
    await page.goto(`/councils/${council.slug}/assessment/QS2`);
    await page.getByLabel('What we do well').fill(`Typed while the database went away\n\n<& more>`);
    await page.getByLabel("No, I'll come back later").check();
  }
  const reader = await context.newPage();

  await door.kill();

  await written.getByRole('button', { name: 'Save and continue' }).click();
  await expect(written.locator('main > :first-child')).toContainText('the service cannot reach its database');
  await expect(written.getByLabel('What we do well')).toHaveValue(
    'Typed while the database went away\n\n<& more>',
  );
  await plain.getByRole('button', { name: 'Save and continue' }).click();
  await expect(plain.getByRole('heading', { level: 1 })).toHaveText('Sorry, the service is unavailable');
  await expect(plain.getByText('Typed while the database went away')).toContainText('<& more>');
  const answer = await reader.goto(`/councils/${council.slug}`);
  expect(answer?.status()).toBe(503);
  expect(answer?.headers()['retry-after']).toBe('30');
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Sorry, the service is unavailable');
  const visitor = new PlainVisitor(server.origin, cookie);
  const [live, ready, pack] = await Promise.all(
    ['/api/health/live', '/api/health/ready', `/councils/${council.slug}/packs/current.pdf`].map((at) =>
      visitor.fetch(at, { headers: { accept: 'application/json' } }),
    ),
  );
  expect([live?.status, ready?.status, pack?.status]).toEqual([200, 503, 503]);
  expect(await ready?.json()).toMatchObject({
    status: 'unavailable',
    database: 'unavailable',
    storage: 'ready',
  });

  await door.repair();

  await written.getByRole('button', { name: 'Save and continue' }).click();
  await expect(written).toHaveURL(/assessment\?done=[\w-]+$/);
  await expect(written.getByRole('main')).toContainText('Supporting people to live healthier lives saved');
  expect((await reader.reload())?.status()).toBe(200);
  // The answer is cached for a few seconds.
  await expect.poll(async () => (await visitor.fetch('/api/health/ready')).status).toBe(200);
  await context.close();
  await plain.context().close();
  await kill(server);
});

test('a full disk refuses an upload in plain words, keeps nothing of it, and the rest works', async ({
  browserName: _,
}, testInfo) => {
  const full = path.join(dataDir, 'full');
  await mkdir(path.join(full, 'files'), { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', path.join(full, 'files')], {
      stdio: 'pipe',
    });
  } catch {
    testInfo.skip(true, 'Only root may make the small disk that this fills');
  }
  const server = await serve({ DATA_DIR: full });
  try {
    const lead = new PlainVisitor(server.origin, cookie);
    const page = `/councils/${council.slug}/evidence/new`;
    const rows = () => asSuperuser('SELECT FROM files WHERE council_id = $1', [council.id]);
    const before = (await rows()).length;
    const form = await lead.form(page, 'file');
    const refused = await lead.send(form, {
      ...DETAILS,
      title: 'Too much',
      file: textFile(Buffer.alloc(3_000_000, 'full ')),
    });
    const answer = await lead.fetch(refused.headers.get('location') ?? '');
    const html = await answer.text();
    expect(html).toContain(
      'could not be uploaded because the service has no space left. Contact the people who run this service',
    );
    expect(html).toContain('value="Too much"');
    expect(await rows()).toHaveLength(before);
    expect(await readdir(path.join(full, 'files', 'incoming'))).toEqual([]);
    for (const below of ['', '/assessment/QS1', '/evidence']) {
      expect((await lead.fetch(`/councils/${council.slug}${below}`)).status).toBe(200);
    }
    // Removing the file freed the space.
    const again = await lead.send(await lead.form(page, 'file'), {
      ...DETAILS,
      file: textFile(Buffer.from('It fits.\n')),
    });
    expect(again.headers.get('location')).toMatch(/\?done=[\w-]+$/);
  } finally {
    await kill(server);
    execFileSync('umount', [path.join(full, 'files')]);
  }
});

const DETAILS = { category: 'people', marking: 'OFFICIAL', containsPersonalData: 'no' } as const;

async function saveUntilGone(
  lead: PlainVisitor,
  label: string,
  from: number,
  acknowledged: Map<number, string>,
  onSaved: () => void,
): Promise<void> {
  try {
    for (let version = from; ; version += 1) {
      const text = `${label}, version ${version + 1}\n${randomBytes(400).toString('hex')}`;
      const texts = { strengths: text, improvements: text, impact: text };
      const answers = { ...texts, version: `${version}`, score: '3', completed: 'no' };
      const answer = await lead.send(forms.save, answers);
      if (answer.status !== 303) throw new Error(`A save was answered with ${answer.status}`);
      acknowledged.set(version + 1, text);
      onSaved();
    }
  } catch (error) {
    expectGone(error);
  }
}

async function uploadUntilGone(
  lead: PlainVisitor,
  label: string,
  acknowledged: Set<string>,
  onUploaded: () => void,
): Promise<void> {
  try {
    for (let count = 1; ; count += 1) {
      const content = Buffer.from(`${label}, file ${count}\n${randomBytes(100_000).toString('hex')}\n`);
      const submission = crypto.randomUUID();
      const answer = await lead.send(forms.upload, { ...DETAILS, submission, file: textFile(content) });
      if (!answer.headers.get('location')?.includes('?done=')) {
        throw new Error(`An upload was answered with ${answer.status}`);
      }
      acknowledged.add(createHash('sha256').update(content).digest('hex'));
      onUploaded();
    }
  } catch (error) {
    expectGone(error);
  }
}

/** A draft's text at an edit: longer each time, and long enough to be truncated if anything did so. */
const typedAt = (edit: number) => `Edit ${edit}. ${'Typed while the server was killed. '.repeat(200)}`;
const DRAFT_PAGE = '0198a5c0-0000-4000-8000-00000000dead';

/** Sends one page's draft edit by edit, as its form does, until the server is gone. */
async function draftUntilGone(
  lead: PlainVisitor,
  acknowledged: { last: number },
  onKept: () => void,
): Promise<void> {
  try {
    // An unanswered edit is sent again with the next.
    for (let edit = acknowledged.last + 1; ; edit += 1) {
      const body = JSON.stringify({
        form: new Map(forms.save.fields).get('form'),
        page: DRAFT_PAGE,
        edit,
        assessment: council.assessment,
        version: 0,
        score: '3',
        strengths: typedAt(edit),
        improvements: '',
        impact: '',
        completed: '',
        from: null,
      });
      const answer = await lead.fetch(`/councils/${council.slug}/assessment/QS3/draft`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: lead.origin, 'sec-fetch-site': 'same-origin' },
        body,
      });
      if (answer.status !== 200) throw new Error(`A draft was answered with ${answer.status}`);
      acknowledged.last = edit;
      onKept();
    }
  } catch (error) {
    expectGone(error);
  }
}

/** The server is gone and requests under way have no answer. Anything else is a failure. */
function expectGone(error: unknown): void {
  if (!(error instanceof TypeError)) throw error;
}

function textFile(content: Buffer): File {
  return new File([new Uint8Array(content)], 'minutes.txt', { type: 'text/plain' });
}

/** After the sweep, every row has its complete file and every file its row. */
async function expectRowsAndFilesAgree(): Promise<void> {
  await tidy(new Date(Date.now() + 2 * 60 * 60_000));
  const folder = path.join(dataDir, 'files', council.id);
  const rows = await asSuperuser<{ id: string; sha256: string; bytes: string }>(
    'SELECT id, sha256, bytes FROM files',
  );
  expect((await readdir(folder)).toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
  for (const { id, sha256, bytes } of rows) {
    const content = await readFile(path.join(folder, id));
    expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([
      Number(bytes),
      sha256,
    ]);
  }
  expect(await readdir(path.join(dataDir, 'files', 'incoming'))).toEqual([]);
}

async function withoutScript(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  await context.addCookies(cookiesFor(baseURL));
  return context.newPage();
}

async function signIn({ origin }: Running): Promise<void> {
  cookie = (await new PlainVisitor(origin).signIn(council.as.lead.person.email, PASSWORD)).cookie;
}

function cookiesFor(url: string) {
  return cookie.split('; ').map((pair) => {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    return { name, value, url };
  });
}

function settings(): Record<string, string> {
  const databaseUrl = Object.assign(new URL(postgres.appUrl), { port: `${door.port}` }).href;
  const ownerUrl = Object.assign(new URL(postgres.ownerUrl), { port: `${door.port}` }).href;
  return testSettings({ databaseUrl, ownerUrl, dataDir });
}

async function serve(more: Record<string, string> = {}): Promise<Running> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'lib/tasks/serve.ts'], {
    env: {
      ...process.env,
      ...settings(),
      PORT: `${port}`,
      NEXTAUTH_URL: origin,
      HOST: '127.0.0.1',
      NODE_ENV: 'production',
      // Next breaks with the module condition of these tests.
      NODE_OPTIONS: '',
      ...more,
    },
    // Hides the failures that these tests cause.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // The server waits for a message to load, then for settings, which are all in its environment.
  server.send('load');
  server.send({});
  await Promise.race([
    once(server, 'message'),
    once(server, 'exit').then(() => Promise.reject(new Error('The server did not start'))),
  ]);
  return { origin, process: server };
}

async function kill({ process: server }: Running): Promise<void> {
  const gone = once(server, 'exit');
  server.kill('SIGKILL');
  await gone;
}

type Door = { readonly port: number; kill(): Promise<void>; repair(): Promise<void>; close(): void };

/** An address for the database that does not change when PostgreSQL is killed and restarts on another port. */
async function openDoor(target: number): Promise<Door> {
  let to = target;
  const sockets = new Set<Socket>();
  const server: Server = createServer((from) => {
    const onward = connect(to, '127.0.0.1');
    for (const [one, other] of [
      [from, onward],
      [onward, from],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async kill() {
      const pidFile = path.join(dataDir, 'postgres', 'postmaster.pid');
      const [pid = ''] = (await readFile(pidFile, 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGQUIT');
      await expect.poll(() => isAlive(Number(pid))).toBe(false);
    },
    async repair() {
      postgres = await startEmbedded(dataDir);
      to = Number(new URL(postgres.ownerUrl).port);
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
