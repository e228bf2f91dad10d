import type { Page } from '@playwright/test';
import { pngFile } from '#lib/record/councils/testing/png-file.ts';
import { answered, expect, expectNoFaults, test } from './fixtures.ts';

const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();
const accent = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--color-accent').trim());

for (const script of [true, false]) {
  test(`an administrator sets the look of a council and who helps ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
  }) => {
    const council = await newCouncil();
    const page = await open({ as: council.email('admin'), javaScriptEnabled: script });
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    await page.goto(council.path('/settings'));
    expect(requests.filter((path) => /^\/brand|\/logo\//.test(path))).toEqual([]);

    await page.getByRole('link', { name: 'Change name, logo and colour' }).click();
    await page.getByLabel('Name').fill('Sampleshire');
    await page.getByLabel('Colour').fill('#ffcc00');
    await save(page);
    await expect(page.locator('main > :first-child')).toContainText(
      'text needs 4.5 to 1. The nearest shade you can use is #856a00',
    );
    await expect(page.getByLabel('Name')).toHaveValue('Sampleshire');
    await page.getByLabel('Colour').fill('#0b5f46');
    await page.getByLabel('Logo').setInputFiles({
      name: 'logo.png',
      mimeType: 'image/png',
      buffer: Buffer.from(pngFile({ width: 60, height: 20 })),
    });
    await save(page);

    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Council');
    const logo = page.getByRole('banner').getByRole('img', { name: 'Sampleshire' });
    await expect(logo).toBeVisible();
    if (script) {
      await expect(logo).toHaveJSProperty('naturalWidth', 60);
      await expect.poll(() => accent(page)).toBe('#0b5f46');
      await expectNoFaults(page);
    }

    await page.getByRole('link', { name: 'Change the contact for help' }).click();
    await page.getByLabel('Name of a person or team').fill('Quality team');
    await page.getByLabel('Phone number').fill('01632 960 001');
    await save(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Council');
    await page.getByRole('contentinfo').getByRole('link', { name: 'Help', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'Council name, logo, colour and contact',
    );
    await expect(page.getByRole('main')).toContainText('Sampleshire: Quality team, 01632 960 001');
    if (script) await expectNoFaults(page);
  });
}

test('a change over one that the person has not seen shows what is saved now, and keeps what was typed', async ({
  open,
  newCouncil,
}) => {
  const council = await newCouncil();
  const page = await open({ as: council.email('admin'), javaScriptEnabled: false });
  await page.goto(council.path('/settings/look'));
  const other = await page.context().newPage();
  await other.goto(council.path('/settings/look'));
  await other.getByLabel('Name').fill('Sampleshire');
  await save(other);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Council');

  await page.getByLabel('Name').fill('Another name');
  await save(page);
  await page.getByRole('link', { name: /^Nothing was saved because .* changed these settings at / }).click();
  await expect(page.getByRole('region', { name: 'Saved now' })).toContainText('Name: Sampleshire');
  await expect(page.getByLabel('Name')).toHaveValue('Another name');
  await save(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Council');
  await expect(page.getByRole('main')).toContainText('Another name');
});

test('a logo is for members alone, and a style sheet for any colour that can be read', async ({
  newCouncil,
  open,
  visitor,
  expectedErrors,
}) => {
  expectedErrors.push(answered(404));
  const council = await newCouncil();
  const page = await open({ as: council.email('admin'), colorScheme: 'dark' });
  await page.goto(council.path('/settings/look'));
  // As long as it can be, and without a place to break.
  await page.getByLabel('Name').fill('W'.repeat(120));
  await page.getByLabel('Colour').fill('#0b5f46');
  await page.getByLabel('Logo').setInputFiles({
    name: 'a.png',
    mimeType: 'image/png',
    buffer: Buffer.from(pngFile({ width: 20, height: 20 })),
  });
  await save(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Council');
  await expectNoFaults(page, 320);
  for (const address of [council.path('/notices'), '/account']) {
    await page.goto(address);
    await expectNoFaults(page, 320);
  }
  await page.goto(council.path('/settings'));
  const address = (await page.getByRole('banner').locator('img').getAttribute('src')) ?? '';

  const own = await (await visitor(council.email('reader'))).fetch(address);
  expect([own.status, own.headers.get('content-type'), own.headers.get('cache-control')]).toEqual([
    200,
    'image/png',
    'private, max-age=31536000, immutable',
  ]);
  for (const other of [await visitor('lead@exampleshire.example'), await visitor()])
    expect((await other.fetch(address)).status).toBe(404);

  const anyone = await visitor();
  const styles = await anyone.fetch('/brand/0b5f46.css');
  expect([styles.status, styles.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
  for (const file of ['ffcc00.css', '0b5f46', '0b5f46.css.map', 'x;}.css'])
    expect((await anyone.fetch(`/brand/${file}`)).status, file).toBe(404);
});
