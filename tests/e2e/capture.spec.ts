import { startInspection } from '#lib/record/inspections/commands.ts';
import { getHeard } from '#lib/record/visits/queries.ts';
import { inspectionInput } from '#tests/integration/council-factory.ts';
import { expect, test } from './fixtures.ts';

test('a note written without a connection is saved once it is back, and nothing stays on the device', async ({
  open,
  newCouncil,
  expectedErrors,
}) => {
  expectedErrors.push(/ERR_INTERNET_DISCONNECTED/);
  const council = await newCouncil();
  await startInspection(council.as.lead, inspectionInput());
  const page = await open({ as: council.email('contributor') });
  await page.goto(council.path('/inspections/1/visit/heard/new'));
  const heard = page.getByLabel('What was asked or said');
  await heard.fill('How long do people wait?');
  await page.getByLabel('Theme').selectOption({ label: 'Waiting lists' });
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Save note' }).click();
  await expect(page.getByRole('status')).toContainText('Not saved yet');
  await expect(heard).toHaveValue('How long do people wait?');
  await page.context().setOffline(false);
  await expect(page.getByRole('main')).toContainText('Note saved');
  await expect(heard).toHaveValue('');
  const view = await getHeard(council.as.lead, 1);
  expect(view?.heard.map(({ heard: words, theme }) => [words, theme])).toEqual([
    ['How long do people wait?', 'waiting'],
  ]);
  expect(
    await page.evaluate(async () => [
      ...[localStorage.length, sessionStorage.length],
      (await indexedDB.databases()).length,
    ]),
  ).toEqual([0, 0, 0]);
});
