import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { Page, TestInfo } from '@playwright/test';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { jpeg } from '#lib/platform/storage/testing/samples.ts';
import { getStorageUse, listEvidence } from '#lib/record/evidence/queries.ts';
import { beginUpload, removeUpload } from '#lib/record/uploads/commands.ts';
import { listUploads } from '#lib/record/uploads/queries.ts';
import { asSuperuser, newUpload, readyUpload } from '#tests/integration/council-factory.ts';
import { answered, expect, expectNoFaults, type OwnCouncil, test } from './fixtures.ts';
import { nameOwner } from './form-expectations.ts';

const textFile = (name: string, text = `The text of ${name}`) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
});

const choose = (page: Page, files: Parameters<ReturnType<Page['getByLabel']>['setInputFiles']>[0]) =>
  page.getByLabel('Choose files', { exact: true }).and(page.locator('input')).setInputFiles(files);
const rowOf = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
const addFiles = (council: OwnCouncil) => council.path('/evidence/new/files');
const answersOf = (council: OwnCouncil) => council.path('/evidence/new/files/answers');

async function answerQuestions(page: Page): Promise<void> {
  await page.getByLabel('Category').selectOption({ index: 1 });
  await page
    .getByRole('group', { name: 'Do they contain personal data?' })
    .getByLabel('No', { exact: true })
    .check();
}

test('files are sent when they are chosen, then answered for together and added', async ({
  open,
  newCouncil,
  expectedErrors,
}) => {
  expectedErrors.push(answered(415));
  const council = await newCouncil();
  const page = await open({ as: council.email('lead') });
  await page.goto(council.path('/evidence/new?statement=QS2'));
  await page.getByRole('link', { name: 'Add several files' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Add several files');
  await choose(page, [
    textFile('Annual_report.txt'),
    textFile('minutes.txt'),
    textFile('twin.txt', 'The text of minutes.txt'),
    textFile('setup.exe'),
    { ...textFile('fake.pdf'), mimeType: 'application/pdf' },
    textFile('empty.txt', ''),
  ]);
  await expect(rowOf(page, 'minutes.txt')).toContainText('Saved');
  await expect(rowOf(page, 'setup.exe')).toContainText('setup.exe is a program');
  await expect(rowOf(page, 'fake.pdf')).toContainText('fake.pdf is not a PDF');
  await expect(rowOf(page, 'empty.txt')).toContainText('empty.txt is empty');
  await expect(page.getByText('3 of 6 files saved. 3 could not be uploaded.').first()).toBeVisible();
  expect((await listEvidence(council.as.lead, {}, 1, new Date())).total).toBe(0);
  await expectNoFaults(page, 320);

  await page.getByRole('link', { name: 'Answer questions about 3 files' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Questions about your files');
  await expect(page.getByLabel('Title of Annual_report.txt')).toHaveValue('Annual report');
  await expect(page.getByLabel('Supporting people to live healthier lives')).toBeChecked();
  await expect(page.getByRole('group', { name: 'The same file as minutes.txt' })).toBeVisible();
  await expectNoFaults(page, 320);

  await page.getByRole('button', { name: 'Add to the evidence list' }).click();
  await expect(page.getByRole('link', { name: 'Select a category' })).toBeVisible();
  await page.getByLabel('Title of minutes.txt').fill('Minutes, of the board');
  await answerQuestions(page);
  await page.getByRole('button', { name: 'Add to the evidence list' }).click();
  await expect(page).toHaveURL(/\/assessment\/QS2\?done=/);
  await expect(page.getByRole('main')).toContainText(
    '2 files added to the evidence list: E1 and E2. Already in the list, so not added again: E2',
  );
  const { items } = await listEvidence(council.as.lead, {}, 1, new Date());
  expect(items.map(({ title, statements }) => [title, statements])).toEqual([
    ['Minutes, of the board', ['QS2']],
    ['Annual report', ['QS2']],
  ]);
});

test('the script that sends files is loaded once files are chosen, and is small', async ({
  open,
  newCouncil,
}) => {
  const council = await newCouncil();
  const page = await open({ as: council.email('lead') });
  await page.goto(addFiles(council), { waitUntil: 'networkidle' });
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body());
  });
  await choose(page, [textFile('first.txt')]);
  await expect(rowOf(page, 'first.txt')).toContainText('Saved');
  const bytes = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0);
  expect(bytes).toBeGreaterThan(5_000);
  expect(bytes).toBeLessThanOrEqual(40 * 1024);
});

