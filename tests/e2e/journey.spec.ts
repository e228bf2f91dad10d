import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { pdf, png } from '#lib/platform/storage/testing/samples.ts';
import { STATEMENTS, type StatementId } from '#lib/scoring/index.ts';
import { answered, expect, type OwnCouncil, signInOn, signOut, test } from './fixtures.ts';
import { nameOwner } from './form-expectations.ts';

// Calculated by hand: 3+2+3 + 4+3 + 1+2 + 3+4 = 25 points of 36 = 69.44…, shown rounded up as 70. Good is above 62 and
// below 80; 22 points, three fewer, are 61.11, and 29 points, four more, are 80.56.
const SCORES: Record<StatementId, string> = {
  QS1: '3',
  QS2: '2',
  QS3: '3',
  QS4: '4',
  QS5: '3',
  QS6: '1',
  QS7: '2',
  QS8: '3',
  QS9: '4',
};

const REPORT = file('Waiting times April to September.pdf', 'application/pdf', pdf());
const SURVEY = file(
  'Carers survey – Łódź Road.csv',
  'text/csv',
  Buffer.from('Question,Yes,No\nHeard,79,21\n'),
);
const NOTES = file('Notes.txt', 'text/plain', Buffer.from('Co-production group, 12 May 2026.\n'));
const PHOTO = file('Photo of the board.png', 'image/png', png());

