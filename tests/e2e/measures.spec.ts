import type { Page } from '@playwright/test';
import { figureFromDatabase } from '#lib/kernel/figures.ts';
import { saveValue } from '#lib/record/measures/commands.ts';
import { getMeasure } from '#lib/record/measures/queries.ts';
import {
  asSuperuser,
  makeEvidenceLink,
  makeMeasure,
  measureValue,
} from '#tests/integration/council-factory.ts';
import { answered, expect, expectNoFaults, test } from './fixtures.ts';

/** Only a table in its own region scrolls sideways at 320 pixels, which is 1280 at 400%. */
async function expectReflow(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  const over = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(over).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 900 });
}

for (const script of [true, false]) {
  test(`a measure from its name to its target ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
  }) => {
    const council = await newCouncil();
    const page = await open({ as: council.email('contributor'), javaScriptEnabled: script });
    const main = page.getByRole('main');
    const summary = main.locator('> :first-child');
    await page.goto(council.path('/measures'));
    if (script) {
      await expectNoFaults(page);
      await expectReflow(page);
    }
    await page.getByRole('link', { name: 'Add a measure' }).click();
    await page.getByRole('button', { name: 'Add measure' }).click();
    await expect(summary.getByRole('listitem')).toHaveText([
      'Enter a name',
      'Select a unit',
      'Select which way is better',
      'Select a quality statement',
    ]);
    if (script) await expectNoFaults(page);
    await page.getByLabel('Name', { exact: true }).fill('Delayed transfers of care');
    await page.getByLabel('Days').check();
    await page.getByLabel('Lower is better').check();
    await page.getByLabel('Quality statement').selectOption('QS6');
    await page.getByLabel('Hospital discharge').check();
    await page.getByRole('button', { name: 'Add measure' }).click();
    await expect(main).toContainText('Measure added');
    await expect(main).toContainText('No values yet. Add one, or import several from a file.');

    await page.getByRole('link', { name: 'Add a value' }).click();
    await page.getByLabel('Period', { exact: true }).fill('February');
    await page.getByLabel('Value', { exact: true }).fill('-20');
    await page.getByRole('button', { name: 'Save value' }).click();
    await expect(summary.getByRole('listitem')).toHaveText([/^Enter a period like 2025-26, March 2026/]);
    await expect(page.getByLabel('Value', { exact: true })).toHaveValue('-20');
    await page.getByLabel('Period', { exact: true }).fill('February 2026');
    await page.getByRole('button', { name: 'Save value' }).click();
    await expect(summary.getByRole('listitem')).toHaveText(['Value must be 0 or more']);
    await page.getByLabel('Value', { exact: true }).fill('20');
    await page.getByLabel('Comparator value: England').fill('18.5');
    await page.getByLabel('Comparator period').fill('January 2026');
    await page.getByRole('button', { name: 'Save value' }).click();
    await expect(
      page.getByRole('figure', {
        name: '20 days in February 2026, 1.5 days worse than England in January 2026',
      }),
    ).toBeVisible();

    await page.getByRole('link', { name: 'Set a target' }).click();
    await page.getByLabel('What is the baseline?').selectOption({ label: 'February 2026: 20 days' });
    await page.getByLabel('A percentage less than the baseline').check();
    await page.getByLabel('Target', { exact: true }).fill('50');
    await page.getByLabel('Day', { exact: true }).fill('30');
    await page.getByLabel('Month', { exact: true }).fill('9');
    await page.getByLabel('Year', { exact: true }).fill('2026');
    if (script) await expectNoFaults(page);
    await page.getByRole('button', { name: 'Save target' }).click();
    const target = page.getByRole('region', { name: 'Target' });
    await expect(target).toContainText(
      'From 20 days in February 2026 to 10 days by 30 September 2026 (50% less).',
    );
    await expect(target).toContainText('No new value since February 2026');

    await page.getByRole('link', { name: 'Add a value' }).click();
    await page.getByLabel('Period', { exact: true }).fill('May 2026');
    await page.getByLabel('Value', { exact: true }).fill('15');
    await page.getByRole('button', { name: 'Save value' }).click();
    await expect(target).toContainText('On track: 15 days in May 2026');
    if (script) {
      await expectNoFaults(page);
      await expectReflow(page);
    }

    // A target's baseline value stays until the target is removed.
    await page.getByRole('link', { name: 'Change the value for February 2026' }).click();
    await page.getByRole('link', { name: 'Remove this value' }).click();
    await page.getByRole('button', { name: 'Remove the value' }).click();
    await expect(main.getByRole('alert')).toContainText(
      'The value was not removed because it is the baseline of the target',
    );

    await page.goto(council.path('/assessment/QS6'));
    const section = page.getByRole('region', { name: 'Measures', exact: true });
    await expect(section).toContainText('15 days');
    await expect(section).toContainText('On track');
    await page.goto(council.path('/activity?kind=measures'));
    await expect(main).toContainText('Delayed transfers of care: target set');
  });

  test(`values from a file ${script ? 'with' : 'without'} script`, async ({ open, newCouncil }) => {
    const council = await newCouncil();
    const page = await open({ as: council.email('lead'), javaScriptEnabled: script });
    const main = page.getByRole('main');
    await page.goto(council.path('/measures/import'));
    const check = page.getByRole('button', { name: 'Check what would change' });
    await check.click();
    await expect(main.locator('> :first-child').getByRole('listitem')).toHaveText([
      'Select a CSV file or paste the rows',
    ]);
    await page.getByLabel('CSV file').setInputFiles({
      name: 'values.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        'Measure;Period;Value\nAverage wait for home care;2024-25;12,5\nAverage wait;2025-26;nine\n',
      ),
    });
    await check.click();
    await expect(main.locator('> :first-child').getByRole('listitem')).toHaveText([
      /^Line 3, Measure: No measure is called “Average wait”/,
      'Line 3, Value: Value must be a number, like 4.7',
    ]);
    if (script) await expectNoFaults(page);
    // The file's rows are in the box, to be corrected there.
    const rows = page.getByLabel('Or paste the rows');
    await rows.fill(
      (await rows.inputValue()).replace('Average wait;2025-26;nine', 'average wait for home care;2025-26;9'),
    );
    await check.click();
    const plan = page.getByRole('region', { name: 'What would change' });
    await expect(plan).toContainText('2 values added.');
    await expect(plan).toContainText('The columns are separated by semicolons.');
    await expect(plan.getByRole('row', { name: /2024-25 None 12.5 days 2/ })).toBeVisible();
    if (script) {
      await expectNoFaults(page);
      await expectReflow(page);
    }
    await plan.getByRole('button', { name: 'Import 2 values' }).click();
    await expect(main).toContainText('2 values imported');
    const waits = main.getByRole('listitem').filter({ hasText: 'Average wait for home care' });
    await expect(waits).toContainText('9 days');

    await page.goto(council.path('/activity'));
    await page.getByRole('link', { name: 'Measure values imported' }).click();
    await page.getByRole('link', { name: 'Undo this import' }).click();
    const undoPage = page.url();
    await expect(main).toContainText('imported 2 measure values on');
    await expect(page.getByRole('row', { name: '2025-26 9 days Removed' })).toBeVisible();
    if (script) {
      await expectNoFaults(page);
      await expectReflow(page);
    }
    // Changed in another tab: nothing is undone.
    const [, value] = (await getMeasure(council.as.lead, 'home-care-wait'))?.values ?? [];
    const id = value?.id ?? '';
    const save = (version: number, given: string) =>
      saveValue(
        council.as.lead,
        'home-care-wait',
        measureValue({ id, version, value: figureFromDatabase(given) }),
      );
    await save(1, '8');
    const undo = page.getByRole('button', { name: 'Undo this import' });
    await undo.click();
    await expect(main.locator('> :first-child').getByRole('listitem')).toHaveText([
      'Nothing was undone because something has changed since you opened this page',
    ]);
    await expect(main).toContainText('This import cannot be undone, for the reasons below.');
    await expect(page.getByRole('row', { name: /2025-26 9 days 8 days Changed/ })).toBeVisible();
    await expect(undo).toHaveCount(0);
    if (script) {
      await expectNoFaults(page);
      await expectReflow(page);
    }

    await save(2, '9');
    await page.goto(undoPage);
    await undo.press('Enter');
    await expect(main.getByRole('alert')).toContainText('Import undone');
    await expect(waits).toHaveCount(0);
    await expect(main.getByRole('link', { name: 'Average wait for home care' })).toBeVisible();
    await page.goto(undoPage);
    await expect(main).toContainText('undid this import on');
    if (script) await expectNoFaults(page);
    await page.getByRole('link', { name: 'Back to the import' }).click();
    await expect(main).toContainText('Import undone');
    await expect(page.getByRole('link', { name: 'Undo this import' })).toHaveCount(0);
  });
}

for (const script of [true, false]) {
  test(`ambiguous values are queried by line and column, ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
  }) => {
    const council = await newCouncil();
    const page = await open({ javaScriptEnabled: script, as: council.email('contributor') });
    const main = page.getByRole('main');
    await page.goto(council.path('/measures/import'));
    await page
      .getByLabel('Or paste the rows')
      .fill(
        'Measure,Period,Value\nAverage wait for home care,Dec-11,14\nDirect payment uptake,2019-20,0.164\nDirect payment uptake,2018-19,[c]\n',
      );
    await page.getByRole('button', { name: 'Check what would change' }).click();
    const asked = page.getByRole('region', { name: 'Questions about your file' });
    const year = asked.getByRole('group', { name: 'Line 2, Period: what does “Dec-11” mean?' });
    const share = asked.getByRole('group', { name: 'Line 3, Value: what does “0.164” mean?' });
    await expect(year.getByRole('radio')).toHaveCount(2);
    await expect(asked).toContainText('Line 4 ignored: no figure given.');
    if (script) {
      await expectNoFaults(page);
      await expectReflow(page);
    }

    await share.getByLabel('16.4%: the figures are shares of 1').check();
    await asked.getByRole('button', { name: 'Continue' }).click();
    const missing = 'Select an answer. Line 2, Period: what does “Dec-11” mean?';
    await expect(main.locator('> :first-child').getByRole('link')).toHaveText([missing]);
    await expect(year).toContainText(missing);
    await expect(share).toHaveCount(0);
    if (script) await expectNoFaults(page);

    await year.getByLabel('2011-12, from 1 April 2011 to 31 March 2012').check();
    await asked.getByRole('button', { name: 'Continue' }).click();
    const plan = page.getByRole('region', { name: 'What would change' });
    await expect(plan.getByRole('row', { name: /2011-12 None 14 days 2/ })).toBeVisible();
    await expect(plan.getByRole('row', { name: /2019-20 None 16.4% 3/ })).toBeVisible();
    await plan.getByRole('button', { name: 'Import 2 values' }).click();
    await expect(main).toContainText('2 values imported');
  });
}