test('a file that is changed while it waits is to be chosen again', async ({
  open,
  newCouncil,
  expectedErrors,
}, info) => {
  expectedErrors.push(/net::ERR_/);
  const council = await newCouncil();
  const path = filesIn(info, { 'report.txt': 'The first text' })[0] ?? '';
  const page = await open({ as: council.email('lead') });
  await page.goto(addFiles(council));
  await choose(page, [textFile('first.txt')]);
  await expect(rowOf(page, 'first.txt')).toContainText('Saved');
  await page.context().setOffline(true);
  await choose(page, [path]);
  await expect(rowOf(page, 'report.txt')).toContainText('Not saved yet');
  rmSync(path);
  await page.context().setOffline(false);
  await expect(rowOf(page, 'report.txt')).toContainText('changed or moved since you chose it', {
    timeout: 30_000,
  });
});

test('a lost network and a pause cost nothing', async ({ open, newCouncil, expectedErrors }) => {
  expectedErrors.push(/net::ERR_INTERNET_DISCONNECTED/);
  const council = await newCouncil();
  const page = await open({ as: council.email('lead') });
  await page.goto(addFiles(council));
  await choose(page, [textFile('first.txt')]);
  await expect(rowOf(page, 'first.txt')).toContainText('Saved');
  await page.context().setOffline(true);
  await choose(page, [textFile('second.txt'), textFile('third.txt')]);
  await expect(rowOf(page, 'second.txt')).toContainText('Not saved yet');
  await expect(page.getByRole('status')).toHaveText(/Keep this page open/);
  await expectNoFaults(page, 320);
  await rowOf(page, 'third.txt').getByRole('button', { name: 'Pause' }).click();
  await expect(rowOf(page, 'third.txt')).toContainText('Paused');
  await page.context().setOffline(false);
  await expect(rowOf(page, 'second.txt')).toContainText('Saved');
  await rowOf(page, 'third.txt').getByRole('button', { name: 'Continue' }).click();
  await expect(rowOf(page, 'third.txt')).toContainText('Saved');
  await rowOf(page, 'first.txt').getByRole('button', { name: 'Remove' }).click();
  await expect
    .poll(async () => (await listUploads(council.as.lead)).map(({ name }) => name))
    .toEqual(['second.txt', 'third.txt']);
});

test('files and a folder are dropped', async ({ open, newCouncil }, info) => {
  const council = await newCouncil();
  filesIn(info, { 'report.txt': 'one', 'policies/carers/leave.txt': 'two', 'policies/.DS_Store': 'x' });
  const page = await open({ as: council.email('lead') });
  await page.goto(addFiles(council), { waitUntil: 'networkidle' });
  const box = await page.getByRole('region', { name: 'Choose files' }).boundingBox();
  const client = await page.context().newCDPSession(page);
  const files = ['report.txt', 'policies'].map((name) => join(info.outputDir, 'files', name));
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await client.send('Input.dispatchDragEvent', {
      type,
      x: (box?.x ?? 0) + 10,
      y: (box?.y ?? 0) + 10,
      data: { items: [], files, dragOperationsMask: 1 },
    });
  await expect(page.getByText('2 of 2 files saved.').first()).toBeVisible();
  await expect(rowOf(page, 'leave.txt')).toContainText('in policies/carers');
});

