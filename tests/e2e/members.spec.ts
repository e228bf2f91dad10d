import type { Page } from '@playwright/test';
import { addMembership } from '#tests/integration/council-factory.ts';
import { answered, expect, expectNoFaults, openMenu, signInOn, test } from './fixtures.ts';
import { expectRefusal } from './form-expectations.ts';

const PASSWORD = 'correct horse battery staple';

const h1 = (page: Page) => page.getByRole('heading', { level: 1 });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

for (const script of [true, false]) {
  test(`a member is added, signs in, is changed and disabled ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
    expectedErrors,
  }) => {
    expectedErrors.push(answered(404));
    const council = await newCouncil();
    const email = `new@${council.slug}.example`;
    const options = { javaScriptEnabled: script, viewport: { width: 375, height: 800 } };
    const admin = await open({ as: council.email('admin'), ...options });
    const person = await open(options);

    let code = '';
    await test.step('an administrator adds them and is shown a code once', async () => {
      await admin.goto(council.path('/members'));
      if (script) await expectNoFaults(admin);
      await admin.getByRole('link', { name: 'Invite a person' }).click();
      await expect(h1(admin)).toHaveText('Invite a person');
      if (script) await expectNoFaults(admin);
      await admin.getByLabel('Work email address').fill('not an address');
      await expectRefusal(
        admin,
        admin.getByRole('button', { name: 'Invite' }),
        [
          'Enter their name',
          'Enter an email address in the correct format, like name@example.gov.uk',
          'Select a role',
        ],
        { script },
      );
      if (script) await expectNoFaults(admin);
      await admin.getByLabel('Name', { exact: true }).fill('Ana Jones');
      await admin.getByLabel('Work email address').fill(email.toUpperCase());
      await admin.getByLabel('Contributor').check();
      await press(admin, 'Invite');
      await expect(h1(admin)).toHaveText('Invitation code for Ana Jones');
      await expect(admin).toHaveTitle(/^Invitation code for Ana Jones - /);
      if (script) await expect(admin.locator('main :focus')).toContainText('Invitation code for Ana Jones');
      code = (await admin.locator('main code').textContent()) ?? '';
      expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
      expect(admin.url()).not.toContain(code);
      if (script) await expectNoFaults(admin);
      await admin.getByRole('link', { name: 'Back to people and roles' }).click();
      await expect(admin.getByRole('region', { name: 'Invited', exact: true })).toContainText('Ana Jones');
      if (script) await expectNoFaults(admin);
    });

    await test.step('they choose a password with it and sign in', async () => {
      await person.goto('/sign-in');
      await person.getByRole('link', { name: 'Choose a password with a code' }).click();
      await expect(h1(person)).toHaveText('Choose a password');
      if (script) await expectNoFaults(person);
      await person.getByRole(script ? 'button' : 'link', { name: 'Show new password' }).click();
      await expect(person.getByLabel('New password')).toHaveAttribute('type', 'text');
      await person.getByLabel('Email address').fill(email);
      await person.getByLabel('Code', { exact: true }).fill('AAAA-BBBB-CCCC-DDDD');
      await person.getByLabel('New password').fill(PASSWORD);
      await press(person, 'Set password');
      await expect(person.locator('main > :first-child')).toContainText(
        'The email address or code is incorrect, or the code has been used or has expired',
      );
      await expect(person.getByLabel('Email address')).toHaveValue(email);
      if (script) await expectNoFaults(person);
      await person.getByLabel('Code', { exact: true }).fill(code.toLowerCase().replaceAll('-', ' '));
      await person.getByLabel('New password').fill('short');
      await press(person, 'Set password');
      await expect(person.locator('main > :first-child')).toContainText(
        'Password must be 12 characters or more',
      );
      await person.getByLabel('New password').fill(PASSWORD);
      await press(person, 'Set password');
      await expect(person.getByRole('main').getByRole('alert')).toContainText('Your password is set');
      await signInOn(person, email, PASSWORD);
      await expect(person).toHaveURL(council.path());
      await openMenu(person);
      await expect(person.getByRole('link', { name: 'My work' })).toBeVisible();
      await admin.goto(council.path('/members'));
      await expect(admin.getByRole('row', { name: /Ana Jones/ })).toContainText('Enabled');
    });

    await test.step('a change of role bites on the next click', async () => {
      await admin.getByRole('link', { name: 'Ana Jones', exact: true }).click();
      await expect(h1(admin)).toHaveText('Ana Jones');
      if (script) await expectNoFaults(admin);
      await admin.getByLabel('Reader').check();
      await press(admin, 'Change role');
      await expect(admin.getByRole('main').getByRole('alert')).toContainText(
        'Ana Jones’s role is now reader',
      );
      await openMenu(person);
      await person.getByRole('link', { name: 'Assessment', exact: true }).click();
      await expect(h1(person)).toContainText('CQC assessment');
      await openMenu(person);
      await person.getByRole('link', { name: 'Improvement', exact: true }).click();
      await expect(h1(person)).toHaveText('Improvement plan');
      await expect(person.getByRole('link', { name: 'Add an action' })).toHaveCount(0);
    });

    await test.step('so does ending their sessions', async () => {
      await admin.getByRole('link', { name: 'Ana Jones', exact: true }).click();
      await press(admin, 'Sign them out of this council');
      await expect(admin.getByRole('main').getByRole('alert')).toContainText(
        'Ana Jones has been signed out of this council',
      );
      await openMenu(person);
      await person.getByRole('link', { name: 'Evidence', exact: true }).click();
      await expect(h1(person)).toHaveText('Sign in');
      await signInOn(person, email, PASSWORD);
      await expect(h1(person)).toHaveText('Evidence');
    });

    await test.step('and disabling them here', async () => {
      await admin.getByRole('link', { name: 'Ana Jones', exact: true }).click();
      await press(admin, 'Disable in this council');
      await expect(admin.getByRole('main').getByRole('alert')).toContainText(
        'Ana Jones can no longer open this council',
      );
      await openMenu(person);
      await person.getByRole('link', { name: 'Summary', exact: true }).click();
      await expect(h1(person)).toHaveText('Page not found');
      await admin.getByRole('link', { name: 'Ana Jones', exact: true }).click();
      await expect(admin.getByRole('button', { name: 'Enable in this council' })).toBeVisible();
      if (script) await expectNoFaults(admin);
      await press(admin, 'Enable in this council');
      await expect(admin.getByRole('row', { name: /Ana Jones/ })).toContainText('Enabled');
    });

    await test.step('a new code for a forgotten password', async () => {
      await admin.getByRole('link', { name: 'Ana Jones', exact: true }).click();
      await press(admin, 'Create a new code');
      await expect(h1(admin)).toHaveText('Sign-in code for Ana Jones');
      expect(await admin.locator('main code').textContent()).not.toBe(code);
    });

    await test.step('the last administrator stays one', async () => {
      await admin.goto(council.path(`/members/${council.as.admin.person.id}`));
      await admin.getByLabel('Director').check();
      await press(admin, 'Change role');
      await expect(admin.locator('main > :first-child')).toContainText(
        'your council has no other administrator who can sign in',
      );
      if (script) await expectNoFaults(admin);
    });
  });

  test(`a statement’s people and my work ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
  }) => {
    const [council, other] = [await newCouncil(), await newCouncil()];
    const { email, name } = council.as.contributor.person;
    await addMembership(other.as.admin, council.as.contributor, 'director');
    const options = { javaScriptEnabled: script, viewport: { width: 375, height: 800 } };
    const lead = await open({ as: council.email('lead'), ...options });
    const contributor = await open({ as: email, ...options });

    await contributor.goto(council.path('/my-work'));
    await expect(contributor.getByRole('main')).toContainText('You have nothing to work on');
    if (script) await expectNoFaults(contributor);

    await lead.goto(council.path('/assessment/QS7'));
    await expect(lead.getByRole('main')).toContainText('No owner.');
    await lead.getByRole('link', { name: /^Change/ }).click();
    await expect(h1(lead)).toHaveText('Owner and helpers for Safeguarding');
    if (script) await expectNoFaults(lead);
    await lead.getByLabel('Owner').selectOption(council.as.contributor.person.id);
    await lead.getByRole('checkbox', { name: council.as.lead.person.name }).check();
    await press(lead, 'Save');
    await expect(lead.getByRole('main').getByRole('alert')).toContainText(
      'Owner, helpers and due date of Safeguarding saved',
    );
    await expect(lead.getByRole('main')).toContainText(
      `Owner: ${name}. Helper: ${council.as.lead.person.name}.`,
    );
    if (script) await expectNoFaults(lead);
    await lead.goto(council.path('/assessment'));
    await expect(lead.getByRole('listitem').filter({ hasText: 'Safeguarding' })).toContainText(
      `Owner: ${name}.`,
    );

    await contributor.reload();
    const mine = contributor.getByRole('region', { name: 'Statements I own' });
    await expect(mine).toContainText('A score, reasons and evidence missing');
    if (script) await expectNoFaults(contributor);
    await mine.getByRole('link', { name: 'Safeguarding' }).click();
    await expect(h1(contributor)).toContainText('Safeguarding');

    await test.step('and on to the other council, with the role there', async () => {
      await openMenu(contributor);
      if (script) await expectNoFaults(contributor);
      const link = contributor.getByRole('link', { name: other.name });
      await expect(link.locator('..')).toContainText('director');
      await link.click();
      await expect(contributor.getByRole('banner')).toContainText(other.name);
      await expect(contributor.getByRole('banner')).toContainText('Director');
    });
  });
}

