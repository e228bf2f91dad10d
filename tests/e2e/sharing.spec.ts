import { agreeToShare } from '#lib/insight/sharing/commands.ts';
import { csvRecords } from '#lib/kernel/csv.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';
import { ANSWERS, asSuperuser } from '#tests/integration/council-factory.ts';
import { expect, expectNoFaults, type OwnCouncil, test } from './fixtures.ts';

async function scored(council: OwnCouncil, score: 2 | 3): Promise<void> {
  const assessment = (await getAssessment(council.as.lead))?.id ?? '';
  for (const id of STATEMENT_IDS) {
    await saveStatement(council.as.lead, id, { ...ANSWERS, score, assessment, version: 0 });
  }
}

/** Adds one council's reader to another as well. */
async function readerOfBoth(own: OwnCouncil, other: OwnCouncil): Promise<string> {
  await asSuperuser("INSERT INTO memberships (council_id, person_id, role) VALUES ($1, $2, 'reader')", [
    other.id,
    own.as.reader.person.id,
  ]);
  return own.email('reader');
}

for (const script of [true, false]) {
  test(`an agreement to share with other councils ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
  }) => {
    const council = await newCouncil();
    const page = await open({ as: council.email('director'), javaScriptEnabled: script });
    const late = await open({ as: council.email('director'), javaScriptEnabled: script });
    const main = page.getByRole('main');
    await page.goto(council.path('/members'));
    await page.getByRole('link', { name: 'Sharing with other councils' }).click();
    await late.goto(council.path('/sharing'));
    await expect(main).toContainText('Nothing is shared yet.');
    if (script) await expectNoFaults(page, 320);

    // The form is refused and keeps its entries.
    await page.getByLabel('Statement scores').check();
    await page.getByLabel('Why?').fill('The region\n<b>asked</b> for it.');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('link', { name: 'Select a result as well' })).toBeVisible();
    await expect(page).toHaveTitle(/^Error: Sharing with other councils/);
    await expect(page.getByLabel('Statement scores')).toBeChecked();
    await expect(page.getByLabel('Why?')).toHaveValue('The region\n<b>asked</b> for it.');
    if (script) await expectNoFaults(page, 320);
    await page.getByLabel('Current result').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(main.getByRole('alert')).toContainText('Sharing saved');
    await expect(main.getByRole('row').last()).toContainText('Current result and statement scores');
    await expect(main.getByRole('row').last()).toContainText('<b>asked</b> for it.');
    if (script) await expectNoFaults(page, 320);

    // An outdated page: the change is reported, and saving needs a choice.
    await late.getByLabel('Evidence strength').check();
    await late.getByRole('button', { name: 'Save' }).click();
    await expect(late.getByRole('region', { name: /^What .* shared/ })).toContainText(
      'Current result, Statement scores',
    );
    await expect(late.getByLabel('Evidence strength')).toBeChecked();
    if (script) await expectNoFaults(late, 320);
    await late.getByRole('button', { name: 'Save' }).click();
    await expect(late.getByRole('main').getByRole('alert')).toContainText('Sharing saved');

    await page.goto(council.path('/sharing'));
    await page.getByLabel('Stop sharing all of this council’s figures').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(main.getByRole('alert')).toContainText('Sharing stopped');
    await expect(main).toContainText('stopped sharing');
    await expect(main.getByRole('row')).toHaveCount(4);

    const reader = await open({ as: council.email('reader'), javaScriptEnabled: script });
    await reader.goto(council.path('/sharing'));
    await expect(reader.getByRole('main')).toContainText('stopped sharing');
    await expect(reader.getByRole('button', { name: 'Save' })).toHaveCount(0);
    await reader.goto(council.path('/activity'));
    await expect(reader.getByText('Shared: evidence strength')).toBeVisible();
  });
}

test('two councils are compared as each agreed, until one withdraws or ends the membership', async ({
  open,
  newCouncil,
  visitor,
}) => {
  const [own, other] = [await newCouncil(), await newCouncil()];
  await scored(own, 3);
  await scored(other, 2);
  const email = await readerOfBoth(own, other);
  const agree = (council: OwnCouncil, version: number, shared: readonly ('live' | 'statements')[]) =>
    agreeToShare(council.as.director, { shared, reason: '', version });
  await agree(own, 0, ['live', 'statements']);
  const page = await open({ as: email, javaScriptEnabled: false });
  const main = page.getByRole('main');
  await page.goto('/councils');
  await expect(main.getByRole('region', { name: 'Not shown here' })).toContainText(other.name);
  await expect(main).toContainText('It does not share its figures.');
  await expect(main).not.toContainText('Requires improvement');

  await agree(other, 0, ['live']);
  const script = await open({ as: email });
  await script.goto('/councils');
  await expectNoFaults(script, 320);
  await script.getByRole('link', { name: 'By score' }).click();
  const results = script.getByRole('table', { name: 'Results of your councils' });
  await expect(results.getByRole('row').nth(1)).toContainText(`${own.name}Your role: reader`);
  await expect(results.getByRole('row').nth(1)).toContainText('75Good');
  await expect(results.getByRole('row').nth(2)).toContainText('50Requires improvement');
  await expect(
    script.getByRole('heading', { name: `From 50 in ${other.name} to 75 in ${own.name}` }),
  ).toBeVisible();
  await expect(script.getByRole('table', { name: /^Statement scores/ }).getByRole('row')).toHaveCount(2);
  await expectNoFaults(script, 320);

  // The file matches the page, and is recorded in the council whose figures it has.
  const reader = await visitor(email);
  const file = await reader.fetch('/councils/export.csv?sort=score');
  expect(file.headers.get('content-type')).toMatch(/^text\/csv/);
  const lines = (await file.text()).split('\r\n');
  const rows = await results.getByRole('row').all();
  for (const [index, row] of rows.slice(1).entries()) {
    const cells = await row.getByRole('cell').allTextContents();
    const [score = '', band = ''] = cells.slice(1);
    expect(lines[index + 1]).toContain(csvRecords([[Number(score), band]]).trim());
  }
  expect((await reader.fetch('/councils/export.csv', { method: 'HEAD' })).status).toBe(405);
  const lead = await visitor(other.email('lead'));
  expect(await (await lead.fetch(other.path('/activity'))).text()).toContain(
    'Comparison of councils downloaded',
  );

  // Withdrawn: gone at the next click on an open page.
  await agree(other, 1, []);
  await script.getByRole('link', { name: 'By name' }).click();
  await expect(script.getByRole('main')).not.toContainText('Requires improvement');
  await expect(script.getByRole('main')).toContainText('It does not share its figures.');
  await agree(other, 2, ['live']);
  await page.reload();
  await expect(main).toContainText('Requires improvement');
  await asSuperuser('UPDATE memberships SET disabled_at = now() WHERE council_id = $1 AND person_id = $2', [
    other.id,
    own.as.reader.person.id,
  ]);
  await page.reload();
  await expect(main).not.toContainText(other.name);
  await expect(main).toContainText(own.name);
  expect((await reader.fetch('/councils/export.csv')).status).toBe(404);
});

test('the comparison of councils prints side by side', async ({ open }) => {
  const page = await open({ as: 'region@network.example' });
  await page.goto('/councils');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('link', { name: 'Download as CSV' })).toBeHidden();
  const [first, second] = [
    await page.getByRole('columnheader', { name: 'QS1' }).boundingBox(),
    await page.getByRole('columnheader', { name: 'QS9' }).boundingBox(),
  ];
  expect(first?.y).toBe(second?.y);
});

test('only a council’s director can agree for it, and only its members look', async ({
  newCouncil,
  visitor,
}) => {
  const [own, other] = [await newCouncil(), await newCouncil()];
  const director = await visitor(own.email('director'));
  const form = await director.form(own.path('/sharing'), 'shared');
  for (const email of [own.email('lead'), own.email('admin')]) {
    const person = await visitor(email);
    const answer = await person.send(await person.asOwn(form, own.path()), {
      shared: 'live',
      reason: 'Mine',
    });
    expect(await answer.text(), email).toContain('you no longer have permission');
  }
  const stranger = await visitor(other.email('director'));
  const byHand = await stranger.asOwn(form, other.path());
  expect((await stranger.send(byHand, { shared: 'live' })).status).toBe(404);
  expect((await stranger.fetch(own.path('/sharing'))).status).toBe(404);
  const nobody = await visitor();
  expect((await nobody.fetch(own.path('/sharing'))).headers.get('location')).toContain('/sign-in?from=');
  const file = await nobody.fetch('/councils/export.csv');
  expect([file.status, file.headers.get('location')]).toEqual([303, '/sign-in?from=%2Fcouncils']);
  expect(await (await director.fetch(own.path('/sharing'))).text()).toContain('Nothing is shared yet');
  expect((await director.send(form, { shared: 'live', reason: '' })).status).toBe(303);
  expect(await (await director.fetch(own.path('/sharing'))).text()).not.toContain('Nothing is shared yet');
});
