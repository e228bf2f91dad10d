import { changeScores, describeScenario, saveScenario, setTargets } from '#lib/insight/scenarios/commands.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';
import { ANSWERS } from '#tests/integration/council-factory.ts';
import { answered, expect, expectNoFaults, type OwnCouncil, test } from './fixtures.ts';
import { expectRefusal } from './form-expectations.ts';

/** Scores all nine statements 3 and returns the assessment's id. */
async function scored(council: OwnCouncil): Promise<string> {
  const assessment = (await getAssessment(council.as.lead))?.id ?? '';
  for (const id of STATEMENT_IDS) {
    await saveStatement(council.as.lead, id, { ...ANSWERS, assessment, version: 0 });
  }
  return assessment;
}

for (const script of [true, false]) {
  test(`a scenario leads from scores to targets ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
  }) => {
    const council = await newCouncil();
    await scored(council);
    const page = await open({ as: council.email('lead'), javaScriptEnabled: script });
    const main = page.getByRole('main');
    await page.goto(council.path('/what-if'));
    await expect(main).toContainText('Select another score for at least one statement.');
    await page.getByLabel('Safeguarding').selectOption('4');
    if (!script) await page.getByRole('button', { name: 'Calculate' }).click();
    await expect(main).toContainText('With 1 change: Good, 1 point from outstanding.');

    await expectRefusal(
      page,
      page.getByRole('button', { name: 'Save scenario' }),
      ['Enter a name for the scenario'],
      { script },
    );
    await page.getByLabel('Scenario name').fill('Good by the summer');
    await page.getByRole('button', { name: 'Save scenario' }).click();
    await expect(main).toContainText('Scenario saved.');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/: Good by the summer$/);
    await expect(main).toContainText('From 3, good standard, to 4, exceptional standard.');
    if (script) await expectNoFaults(page);

    await page.getByLabel('What it would take for Safeguarding').fill('Ten more practitioners');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Success' })).toHaveText(/Scenario saved$/);
    await expect(page.getByLabel('What it would take for Safeguarding')).toHaveValue(
      'Ten more practitioners',
    );

    await page.getByRole('link', { name: 'Change scores' }).click();
    await expect(page.getByRole('heading', { name: 'Update “Good by the summer”' })).toBeVisible();
    await page.getByLabel('Assessing needs').selectOption('4');
    if (!script) await page.getByRole('button', { name: 'Calculate' }).click();
    await expect(main).toContainText('With 2 changes: Outstanding');
    await page.getByRole('button', { name: 'Update scenario' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/: Good by the summer$/);
    await expect(page.getByLabel('What it would take for Safeguarding')).toHaveValue(
      'Ten more practitioners',
    );
    await expect(page.getByLabel('What it would take for Assessing needs')).toHaveValue('');

    await page.getByRole('link', { name: 'Use this scenario as targets' }).click();
    await expect(main).toContainText('Select “Save targets” to set them.');
    const target = page.getByRole('group', { name: 'Safeguarding', exact: true });
    await expect(target.getByRole('combobox')).toHaveValue('4');
    await target.getByLabel('Day').fill('31');
    await target.getByLabel('Month').fill('2');
    await target.getByLabel('Year').fill('2027');
    await expectRefusal(
      page,
      page.getByRole('button', { name: 'Save targets' }),
      ['The date for Safeguarding must be a real date, like 31 3 2027'],
      { script },
    );
    if (script) await expectNoFaults(page);
    await target.getByLabel('Month').fill('3');
    await page.getByRole('button', { name: 'Save targets' }).click();
    await expect(main).toContainText('Targets saved');
    await expect(main).toContainText('If every target is met: Outstanding');
    await page.goto(council.path('/assessment/QS7'));
    await expect(page.getByRole('link', { name: 'Target 4 by 31 March 2027' })).toBeVisible();

    await page.goto(council.path('/what-if/scenarios'));
    const row = page.getByRole('row', { name: /^Safeguarding/ });
    await expect(row.getByRole('cell')).toHaveText(['3', '4 (now 3)', '4 (now 3)']);
    await page.getByRole('link', { name: 'Good by the summer' }).click();
    await page.getByRole('link', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Remove scenario' }).click();
    await expect(main).toContainText('Scenario removed');
    await page.goto(council.path('/activity?kind=scenarios'));
    await expect(main).toContainText('Scenario removed: Good by the summer');
    await expect(main).toContainText('Target for Safeguarding set');
  });
}

test('another person’s save meanwhile is reported, and nothing typed is lost', async ({
  open,
  newCouncil,
}) => {
  const council = await newCouncil();
  const assessment = await scored(council);
  const { lead, director } = council.as;
  await saveScenario(lead, { assessment, name: 'Good', scores: { QS7: 4 } });
  const page = await open({ as: council.email('lead') });
  await page.goto(council.path('/what-if/scenarios/1'));
  await page.getByLabel('What it would take for Safeguarding').fill('My words');
  await describeScenario(director, { assessment, number: 1, version: 1, name: 'Better' });
  const refused = page.locator('main > :first-child').getByRole('listitem');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(refused).toContainText(`${director.person.name} changed this scenario`);
  await expect(refused).toContainText('It is now called Better');
  await expect(page.getByLabel('What it would take for Safeguarding')).toHaveValue('My words');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Success' })).toHaveText(/Scenario saved$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/: Good$/);

  await expect(page.getByRole('heading', { name: 'There is a problem' })).toHaveCount(0);

  // Version 3 by now. Another person saves while scores are tried, which asks the server again.
  await page.getByRole('link', { name: 'Change scores' }).click();
  await page.getByLabel('Assessing needs').selectOption('4');
  await expect(page.getByRole('main')).toContainText('With 2 changes');
  await describeScenario(director, { assessment, number: 1, version: 3, name: 'Best' });
  await page.getByLabel('Assessing needs').selectOption('2');
  await expect(page.getByRole('main')).toContainText('Assessing needs: 2');
  await page.getByRole('button', { name: 'Update scenario' }).click();
  await expect(refused).toContainText('It is now called Best');
  await page.getByRole('button', { name: 'Update scenario' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/: Best$/);

  await page.goto(council.path('/what-if/targets'));
  const target = page.getByRole('group', { name: 'Safeguarding', exact: true }).getByRole('combobox');
  await target.selectOption('4');
  // Of the director's two targets, one is changed here too and one is not.
  const theirs = { score: 2, dueOn: '2027-03-31', version: 0 } as const;
  await setTargets(director, {
    assessment,
    targets: [
      { statement: 'QS1', ...theirs },
      { statement: 'QS7', ...theirs },
    ],
  });
  await page.getByRole('button', { name: 'Save targets' }).click();
  await expect(refused).toContainText('Safeguarding is 2 by 31 March 2027');
  await expect(refused).not.toContainText('Assessing needs');
  await expect(target).toHaveValue('4');
  await page.getByRole('button', { name: 'Save targets' }).click();
  await expect(page.getByRole('main')).toContainText('Targets saved');
  await expect(page.getByRole('heading', { name: 'There is a problem' })).toHaveCount(0);
  await expect(target).toHaveValue('4');
  const untouched = page.getByRole('group', { name: 'Assessing needs', exact: true }).getByRole('combobox');
  await expect(untouched).toHaveValue('2');
});

for (const script of [true, false]) {
  test(`removing a score from a scenario with text about it asks first ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
  }) => {
    const council = await newCouncil();
    const assessment = await scored(council);
    const { lead, director } = council.as;
    await saveScenario(lead, { assessment, name: 'Good', scores: { QS1: 4, QS7: 4 } });
    const page = await open({ as: council.email('lead'), javaScriptEnabled: script });
    const main = page.getByRole('main');
    const refused = page.locator('main > :first-child').getByRole('listitem');
    const words = page.getByLabel('What it would take for Safeguarding');
    const leftOut = 'Safeguarding is no longer in this scenario';

    await page.goto(council.path('/what-if/scenarios/1'));
    await words.fill('My words');
    await changeScores(director, { assessment, number: 1, version: 1, scores: { QS1: 4 } });
    const saveIt = page.getByRole('button', { name: 'Save', exact: true });
    await saveIt.click();
    await expect(refused).toContainText([`${director.person.name} changed this scenario`, leftOut]);
    await expect(words).toHaveValue('My words');
    await saveIt.click();
    await expect(refused).toContainText([leftOut]);
    await expect(words).toHaveValue('My words');
    if (script) await expectNoFaults(page);
    await words.fill('');
    await saveIt.click();
    await expect(main).toContainText('Scenario saved');
    await expect(words).toHaveCount(0);

    await page.getByRole('link', { name: 'Change scores' }).click();
    await page.getByLabel('Supporting people to live healthier lives').selectOption('4');
    await page.getByLabel('Assessing needs').selectOption('3');
    if (!script) await page.getByRole('button', { name: 'Calculate' }).click();
    await expect(page).toHaveURL(/QS1=3/);
    await expect(main).toContainText('With 1 change');
    const theirs = { assessment, number: 1, version: 2, name: 'Good', 'needs-QS1': 'Their words' } as const;
    await describeScenario(director, theirs);
    const told = 'Your notes on what it would take for Assessing needs will be deleted with the score.';
    await page.getByRole('button', { name: 'Update scenario' }).click();
    await expect(refused).toContainText(told);
    await expect(main.getByText(told, { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Update scenario' }).click();
    await expect(main).toContainText('Scenario saved');
    await expect(page.getByLabel('What it would take for Assessing needs')).toHaveCount(0);
  });
}

test('a conflict without script keeps what was typed as well', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  const assessment = await scored(council);
  await saveScenario(council.as.lead, { assessment, name: 'Good', scores: { QS7: 4 } });
  const page = await open({ as: council.email('lead'), javaScriptEnabled: false });
  await page.goto(council.path('/what-if/scenarios/1'));
  await page.getByLabel('What it would take for Safeguarding').fill('My words');
  await describeScenario(council.as.director, { assessment, number: 1, version: 1, name: 'Better' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.locator('main > :first-child').getByRole('listitem')).toContainText(
    'It is now called Better',
  );
  await expect(page.getByLabel('What it would take for Safeguarding')).toHaveValue('My words');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('Scenario saved');
});

test('people who may not save can read scenarios and targets', async ({
  open,
  newCouncil,
  expectedErrors,
}) => {
  expectedErrors.push(answered(404));
  const council = await newCouncil();
  const assessment = await scored(council);
  await saveScenario(council.as.lead, { assessment, name: 'Good', scores: { QS7: 4 } });
  const page = await open({ as: council.email('contributor') });
  const main = page.getByRole('main');
  await page.goto(council.path('/what-if?QS1=4'));
  await expect(main).toContainText('With 1 change');
  await expect(page.getByRole('button', { name: 'Save scenario' })).toHaveCount(0);
  await page.goto(council.path('/what-if/scenarios/1'));
  await expect(main).toContainText('Not provided');
  await expectNoFaults(page);
  await page.goto(council.path('/what-if/targets'));
  await expect(main).toContainText('No targets yet.');
  const file = await page.request.get(council.path('/what-if/scenarios/export.csv'));
  expect(file.headers()['content-type']).toContain('text/csv');
  expect(await file.text()).toContain('"Safeguarding","3","4 (now 3)"');
  const remove = await page.goto(council.path('/what-if/scenarios/1/remove'));
  expect(remove?.status()).toBe(404);
});