test('a reader sees measures and exports them, but changes nothing', async ({
  open,
  newCouncil,
  visitor,
  expectedErrors,
}) => {
  expectedErrors.push(answered(404));
  const council = await newCouncil();
  await makeEvidenceLink(council.as.lead, {
    ...{ statement: 'QS6', title: 'Discharge protocol', topics: ['discharge'] },
  });
  const { measure } = await makeMeasure(council.as.lead, { name: '=Reviews on time', topics: ['dementia'] });
  const page = await open({ as: council.email('reader') });
  await page.goto(council.path(`/measures/${measure}`));
  await expect(page.getByRole('figure')).toContainText('61.5%');
  await expect(page.getByRole('link', { name: /Add a value|Set a target|Change/ })).toHaveCount(0);
  await expectNoFaults(page);

  // Where measures of moving between services were.
  await page.goto(council.path('/measures/moving'));
  await expect(page).toHaveURL(council.path('/topics/discharge'));
  const region = (name: string) => page.getByRole('region', { name, exact: true });
  await expect(region('Evidence')).toContainText('Discharge protocol');
  await expect(region('Evidence').getByRole('link', { name: /^the evidence of Safe systems/ })).toBeVisible();
  await expectNoFaults(page);
  await expectReflow(page);
  await page.goto(council.path('/topics/dementia'));
  await expect(region('Measures')).toContainText('61.5%');

  for (const below of [
    'new',
    'import',
    `${measure}/value`,
    `${measure}/target`,
    `${measure}/edit`,
    'own-99',
  ]) {
    const response = await page.goto(council.path(`/measures/${below}`));
    expect(response?.status(), below).toBe(404);
  }
  const reader = await visitor(council.email('reader'));
  const file = await reader.fetch(council.path(`/measures/${measure}/export.csv`));
  expect(file.headers.get('content-type')).toContain('text/csv');
  const text = await file.text();
  expect(text).toContain('"Measure","Quality statement","Unit","Period","Value"');
  // Not as a formula.
  expect(text).toContain(`"'=Reviews on time","QS1","Percentage","2025-26",61.5`);
});