test('two tabs send at once, and one that has fallen behind says so', async ({
  open,
  newCouncil,
  expectedErrors,
}) => {
  expectedErrors.push(/net::ERR_FAILED/, answered(404));
  const council = await newCouncil();
  const first = await open({ as: council.email('lead') });
  const second = await first.context().newPage();
  await Promise.all([first, second].map((page) => page.goto(addFiles(council))));
  await Promise.all([choose(first, [textFile('one.txt')]), choose(second, [textFile('two.txt')])]);
  await expect(rowOf(first, 'one.txt')).toContainText('Saved');
  await expect(rowOf(second, 'two.txt')).toContainText('Saved');
  await first.goto(answersOf(council));
  await answerQuestions(first);
  await first.getByRole('button', { name: 'Add to the evidence list' }).click();
  await expect(first.getByRole('main')).toContainText('2 files added to the evidence list: E1 and E2');

  await second.route('**/check', (route) => route.abort());
  await choose(second, [textFile('late.txt')]);
  await expect(rowOf(second, 'late.txt')).toContainText('Not saved yet');
  const [late] = await listUploads(council.as.lead);
  await removeUpload(council.as.lead, late?.id ?? '');
  await expect(rowOf(second, 'late.txt')).toContainText('This file is no longer waiting here', {
    timeout: 20_000,
  });
  await second.getByRole('link', { name: 'Answer questions about 1 file' }).click();
  await expect(second.getByRole('main')).toContainText('No files are waiting for answers');
});

test('a photo taken on a phone without a network is sent once there is one', async ({
  open,
  newCouncil,
  expectedErrors,
}) => {
  expectedErrors.push(/net::ERR_INTERNET_DISCONNECTED/, /Failed to load/);
  const council = await newCouncil();
  const phone = { isMobile: true, hasTouch: true, viewport: { width: 375, height: 740 } };
  const page = await open({ as: council.email('lead'), ...phone });
  await page.goto(addFiles(council), { waitUntil: 'networkidle' });
  const camera = page.getByLabel('Take a photo');
  await expect(camera).toBeVisible();
  await expect(camera).toHaveAttribute('capture', 'environment');
  await page.context().setOffline(true);
  await camera.setInputFiles({ name: 'image.jpg', mimeType: 'image/jpeg', buffer: jpeg() });
  await expect(page.getByText('Not saved yet, because there is no connection').first()).toBeVisible();
  await expectNoFaults(page, 320);
  await page.context().setOffline(false);
  await expect(rowOf(page, 'image.jpg')).toContainText('Saved', { timeout: 20_000 });
});

test('what cannot fit is refused by the row, before it is sent', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  const { limit } = await getStorageUse(council.as.lead);
  await beginUpload(council.as.contributor, newUpload({ name: 'Film.mp4', bytes: limit - 30 }));
  const page = await open({ as: council.email('lead') });
  await page.goto(addFiles(council));
  await expect(page.getByRole('main')).toContainText('Your council has 30 bytes of its');
  await choose(page, [textFile('one.txt', 'x'.repeat(20)), textFile('two.txt', 'y'.repeat(20))]);
  await expect(rowOf(page, 'one.txt')).toContainText('Saved');
  await expect(rowOf(page, 'two.txt')).toContainText(
    'two.txt was not uploaded because your council has only 10 bytes of its',
  );
  await expect(page.getByRole('main')).toContainText('Your council has 10 bytes of its');
  await rowOf(page, 'one.txt').getByRole('button', { name: 'Remove' }).click();
  await expect.poll(() => listUploads(council.as.lead)).toEqual([]);
  await rowOf(page, 'two.txt').getByRole('button', { name: 'Try again' }).click();
  await expect(rowOf(page, 'two.txt')).toContainText('Saved');
});

