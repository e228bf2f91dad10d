import { readFile } from 'node:fs/promises';
import { readMade } from '#lib/platform/storage/testing/corpus.ts';
import { asSuperuser, leaveFreeSpace } from '#tests/integration/council-factory.ts';
import { answered, expect, expectNoFaults, test } from './fixtures.ts';
import { answerDetails } from './form-expectations.ts';

const FIGURES = Buffer.from('period,value\n2026-04,12\n');

for (const script of [true, false]) {
  const mode = script ? 'with' : 'without';

  test(`a file already in the list is reported and offered, ${mode} script`, async ({ open, newCouncil }) => {
    const council = await newCouncil();
    const page = await open({ javaScriptEnabled: script, as: council.email('lead') });
    const send = async (names: readonly string[]) => {
      await answerDetails(page);
      await page
        .getByLabel('Files', { exact: true })
        .setInputFiles(names.map((name) => ({ name, mimeType: 'text/csv', buffer: FIGURES })));
      await page.getByRole('button', { name: 'Upload', exact: true }).click();
    };
    const told = page.getByRole('region', { name: 'Already in your evidence list' });

    await test.step('two names in one form', async () => {
      await page.goto(council.path('/evidence/new?statement=QS1'));
      await send(['one.csv', 'two.csv']);
      await expect(told).toContainText('two.csv is the same file as E1 One, so it was not added again.');
      await expect(told).toContainText('E1 is already linked to this statement.');
      if (script) await expect(told).toBeFocused();
      await expect(told.getByRole('button')).toHaveCount(0);
      if (script) await expectNoFaults(page, 320);
      await told.getByRole('link', { name: 'Continue' }).click();
      await expect(page).toHaveURL(/\/assessment\/QS1$/);
    });

    await test.step('later, for another statement: used only when asked for, with what was said of it', async () => {
      await page.goto(council.path('/evidence/new?statement=QS2'));
      await page.getByLabel('What it shows').fill('Waits are down');
      await send(['three.csv']);
      await expect(told).toContainText('three.csv is the same file as E1 One');
      if (script) await expectNoFaults(page, 320);
      const uses = () =>
        asSuperuser(`SELECT shows FROM evidence_links WHERE council_id = $1 AND statement = 'QS2'`, [
          council.id,
        ]);
      expect(await uses()).toEqual([]);
      await told.getByRole('button', { name: 'Use E1 for this statement' }).click();
      await expect(page).toHaveURL(/\/assessment\/QS2\?done=[\w-]+$/);
      await expect(page.getByRole('main')).toContainText(
        'E1 added to Supporting people to live healthier lives',
      );
      expect(await uses()).toEqual([{ shows: 'Waits are down' }]);
    });
    expect(await asSuperuser('SELECT FROM files WHERE council_id = $1', [council.id])).toHaveLength(1);
  });

  test(`what is known about an item is asked, shown and kept, ${mode} script`, async ({
    open,
    newCouncil,
  }) => {
    const council = await newCouncil();
    const page = await open({ javaScriptEnabled: script, as: council.email('lead') });
    await page.goto(council.path('/evidence/new?statement=QS1&way=link'));
    await page.getByText('More about this evidence').click();
    await page.getByText('Topics of other statements').click();
    await expect(page.getByLabel('Name of somebody else')).toBeHidden();
    if (script) await expectNoFaults(page, 320);
    await page.getByLabel('Owner').selectOption('Somebody else');
    await page.getByRole('group', { name: 'Who it came from' }).getByLabel('Unpaid carers').check();
    await page.getByRole('group', { name: 'Assessing needs' }).getByLabel('Timeliness').check();
    await page.getByLabel('Tags').fill('Survey, spring 2026, survey');
    await page.getByRole('radio', { name: 'Yes, and it needs redaction' }).check();
    await page.getByRole('button', { name: 'Add link' }).click();
    await expect(page.getByRole('link', { name: 'Enter the name of the owner' })).toBeVisible();
    await expect(page.getByLabel('Timeliness')).toBeChecked();
    if (script) await expectNoFaults(page, 320);

    await page.getByLabel('Owner').selectOption('Nobody yet');
    await page.getByLabel('Address of the document').fill('https://council.example/survey');
    await page.getByLabel('Title').fill('Survey of carers');
    await page.getByLabel('Category').selectOption('people');
    await page.getByRole('button', { name: 'Add link' }).click();
    await expect(page.getByRole('main')).toContainText('Needs redaction: kept out of packs');
    await page.goto(council.path('/evidence/E1'));
    for (const words of ['No owner', 'Unpaid carers', 'Timeliness', 'Survey, spring 2026'])
      await expect(page.getByRole('main')).toContainText(words);
    if (script) await expectNoFaults(page, 320);
    await page.goto(council.path('/evidence?words=spring'));
    await expect(page.getByRole('table')).toContainText('Needs redaction');
  });

  test(`the storage limit is shown before and when it is reached, ${mode} script`, async ({
    open,
    newCouncil,
    expectedErrors,
  }) => {
    expectedErrors.push(answered(507));
    const council = await newCouncil();
    await leaveFreeSpace(council, 3 * 1024 ** 3);
    const page = await open({ javaScriptEnabled: script, as: council.email('lead') });
    page.on('dialog', (dialog) => void dialog.accept());
    const notice = 'Your council has used 17GB of its 20GB storage and has 3GB left.';
    await page.goto(council.path('/evidence/new?statement=QS1'));
    await expect(page.getByRole('main')).toContainText(notice);
    if (script) await expectNoFaults(page, 320);

    await leaveFreeSpace(council, 10);
    await answerDetails(page);
    await page.getByLabel('What it shows').fill('Waits are down');
    await page
      .getByLabel('Files', { exact: true })
      .setInputFiles({ name: 'figures.csv', mimeType: 'text/csv', buffer: FIGURES });
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    const what = script ? 'Nothing was added' : 'The selected file was not added';
    await expect(page.locator('main > :first-child').getByRole('listitem')).toHaveText([
      `${what} because your council has only 10 bytes of its 20GB storage left`,
    ]);
    await expect(page.getByLabel('What it shows')).toHaveValue('Waits are down');
    expect(await asSuperuser('SELECT FROM files WHERE council_id = $1', [council.id])).toEqual([]);

    await leaveFreeSpace(council, 0);
    await page.goto(council.path('/evidence/new'));
    await expect(page.getByRole('main')).toContainText('Your council has used all of its 20GB storage');
    const reader = await open({ javaScriptEnabled: script, as: council.email('reader') });
    await reader.goto(council.path('/evidence'));
    await expect(reader.getByRole('heading', { name: 'Evidence', level: 1 })).toBeVisible();
    await expect(reader.getByRole('main')).not.toContainText('20GB');
  });
}

test('a photo of a phone is offered as JPEG, without the place where it was taken', async ({
  open,
  newCouncil,
}) => {
  const council = await newCouncil();
  const page = await open({ as: council.email('lead') });
  await page.goto(council.path('/evidence/new'));
  await answerDetails(page);
  const photo = await readMade('place.heic');
  await page
    .getByLabel('Files', { exact: true })
    .setInputFiles({ name: 'IMG_0001.HEIC', mimeType: '', buffer: photo });
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(page).toHaveURL(/\/evidence\?done=/);
  await page.goto(council.path('/evidence/E1'));
  await expectNoFaults(page, 320);
  const [jpeg] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download as JPEG' }).click(),
  ]);
  expect(jpeg.suggestedFilename()).toBe('IMG_0001.jpg');
  expect((await readFile(await jpeg.path())).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  const [original] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /^Download the original/ }).click(),
  ]);
  const stored = await readFile(await original.path());
  expect(stored).toHaveLength(photo.length);
  expect(stored.includes('GPSLatitude')).toBe(false);
});
