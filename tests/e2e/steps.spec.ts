import { saveStatement } from '#lib/record/assessments/commands.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';
import { ANSWERS, makeEvidenceLink, sendForSignOff } from '#tests/integration/council-factory.ts';
import { countSteps } from './count-steps.ts';
import { expect, type OwnCouncil, test } from './fixtures.ts';

// What frequent tasks ask of a person: pages loaded and choices made.

const banner = 'main [role=alert]';

const assessmentOf = (council: OwnCouncil) => ('assessment' in council ? String(council.assessment) : '');

async function scoreAll(council: OwnCouncil): Promise<void> {
  const assessment = assessmentOf(council);
  for (const id of STATEMENT_IDS) {
    await saveStatement(council.as.lead, id, { ...ANSWERS, assessment, version: 0 });
  }
}

test('a score with reasons and two files takes 9 steps', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  const page = await open({ as: council.email('lead') });
  const steps = await countSteps(page);
  await page.goto(council.path('/assessment'));
  await page.getByRole('link', { name: 'Safeguarding', exact: true }).click();
  await page.getByRole('radio', { name: '3 Good standard' }).check();
  await page.getByLabel('What we do well').fill('Concerns are handled in time.');
  await page.getByRole('button', { name: 'Save and add evidence' }).click();
  await page.getByLabel('Category').selectOption({ label: 'Processes' });
  await page.getByLabel('OFFICIAL', { exact: true }).check();
  await page.getByRole('group', { name: 'Does it contain personal data?' }).getByLabel('No').check();
  await page.getByLabel('Files', { exact: true }).setInputFiles(
    ['Audit.txt', 'Survey.txt'].map((name) => ({
      name,
      mimeType: 'text/plain',
      buffer: Buffer.from(name),
    })),
  );
  await page.getByRole('button', { name: 'Upload' }).click();
  await expect(page.locator(banner)).toContainText('E1 and E2 added to Safeguarding');
  await expect(page.getByRole('radio', { name: '3 Good standard' })).toBeChecked();
  await expect(page.getByLabel('What we do well')).toHaveValue('Concerns are handled in time.');
  expect(steps()).toBeLessThanOrEqual(9);
});

test('a completed statement with two items of the evidence list takes 8 steps', async ({
  open,
  newCouncil,
}) => {
  const council = await newCouncil();
  for (const title of ['Audit of cases', 'Audit of waits'])
    await makeEvidenceLink(council.as.lead, { title });
  const page = await open({ as: council.email('lead') });
  const steps = await countSteps(page);
  await page.goto(council.path('/assessment'));
  await page.getByRole('link', { name: 'Safeguarding', exact: true }).click();
  await page.getByRole('radio', { name: '3 Good standard' }).check();
  await page.getByLabel('What we do well').fill('Concerns are handled in time (E1, E2).');
  await page.getByLabel('Find evidence by title or reference').fill('audit');
  await page.getByRole('checkbox', { name: 'E1 Audit of cases' }).check();
  await page.getByRole('checkbox', { name: 'E2 Audit of waits' }).check();
  await page.getByRole('button', { name: 'Attach selected' }).click();
  await expect(page.locator(banner)).toContainText('added to Safeguarding');
  await page.getByLabel("Yes, I've completed this section").check();
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await expect(page.locator(banner)).toContainText('Safeguarding saved');
  expect(steps()).toBeLessThanOrEqual(8);
});

test('why a score is weak takes 1 step', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  await makeEvidenceLink(council.as.lead, { statement: 'QS1', category: 'processes' });
  const page = await open({ as: council.email('lead') });
  const steps = await countSteps(page);
  await page.goto(council.path('/assessment/QS1'));
  const checks = page.getByRole('region', { name: 'Checks' });
  await expect(checks).toContainText('Weak');
  await expect(checks.getByRole('listitem').first()).toContainText('No evidence of people’s experience');
  expect(steps()).toBe(1);
});

test('linking evidence to a second statement from the item takes 3 steps', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  await makeEvidenceLink(council.as.lead, { statement: 'QS1' });
  const page = await open({ as: council.email('lead') });
  const steps = await countSteps(page);
  await page.goto(council.path('/evidence/E1'));
  await page.getByRole('checkbox', { name: 'Safeguarding' }).check();
  await page.getByRole('button', { name: 'Link to selected statements' }).click();
  await expect(page.locator(banner)).toContainText('E1 linked to Safeguarding');
  await expect(page.getByRole('region', { name: 'Linked statements' })).toContainText('Assessing needs');
  await expect(page.getByRole('region', { name: 'Linked statements' })).toContainText('Safeguarding');
  expect(steps()).toBeLessThanOrEqual(3);
});