for (const javaScriptEnabled of [true, false]) {
  test(`from nothing to an evidence pack ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
    open,
    newCouncil,
    expectedErrors,
  }, testInfo) => {
    test.setTimeout(120_000);
    const council = await newCouncil({ assessment: false });
    const page = await open({ javaScriptEnabled });
    // The answers are first sent without files, which is answered with 422.
    expectedErrors.push(answered(422));

    await page.goto(council.path());
    await expect(page).toHaveURL(/\/sign-in\?from=/);
    await signInOn(page, council.email('lead'));
    await expect(page).toHaveTitle(`Summary - ${council.name} - Assurance`);

    await page.getByRole('link', { name: 'Start an assessment' }).click();
    await page.getByLabel('Name').fill('CQC assessment 2026 to 2027');
    await fillDate(page, 'When does the period start?', '1', '4', '2026');
    await fillDate(page, 'When does the period end?', '31', '3', '2027');
    await page.getByRole('button', { name: 'Start the assessment' }).click();
    await expect(page.getByText('1 April 2026 to 31 March 2027')).toBeVisible();
    await expect(page.getByText('Not yet started')).toHaveCount(9);

    for (const { id, name } of STATEMENTS) {
      await page.getByRole('link', { name, exact: true }).click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
      await expect(page.locator('input[name=score]:checked')).toHaveCount(0);
      await page.locator(`input[name=score][value="${SCORES[id]}"]`).check();
      await page.getByLabel('What we do well').fill(reason(id, 'well'));
      await page.getByLabel('What we need to improve').fill(reason(id, 'less well'));
      await page.getByLabel('How we know it makes a difference').fill(reason(id, 'to effect'));
      if (['QS1', 'QS2', 'QS3', 'QS4'].includes(id)) {
        await page.getByRole('button', { name: 'Save and add evidence' }).click();
        await addEvidence(page, id);
        await expect(banner(page)).toContainText('added to');
        // Text typed before the files were added is still there.
        await expect(page.getByLabel('What we do well')).toHaveValue(reason(id, 'well'));
        await expect(page.locator('input[name=score]:checked')).toHaveValue(SCORES[id] ?? '');
      }
      await page.getByLabel("Yes, I've completed this section").check();
      await page.getByRole('button', { name: 'Save and continue' }).click();
      await expect(banner(page)).toContainText(`${name} saved`);
    }
    await expect(page.getByText('9 of 9 statements complete.')).toBeVisible();

    await page.getByRole('link', { name: 'Summary', exact: true }).click();
    const result = page.locator('main');
    await expect(result).toContainText('Good 70 out of 100');
    await expect(result).toContainText('To reach outstanding: gain 4 points across at least');
    await expect(result).toContainText('You would drop to requires improvement if you lost 3 points.');
    await expect(result).toContainText('section 50');
    await page.getByRole('link', { name: 'How the score is worked out' }).click();
    await expect(result).toContainText('3 + 2 + 3 + 4 + 3 + 1 + 2 + 3 + 4 = 25, out of 36.');
    await expect(result).toContainText('25 ÷ 36 × 100 = 69.44');
    await page.goBack();

    const downloaded = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Evidence pack (PDF)' }).click();
    const pack = testInfo.outputPath('pack.pdf');
    await (await downloaded).saveAs(pack);
    checkPack(pack, council);

    const oldCookies = await page.context().cookies();
    await signOut(page);
    await expect(banner(page)).toContainText('You have signed out');
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
    await expect(page.getByText('out of 100')).toHaveCount(0);
    await page.context().addCookies(oldCookies);
    await page.goto(council.path());
    await expect(page).toHaveURL(/\/sign-in\?from=/);
  });
}

// Next's page announcer is an alert too, but outside the page's content.
function banner(page: Page) {
  return page.getByRole('main').getByRole('alert');
}

async function addEvidence(page: Page, id: StatementId): Promise<void> {
  const files = page.getByLabel('Files', { exact: true });
  switch (id) {
    case 'QS1':
      await answerDetails(page);
      await page.getByLabel('What it shows').fill('People wait 19 days, down from 31.');
      await page.getByLabel('Where in the document').fill('Pages 4 to 6');
      await files.setInputFiles(REPORT);
      return page.getByRole('button', { name: 'Upload' }).click();
    case 'QS2':
      await answerDetails(page);
      await files.setInputFiles([SURVEY, NOTES, PHOTO]);
      return page.getByRole('button', { name: 'Upload' }).click();
    case 'QS3':
      await page.getByRole('link', { name: 'Add a link' }).click();
      await page.getByLabel('Address of the document').fill('https://council.example/equity?year=2026');
      await page.getByLabel('Title').fill('Equity action plan');
      await answerDetails(page);
      return page.getByRole('button', { name: 'Add link' }).click();
    default:
      await page.getByRole('link', { name: 'Choose from your evidence list' }).click();
      await page.getByLabel('E1 Waiting times April to September').check();
      return page.getByRole('button', { name: 'Attach selected evidence' }).click();
  }
}

async function answerDetails(page: Page): Promise<void> {
  await page.getByLabel('Category').selectOption({ label: 'Outcomes and data' });
  await fillDate(page, 'Date of the evidence', '30', '9', '2026');
  await nameOwner(page, 'Performance team');
  await page.getByRole('group', { name: 'Does it contain personal data?' }).getByLabel('No').check();
}

async function fillDate(page: Page, question: string, day: string, month: string, year: string) {
  const date = page.getByRole('group', { name: question });
  await date.getByLabel('Day').fill(day);
  await date.getByLabel('Month').fill(month);
  await date.getByLabel('Year').fill(year);
}

function checkPack(pack: string, council: OwnCouncil): void {
  const info = execFileSync('pdfinfo', [pack], { encoding: 'utf8', stdio: 'pipe' });
  expect(info).toMatch(/Tagged:\s+yes/);
  const text = execFileSync('pdftotext', [pack, '-'], { encoding: 'utf8', stdio: 'pipe' });
  const expected = [
    council.name,
    '70 Good out of 100',
    '25 out of 36 is 69.44%',
    ...STATEMENTS.flatMap(({ id, name }) => [
      name,
      reason(id, 'well'),
      reason(id, 'less well'),
      reason(id, 'to effect'),
    ]),
    ...[REPORT, SURVEY, NOTES, PHOTO].map(({ buffer }) => createHash('sha256').update(buffer).digest('hex')),
    'People wait 19 days, down from 31.',
    'https://council.example/equity?year=2026',
  ];
  // Line breaks vary in a PDF, so compare only the characters.
  const bare = withoutSpace(text);
  expect(expected.filter((piece) => !bare.includes(withoutSpace(piece)))).toEqual([]);
  const references = new Set(text.match(/\bE\d+\b/g));
  expect([...references].toSorted()).toEqual(['E1', 'E2', 'E3', 'E4', 'E5']);
}

function reason(id: StatementId, how: string): string {
  return `We do ${id} ${how}: <b>90%</b> & £3.5m\nof “what people asked for” in ${how.length + 2020}.`;
}

function withoutSpace(text: string): string {
  return text.replaceAll(/\s/g, '');
}

function file(name: string, mimeType: string, buffer: Buffer) {
  return { name, mimeType, buffer };
}
