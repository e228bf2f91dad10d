import { Client } from 'pg';
import { LIMITS } from '#lib/kernel/limits.ts';
import { env } from '#lib/platform/env.ts';
import { asSuperuser } from '#tests/integration/council-factory.ts';
import { expect, test } from './fixtures.ts';

const OWN_POLICY = /^default-src 'none'/;

test('there is no page at an address that cannot be decoded or only looks like an icon’s', async ({
  visitor,
}) => {
  const nobody = await visitor();
  for (const path of ['/councils/%E0%A4%A', '/%', '/favicon-of-mine', '/apple-touch-icon.png/x']) {
    const answer = await nobody.fetch(path);
    expect(answer.status, path).toBe(404);
    expect(await answer.text(), path).toContain('Page not found');
    expect(answer.headers.get('content-security-policy'), path).toMatch(OWN_POLICY);
  }
  for (const path of ['/favicon.ico', '/favicon.svg', '/apple-touch-icon.png']) {
    expect((await nobody.fetch(path)).status, path).toBe(200);
  }
});

test('an unknown form is given back with its text, whatever characters it contains', async ({
  visitor,
  newCouncil,
}) => {
  const council = await newCouncil();
  const lead = await visitor(council.email('lead'));
  const form = await lead.form(council.path('/assessment/QS1'), 'strengths');
  const strengths = "Costs $$5, $& and $' of it <b>";
  // No form of this page posts there, so the service takes it for one from before an update.
  const answer = await lead.send({ ...form, action: '/sign-in' }, { strengths });
  expect(answer.status).toBe(500);
  expect(await answer.text()).toContain("Costs $$5, $&amp; and $' of it &lt;b&gt;");
});

test('many failures at once do not use up the connections to the database', async ({ visitor }) => {
  const lead = await visitor('lead@exampleshire.example');
  const form = await lead.form('/councils/exampleshire/assessment/QS1', 'strengths');
  const before = await connections();
  const failures = Promise.all(
    Array.from({ length: 60 }, () => lead.send({ ...form, action: '/sign-in' }, {})),
  );
  let most = 0;
  for (let look = 0; look < 10; look += 1) most = Math.max(most, (await connections()) - before);
  for (const { status } of await failures) expect(status).toBe(500);
  expect(most).toBeLessThan(30);
});

test('a person with too many requests under way gets a plain message, and nobody else has to wait', async ({
  visitor,
  newCouncil,
}) => {
  const council = await newCouncil();
  const [lead, reader] = await Promise.all([
    visitor(council.email('lead')),
    visitor(council.email('reader')),
  ]);
  const form = await lead.form(council.path('/assessment/QS1'), 'strengths');
  // Locks as another server of the service would hold them.
  const elsewhere = new Client({ connectionString: env().DATABASE_URL });
  await elsewhere.connect();
  try {
    await elsewhere.query('BEGIN');
    await elsewhere.query(
      'SELECT pg_advisory_xact_lock(hashtext($1), slot) FROM generate_series(1, $2::int) slot',
      [council.as.lead.person.id, LIMITS.transactions],
    );
    const paths = ['/assessment', '/assessment/QS2', '/evidence', '/activity'];
    const pages = Promise.all(paths.map((path) => lead.fetch(council.path(path))));
    const download = lead.fetch(council.path('/activity/export.csv'));
    const saved = lead.send(form, {
      score: '3',
      strengths: 'Typed while too much was under way',
      completed: 'no',
    });
    // A page that has not changed since it was opened takes no transaction.
    expect((await lead.fetch(council.path('/assessment/QS1'))).status).toBe(200);
    expect((await reader.fetch(council.path('/assessment'))).status).toBe(200);
    for (const page of await pages) {
      expect([page.status, page.headers.get('retry-after')]).toEqual([429, '5']);
      expect(await page.text()).toContain('You have too many pages loading at once');
    }
    expect((await download).status).toBe(429);
    // Its page needs no transaction either, so the form comes back as typed.
    const answer = await (await saved).text();
    expect(answer).toContain('Your changes were not saved because you have too many');
    expect(answer).toContain('Typed while too much was under way');
  } finally {
    await elsewhere.end();
  }
  expect((await lead.fetch(council.path('/assessment'))).status).toBe(200);
});

async function connections(): Promise<number> {
  const [row] = await asSuperuser<{ count: number }>('SELECT count(*)::int AS count FROM pg_stat_activity');
  return row?.count ?? 0;
}
