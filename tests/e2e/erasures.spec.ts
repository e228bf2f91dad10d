import { getAssessment } from '#lib/record/assessments/queries.ts';
import { holdEvidence, releaseEvidence } from '#lib/record/evidence/commands.ts';
import { makeEvidenceFile, makeEvidenceLink, signOff } from '#tests/integration/council-factory.ts';
import { answered, expect, expectNoFaults, test } from './fixtures.ts';

for (const script of [true, false]) {
  test(`evidence is erased by two people ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
  }) => {
    const council = await newCouncil();
    const reference = await makeEvidenceFile(
      council.as.lead,
      { title: 'Zebedee Quillfeather', statement: 'QS1', shows: 'A letter' },
      'zebedee.txt',
      'A letter to Zebedee\n',
    );
    const assessment = (await getAssessment(council.as.lead))?.id ?? '';
    await signOff({ ...council, assessment });

    const asking = await open({ as: council.email('lead'), javaScriptEnabled: script });
    await asking.goto(council.path(`/evidence/${reference}`));
    await asking.getByRole('link', { name: `Erase ${reference}` }).click();
    const main = asking.getByRole('main');
    await expect(main).toContainText('It cannot be undone');
    await expect(main).toContainText(council.as.director.person.name);
    await expect(main).toContainText('Signed version 1');
    if (script) for (const width of [320, 768, 1280]) await expectNoFaults(asking, width);
    await asking.getByRole('button', { name: 'Ask for it to be erased' }).click();
    await expect(asking).toHaveTitle(/^Error: Erase E1/);
    await expect(
      asking.getByRole('link', { name: 'Enter why it should never have been here' }),
    ).toBeVisible();
    if (script) await expectNoFaults(asking);
    await asking.getByLabel('Why should it never have been here?').fill('Of another council');
    await asking.getByRole('button', { name: 'Ask for it to be erased' }).click();
    await expect(main.getByRole('alert')).toContainText('You have asked for E1 to be erased');
    await expect(main.getByRole('button', { name: 'Take back the request' })).toBeVisible();
    if (script) await expectNoFaults(asking);

    const page = await open({ as: council.email('director'), javaScriptEnabled: script });
    await page.goto(council.path(''));
    await page.getByRole('link', { name: 'Confirm or decline to erase evidence E1' }).click();
    const answer = page.getByRole('button', { name: 'Send your answer' });
    await page.getByLabel('No, decline').check();
    await answer.click();
    await expect(page.getByRole('link', { name: 'Enter why you are declining' })).toBeVisible();
    await expect(page.getByLabel('No, decline')).toBeChecked();
    if (script) for (const width of [320, 1280]) await expectNoFaults(page, width);

    // A hold comes in between.
    await holdEvidence(council.as.lead, reference, 'A claim');
    await page.getByLabel('Yes, erase it').check();
    await answer.click();
    await expect(page.getByRole('main')).toContainText('a legal hold keeps this evidence');
    await expect(page.getByRole('button', { name: 'Decline' })).toBeVisible();
    await releaseEvidence(council.as.lead, reference);
    await page.goto(council.path(`/evidence/${reference}/erase`));
    await page.getByLabel('Yes, erase it').check();
    await answer.click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText('E1 is erased');
    await expect(page.getByRole('main')).toContainText('Erased: Of another council');
    await expect(page.getByRole('link', { name: /^Download/ })).toBeHidden();
    if (script) for (const width of [320, 1280]) await expectNoFaults(page, width);
    const file = await page.request.get(council.path(`/evidence/${reference}/file`));
    expect(file.status()).toBe(404);

    for (const path of [
      '/evidence',
      '/evidence/E1',
      '/evidence/E1/erase',
      '/activity',
      '/assessment/QS1',
      '/review/cycles/1/versions/1',
      '/strength',
    ]) {
      await page.goto(council.path(path));
      await expect(page.getByRole('main'), path).not.toContainText(/Zebedee|zebedee|A letter/);
    }
    await page.goto(council.path('/review/cycles/1/versions/1'));
    await expect(page.getByRole('main')).toContainText('Evidence in it was erased later');
    await expect(page.getByRole('main')).toContainText(/Erased on \d+ \w+ \d{4}/);
    if (script) await expectNoFaults(page);
  });
}

test('people who may not erase see neither the page nor the way to it', async ({
  open,
  newCouncil,
  expectedErrors,
}) => {
  expectedErrors.push(answered(404));
  const council = await newCouncil();
  await makeEvidenceLink(council.as.lead);
  for (const role of ['contributor', 'reader', 'admin'] as const) {
    const page = await open({ as: council.email(role) });
    await page.goto(council.path('/evidence/E1'));
    await expect(page.getByRole('link', { name: 'Erase E1' })).toBeHidden();
    expect((await page.goto(council.path('/evidence/E1/erase')))?.status()).toBe(404);
  }
});