test('signing takes 4 steps, from the summary', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  await sendForSignOff({ ...council, assessment: assessmentOf(council) });
  const page = await open({ as: council.email('director') });
  const steps = await countSteps(page);
  await page.goto(council.path());
  await page.getByRole('link', { name: 'Review and sign version 1' }).click();
  await page.getByLabel('Sign version 1').check();
  await page.getByLabel('Comment').fill('Signed for the cabinet.');
  await page.getByRole('button', { name: 'Confirm decision' }).click();
  await expect(page.locator(banner)).toContainText('Version 1 signed');
  expect(steps()).toBeLessThanOrEqual(4);
});

test('what would reach the next band takes 2 steps', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  await scoreAll(council);
  const page = await open({ as: council.email('lead') });
  const steps = await countSteps(page);
  await page.goto(council.path('/what-if'));
  const fewest = page.getByRole('region', { name: /^Fewest changes needed for/ });
  await fewest.getByRole('link', { name: /^Try/ }).first().click();
  await expect(page.getByRole('main')).toContainText(/With \d+ changes?: Outstanding/);
  expect(steps()).toBeLessThanOrEqual(2);
});

test('who changed what takes 2 steps', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  await scoreAll(council);
  const page = await open({ as: council.email('director') });
  const steps = await countSteps(page);
  await page.goto(council.path('/assessment/QS1'));
  await page.getByRole('link', { name: 'Statement history' }).click();
  await expect(page.getByRole('main')).toContainText(/Assessing needs.*by .*assurance lead/s);
  expect(steps()).toBeLessThanOrEqual(2);
});

const LETTER = `Theme 1: Working with people

1. Your latest self-assessment
2. Waiting times for assessments, by team
3. How you know what carers need

Theme 2: Providing support
4. Market position statement
5. Capacity in home care
6. What people say about their support`;

test('from the notice to the export of a return of six items takes 21 steps', async ({
  open,
  newCouncil,
}) => {
  const council = await newCouncil();
  await makeEvidenceLink(council.as.lead, { title: 'Self-assessment 2026' });
  const page = await open({ as: council.email('lead') });
  const steps = await countSteps(page);
  await page.goto(council.path('/inspections'));
  await page.getByRole('link', { name: 'Start an inspection' }).click();
  await page.getByRole('radio', { name: 'Full assessment' }).check();
  await page.getByLabel('Name').fill('CQC assessment 2026');
  const notice = page.getByRole('group', { name: 'Date of the notice' });
  for (const [part, value] of [
    ['Day', '16'],
    ['Month', '11'],
    ['Year', '2026'],
  ] as const)
    await notice.getByLabel(part).fill(value);
  await page.getByRole('button', { name: 'Start inspection' }).click();
  await page.getByRole('link', { name: 'Start the list' }).click();
  await page.getByRole('radio', { name: 'The list that was sent to us' }).check();
  await page.getByRole('button', { name: 'Start list' }).click();
  await page.getByLabel('Or paste the list').fill(LETTER);
  await page.getByRole('button', { name: 'Check what would change' }).click();
  await page.getByRole('button', { name: 'Import 6 items' }).click();
  await page.getByRole('link', { name: 'Answer the first item' }).click();
  for (let item = 1; item <= 6; item += 1) {
    await expect(page.getByRole('heading', { level: 1 })).toContainText(`Item ${item}`);
    await page.getByLabel('References').fill(`E1, page ${item}`);
    await page.getByRole('button', { name: 'Save and next item' }).click();
  }
  await expect(page.locator(banner)).toContainText('Every item has an answer');
  await page.getByRole('button', { name: 'Select all on this page' }).click();
  await page.getByLabel('With the selected items').selectOption({ label: 'Mark as ready for sign-off' });
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Mark as ready' }).click();
  await expect(page.locator(banner)).toContainText('6 items ready for sign-off');
  await page.getByRole('link', { name: 'Export the answers' }).click();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Pack 1');
  expect(steps()).toBeLessThanOrEqual(21);
});
