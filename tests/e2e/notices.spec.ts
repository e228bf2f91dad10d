import { makeComment } from '#tests/integration/council-factory.ts';
import { expect, expectNoFaults, openMenu, test } from './fixtures.ts';

for (const script of [true, false]) {
  test(`a due date leads to a notice, which is read ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
  }) => {
    const council = await newCouncil();
    const year = String(new Date().getFullYear() + 2);
    const [lead, contributor] = [council.as.lead.person.name, council.as.contributor.person.name];
    const leading = await open({ as: council.email('lead'), javaScriptEnabled: script });
    await leading.goto(council.path('/assessment/QS7/people'));

    // The form is refused and keeps its entries.
    await leading
      .getByLabel('Owner')
      .selectOption({ label: `${contributor} (${council.email('contributor')})` });
    await leading.getByLabel('Day').fill('31');
    await leading.getByLabel('Month').fill('2');
    await leading.getByLabel('Year').fill(year);
    await leading.getByRole('button', { name: 'Save' }).click();
    await expect(leading).toHaveTitle(/^Error: Owner and helpers for Safeguarding/);
    await expect(leading.getByRole('main')).toContainText('Due date must be a real date, like 27 3 2027');
    await expect(leading.getByLabel('Day')).toHaveValue('31');
    if (script) await expectNoFaults(leading);
    await leading.getByLabel('Year').fill('2019');
    await leading.getByLabel('Day').fill('1');
    await leading.getByRole('button', { name: 'Save' }).click();
    await expect(leading.getByRole('main')).toContainText('Due date must be today or in the future');
    await leading.getByLabel('Year').fill(year);
    await leading.getByRole('button', { name: 'Save' }).click();
    await expect(leading.getByRole('main')).toContainText(
      `Owner: ${contributor}. Due on 1 February ${year}.`,
    );
    await leading.goto(council.path('/assessment'));
    await expect(leading.getByRole('listitem').filter({ hasText: 'Safeguarding' })).toContainText(
      `Due on 1 February ${year}`,
    );
    // The person who acted is not notified.
    await openMenu(leading);
    await expect(leading.getByRole('link', { name: 'Notifications', exact: true })).toBeVisible();

    await makeComment(council.as.lead, { mention: [council.as.contributor.person.id] });
    const page = await open({ as: council.email('contributor'), javaScriptEnabled: script });
    await page.goto(council.path('/my-work'));
    await expect(page.getByRole('main')).toContainText(`Due on 1 February ${year}`);
    await openMenu(page);
    await page.getByRole('link', { name: 'Notifications 2 unread' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Notifications');
    await expect(page.getByRole('main')).toContainText('2 unread notifications.');
    await expect(page.getByRole('main')).toContainText(
      'Email is not set up, so notifications appear here only',
    );
    if (script) await expectNoFaults(page);

    const assigned = `${lead} made you the owner of Safeguarding`;
    await page.getByRole('button', { name: `Mark as read “${assigned}”` }).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText('Notification marked as read');
    await expect(page.getByRole('button', { name: /^Signed in as .* 1 unread$/ })).toBeVisible();
    await page.getByRole('link', { name: `${lead} mentioned you in a comment on Assessing needs` }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Comments');
    // Viewing a page changes nothing.
    await openMenu(page);
    await page.getByRole('link', { name: 'Notifications 1 unread' }).click();
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText('Notifications marked as read');
    await openMenu(page);
    await expect(page.getByRole('link', { name: 'Notifications', exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Mark/ })).toHaveCount(0);

    await expect(page.getByLabel('Every day')).toBeChecked();
    await page.getByLabel('Every week').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText('Email choice saved');
    await expect(page.getByLabel('Every week')).toBeChecked();
    if (script) await expectNoFaults(page);
    await page.goto(council.path('/activity'));
    await expect(page.getByText(`Email notifications for ${contributor} changed`)).toBeVisible();
  });
}

test('notices are private to a person and a council', async ({ open, newCouncil, visitor }) => {
  const [own, other] = [await newCouncil(), await newCouncil()];
  await makeComment(own.as.lead, { mention: [own.as.reader.person.id] });
  const lead = await visitor(own.email('lead'));
  expect(await (await lead.fetch(own.path('/notices'))).text()).toContain('No notifications yet');
  expect((await lead.fetch(other.path('/notices'))).status).toBe(404);
  const nobody = await visitor();
  expect((await nobody.fetch(own.path('/notices'))).status).toBe(307);
  const page = await open({ as: own.email('admin') });
  await page.goto(own.path('/notices'));
  await expect(page.getByRole('main')).toContainText('No notifications yet');
  await expectNoFaults(page);
});
