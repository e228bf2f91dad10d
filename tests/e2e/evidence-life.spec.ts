import { pdfOfPages } from '#lib/platform/storage/testing/samples.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { replaceFile, withdrawEvidence } from '#lib/record/evidence/commands.ts';
import { makeEvidenceFile, receivedFile, signOff } from '#tests/integration/council-factory.ts';
import { eraseEvidence } from '#tests/integration/erasing.ts';
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
      await page.getByRole('link', { name: 'Compare with version 1' }).click();
      await expect(main).toContainText(/What changed|has not been read yet/);
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

    await page.goto(council.path('/evidence?state=withdrawn'));
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

test('a citation opens its page, of the file that a version was signed with', async ({
  open,
  newCouncil,
  visitor,
}) => {
  const [council, other] = [await newCouncil(), await newCouncil()];
  const { lead } = council.as;
  const pages = (...words: readonly string[]) => pdfOfPages(words).toString('latin1');
  const use = { title: 'Waiting times', statement: 'QS1', location: 'Table 1 on page 2' } as const;
  await makeEvidenceFile(lead, use, 'waits.pdf', pages('One', 'Two'));
  const page = await open({ as: council.email('lead') });
  const main = page.getByRole('main');
  const picture = (number: number) => page.getByRole('img', { name: `Page ${number} of E1 Waiting times` });
  const drawn = async (number: number) => {
    const width = () => picture(number).evaluate((image: HTMLImageElement) => image.naturalWidth);
    await expect.poll(width).toBe(1_000);
  };

  await test.step('inserted with the page of the link, and opened there', async () => {
    await page.goto(council.path('/assessment/QS1'));
    await page.getByRole('button', { name: 'Insert E1 p.2 into the text' }).click();
    await page.locator('summary').filter({ hasText: 'Preview of E1' }).click();
    await drawn(2);
    await expectNoFaults(page, 320);
    await expect(page.getByLabel('What we do well')).toHaveValue('E1 p.2');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(main).toContainText('Assessing needs saved');
    const reader = await open({ as: council.email('reader'), javaScriptEnabled: false });
    await reader.goto(council.path('/assessment/QS1'));
    await reader.getByRole('link', { name: 'E1 p.2', exact: true }).click();
    await expect(reader.getByRole('img', { name: 'Page 2 of E1 Waiting times' })).toBeVisible();
    await reader.getByRole('link', { name: 'Previous page' }).click();
    await expect(reader.getByRole('img', { name: 'Page 1 of E1 Waiting times' })).toBeVisible();
  });

  await test.step('of the signed file, once it is replaced', async () => {
    await signOff({ ...council, assessment: (await getAssessment(lead))?.id ?? '' });
    const replacement = { based: 1, reason: 'Corrected', datedOn: null };
    await replaceFile(lead, 'E1', replacement, await receivedFile(lead, 'waits.pdf', pages('A', 'B', 'C')));
    await page.goto(council.path('/review/cycles/1/versions/1'));
    await page.locator('summary').filter({ hasText: 'Assessing needs' }).click();
    await page.getByRole('link', { name: 'E1 p.2', exact: true }).click();
    await expect(main).toContainText('Preview of version 1');
    await expect(main).toContainText('Version 2 has replaced it.');
    await drawn(2);
    await expectNoFaults(page, 320);
    await page.getByRole('link', { name: 'See version 2' }).click();
    await expect(main).not.toContainText('Preview of version 1');
    await drawn(2);
    await expectNoFaults(page, 320);
  });

  await test.step('and no page is sent that is not there or may not be seen', async () => {
    const of = async (email: string) => {
      const person = await visitor(email);
      return (path: string, headers = {}) =>
        person.fetch(council.path(`/evidence/E1/pages/${path}`), { headers });
    };
    const reader = await of(council.email('reader'));
    const refused = [await of(council.email('admin')), await of(other.email('lead'))];
    const sent = await reader('3');
    const { headers } = sent;
    expect([sent.status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      200,
      'image/webp',
      'private, no-cache, no-transform',
    ]);
    expect([headers.get('x-content-type-options'), headers.get('content-security-policy')]).toEqual([
      'nosniff',
      "sandbox; default-src 'none'",
    ]);
    const known = { 'if-none-match': headers.get('etag') ?? '' };
    expect((await reader('3', known)).status).toBe(304);
    for (const path of [
      '4',
      '0',
      '-1',
      '1e9',
      '999999',
      '1000000000',
      '4;rm',
      '3?version=1',
      '1?version=3',
      '1?version=x',
    ])
      expect((await reader(path)).status, path).toBe(404);
    for (const person of refused) {
      expect((await person('1')).status).toBe(404);
      expect((await person('3', known)).status).toBe(404);
    }
    await withdrawEvidence(lead, 'E1', 'A mistake');
    expect((await reader('1')).status).toBe(200);
    await eraseEvidence(council, 'E1');
    expect((await reader('3', known)).status).toBe(404);
    await page.goto(council.path('/evidence/E1?page=2&version=1'));
    await expect(main).toContainText('Erased on');
  });
});
