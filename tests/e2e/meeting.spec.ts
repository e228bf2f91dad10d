import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { expect, expectNoFaults, test } from './fixtures.ts';

const HERE = '/councils/exampleshire';

/** Only that slide is shown. */
async function expectSlide(page: Page, number: number, words: string): Promise<void> {
  const slides = page.getByRole('article');
  await expect(slides).toHaveCount(1);
  await expect(slides).toHaveAccessibleName(new RegExp(`^Slide ${number} of \\d$`));
  await expect(slides).toContainText(words);
}

test('the meeting view is leafed through by keys', async ({ open }) => {
  const page = await open({ as: 'director@exampleshire.example' });
  await page.goto(HERE);
  await page.getByRole('link', { name: 'Meeting view' }).click();
  await expectSlide(page, 1, 'Good 78 out of 100');
  await expectNoFaults(page, 320);
  for (const key of ['ArrowRight', 'ArrowLeft', 'Space', 'Shift+Space', 'PageDown', 'PageUp']) {
    const isNext = ['ArrowRight', 'Space', 'PageDown'].includes(key);
    await page.keyboard.press(key);
    await expectSlide(page, isNext ? 2 : 1, isNext ? 'Nine quality statements' : 'Good 78 out of 100');
  }
  await page.keyboard.press('End');
  await expectSlide(page, 4, 'What would change it');
  await expectNoFaults(page, 320);
  await page.keyboard.press('ArrowRight');
  await expectSlide(page, 4, 'What would change it');
  await page.keyboard.press('Home');
  await expectSlide(page, 1, 'Good 78 out of 100');
  // Leafing is not in the history.
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`${HERE}$`));
  await page.goForward();
  // The keys work once the script is there.
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('link', { name: 'Meeting view' })).toBeVisible({ timeout: 1000 });
  }).toPass();
});

test('the meeting view is leafed through by links without script, and printed a slide to a page', async ({
  open,
}) => {
  const page = await open({ as: 'reader@exampleshire.example', javaScriptEnabled: false });
  await page.goto(`${HERE}/meeting`);
  await page.getByRole('link', { name: 'Next' }).click();
  await expectSlide(page, 2, 'Safeguarding');
  await page.getByRole('link', { name: 'Previous' }).click();
  await expectSlide(page, 1, 'Good 78 out of 100');
  await page.emulateMedia({ media: 'print' });
  const slides = await page.getByRole('article').count();
  expect(slides).toBeGreaterThanOrEqual(3);
  const printed = execFileSync('pdfinfo', ['-'], { input: await page.pdf({ preferCSSPageSize: true }) });
  expect(printed.toString()).toMatch(new RegExp(`Pages: +${slides}\n`));
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('link', { name: 'Back to the summary' }).click();
  await expect(page).toHaveURL(new RegExp(`${HERE}$`));
});

test('a council without scores has no slides', async ({ open }) => {
  const page = await open({ as: 'lead@northmere.example' });
  await page.goto('/councils/northmere/meeting');
  await expect(page).toHaveURL(/\/councils\/northmere$/);
});