test('a file goes on from where an earlier page stopped', async ({ open, newCouncil }, info) => {
  const council = await newCouncil();
  const path = filesIn(info, { 'report.txt': `${'A line of the report.\n'.repeat(100_000)}` })[0] ?? '';
  const { size, mtimeMs } = statSync(path);
  const upload = newUpload({ name: 'report.txt', bytes: size, modified: Math.floor(mtimeMs) });
  await beginUpload(council.as.lead, upload);
  const part = Buffer.from('A line of the report.\n'.repeat(60_000));
  const partBytes = part.length;
  await fileStore().append({ councilId: council.id, id: upload.id }, 0, Readable.from([part]));
  const page = await open({ as: council.email('lead') });
  await page.goto(addFiles(council));
  await expect(rowOf(page, 'report.txt')).toContainText('Not finished');
  const sent: number[] = [];
  page.on('request', (request) => {
    if (request.headers()['x-http-method-override'] === 'PATCH')
      sent.push(Number(request.headers()['upload-offset']));
  });
  await choose(page, [path]);
  await expect(rowOf(page, 'report.txt')).toContainText('Saved');
  expect(sent).toEqual([partBytes]);
  expect(await listUploads(council.as.lead)).toMatchObject([{ id: upload.id, state: 'ready' }]);
});

test('files of one name come from a folder, up to two hundred with those that wait', async ({
  open,
  newCouncil,
}, info) => {
  const council = await newCouncil();
  const [come, wait] = [40, 160];
  for (let n = 1; n <= wait; n += 1) await readyUpload(council.as.lead, 'notes.txt', `Notes ${n}`);
  const names = Array.from({ length: come }, (_, n) => `team ${n + 1}/notes.txt`);
  filesIn(info, Object.fromEntries([...names.map((name) => [name, name]), ['.DS_Store', 'x']]));
  const page = await open({ as: council.email('lead') });
  await page.goto(addFiles(council));
  await page.getByLabel('Choose a folder').setInputFiles(join(info.outputDir, 'files'));
  await expect(page.getByText('40 of 40 files saved.').first()).toBeVisible({ timeout: 60_000 });
  await choose(
    page,
    Array.from({ length: 161 }, (_, n) => textFile(`one-more ${n}.txt`)),
  );
  await expect(page.getByRole('main').getByRole('alert')).toHaveText(/You can add up to 200 files at a time/);
  await page.getByRole('link', { name: 'Answer questions about 200 files' }).click();
  await answerQuestions(page);
  await page.getByRole('button', { name: 'Add to the evidence list' }).click();
  await expect(page).toHaveURL(/\/evidence\?done=/, { timeout: 60_000 });
  await expect(page.getByRole('main')).toContainText('200 files added to the evidence list: E1 to E200');
});

test('a session that ends stops the upload, and signing in again lets it go on', async ({
  open,
  newCouncil,
  expectedErrors,
}) => {
  expectedErrors.push(answered(401));
  const council = await newCouncil();
  const page = await open({ as: council.email('lead'), ownSession: true });
  await page.goto(addFiles(council));
  await asSuperuser('UPDATE sessions SET ended_at = now() WHERE person_id = $1', [council.as.lead.person.id]);
  await choose(page, [textFile('late.txt')]);
  await expect(rowOf(page, 'late.txt')).toContainText('You have been signed out');
  await asSuperuser('UPDATE sessions SET ended_at = NULL WHERE person_id = $1', [council.as.lead.person.id]);
  await rowOf(page, 'late.txt').getByRole('button', { name: 'Try again' }).click();
  await expect(rowOf(page, 'late.txt')).toContainText('Saved');
});