for (const script of [true, false]) {
  test(`520 measures are paged and found by name and statement, ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
    visitor,
  }) => {
    const council = await newCouncil();
    await makeMeasure(council.as.lead, { name: 'Café visits 001' });
    // The number that an older release let a council add, each with a value.
    await asSuperuser(
      `WITH more AS (
         INSERT INTO measures
           SELECT (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'key', 'own-' || n,
                    'name', 'Café visits ' || to_char(n, 'FM000'), 'statement', 'QS' || (1 + n % 9)))).*
             FROM measures m, generate_series(2, 503) n WHERE m.council_id = $1 AND m.key = 'own-1'
           RETURNING id, council_id)
       INSERT INTO measure_values
         SELECT (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(), 'measure_id', more.id))).*
           FROM measure_values v JOIN more ON v.council_id = more.council_id`,
      [council.id],
    );
    const reader = await visitor(council.email('reader'));
    const html = await (await reader.fetch(council.path('/measures'))).text();
    expect(html.length).toBeLessThan(400_000);

    const page = await open({ javaScriptEnabled: script, as: council.email('reader') });
    const names = page.getByRole('link', { name: /^Café visits/ });
    await page.goto(council.path('/measures'));
    await expect(page.getByRole('main')).toContainText('520 measures, page 1 of 22');
    await page
      .getByRole('navigation', { name: 'Measure pages' })
      .getByRole('link', { name: 'Next page' })
      .click();
    await expect(page).toHaveTitle(/^Measures \(page 2 of 22\)/);
    // Those without values, such as the shipped ones, come last.
    await expect(names).toHaveCount(24);
    if (script) {
      await expectNoFaults(page);
      await expectReflow(page);
    }
    await page.getByLabel('Search by name').fill('CAFE VISITS 01');
    await page.getByLabel('Quality statement').selectOption('Safeguarding');
    await page.getByRole('button', { name: 'Apply filters' }).click();
    await expect(names).toHaveText(['Café visits 015']);
    await page.getByRole('link', { name: /Remove filter: Safeguarding/ }).click();
    await expect(names).toHaveCount(10);
    await page.goto(council.path('/measures?words=nothing+like+it'));
    await expect(page.getByRole('main')).toContainText('No measure matches these filters');
    if (script) await expectNoFaults(page);
  });
}
