import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { freePort } from '#lib/tasks/free-port.ts';
import { postgresPrograms } from '#lib/tasks/programs.ts';
import { run, startServing } from '#tests/setup/command.ts';
import { startDebianServer } from '#tests/setup/debian-postgres.ts';
import { administer, productionSettings, readFirstSetUp } from '#tests/setup/first-set-up.ts';
import { signInOn } from './fixtures.ts';

// tests/integration/production.test.ts tests what can go wrong on the way.

const bin = postgresPrograms();
const CHOSEN = 'seven green herons';
/** Already done: this build exists, and other tests need all the packages. */
const BEFORE = ['npm run build', 'npm prune --omit=dev'];

test('the set-up of docs/operations.md gives a service that its first person can sign in to', async ({
  browser,
}) => {
  test.skip(!bin, 'There is no PostgreSQL of Debian');
  const { sql, commands } = await readFirstSetUp();
  const server = await startDebianServer(bin ?? '', { passwords: true });
  const folder = await mkdtemp(path.join(tmpdir(), 'assurance production é-'));
  try {
    await administer(server.superuserUrl, sql);
    const settings = {
      ...productionSettings(server.superuserUrl, {
        dataDir: path.join(folder, 'data'),
        port: await freePort(),
      }),
      // A port where nobody answers.
      SMTP_URL: `smtp://127.0.0.1:${await freePort()}`,
      MAIL_FROM: 'assurance@sampleshire.example',
    };
    const [start = '', ...others] = commands.filter((command) => !BEFORE.includes(command)).toReversed();
    for (const command of others.toReversed())
      expect(await run(command, settings, { input: `${CHOSEN}\n` }), command).toMatchObject({ code: 0 });

    const service = await startServing(start, settings);
    try {
      await expect
        .poll(() => service.lines)
        .toContainEqual(
          expect.stringMatching(/^Warning: SMTP_URL: the mail server \S+ does not answer .+ Email will wait/),
        );
      const page = await browser.newPage({ baseURL: settings.NEXTAUTH_URL });
      await page.goto('/');
      await signInOn(page, 'sam.patel@sampleshire.example', CHOSEN);
      await expect(page.getByRole('link', { name: 'West Sampleshire Council' })).toBeVisible();
      const ready = await page.request.get('/api/health/ready');
      expect(await ready.json()).toEqual({ status: 'ready', database: 'ready', storage: 'ready' });
      await page.close();
      // A second server is refused, and the first continues.
      expect(await run(start, settings)).toMatchObject({
        code: 1,
        err: expect.stringMatching(/^Port \d+ is in use\. .+\n$/),
      });
    } finally {
      expect(await service.stop()).toBe(0);
    }
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
