import { namePerson, startInspection } from '#lib/record/inspections/commands.ts';
import { inspectionInput } from '#tests/integration/council-factory.ts';
import { answered, expect, expectNoFaults, test } from './fixtures.ts';

const LIST = [
  'Reference,Cohort',
  ...Array.from({ length: 12 }, (_, at) => `exa-${100 + at},${at % 3 ? 'Carers' : 'Older people'}`),
];

test('cases are drawn, kept up to date and deleted without script, by who is named', async ({
  open,
  newCouncil,
  expectedErrors,
}) => {
  const council = await newCouncil({ assessment: false });
  await startInspection(council.as.lead, inspectionInput());
  const person = council.as.contributor.person.id;
  await namePerson(council.as.lead, { inspection: 1, person, part: 'keeper' });
  const page = await open({ as: council.email('contributor'), javaScriptEnabled: false });
  const main = page.getByRole('main');
  await page.goto(council.path('/inspections/1'));
  await page.getByRole('link', { name: 'Cases', exact: true }).click();
  await page.getByRole('link', { name: 'Open the register' }).click();
  await page.getByLabel('Example of a reference').fill('EXA-000');
  await page.getByRole('button', { name: 'Open register' }).click();
  await expect(main).toContainText('0 of 50 offered. 0 of 10 chosen. 0 of 6 met.');

  await page.getByRole('link', { name: 'Draw cases' }).click();
  const file = { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST.join('\n')) };
  await page.getByLabel('CSV file').setInputFiles(file);
  await page.getByRole('button', { name: 'Count them' }).click();
  await expect(main).toContainText('12 references to draw from.');
  await page.getByLabel('How many to draw').fill('5');
  await page.getByLabel('Older people').fill('5');
  await page.getByRole('button', { name: 'Draw cases' }).click();
  await expect(main).toContainText('Older people: the file has 4, so 5 cannot be drawn');
  // Nothing that was entered is lost.
  await expect(page.getByLabel('How many to draw')).toHaveValue('5');
  await page.getByLabel('Older people').fill('2');
  await page.getByRole('button', { name: 'Draw cases' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Draw 1$/);
  await expect(main).toContainText('Older people: 2');

  await page.getByRole('link', { name: 'Cases', exact: true }).click();
  await page
    .getByRole('link', { name: /^EXA-1/ })
    .first()
    .click();
  await page.getByLabel('Notes').fill('Ask at 3 High Street, M1 1AE');
  await page.getByLabel('State').selectOption('Offered to CQC');
  await page.getByRole('button', { name: 'Save case' }).click();
  await expect(main).toContainText('Notes has a postcode in it, M1 1AE');
  await page.getByLabel('Notes').fill('Ask again, on 07700 900123');
  await page.getByRole('button', { name: 'Save case' }).click();
  await expect(main).toContainText('Case 1 saved. The text seems to have 1 phone number in it');
  await expect(main).toContainText('1 of 50 offered');

  await page.getByRole('button', { name: 'Mark 4 drawn cases as offered' }).click();
  await expect(main).toContainText('5 of 50 offered');

  const lead = await open({ as: council.email('lead') });
  expectedErrors.push(answered(404));
  expect((await lead.goto(council.path('/inspections/1/cases')))?.status()).toBe(404);
  const again = await open({ as: council.email('contributor'), viewport: { width: 375, height: 800 } });
  await again.goto(council.path('/inspections/1/cases/draws/1'));
  await expectNoFaults(again, 375);

  await page.getByRole('link', { name: 'Delete cases and reflective logs now' }).click();
  await page.getByLabel('How many cases are there?').fill('4');
  await page.getByRole('button', { name: 'Delete all of it now' }).click();
  await expect(main).toContainText('Nothing was deleted because there are 5 cases');
  await page.getByLabel('How many cases are there?').fill('5');
  await page.getByRole('button', { name: 'Delete all of it now' }).click();
  await expect(main).toContainText('The history shows how many there were');
});
