import { makeEvidenceFile } from '#tests/integration/council-factory.ts';
import { expect, expectNoFaults, test } from './fixtures.ts';

for (const script of [true, false]) {
  const mode = script ? 'with' : 'without';

  test(`a file is replaced, and places in it are checked, ${mode} script`, async ({ open, newCouncil }) => {
    const council = await newCouncil();
    await makeEvidenceFile(
      council.as.lead,
      { statement: 'QS1', location: 'Page 2' },
      'draft.txt',
      'Draft.\n',
    );
    const page = await open({ javaScriptEnabled: script, as: council.email('lead') });
    page.on('dialog', (dialog) => void dialog.accept());
    const main = page.getByRole('main');
    const send = async (text: string, reason: string) => {
      await page.getByLabel('Why are you replacing it?').fill(reason);
      await page
        .getByLabel('New version of the file')
        .setInputFiles({ name: 'final.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
      await page.getByRole('button', { name: 'Replace the file' }).click();
    };

    await test.step('refused with every reason, and nothing typed is lost', async () => {
      await page.goto(council.path('/evidence/E1'));
      await page.getByRole('link', { name: 'Replace the file' }).click();
      await send('Draft.\n', 'The final version');
      await expect(main).toContainText('This is the same file as E1 has now, so nothing was changed.');
      await expect(page.getByLabel('Why are you replacing it?')).toHaveValue('The final version');
      if (script) await expectNoFaults(page, 320);
      await send('Final.\n', '');
      await expect(main).toContainText('Enter why you are replacing the file');
    });

    await test.step('replaced, with both versions and why', async () => {
      await send('Final.\n', 'The final version');
      await expect(main).toContainText('File of E1 replaced with version 2');
      await expect(main).toContainText('Why: The final version');
      await expect(main).toContainText('Check the page: written for version 1.');
      const first = page.getByRole('link', { name: /^Download draft\.txt/ });
      await expect(first).toHaveAttribute('href', council.path('/evidence/E1/file?version=1'));
      if (script) await expectNoFaults(page, 320);
    });

    await test.step('the place is confirmed by saving it', async () => {
      await page.goto(council.path('/assessment/QS1/evidence/E1'));
      await expect(main).toContainText('Check the page: written for version 1.');
      if (script) await expectNoFaults(page, 320);
      await page.getByRole('button', { name: 'Save changes' }).click();
      await expect(main).toContainText('Explanation of E1 saved');
      await expect(main).not.toContainText('Check the page');
    });
  });

  test(`evidence is withdrawn, refused where it is new, and used again, ${mode} script`, async ({
    open,
    newCouncil,
  }) => {
    const council = await newCouncil();
    await makeEvidenceFile(council.as.lead, { statement: 'QS1' });
    const page = await open({ javaScriptEnabled: script, as: council.email('lead') });
    page.on('dialog', (dialog) => void dialog.accept());
    const main = page.getByRole('main');

    await page.goto(council.path('/evidence/E1'));
    await page.getByRole('link', { name: 'Withdraw E1' }).click();
    await page.getByRole('button', { name: 'Withdraw evidence' }).click();
    await expect(main).toContainText('Enter why it should no longer be used');
    if (script) await expectNoFaults(page, 320);
    await page.getByLabel('Why should it no longer be used?').fill('A newer policy is in force');
    await page.getByRole('button', { name: 'Withdraw evidence' }).click();
    await expect(main).toContainText('Withdrawn: A newer policy is in force');
    if (script) await expectNoFaults(page, 320);

    await page.goto(council.path('/evidence?withdrawn=yes'));
    await expect(page.getByRole('row').filter({ hasText: 'E1' })).toContainText('Withdrawn');
    await page.goto(council.path('/assessment/QS1'));
    await expect(main).toContainText('Withdrawn, so not counted as evidence.');
    await page.goto(council.path('/assessment/QS2'));
    await page.getByLabel('What we do well').fill('Waits are down (E1).');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(main).toContainText('E1 has been withdrawn, so new text cannot cite it');
    await expect(page.getByLabel('What we do well')).toHaveValue('Waits are down (E1).');

    await page.goto(council.path('/evidence/E1'));
    await page.getByRole('button', { name: 'Use again' }).click();
    await expect(main).toContainText('E1 is back in use');
    await page.getByRole('link', { name: 'Place a legal hold on E1' }).click();
    await page.getByLabel('Why must it be kept?').fill('A claim');
    await page.getByRole('button', { name: 'Place a legal hold' }).click();
    await expect(main).toContainText('On legal hold: A claim');
    await page.getByRole('button', { name: 'Release the hold' }).click();
    await expect(main).toContainText('E1 is no longer on legal hold');
  });
}