test('without script, the questions are answered for some files at a time', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  await readyUpload(council.as.lead, 'One.txt', 'one');
  await readyUpload(council.as.lead, 'Two.txt', 'two');
  await readyUpload(council.as.lead, 'Three.txt', 'three');
  const page = await open({ javaScriptEnabled: false, as: council.email('lead') });
  await page.goto(addFiles(council));
  await expect(page.getByRole('main')).toContainText('upload up to 10 files in one form');
  await rowOf(page, 'Three.txt').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('main')).toContainText('File removed');

  await page.goto(answersOf(council));
  await page.getByLabel('Title of Two.txt').fill('');
  await page.getByRole('checkbox', { name: 'Two.txt' }).uncheck();
  await answerQuestions(page);
  await page.getByRole('button', { name: 'Save answers for selected files' }).click();
  await expect(page.getByRole('link', { name: 'Enter a title' })).toBeVisible();
  await page.getByLabel('Title of Two.txt').fill('The second, of two');
  await page.getByRole('button', { name: 'Save answers for selected files' }).click();
  await expect(page.getByRole('main')).toContainText('Answers saved for 1 file');
  await expect(page.getByRole('checkbox', { name: 'One.txt' })).not.toBeChecked();
  await page.getByLabel('Category').selectOption({ index: 2 });
  await nameOwner(page, 'Quality team');
  await page
    .getByRole('group', { name: 'Do they contain personal data?' })
    .getByLabel('Yes', { exact: true })
    .check();
  await page.getByRole('button', { name: 'Add to the evidence list' }).click();
  await expect(page.getByRole('main')).toContainText('2 files added to the evidence list: E1 and E2');
  const { items } = await listEvidence(council.as.lead, {}, 1, new Date());
  expect(items.map(({ title, owner, containsPersonalData }) => [title, owner, containsPersonalData])).toEqual(
    [
      ['The second, of two', 'Quality team', true],
      ['One', '', false],
    ],
  );
});

test('other people cannot send here, and forced colours show every row', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  await readyUpload(council.as.lead, 'Mine.txt', 'mine');
  const other = await open({ as: council.email('contributor') });
  await other.goto(addFiles(council));
  await expect(other.getByText('Mine.txt')).toHaveCount(0);
  const page = await open({ as: council.email('lead'), forcedColors: 'active' });
  await page.goto(addFiles(council));
  await expectNoFaults(page, 320);
  await page.goto(answersOf(council));
  await expectNoFaults(page, 320);
});

/** Writes files into the test's folder, and returns their paths. */
const WRITTEN_AT = new Date('2026-11-02T09:30:00Z');

function filesIn(info: TestInfo, files: Readonly<Record<string, string>>): string[] {
  return Object.entries(files).map(([name, text]) => {
    const path = join(info.outputDir, 'files', name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
    // Some file systems change the time of the last write once more, when they have written it.
    utimesSync(path, WRITTEN_AT, WRITTEN_AT);
    return path;
  });
}

for (const script of [true, false]) {
  test(`a note is written and kept, ${script ? 'with' : 'without'} script`, async ({ open, newCouncil }) => {
    const council = await newCouncil();
    const page = await open({ javaScriptEnabled: script, as: council.email('lead') });
    await page.goto(council.path('/evidence/new?statement=QS1'));
    await page.getByRole('link', { name: 'Write a note' }).click();
    await page.getByLabel('Note', { exact: true }).fill('Three people said that\nthey were asked.');
    await page.getByRole('button', { name: 'Add note' }).click();
    await expect(page.getByRole('link', { name: 'Enter a title' })).toBeVisible();
    await expect(page.getByLabel('Note', { exact: true })).toHaveValue(
      'Three people said that\nthey were asked.',
    );
    if (script) await expectNoFaults(page, 320);
    await page.getByLabel('Title').fill('Visit to Tŷ Gwyn');
    await page.getByLabel('Category').selectOption({ index: 1 });
    await page.getByRole('group', { name: 'Does it contain personal data?' }).getByLabel('No').check();
    await page.getByRole('button', { name: 'Add note' }).click();
    await expect(page.getByRole('main')).toContainText('E1 added to Assessing needs');
  });
}
