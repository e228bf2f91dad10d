import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { indexPage } from '#lib/exchange/packs/manifest.ts';
import { zipContent } from '#lib/exchange/packs/testing/zip-content.ts';
import { expect, expectNoFaults, test } from './fixtures.ts';

test('the page in a ZIP has no faults, opened from a disk', async ({ page }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'zip-index-'));
  try {
    for (const { path: name, text } of indexPage(zipContent()))
      await writeFile(path.join(folder, name), text);
    await page.goto(pathToFileURL(path.join(folder, 'index.html')).href);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectNoFaults(page, 320);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
