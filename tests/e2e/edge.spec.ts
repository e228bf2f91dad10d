import { connect } from 'node:net';
import { EDGE_LIMITS } from '#lib/platform/http/limits.ts';
import { asSuperuser } from '#tests/integration/council-factory.ts';
import { answered, expect, expectNoFaults, test } from './fixtures.ts';
import { PlainVisitor } from './plain-visitor.ts';

// Requests that a stranger may send over a raw socket to the built service. lib/platform/http/edge.test.ts tests each
// limit.

const HTML = 'Accept: text/html\r\nConnection: close\r\n';
const MULTIPART = 'multipart/form-data; boundary=b';
const part = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

/** Everything received before the service closes the connection. */
async function ask(origin: string, lines: string, body = ''): Promise<{ status: number; text: string }> {
  const { port, host } = new URL(origin);
  const socket = connect(Number(port), 'localhost');
  const length = body ? `Content-Length: ${Buffer.byteLength(body)}\r\n` : '';
  socket.on('error', () => undefined);
  socket.write(`${lines.replace('{host}', `Host: ${host}`)}${length}\r\n${body}`);
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  await new Promise((resolve) => socket.once('close', resolve));
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]), text };
}

const posted = (path: string, type: string, more = '') =>
  `POST ${path} HTTP/1.1\r\n{host}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: ${type}\r\n${more}${HTML}`;

test('requests that no page sends are refused in plain words, never with a fault', async ({ origin }) => {
  const upgrade = 'GET /x HTTP/1.1\r\n{host}\r\nConnection: Upgrade\r\nAccept: text/html\r\nUpgrade:';
  const refused: readonly (readonly [number, string, string?])[] = [
    [400, `${upgrade} websocket\r\n`],
    [400, `${upgrade} h2c\r\n`],
    [405, `TRACE / HTTP/1.1\r\n{host}\r\n${HTML}`],
    [405, `OPTIONS * HTTP/1.1\r\n{host}\r\n${HTML}`],
    [405, `PUT /sign-in HTTP/1.1\r\n{host}\r\n${HTML}`],
    [405, posted('/favicon.ico', 'application/x-www-form-urlencoded'), 'a=1'],
    [405, posted('/_next/static/x', MULTIPART), `${part('a', '1')}--b--\r\n`],
    [400, `GET /sign-in HTTP/1.1\r\n{host}\r\nHost: elsewhere.example\r\n${HTML}`],
    [400, `GET /sign-in HTTP/1.1\r\nHost: elsewhere.example\r\n${HTML}`],
    [400, `GET http://elsewhere.example/ HTTP/1.1\r\n{host}\r\n${HTML}`],
    [400, posted('/sign-in', MULTIPART, 'Origin: garbage\r\n'), `${part('a', '1')}--b--\r\n`],
    [400, posted('/sign-in', 'multipart/form-data'), 'x'],
    [400, posted('/sign-in', MULTIPART), 'junk'],
    [400, posted('/sign-in', MULTIPART), part('a', '1')],
    [400, posted('/sign-in', MULTIPART), `${part('$ACTION_REF_1', '')}${part('$ACTION_1:0', '{')}--b--\r\n`],
    [414, `GET /nope?${'a&'.repeat(7_000)} HTTP/1.1\r\n{host}\r\n${HTML}`],
    [413, posted('/nope', 'application/x-www-form-urlencoded'), 'a=&'.repeat(29_000)],
    [413, posted('/nope', 'text/plain'), 'a'.repeat(300_000)],
  ];
  for (const [status, lines, body] of refused) {
    const answer = await ask(origin, lines, body);
    expect(answer.status, lines.slice(0, 200)).toBe(status);
    expect(answer.text, lines.slice(0, 200)).toContain('<h1');
    expect(answer.text).toContain("default-src 'none'");
  }
});

test('a refusal looks like every other page', async ({ open, expectedErrors }) => {
  expectedErrors.push(answered(414));
  const page = await open();
  await page.goto(`/sign-in?${'words=&'.repeat(EDGE_LIMITS.queryParameters + 1)}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sorry, that address is too long');
  await expect(page).toHaveTitle(/^Sorry, that address is too long - /);
  await expectNoFaults(page, 320);
});

test('health answers under any host name, and nothing else does', async ({ origin }) => {
  const lines = (path: string) =>
    `GET ${path} HTTP/1.1\r\nHost: node-7.internal:3000\r\nConnection: close\r\n`;
  expect((await ask(origin, lines('/api/health/live'))).status).toBe(200);
  expect((await ask(origin, lines('/api/health/ready'))).status).toBe(200);
  expect((await ask(origin, lines('/sign-in'))).status).toBe(400);
});

test('the demonstration answers under each of its names', async ({ origin }) => {
  for (const name of ['localhost', '127.0.0.1']) {
    const visitor = new PlainVisitor(origin.replace('localhost', name));
    expect((await visitor.signIn('reader@exampleshire.example', 'assurance-demo-2026')).cookie).not.toBe('');
  }
});

test('a signed-out person gets back what they typed, unless the service has no such form', async ({
  visitor,
  newCouncil,
}) => {
  const council = await newCouncil();
  const lead = await visitor(council.email('lead'));
  const form = await lead.form(council.path('/assessment/QS1'), 'strengths');
  const nobody = new PlainVisitor(lead.origin);
  const strengths = 'Much of it. '.repeat(5_000);
  const answer = await nobody.send(form, { strengths });
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain(strengths.trim());
  const more = Object.fromEntries(Array.from({ length: 200 }, (_, number) => [`field${number}`, 'x']));
  const refused = await nobody.send(form, { strengths, ...more });
  expect(refused.status).toBe(403);
  expect(await refused.text()).not.toContain('Much of it');
});

for (const javaScriptEnabled of [true, false]) {
  test(`another site cannot start a download, ${javaScriptEnabled ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
    origin,
    expectedErrors,
  }) => {
    const council = await newCouncil();
    const exported = async () =>
      (
        await asSuperuser(`SELECT FROM audit_events WHERE council_id = $1 AND type = 'pack.exported'`, [
          council.id,
        ])
      ).length;
    // Another site to the browser.
    const elsewhere = origin.replace('localhost', '127.0.0.1');
    expectedErrors.push(/Asked another site/);
    const page = await open({ as: council.email('lead'), javaScriptEnabled });
    const pack = `${origin}${council.path('/packs/current.pdf')}`;
    await page.route(`${elsewhere}/linking`, (route) =>
      route.fulfill({ contentType: 'text/html', body: `<a href="${pack}?a=1&amp;b=%22">A report</a>` }),
    );
    await page.goto(`${elsewhere}/linking`);
    await page.getByRole('link', { name: 'A report' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Download this evidence pack?');
    expect(await exported()).toBe(0);
    if (javaScriptEnabled) await expectNoFaults(page, 320);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.pdf$/);
    expect(await exported()).toBe(1);
  });
}
