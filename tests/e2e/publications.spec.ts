import { saveAction } from '#lib/record/improvement/commands.ts';
import { actionInput } from '#tests/integration/council-factory.ts';
import { answered, expect, test } from './fixtures.ts';

test('a plan from preview to a stranger with a link, without script', async ({
  open,
  newCouncil,
  expectedErrors,
}) => {
  expectedErrors.push(answered(404));
  const council = await newCouncil();
  await saveAction(council.as.lead, actionInput({ title: 'Shorter waits', costOnce: 12_500 }));
  await saveAction(council.as.lead, actionInput({ title: 'Kept back' }));
  const lead = await open({ as: council.email('lead'), javaScriptEnabled: false });
  const main = lead.getByRole('main');
  await lead.goto(council.path('/improvement'));
  await main.getByRole('link', { name: 'Publish and share' }).click();
  await main.getByRole('link', { name: 'Publish the plan' }).click();
  await main.getByLabel('Kept back').uncheck();
  await main.getByLabel('Show costs').check();
  await main.getByRole('button', { name: 'Preview' }).click();
  await expect(main.getByRole('heading', { level: 1 })).toHaveText('Preview');
  await main.getByRole('link', { name: 'Change what is shown' }).click();
  await expect(main.getByLabel('Kept back')).not.toBeChecked();
  await expect(main.getByLabel('Show costs')).toBeChecked();
  await main.getByRole('button', { name: 'Preview' }).click();
  await expect(main).toContainText('£12,500 once');
  await main.getByRole('button', { name: 'Publish the plan' }).click();
  await expect(main.getByRole('alert')).toContainText('Plan published');
  await main.getByRole('link', { name: 'Create a link to the published plan' }).click();
  await main.getByLabel('Who is it for?').fill('The council’s website');
  await main.getByRole('button', { name: 'Create link' }).click();
  await expect(main.getByRole('heading', { level: 1 })).toHaveText('Link for The council’s website');
  const { pathname } = new URL((await lead.locator('code').textContent()) ?? '');

  const stranger = await open({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  await stranger.goto(pathname);
  const page = stranger.getByRole('main');
  await expect(page.getByRole('heading', { level: 3 })).toHaveText('1. Shorter waits');
  await expect(page).not.toContainText('Kept back');
  const file = await stranger.request.get(`${pathname}/plan.pdf`);
  expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');

  await lead.goto(council.path('/improvement/links'));
  await expect(main.getByRole('table', { name: 'Links to the published plan' })).toContainText('1 time');
  await main.getByRole('link', { name: /^Withdraw ?the link for/ }).click();
  await main.getByRole('button', { name: 'Withdraw this link' }).click();
  await expect(main.getByRole('alert').first()).toContainText('Link withdrawn');
  for (const path of [pathname, `${pathname}/plan.pdf`, pathname.replace('plans', 'boards')]) {
    expect((await stranger.request.get(path)).status(), path).toBe(404);
  }
});
