import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from './fixtures.ts';

const PICTURE = path.resolve(import.meta.dirname, '../../public/overview.png');
const WIDTH = 1280;
const HEIGHT = 900;

// UPDATE_SCREENSHOT=1 takes the README's picture again. No byte comparison, because machines render text differently.
test('the picture in the README shows the overview', async ({ open }) => {
  const page = await open({ as: 'lead@exampleshire.example', viewport: { width: WIDTH, height: HEIGHT } });
  await page.goto('/councils/exampleshire');
  await expect(page.getByRole('main')).toContainText('Good 78 out of 100');
  if (process.env.UPDATE_SCREENSHOT === '1') {
    // The first page of a visit may do without the web font.
    await page.evaluate(() => document.fonts.ready);
    await page.reload();
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: PICTURE });
  }
  const picture = await readFile(PICTURE);
  expect(picture.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([WIDTH, HEIGHT]);
});
