import { makeMeasure } from '#tests/integration/council-factory.ts';
import { expect, signOut, test } from './fixtures.ts';

for (const script of [true, false]) {
  test(`a result is reported once ${script ? 'with' : 'without'} script`, async ({ open, newCouncil }) => {
    const council = await newCouncil();
    const { measure } = await makeMeasure(council.as.lead, { name: 'Waits' });
    const page = await open({ as: council.email('lead'), javaScriptEnabled: script });
    const told = page.getByRole('main').getByText('Success', { exact: true });
    const here = council.path(`/measures/${measure}`);
    const saveValue = async (period: string) => {
      await page.goto(`${here}/value`);
      await page.getByLabel('Period', { exact: true }).fill(period);
      await page.getByLabel('Value', { exact: true }).fill('20');
      await page.getByRole('button', { name: 'Save value' }).click();
      await expect(page.getByRole('main')).toContainText('Value saved');
    };

    await test.step('by the page that the form leads to, and not when that is loaded again', async () => {
      await saveValue('February 2024');
      await expect(page).toHaveURL(/\?done=[\w-]+$/);
      await page.reload();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(told).toHaveCount(0);
    });

    await test.step('not when Back leads there again', async () => {
      await saveValue('March 2024');
      await page.getByRole('link', { name: 'Measures', exact: true }).first().click();
      await expect(page).toHaveURL(council.path('/measures'));
      await page.goBack();
      await expect(page).toHaveURL(/\?done=[\w-]+$/);
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Waits');
      await expect(told).toHaveCount(0);
    });

    await test.step('not to a person who is sent the address, nor because an address says so', async () => {
      const address = page.url();
      const other = await open({ as: council.email('contributor'), javaScriptEnabled: script });
      for (const path of [address, `${here}?done=removed`, `${here}?done=${crypto.randomUUID()}`]) {
        await other.goto(path);
        await expect(other.getByRole('heading', { level: 1 })).toContainText('Waits');
        await expect(other.getByRole('main')).not.toContainText('Success');
      }
    });
  });
}

test('signing out is reported once, in the browser used', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  const page = await open({ as: council.email('lead'), ownSession: true });
  await page.goto(council.path());
  await signOut(page);
  await expect(page.getByRole('main')).toContainText('You have signed out');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('You have signed out');
  await page.goto('/sign-in?signed-out');
  await expect(page.getByRole('main')).not.toContainText('You have signed out');
});
