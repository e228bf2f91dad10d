import { makeEvidenceFile } from '#tests/integration/council-factory.ts';
import { answered, expect, test } from './fixtures.ts';

const PAGES = [
  '',
  '/assessment',
  '/assessment/QS1',
  '/assessment/QS1/comments',
  '/assessment/QS1/evidence/E13',
  '/evidence',
  '/evidence/E13',
  '/evidence/E13/comments',
  '/evidence/E13/edit',
  '/evidence/new?statement=QS1',
  '/evidence/new?statement=QS1&way=link',
  '/evidence/new?statement=QS1&way=list',
  '/activity',
  '/members',
].map((below) => `/councils/exampleshire${below}`);
const OUTSIDE = [
  '/sign-in',
  '/help',
  '/help/measures',
  '/help/figures',
  '/accessibility',
  '/check-a-pack',
  '/privacy',
  '/cookies',
];
// Answered with pages without script.
const MISSING = ['/no-such-page', '/councils/exampleshire/evidence/E999', '/councils/no-such-council'];

test('every page has a policy with its own nonce, is not cached and has no inline styles', async ({
  visitor,
}) => {
  const lead = await visitor('lead@exampleshire.example');
  const nonces = new Set<string>();
  for (const path of ['/councils', ...PAGES, ...OUTSIDE, ...MISSING]) {
    const missing = MISSING.includes(path);
    const answer = await (path === '/sign-in' ? await visitor() : lead).fetch(path);
    const html = await answer.text();
    expect(answer.status, path).toBe(missing ? 404 : 200);
    const policy = answer.headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'self' 'nonce-([^']+)' 'strict-dynamic'/.exec(policy)?.[1] ?? '';
    expect(nonce.length, path).toBe(missing ? 0 : 32);
    if (!missing) nonces.add(nonce);
    for (const directive of [
      "default-src 'none'",
      "style-src 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]) {
      expect(policy, path).toContain(directive);
    }
    expect(policy, path).not.toMatch(/unsafe|https?:|\*/);
    expect(answer.headers.get('cache-control'), path).toBe('private, no-store');
    expect(answer.headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(answer.headers.get('referrer-policy'), path).toBe('same-origin');
    expect(answer.headers.get('x-frame-options'), path).toBe('DENY');
    expect(answer.headers.get('x-powered-by'), path).toBeNull();
    // Remove scripts with the nonce: nothing else may run or style.
    const markup = html.replaceAll(/<script\b[^>]*>[\s\S]*?<\/script>/g, (script) =>
      script.slice(0, script.indexOf('>') + 1),
    );
    expect(markup.match(/<script\b(?![^>]*\bnonce=)[^>]*>/g), path).toBeNull();
    if (missing) expect(markup, path).not.toContain('<script');
    expect(markup.match(/<style\b|\sstyle=|\son[a-z]+="/g), path).toBeNull();
  }
  expect(nonces.size).toBe(1 + PAGES.length + OUTSIDE.length);
});

test('no page breaks the policy, logs an error or asks another site', async ({ open, expectedErrors }) => {
  expectedErrors.push(answered(404));
  const page = await open({ as: 'lead@exampleshire.example' });
  const broken: string[] = [];
  await page.exposeFunction('reportBroken', (what: string) => broken.push(what));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      (window as unknown as { reportBroken(what: string): void }).reportBroken(
        `${event.violatedDirective} ${event.blockedURI} on ${location.pathname}`,
      );
    });
  });
  for (const path of ['/councils', ...PAGES, ...OUTSIDE, ...MISSING]) {
    await page.goto(path, { waitUntil: 'load' });
  }
  expect(broken).toEqual([]);
});

test('the cookies are inaccessible to scripts and other sites', async ({ visitor, origin }) => {
  const nobody = await visitor();
  const answer = await nobody.send(await nobody.form('/sign-in', 'password'), {
    email: 'reader@exampleshire.example',
    password: 'assurance-demo-2026',
  });
  const cookies = answer.headers.getSetCookie();
  expect(cookies.map((cookie) => cookie.replace(/=.*/s, ''))).toEqual([
    'assurance.session',
    'assurance.device',
  ]);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^[^=]+=[^;]{50,}; /);
    expect(cookie.toLowerCase()).toContain('httponly');
    expect(cookie.toLowerCase()).toContain('samesite=lax');
    expect(cookie.toLowerCase()).toContain('path=/');
    expect(cookie.toLowerCase()).not.toContain('domain=');
  }
  expect(origin).toMatch(/^http:/);
});

test('downloads are sandboxed attachments, in ranges too', async ({ newCouncil, visitor }) => {
  const council = await newCouncil();
  const content = 'Minutes of the meeting: Tŷ Gwyn.\n';
  await makeEvidenceFile(council.as.lead, {}, 'Cofnodion – Tŷ Gwyn.txt', content);
  const reader = await visitor(council.email('reader'));
  const path = council.path('/evidence/E1/file');
  const whole = await reader.fetch(path);
  expect(whole.status).toBe(200);
  expect(await whole.text()).toBe(content);
  const length = Buffer.byteLength(content);
  expect(whole.headers.get('content-disposition')).toMatch(
    /^attachment; .*filename\*=UTF-8''Cofnodion%20%E2%80%93%20T%C5%B7%20Gwyn\.txt/,
  );
  expect(whole.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  expect(whole.headers.get('cache-control')).toMatch(/^private, no-store/);
  expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
  expect(whole.headers.get('accept-ranges')).toBe('bytes');

  const part = await reader.fetch(path, { headers: { range: 'bytes=8-11' } });
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
    206,
    `bytes 8-11/${length}`,
    'of t',
  ]);
  const beyond = await reader.fetch(path, { headers: { range: `bytes=${length}-` } });
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${length}`]);
  const head = await reader.fetch(path, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
    200,
    String(length),
    '',
  ]);

  const pack = await reader.fetch(council.path('/packs/current.pdf'));
  expect(pack.headers.get('content-type')).toBe('application/pdf');
  expect(pack.headers.get('content-disposition')).toMatch(/^attachment; /);
  expect(pack.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  expect(pack.headers.get('cache-control')).toMatch(/^private, no-store/);
  expect(
    Buffer.from(await pack.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});

test('health is JSON and not cached', async ({ visitor }) => {
  const nobody = await visitor();
  const live = await nobody.fetch('/api/health/live');
  expect([live.status, await live.json()]).toEqual([200, { status: 'live' }]);
  const ready = await nobody.fetch('/api/health/ready');
  expect([ready.status, await ready.json()]).toEqual([
    200,
    { status: 'ready', database: 'ready', storage: 'ready' },
  ]);
  expect(ready.headers.get('cache-control')).toBe('private, no-store');
});
