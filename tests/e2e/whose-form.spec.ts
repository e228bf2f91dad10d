import type { Page } from '@playwright/test';
import { endSessions } from '#lib/record/members/commands.ts';
import { asSuperuser } from '#tests/integration/council-factory.ts';
import {
  answered,
  expect,
  expectNoFaults,
  type OwnCouncil,
  PASSWORD,
  signInOn,
  signOut,
  test,
} from './fixtures.ts';

const SOMEBODY_ELSE = 'someone else has signed in since this page was opened';

function events(council: OwnCouncil, type: string): Promise<{ actor: string }[]> {
  return asSuperuser(
    'SELECT actor_name AS actor FROM audit_events WHERE council_id = $1 AND type = $2 ORDER BY seq',
    [council.id, type],
  );
}

/** Signs out in one tab of the browser and in as another person. */
async function becomes(page: Page, council: OwnCouncil, email: string): Promise<void> {
  const tab = await page.context().newPage();
  await tab.goto(council.path());
  await signOut(tab);
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await signInOn(tab, email, PASSWORD);
  await expect(tab.getByRole('button', { name: /^Signed in as / })).toBeVisible();
  await tab.close();
}

for (const script of [true, false]) {
  test(`one person’s text is hidden from others ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
    expectedErrors,
  }) => {
    // A draft sent while signed out is refused and sent again later.
    expectedErrors.push(answered(401), answered(403));
    const council = await newCouncil();
    const { contributor, lead } = council.as;
    const opening = { as: contributor.person.email, ownSession: true, javaScriptEnabled: script };
    const comment = await open(opening);
    const [statement, upload, link] = [
      await comment.context().newPage(),
      await comment.context().newPage(),
      await comment.context().newPage(),
    ];
    const main = (page: Page) => page.getByRole('main');

    await comment.goto(council.path('/assessment/QS1/comments'));
    await comment.getByLabel('Add a comment').fill('Łukasz asks: <b>is it so</b>?');
    await statement.goto(council.path('/assessment/QS1'));
    await statement.getByLabel('What we do well').fill('Theirs alone.');
    await upload.goto(council.path('/evidence/new?statement=QS1'));
    await upload.getByLabel('Title').first().fill('Minutes of a board');
    await upload.getByLabel('Files', { exact: true }).setInputFiles({
      name: 'minutes.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('All agreed.'),
    });
    await link.goto(council.path('/evidence/new?statement=QS1&way=link'));
    await link.getByLabel('Address of the document').fill('https://council.example/minutes');

    await becomes(comment, council, lead.person.email);

    await test.step('is not saved, and given back', async () => {
      await comment.getByRole('button', { name: 'Add comment' }).click();
      await expect(main(comment).getByRole('alert').first()).toContainText(SOMEBODY_ELSE);
      await expect(comment.getByLabel('Add a comment')).toHaveValue('Łukasz asks: <b>is it so</b>?');
      await expect(comment).toHaveTitle(/^Error: /);
      if (script) await expectNoFaults(comment, 320);

      await statement.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(main(statement).getByRole('alert').first()).toContainText(SOMEBODY_ELSE);
      await expect(statement.getByLabel('What we do well')).toHaveValue('Theirs alone.');

      await link.getByRole('button', { name: 'Add link' }).click();
      await expect(main(link).getByRole('alert').first()).toContainText(SOMEBODY_ELSE);

      await upload.getByRole('button', { name: 'Upload' }).click();
      if (script) await expect(main(upload).getByRole('alert').first()).toContainText(SOMEBODY_ELSE);
      else {
        await expect(upload.getByRole('heading', { level: 1 })).toHaveText('Your changes were not saved');
        await expect(main(upload)).toContainText('Minutes of a board');
        expect(await upload.textContent('body')).not.toContain('Signed in as');
      }
    });

    for (const type of ['comment.added', 'statement.saved', 'evidence.added']) {
      expect(await events(council, type)).toEqual([]);
    }
    const kept = await asSuperuser(
      `SELECT person_id FROM kept_forms WHERE council_id = $1
        UNION ALL SELECT person_id FROM statement_drafts WHERE council_id = $1 AND person_id = $2`,
      [council.id, lead.person.id],
    );
    expect(kept).toEqual([]);

    await test.step('and is theirs again when they have signed in again', async () => {
      await becomes(comment, council, contributor.person.email);
      await comment.getByRole('button', { name: 'Add comment' }).click();
      await expect(main(comment).getByRole('alert').first()).toContainText('added');
      await statement.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(statement).toHaveURL(/QS\d\?done=[\w-]+$/);
      for (const type of ['comment.added', 'statement.saved']) {
        expect(await events(council, type)).toEqual([{ actor: contributor.person.name }]);
      }
    });
  });

  test(`a challenge score belongs to its giver ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
  }) => {
    const council = await newCouncil();
    const { director, reader } = council.as;
    const page = await open({ as: director.person.email, ownSession: true, javaScriptEnabled: script });
    await page.goto(council.path('/assessment/QS7/challenge'));
    await page.getByLabel('1 Significant shortfalls').check();
    await page.getByLabel('Why are you giving this score?').fill('Two delays.');
    await becomes(page, council, reader.person.email);
    await page.getByRole('button', { name: 'Give this score' }).click();
    await expect(page.getByRole('main').getByRole('alert').first()).toContainText(SOMEBODY_ELSE);
    await expect(page.getByLabel('Why are you giving this score?')).toHaveValue('Two delays.');
    expect(await events(council, 'challenge.given')).toEqual([]);
  });
}