test('only administrators manage members', async ({ newCouncil, visitor }) => {
  const council = await newCouncil();
  const pages = ['/members/new', `/members/${council.as.reader.person.id}`];
  for (const role of ['lead', 'contributor', 'director', 'reader'] as const) {
    const person = await visitor(council.email(role));
    for (const path of pages) expect((await person.fetch(council.path(path))).status, path).toBe(404);
    const assign = await person.fetch(council.path('/assessment/QS1/people'));
    expect(assign.status).toBe(role === 'lead' ? 200 : 404);
    expect(await (await person.fetch(council.path('/members'))).text()).not.toContain('/members/');
  }
  const admin = await visitor(council.email('admin'));
  const form = await admin.form(council.path('/members/new'), 'email');
  const reader = await visitor(council.email('reader'));
  const byHand = await reader.asOwn(form, council.path());
  await reader.send(byHand, { name: 'By hand', email: `by-hand@${council.slug}.example`, role: 'admin' });
  expect(await (await admin.fetch(council.path('/members'))).text()).not.toContain('by-hand');
  expect((await admin.fetch(council.path('/assessment/QS1/people'))).status).toBe(404);
  expect((await admin.fetch(council.path('/members/nobody'))).status).toBe(404);
  // A member of another council has no access here.
  const other = await newCouncil();
  expect((await admin.fetch(council.path(`/members/${other.as.lead.person.id}`))).status).toBe(404);
});
