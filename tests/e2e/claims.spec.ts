import { makeEvidenceLink } from '#tests/integration/council-factory.ts';
import { expect, expectNoFaults, type OwnCouncil, test } from './fixtures.ts';

const TEXT = 'Waits are down (E1).\n\nReviews are on time.\n\nSee E2 and E99.';

async function withEvidence(council: OwnCouncil): Promise<void> {
  await makeEvidenceLink(council.as.lead, {
    title: 'Waiting times',
    statement: 'QS1',
    datedOn: '2020-01-02',
  });
  await makeEvidenceLink(council.as.lead, { title: 'Survey of carers' });
  await makeEvidenceLink(council.as.lead, {
    title: 'Audit of cases',
    statement: 'QS1',
    category: 'processes',
  });
}

for (const script of [true, false]) {
  test(`statements and evidence ${script ? 'with' : 'without'} script`, async ({ open, newCouncil }) => {
    const council = await newCouncil();
    await withEvidence(council);
    const page = await open({ as: council.email('lead'), javaScriptEnabled: script });
    await page.goto(council.path('/assessment/QS1'));
    await page.getByLabel('What we do well').fill(TEXT);
    await page.getByRole('button', { name: 'Save and stay on this page' }).click();
    await expect(page.getByRole('main')).toContainText('Assessing needs saved');

    const section = page.getByRole('region', { name: 'Statements and evidence' });
    await expect(section).toContainText('What we do well: 1 paragraph cites no evidence');
    await expect(section).toContainText('“Reviews are on time.”');
    const row = (name: string) => section.locator('dl > div', { has: page.getByText(name, { exact: true }) });
    await expect(row('Attached but not mentioned in the text')).toContainText('E3');
    await expect(row('Mentioned but not attached')).toContainText('E2');
    await expect(row('Mentioned but not in your evidence list')).toContainText('E99');
    await expect(row('Balance by category')).toContainText('Feedback from partners: none');
    await expect(row('Age of evidence')).toContainText('More than 2 years old: E1');

    await page.getByText('Preview with links of What we do well').click();
    const preview = page.locator('details', { hasText: 'Preview with links of What we do well' });
    await expect(preview).toContainText('See E2 and E99 (not in your evidence list).');
    if (script) await expectNoFaults(page);
    await preview.getByRole('link', { name: 'E1' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Waiting times');

    const reader = await open({ as: council.email('reader'), javaScriptEnabled: script });
    await reader.goto(council.path('/assessment/QS1'));
    await expect(reader.getByText('E99 (not in your evidence list)')).toBeVisible();
    await expect(reader.getByRole('link', { name: 'E2' }).first()).toBeVisible();
    if (script) await expectNoFaults(reader);
  });
}

test('the picker inserts a reference at the cursor, by keyboard alone', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  await withEvidence(council);
  const page = await open({ as: council.email('lead') });
  await page.goto(council.path('/assessment/QS1'));
  const box = page.getByLabel('What we do well');
  const picker = page.getByRole('button', { name: 'Insert a reference into What we do well' });
  await box.fill('Waits are down. Reviews too.');
  await box.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(14, 14));
  await picker.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Insert a reference' });
  await expect(dialog.getByLabel('Find evidence by title or reference')).toBeFocused();
  await expect(dialog.getByRole('listitem')).toHaveText([
    'E3 Audit of cases',
    'E1 Waiting times',
    'E2 Survey of carers Not on this statement yet',
  ]);
  await expectNoFaults(page);
  await page.keyboard.type('waiting');
  await expect(dialog.getByRole('listitem')).toHaveText(['E1 Waiting times']);
  // Enter in the search box neither submits the form nor closes the picker.
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(box).toHaveValue('Waits are down E1. Reviews too.');
  await expect(box).toBeFocused();
  await page.keyboard.type(' and so on');
  await expect(box).toHaveValue('Waits are down E1 and so on. Reviews too.');

  await picker.click();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(picker).toBeFocused();
});