test('a double click invites one person and shows their code, even when the answer was lost', async ({
  open,
  newCouncil,
  expectedErrors,
}) => {
  expectedErrors.push(/net::ERR_FAILED/);
  const council = await newCouncil();
  const page = await open({ as: council.email('admin') });
  const fill = async (name: string) => {
    await page.goto(council.path('/members/new'));
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByLabel('Work email address').fill(`${name.toLowerCase()}@${council.slug}.example`);
    await page.getByLabel('Contributor').check();
  };
  const heading = page.getByRole('heading', { level: 1 });
  const first = await events(council, 'member.invited');

  await fill('Ana');
  await page.getByRole('button', { name: 'Invite' }).dblclick();
  await expect(heading).toHaveText('Invitation code for Ana');
  const before = await events(council, 'member.invited');
  expect(before).toHaveLength(first.length + 1);

  await fill('Ben');
  let lost = false;
  await page.route('**/members/new', async (route) => {
    if (route.request().method() !== 'POST' || lost) return route.continue();
    lost = true;
    await route.fetch();
    await route.abort();
  });
  await page.getByRole('button', { name: 'Invite' }).click();
  await expect(page.getByRole('main').getByRole('alert').first()).toContainText('the service did not answer');
  await page.getByRole('button', { name: 'Invite' }).click();
  await expect(heading).toHaveText('Invitation code for Ben');
  expect(await events(council, 'member.invited')).toHaveLength(before.length + 1);
});

test('a double click makes one link and shows it', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  const page = await open({ as: council.email('lead') });
  await page.goto(council.path('/board-papers/new'));
  await page.getByLabel('Who is it for?').fill('The board');
  await page.getByRole('button', { name: 'Create link' }).dblclick();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Link for The board');
  await expect(page.locator('main code')).toContainText('/papers/');
  expect(await events(council, 'paper.shared')).toHaveLength(1);
});

test('a form without script sent twice at once makes one link and shows it twice', async ({
  newCouncil,
  visitor,
}) => {
  const council = await newCouncil();
  const lead = await visitor(council.email('lead'));
  const form = await lead.form(council.path('/board-papers/new'), 'forWhom');
  const answers = await Promise.all([1, 2].map(() => lead.send(form, { forWhom: 'The board' })));
  const links = await Promise.all(
    // Without the places where a long address may break.
    answers.map(async (answer) => {
      const html = (await answer.text()).replaceAll('<wbr/>', '');
      return /\/papers\/[\w-]{43}/.exec(html)?.[0];
    }),
  );
  expect(links[0]).toBeDefined();
  expect(links[1]).toBe(links[0]);
  expect(await events(council, 'paper.shared')).toHaveLength(1);
});

test('an answered form sent again counts as a new one', async ({ open, newCouncil, visitor }) => {
  const council = await newCouncil();
  const admin = await open({ as: council.email('admin') });
  const { person } = council.as.reader;
  for (const ended of [1, 2]) {
    await endSessions(council.as.admin, person.id);
    await (await visitor()).signIn(person.email, PASSWORD);
    if (ended === 1) await admin.goto(council.path(`/members/${person.id}`));
    else await admin.goBack();
    await admin.getByRole('button', { name: 'Sign them out of this council' }).click();
    await expect(admin.getByRole('main').getByRole('alert')).toContainText('signed out of this council');
    const [left] = await asSuperuser<{ open: number }>(
      'SELECT count(*)::int AS open FROM sessions WHERE person_id = $1 AND ended_at IS NULL',
      [person.id],
    );
    expect(left).toEqual({ open: 0 });
  }
});
