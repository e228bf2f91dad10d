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
  test(`what a statement lacks, ${script ? 'with' : 'without'} script`, async ({ open, newCouncil }) => {
    const council = await newCouncil();
    await withEvidence(council);
    const page = await open({ as: council.email('lead'), javaScriptEnabled: script });
    await page.goto(council.path('/assessment/QS1'));
    await page.getByLabel('What we do well').fill(TEXT);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('main')).toContainText('Assessing needs saved');

    await expect(
      page.getByRole('link', { name: /^Next ?: Supporting people to live healthier lives/ }),
    ).toBeVisible();
    const checks = page.getByRole('region', { name: 'Checks' });
    const line = (words: string) => checks.getByRole('listitem').filter({ hasText: words });
    await expect(checks).toContainText('Weak');
    await expect(line('What we do well')).toContainText('1 paragraph cites no evidence');
    await expect(line('What we do well')).toContainText('“Reviews are on time.”');
    await expect(line('Attached but not mentioned in the text')).toContainText('E3');
    await expect(line('Mentioned but not attached')).toContainText('E2');
    await expect(line('Mentioned but not in your evidence list')).toContainText('E99');
    await expect(line('More than 2 years old')).toContainText('E1');
    await expect(line('Covers 2 of 5 categories')).toBeVisible();
    await expect(checks).toContainText('feedback from partners 0');

    const evidence = page.getByRole('region', { name: 'Evidence', exact: true });
    await expect(evidence).toContainText('2 attached');
    await expect(evidence.getByRole('listitem').filter({ hasText: 'E1' })).toContainText('Cited');
    await expect(evidence.getByRole('listitem').filter({ hasText: 'E3' })).toContainText('Not cited');
    if (script) await expectNoFaults(page);
    await evidence.getByRole('link', { name: 'E1 Waiting times' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Waiting times');

    const reader = await open({ as: council.email('reader'), javaScriptEnabled: script });
    await reader.goto(council.path('/assessment/QS1'));
    await expect(reader.getByText('E99 (not in your evidence list)')).toBeVisible();
    await expect(reader.getByText('See E2 and E99 (not in your evidence list).')).toBeVisible();
    await expect(reader.getByRole('link', { name: 'E2', exact: true }).first()).toBeVisible();
    if (script) await expectNoFaults(reader);
  });
}

test('a reference is inserted at the cursor, by keyboard alone', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  await withEvidence(council);
  const page = await open({ as: council.email('lead') });
  await page.goto(council.path('/assessment/QS1'));
  const box = page.getByLabel('What we do well');
  await box.fill('Waits are down. Reviews too.');
  await box.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(14, 14));
  await page.getByRole('button', { name: 'Insert E1 into the text' }).focus();
  await page.keyboard.press('Enter');
  await expect(box).toHaveValue('Waits are down E1. Reviews too.');
  await expect(box).toBeFocused();
  await page.keyboard.type(' and so on');
  await expect(box).toHaveValue('Waits are down E1 and so on. Reviews too.');

  // In the box that was used last.
  const second = page.getByLabel('What we need to improve');
  await second.focus();
  await page.getByRole('button', { name: 'Insert E3 into the text' }).click();
  await expect(second).toHaveValue('E3');
});

for (const script of [true, false]) {
  test(`evidence is found and attached without leaving, ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
  }) => {
    const council = await newCouncil();
    await withEvidence(council);
    const page = await open({ as: council.email('lead'), javaScriptEnabled: script });
    await page.goto(council.path('/assessment/QS1'));
    await page.locator('input[name=score][value="3"]').check();
    await page.getByLabel('What we do well').fill(TEXT);
    await page.getByLabel('Find evidence by title or reference').fill('carers');
    // Enter in the search box does not save the statement.
    await page.keyboard.press('Enter');
    const found = page.getByRole('checkbox', { name: 'E2 Survey of carers' });
    await expect(found).toBeVisible();
    await expect(page.getByRole('checkbox')).toHaveCount(1);
    await expect(page.getByLabel('What we do well')).toHaveValue(TEXT);
    if (script) await expectNoFaults(page);
    await found.check();
    await page.getByRole('button', { name: 'Attach selected' }).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText('E2 added to Assessing needs');
    await expect(page.getByRole('region', { name: 'Evidence', exact: true })).toContainText('3 attached');
    // Nothing was saved but a draft, and nothing typed was lost.
    await expect(page.getByLabel('What we do well')).toHaveValue(TEXT);
    await expect(page.locator('input[name=score]:checked')).toHaveValue('3');
    await expect(page.locator('input[name=completed]:checked')).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'Checks' })).toContainText('No text yet');

    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText('Assessing needs saved');
    await expect(page.getByRole('region', { name: 'Checks' })).not.toContainText(
      'Mentioned but not attached',
    );
  });
}
