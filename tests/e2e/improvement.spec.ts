import { saveAction } from '#lib/record/improvement/commands.ts';
import { actionInput, makeEvidenceLink } from '#tests/integration/council-factory.ts';
import { expect, test } from './fixtures.ts';

test('an action from added to complete, without script', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  const reference = await makeEvidenceLink(council.as.lead);
  await saveAction(council.as.lead, actionInput({ title: 'Another action' }));
  const page = await open({ as: council.email('contributor'), javaScriptEnabled: false });
  const main = page.getByRole('main');
  await page.goto(council.path('/improvement/actions/new?statement=QS1&score=3'));
  await main.getByLabel('Action', { exact: true }).fill('Shorter waits');
  await main.getByLabel('One-off cost in pounds').fill('a lot');
  await main.getByRole('button', { name: 'Save action' }).click();
  // Refused, with what was typed.
  await expect(main.getByRole('link', { name: 'Select a priority' })).toBeVisible();
  await expect(main.getByLabel('Assessing needs')).toHaveValue('3');
  await main.getByLabel('High').check();
  await main.getByLabel('One-off cost in pounds').fill('£12,500');
  await main.getByRole('button', { name: 'Save action' }).click();
  await expect(main.getByRole('heading', { level: 1 })).toContainText('Shorter waits');
  await expect(main).toContainText('£12,500 once');
  await page.goto(council.path('/improvement?view=board'));
  const column = (name: string) => main.getByRole('region', { name });
  await column('Not started').getByRole('link', { name: 'Update progress of Shorter waits' }).click();
  await main.getByLabel('Progress note').fill('Nobody waits any more.');
  await main.getByLabel('State').selectOption('Complete');
  await main.getByRole('button', { name: 'Save progress' }).click();
  await expect(
    main.getByRole('link', { name: 'Add evidence before you complete this action' }),
  ).toBeVisible();
  await expect(main.getByLabel('Progress note')).toHaveValue('Nobody waits any more.');
  await main.getByLabel('Evidence').fill(reference);
  await main.getByRole('button', { name: 'Save progress' }).click();
  await expect(main.getByRole('alert')).toContainText('Progress saved');
  await page.goto(council.path('/improvement?view=board'));
  await expect(column('Complete')).toContainText('Shorter waits');
  await expect(column('Not started')).not.toContainText('Shorter waits');
});
