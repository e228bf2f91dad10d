import { expect, type Locator, type Page } from '@playwright/test';

/** Values entered in the page's form, except passwords and files, which are never sent back. */
export function entered(page: Page): Promise<Record<string, string>> {
  return page.getByRole('main').evaluate((main) => {
    const values: Record<string, string> = {};
    for (const control of main.querySelectorAll<HTMLInputElement>('form input, form textarea, form select')) {
      if (['hidden', 'password', 'file', 'submit'].includes(control.type)) continue;
      const isChoice = control.type === 'radio' || control.type === 'checkbox';
      if (!isChoice) values[control.name] = control.value;
      else if (control.checked) values[`${control.name}=${control.value}`] = 'chosen';
    }
    return values;
  });
}

/** Sends the form and expects a refusal with exactly these errors that keeps every entry. */
export async function expectRefusal(
  page: Page,
  send: Locator,
  messages: readonly string[],
  { script }: { script: boolean },
): Promise<void> {
  const before = await entered(page);
  await send.click();
  // An earlier success message is hidden.
  const summary = page.locator('main > :visible').first();
  await expect(summary.getByRole('heading', { name: 'There is a problem' })).toBeVisible();
  await expect(summary.getByRole('listitem')).toHaveText([...messages]);
  await expect(page).toHaveTitle(/^Error: /);
  expect(await page.locator('head > title').count()).toBe(1);
  if (script) await expect(summary).toBeFocused();
  expect(await entered(page)).toEqual(before);

  for (const link of await summary.getByRole('link').all()) {
    const message = await link.textContent();
    const field = page.locator(`[id="${(await link.getAttribute('href'))?.slice(1)}"]`);
    await link.click();
    await expect(field).toBeFocused();
    // The same message is beside the field, with a hidden "Error:" before it.
    const group = field.locator('xpath=ancestor-or-self::*[.//p[contains(., "Error: ")]][1]');
    if ((await field.getAttribute('id')) !== 'conflict')
      await expect(group).toContainText(`Error: ${message}`);
  }
}

export async function answerDetails(page: Page): Promise<void> {
  await page.getByLabel('Category').selectOption('processes');
  await page.getByRole('radio', { name: 'OFFICIAL', exact: true }).check();
  await page.getByRole('radio', { name: 'No', exact: true }).check();
}

/** Names somebody who is not a member as the owner of evidence. */
export async function nameOwner(page: Page, name: string): Promise<void> {
  const owner = page.getByLabel('Owner', { exact: false });
  if (!(await owner.isVisible())) await page.getByText('More about this evidence').click();
  await owner.selectOption('Somebody else');
  await page.getByLabel('Name of somebody else').fill(name);
}
