import { parse } from 'csv-parse/sync';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { setBlind } from '#lib/record/challenge/commands.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';
import { ANSWERS } from '#tests/integration/council-factory.ts';
import { answered, expect, expectNoFaults, type OwnCouncil, test } from './fixtures.ts';

function csvFile(...lines: readonly string[]) {
  return { name: 'results.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n')) };
}

async function scoreAll(council: OwnCouncil): Promise<void> {
  const assessment = 'assessment' in council ? String(council.assessment) : '';
  for (const id of STATEMENT_IDS) {
    await saveStatement(council.as.lead, id, { ...ANSWERS, assessment, version: 0 });
  }
}

for (const script of [true, false]) {
  test(`published results beside the council’s own score ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
    visitor,
    expectedErrors,
  }) => {
    expectedErrors.push(answered(404));
    const council = await newCouncil();
    await scoreAll(council);
    const page = await open({ as: council.email('reader'), javaScriptEnabled: script });
    await page.goto(council.path('/results'));
    const figure = page.getByRole('region', { name: '75, higher than 72 of 83 known scores' });
    await expect(figure).toContainText('6 are the same and 5 are higher.');
    await expect(figure.getByRole('img')).toHaveAccessibleName(/75, higher than 72 of 83 known scores/);
    await expect(page.getByRole('link', { name: 'Add or correct results' })).toHaveCount(0);
    if (script) await expectNoFaults(page);

    await page.getByLabel('Region', { exact: true }).selectOption('London');
    await page.getByLabel('2023 pilots').selectOption('yes');
    await page.getByRole('button', { name: 'Show results' }).click();
    const table = page.getByRole('region', { name: 'Published results' });
    await expect(page.getByRole('main')).toContainText('23 councils. Select a heading to sort.');
    await expect(table.getByRole('row').nth(2)).toContainText('Camden');
    for (const [order, first] of [
      ['descending', 'Camden'],
      ['ascending', 'Barnet'],
    ] as const) {
      await table.getByRole('link', { name: 'Assessing needs' }).click();
      await expect(table.getByRole('columnheader', { name: 'Assessing needs' })).toHaveAttribute(
        'aria-sort',
        order,
      );
      await expect(table.getByRole('row').nth(2)).toContainText(first);
    }
    await expect(page.getByRole('link', { name: 'Remove filter: London' })).toBeVisible();
    await page.getByText('10 councils without a known result').click();
    const missing = page.getByRole('list').filter({ hasText: 'Bexley' });
    await expect(missing.getByText('Bromley, withdrawn')).toBeVisible();
    const href = (await page.getByRole('link', { name: 'Download as CSV' }).getAttribute('href')) ?? '';
    const answer = await (await visitor(council.email('reader'))).fetch(href);
    const rows: string[][] = parse(await answer.text(), { bom: true });
    expect(rows.map(([name]) => name)).toEqual([
      'Council',
      council.name,
      ...(await table.getByRole('rowheader').getByRole('link').allTextContents()),
      ...(await missing.getByRole('listitem').allTextContents()).map((text) => text.replace(/,.*/, '')),
    ]);

    await page.getByRole('link', { name: 'Camden' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('London Borough of Camden');
    await expect(page.getByRole('main')).toContainText('Shipped with the service on 29 November 2026');
    if (script) await expectNoFaults(page);
    expect((await page.goto(council.path('/results/import')))?.status()).toBe(404);
    expect((await page.goto(council.path('/results/E00000000')))?.status()).toBe(404);
  });

  test(`a file of results ${script ? 'with' : 'without'} script`, async ({ open, newCouncil }) => {
    const council = await newCouncil();
    const page = await open({ as: council.email('admin'), javaScriptEnabled: script });
    await page.goto(council.path('/results'));
    await page.getByRole('link', { name: 'Add or correct results' }).click();
    const main = page.getByRole('main');
    const check = async (...lines: readonly string[]) => {
      await page.getByLabel('CSV file').setInputFiles(csvFile(...lines));
      await page.getByRole('button', { name: 'Check this file' }).click();
    };
    if (script) await expectNoFaults(page);
    await page.getByRole('button', { name: 'Check this file' }).click();
    await expect(page.getByRole('link', { name: 'Select a CSV file that is not empty' })).toBeVisible();
    await expect(page).toHaveTitle(/^Error: /);

    const header = 'Council;Published;Rating;Score;Source';
    await check(header, 'Nowhere;2026-01;Good;70;CQC', 'Camden;2026-01;Fine;70;');
    await expect(main).toContainText('Nothing was imported because the file has 3 problems.');
    await expect(page.getByRole('table', { name: 'Problems in the file' }).getByRole('row')).toHaveText([
      'LineColumnProblem',
      /^2councilNo council with adult social care duties is called “Nowhere”/,
      /^3ratingEnter one of these ratings/,
      '3sourceEnter where the result was published',
    ]);
    if (script) await expectNoFaults(page);

    // A missing column keeps existing data, so Camden's statement scores are cleared before its score changes.
    const camden = [
      `${header};QS1;QS2;QS3;QS4;QS5;QS6;QS7;QS8;QS9;Kind;Status`,
      'Camden;2026-01;Outstanding;92;CQC report;;;;;;;;;;;',
    ];
    await check(...camden, 'Bolton;;Good;;CQC report;;;;;;;;;;next round;under review');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check what the file changes');
    await expect(main).toContainText('1 added, 1 changed, 0 unchanged. Nothing has been imported yet.');
    await expect(main).toContainText('The columns are separated by semicolons.');
    if (script) await expectNoFaults(page);
    await page.getByRole('button', { name: 'Add or correct 2 results' }).click();
    await expect(main.getByRole('alert')).toContainText('2 results added or corrected');
    const list = page.getByRole('region', { name: 'Published results' });
    const openList = () => page.getByText('All results', { exact: true }).click();
    await openList();
    await expect(list.getByRole('row', { name: /^Camden/ })).toContainText('92');
    await expect(list.getByRole('row', { name: /^Camden/ })).toContainText('Corrected');
    await expect(list.getByRole('row', { name: /^Bolton/ })).toContainText('Added');
    await expect(list.getByRole('rowheader', { name: /^Bolton/ })).toHaveText(
      'BoltonNext roundUnder reviewAdded',
    );

    await list.getByRole('link', { name: 'Camden' }).click();
    await expect(main).toContainText(/Before the correction\s*Outstanding, 89/);
    await page.getByRole('link', { name: 'Remove this correction' }).click();
    await expect(page.getByRole('button', { name: 'Remove the correction' })).toBeVisible();
    if (script) await expectNoFaults(page);
    await page.getByRole('button', { name: 'Remove the correction' }).click();
    await expect(main.getByRole('alert')).toContainText('Correction removed');
    await expect(main).toContainText('89, published');

    await page.goto(council.path('/results/import'));
    await check(...camden);
    await page.getByRole('button', { name: 'Add or correct 1 result' }).click();
    await openList();
    await expect(list.getByRole('row', { name: /^Camden/ })).toContainText('92');
    await page.goto(council.path('/activity'));
    await page.getByRole('link', { name: '1 published result added or corrected' }).click();
    await page.getByRole('link', { name: 'Undo this import' }).click();
    await expect(page.getByRole('row', { name: /^Camden Outstanding, 92.* Outstanding, 89/ })).toBeVisible();
    await page.getByRole('button', { name: 'Undo this import' }).click();
    await expect(main.getByRole('alert')).toContainText('Import undone');
    await openList();
    await expect(list.getByRole('row', { name: /^Camden/ })).toContainText('89');
  });
}

test('a director who challenges blind sees the results without the council’s own score', async ({
  open,
  newCouncil,
}) => {
  const council = await newCouncil();
  await scoreAll(council);
  const assessment = 'assessment' in council ? String(council.assessment) : '';
  await setBlind(council.as.lead, { assessment, blind: true });
  const page = await open({ as: council.email('director') });
  await page.goto(council.path('/results'));
  await expect(page.getByRole('main')).toContainText('Your council’s own score is hidden from you');
  await expect(page.getByRole('heading', { name: '83 scores are known, from 34 to 89' })).toBeVisible();
  await expect(page.getByText('Your council 75')).toHaveCount(0);
  await expectNoFaults(page);
});
