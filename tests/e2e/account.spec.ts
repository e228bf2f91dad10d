import type { Page } from '@playwright/test';
import { asSuperuser, makeInvitation } from '#tests/integration/council-factory.ts';
import { expect, expectNoFaults, openMenu, PASSWORD, signInOn, test } from './fixtures.ts';

const NEW_PASSWORD = 'correct horse battery staple';

const h1 = (page: Page) => page.getByRole('heading', { level: 1 });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
/** The message about the last form. There is exactly one, or the locator fails. */
const message = (page: Page) => page.getByRole('main').getByRole('alert');

for (const script of [true, false]) {
  const how = script ? 'with' : 'without';
  const options = { javaScriptEnabled: script, viewport: { width: 320, height: 800 } };

  test(`own password and sessions ${how} script`, async ({ open, newCouncil }) => {
    const council = await newCouncil();
    const email = council.email('reader');
    const [here, elsewhere] = [await open(options), await open(options)];
    for (const page of [here, elsewhere]) {
      await page.goto('/sign-in');
      await signInOn(page, email, PASSWORD);
      await expect(page).toHaveURL(council.path());
    }
    await openMenu(here);
    await here.getByRole('link', { name: 'Your account' }).click();
    await expect(h1(here)).toHaveText('Your account');
    const sessions = here.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem');
    await expect(sessions).toHaveCount(2);
    await expect(sessions.first()).toContainText(/on Linux\s*This device/);
    if (script) await expectNoFaults(here);

    /** In the browser whose session was ended. */
    const signInAgain = async (page: Page, password: string) => {
      await page.reload();
      await expect(h1(page)).toHaveText('Sign in');
      await signInOn(page, email, password);
      await expect(page).toHaveURL(council.path());
    };

    await test.step('one of them is ended', async () => {
      await sessions
        .nth(1)
        .getByRole('button', { name: /^Sign out/ })
        .click();
      await expect(message(here)).toContainText('That device is signed out');
      await expect(sessions).toHaveCount(1);
      await signInAgain(elsewhere, PASSWORD);
    });

    await test.step('all others are ended', async () => {
      await here.reload();
      await press(here, 'Sign out everywhere else');
      await expect(message(here)).toContainText('You are signed out everywhere else');
      await expect(sessions).toHaveCount(1);
      await expect(here.getByRole('button', { name: 'Sign out everywhere else' })).toHaveCount(0);
      await signInAgain(elsewhere, PASSWORD);
    });

    await test.step('the password is changed by a person who knows it', async () => {
      const change = async (current: string, password: string) => {
        await here.getByLabel('Current password').fill(current);
        await here.getByLabel('New password').fill(password);
        await press(here, 'Change password');
      };
      await press(here, 'Change password');
      await expect(message(here)).toContainText('Enter your current password');
      if (script) await expectNoFaults(here);
      await change('not the password', NEW_PASSWORD);
      await expect(message(here)).toContainText('Your current password is incorrect');
      await change(PASSWORD, 'short');
      await expect(message(here)).toContainText('Password must be 12 characters or more');
      await change(PASSWORD, NEW_PASSWORD);
      await expect(message(here)).toContainText('Password changed');
      await signInAgain(elsewhere, NEW_PASSWORD);
    });

    await test.step('what is told is of the last form alone', async () => {
      await press(here, 'Change password');
      await expect(message(here)).toContainText('There is a problem');
      await here.reload();
      await press(here, 'Change password');
      await expect(message(here)).toContainText('There is a problem');
      await press(here, 'Sign out everywhere else');
      await expect(message(here)).toContainText('You are signed out everywhere else');
    });
  });

  test(`someone with an account joins another council ${how} script`, async ({ open, newCouncil }) => {
    const [council, other] = [await newCouncil(), await newCouncil()];
    const email = council.email('director');
    const person = await open(options);
    const admin = await open({ as: other.email('admin'), ...options });

    let code = '';

    await test.step('who is pending until then, under the name that was typed', async () => {
      await admin.goto(other.path('/members/new'));
      await admin.getByLabel('Name', { exact: true }).fill('As typed');
      await admin.getByLabel('Work email address').fill(email);
      await admin.getByRole('radio', { name: 'Assurance lead' }).check();
      await press(admin, 'Invite');
      await expect(h1(admin)).toHaveText('Invitation code for As typed');
      code = (await admin.locator('main code').textContent()) ?? '';
      await admin.getByRole('link', { name: 'Back to people and roles' }).click();
      await expect(admin.getByRole('region', { name: 'Invited', exact: true })).toContainText('As typed');
      await expect(admin.getByRole('main')).not.toContainText(council.as.director.person.name);
      await admin.getByRole('link', { name: 'As typed' }).click();
      await expect(h1(admin)).toHaveText('As typed');
      if (script) await expectNoFaults(admin);
    });

    await test.step('the code alone asks them to sign in first', async () => {
      await person.goto('/join');
      await person.getByLabel('Email address').fill(email);
      await person.getByLabel('Code', { exact: true }).fill(code);
      await person.getByLabel('New password').fill(NEW_PASSWORD);
      await press(person, 'Set password');
      await expect(message(person)).toContainText('You already have an account');
      await person.getByRole('link', { name: 'sign in first', exact: true }).click();
      await signInOn(person, email, PASSWORD);
      await expect(h1(person)).toHaveText('Join a council');
      if (script) await expectNoFaults(person);
    });

    await test.step('and then, with a new password, makes them a member', async () => {
      const join = async (typed: string, password: string) => {
        await person.getByLabel('Code', { exact: true }).fill(typed);
        await person.getByLabel('New password').fill(password);
        await press(person, 'Join this council');
      };
      await press(person, 'Join this council');
      await expect(message(person)).toContainText('Enter the code');
      await expect(message(person)).toContainText('Enter a new password');
      if (script) await expectNoFaults(person);
      await join('AAAA-BBBB-CCCC-DDDD', NEW_PASSWORD);
      await expect(message(person)).toContainText('The code is incorrect');
      await join(code, PASSWORD);
      await expect(message(person)).toContainText('New password must be different from your current one');
      await expect(person.getByLabel('Code', { exact: true })).toHaveValue(code);
      await expect(person.getByLabel('New password')).toHaveValue('');
      await join(code, NEW_PASSWORD);
      await expect(message(person)).toContainText(`You have joined ${other.name}`);
      const members = await asSuperuser('SELECT role FROM memberships WHERE person_id = $1 ORDER BY role', [
        council.as.director.person.id,
      ]);
      expect(members).toEqual([{ role: 'lead' }, { role: 'director' }]);
    });

    await test.step('an invitation is given another code, or withdrawn', async () => {
      const second = await makeInvitation(other.as.admin, { name: 'Jo Okafor' });
      await admin.goto(other.path(`/members/invitations/${second.id}`));
      await press(admin, 'Create a new code');
      await expect(h1(admin)).toHaveText('Invitation code for Jo Okafor');
      await admin.getByRole('link', { name: 'Back to people and roles' }).click();
      await admin.getByRole('link', { name: 'Jo Okafor' }).click();
      await press(admin, 'Withdraw invitation');
      await expect(message(admin)).toContainText('Invitation withdrawn');
      await expect(admin.getByRole('main')).not.toContainText('Jo Okafor');
    });
  });
}
