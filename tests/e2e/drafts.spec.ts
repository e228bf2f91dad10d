import type { Page } from '@playwright/test';
import { getStatement } from '#lib/pages/statement.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { ANSWERS, asSuperuser } from '#tests/integration/council-factory.ts';
import {
  answered,
  expect,
  expectNoFaults,
  findViolations,
  type OwnCouncil,
  signInOn,
  test,
} from './fixtures.ts';

const WELL = 'What we do well';
const BETTER = 'What we need to improve';
const REASON = 'Why has the score changed?';
const SAVED = /^Saved at (\d{1,2}(:\d\d)?(am|pm)|midday|midnight) as your draft$/;

function notice(page: Page) {
  return page.getByRole('region', { name: /^You have an unsaved draft from / });
}

async function savedText(council: OwnCouncil): Promise<string | undefined> {
  return (await getStatement(council.as.reader, 'QS1'))?.answers.strengths;
}

const draftsOn = async (context: CouncilContext) => (await getStatement(context, 'QS1'))?.drafts ?? [];

const assessmentOf = async (council: OwnCouncil) =>
  (await getStatement(council.as.reader, 'QS1'))?.assessment.id ?? '';

test('typed text is there again, until it is discarded or saved', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  const page = await open({ as: council.email('lead') });
  page.on('dialog', () => {
    throw new Error('Asked before leaving, although nothing would be lost');
  });
  const path = council.path('/assessment/QS1');

  await test.step('after a reload, and after leaving at once', async () => {
    await page.goto(path);
    await expect(notice(page)).toHaveCount(0);
    await page.locator('input[name=score][value="3"]').check();
    await page.getByLabel(WELL).fill('Typed');
    await expect(page.getByText(SAVED)).toBeVisible();
    await page.reload();
    await expect(notice(page)).toBeVisible();
    await expect(page.getByLabel(WELL)).toHaveValue('Typed');
    await expect(page.locator('input[name=score][value="3"]')).toBeChecked();
    // A draft sent only after the page reloads would be missing from it.
    await page.route(path, async (route) => {
      await drafted;
      await route.continue();
    });
    const drafted = page.waitForResponse(
      (response) =>
        response.url().endsWith('/draft') && response.request().postData()?.includes('at once') === true,
    );
    await page.getByLabel(WELL).fill('Typed and loaded again at once');
    await page.reload();
    await expect(page.getByLabel(WELL)).toHaveValue('Typed and loaded again at once');
    await page.unroute(path);
    await page.getByLabel(WELL).fill('Typed and left at once');
    await page.getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('People and roles');
    await page.goBack();
    await expect(page.getByLabel(WELL)).toHaveValue('Typed and left at once');
    expect(await draftsOn(council.as.lead)).toHaveLength(1);
    expect(await savedText(council)).toBe('');
  });

  await test.step('beside a look at the saved version', async () => {
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'See the saved version' }).click();
    await expect(page.getByLabel(WELL)).toHaveValue('');
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Open your draft' }).click();
    await expect(page.getByLabel(WELL)).toHaveValue('Typed and left at once');
  });

  await test.step('until it is discarded', async () => {
    await page.getByLabel(WELL).fill('Typed just before it is discarded');
    await page.getByRole('button', { name: 'Discard this draft' }).click();
    await expect(page.getByLabel(WELL)).toHaveValue('');
    await expect(notice(page)).toHaveCount(0);
    expect(await draftsOn(council.as.lead)).toEqual([]);
  });

  await test.step('or saved', async () => {
    await page.getByLabel(WELL).fill('Kept first');
    await expect(page.getByText(SAVED)).toBeVisible();
    await page.getByLabel(WELL).fill('Then saved');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('alert').first()).toContainText('saved');
    await page.goto(path);
    await expect(page.getByLabel(WELL)).toHaveValue('Then saved');
    await expect(notice(page)).toHaveCount(0);
    expect(await draftsOn(council.as.lead)).toEqual([]);
    // None of it is stored in the browser.
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  });
});

test('two tabs of one person keep a draft each, and both are offered', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  const first = await open({ as: council.email('lead') });
  const second = await first.context().newPage();
  for (const page of [first, second]) await page.goto(council.path('/assessment/QS1'));
  for (const page of [first, second]) {
    await page.getByLabel(WELL).fill(page === first ? 'In the first tab' : 'In the second tab');
    await expect(page.getByText(SAVED)).toBeVisible();
  }
  const third = await first.context().newPage();
  await third.goto(council.path('/assessment/QS1'));
  await expect(third.getByLabel(WELL)).toHaveValue('In the second tab');
  expect(await findViolations(third)).toEqual([]);
  await third.getByRole('link', { name: /^Open the draft from/ }).click();
  await expect(third.getByLabel(WELL)).toHaveValue('In the first tab');
  await third.getByRole('button', { name: /^Discard the draft from/ }).click();
  await expect(third.getByLabel(WELL)).toHaveValue('In the first tab');
  await expect(third.getByText('Your other drafts')).toHaveCount(0);
  // Another person sees neither.
  const other = await open({ as: council.email('contributor') });
  await other.goto(council.path('/assessment/QS1'));
  await expect(other.getByLabel(WELL)).toHaveValue('');
  await expect(notice(other)).toHaveCount(0);
});

test('without a connection the page says so, keeps trying, and warns on leaving', async ({
  open,
  newCouncil,
  expectedErrors,
}) => {
  expectedErrors.push(/ERR_INTERNET_DISCONNECTED/);
  const council = await newCouncil();
  const page = await open({ as: council.email('lead') });
  await page.goto(council.path('/assessment/QS1'));
  await page.context().setOffline(true);
  await page.getByLabel(WELL).fill('Typed on a train');
  await expect(page.getByText('Not saved: no connection. Still trying')).toBeVisible();
  const asked = page.waitForEvent('dialog');
  const click = page.getByRole('link', { name: 'Settings' }).click();
  await (await asked).dismiss();
  await click;
  await expect(page.getByLabel(WELL)).toHaveValue('Typed on a train');
  await page.context().setOffline(false);
  await expect(page.getByText(SAVED)).toBeVisible();
  expect((await draftsOn(council.as.lead)).map(({ typed }) => typed.strengths)).toEqual(['Typed on a train']);
});

test('an answer from Wi-Fi or a proxy does not count as saved', async ({
  open,
  newCouncil,
  expectedErrors,
}) => {
  expectedErrors.push(answered(502));
  const council = await newCouncil();
  const page = await open({ as: council.email('lead') });
  await page.goto(council.path('/assessment/QS1'));
  // The script is running.
  await expect(page.getByText(/characters remaining$/)).toHaveCount(3);
  let status = 200;
  await page.route(council.path('/assessment/QS1**'), (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status, contentType: 'text/html', body: '<h1>Sign in to our Wi-Fi</h1>' })
      : route.continue(),
  );
  await page.getByLabel(WELL).fill('Typed in a hotel');
  await expect(page.getByText('Not saved: no connection. Still trying')).toBeVisible();
  for (status of [200, 502]) {
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.locator('main > :first-child')).toContainText('the service did not answer');
    await expect(page.getByLabel(WELL)).toHaveValue('Typed in a hotel');
    const asked = page.waitForEvent('dialog');
    const click = page.getByRole('link', { name: 'Settings' }).click();
    await (await asked).dismiss();
    await click;
    await expect(page.getByLabel(WELL)).toHaveValue('Typed in a hotel');
  }
  await page.unroute(council.path('/assessment/QS1**'));
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(page.getByText(SAVED)).toBeVisible();
  expect((await draftsOn(council.as.lead)).map(({ typed }) => typed.strengths)).toEqual(['Typed in a hotel']);
});

test('the browser’s Back asks first, also after a refused form', async ({
  open,
  newCouncil,
  expectedErrors,
}) => {
  expectedErrors.push(answered(422));
  const council = await newCouncil();
  const page = await open({ as: council.email('lead') });
  await page.goto(council.path('/assessment/QS1'));
  await page
    .getByRole('link', { name: /comment/i })
    .first()
    .click();
  const box = page.getByLabel('Add a comment');
  await box.fill('x'.repeat(5_000));
  await page.getByRole('button', { name: 'Add comment' }).click();
  await expect(page).toHaveTitle(/^Error: /);
  for (const leave of [
    () => page.evaluate(() => window.history.back()),
    () => page.getByRole('link', { name: 'Settings' }).click(),
  ]) {
    const asked = page.waitForEvent('dialog');
    const left = leave();
    await (await asked).dismiss();
    await left;
    await expect(box).toHaveValue('x'.repeat(5_000));
  }
  const asked = page.waitForEvent('dialog');
  await page.evaluate(() => window.history.back());
  await (await asked).accept();
  await expect(page).toHaveURL(council.path('/assessment/QS1'));
});

test('an ended session loses nothing: the page continues once its person signs in again', async ({
  open,
  newCouncil,
  expectedErrors,
}) => {
  expectedErrors.push(answered(401), answered(403));
  const council = await newCouncil();
  const page = await open({ as: council.email('lead'), ownSession: true });
  await page.goto(council.path('/assessment/QS1'));
  await page.getByLabel(WELL).fill('Typed while signed in');
  await expect(page.getByText(SAVED)).toBeVisible();
  await asSuperuser('UPDATE sessions SET ended_at = now() WHERE person_id = $1', [council.as.lead.person.id]);
  await page.getByLabel(BETTER).fill('Typed after the session had ended');
  await expect(page.getByText(/^Not saved: you have been signed out/)).toBeVisible();

  const tab = await page.context().newPage();
  await test.step('nothing goes to someone else who signs in in this browser', async () => {
    await tab.goto('/sign-in');
    await signInOn(tab, council.email('contributor'));
    await expect(tab).not.toHaveURL(/sign-in/);
    await expect(page.getByText(/^Not saved: someone else has signed in/)).toBeVisible();
    expect(await draftsOn(council.as.contributor)).toEqual([]);
  });
  await tab.context().clearCookies();
  await tab.goto('/sign-in');
  await signInOn(tab, council.email('lead'));
  await expect(tab).not.toHaveURL(/sign-in/);
  // Back in the first tab.
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(page.getByText(SAVED)).toBeVisible();
  await tab.goto(council.path('/assessment/QS1'));
  await expect(tab.getByLabel(WELL)).toHaveValue('Typed while signed in');
  await expect(tab.getByLabel(BETTER)).toHaveValue('Typed after the session had ended');
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with script' : 'without script';
  test(`a draft of an outdated version, ${how}`, async ({ open, newCouncil }) => {
    const council = await newCouncil();
    const assessment = await assessmentOf(council);
    await saveStatement(council.as.lead, 'QS1', { ...ANSWERS, assessment, version: 0 });
    const typing = await open({ as: council.email('lead') });
    await typing.goto(council.path('/assessment/QS1'));
    await typing.getByLabel(WELL).fill('My words');
    await typing.locator('input[name=score][value="4"]').check();
    await typing.getByLabel(REASON).fill('My reason');
    await expect(typing.getByText(SAVED)).toBeVisible();
    await expect.poll(async () => (await draftsOn(council.as.lead))[0]?.typed.scoreReason).toBe('My reason');
    await typing.context().close();
    await saveStatement(council.as.contributor, 'QS1', {
      ...ANSWERS,
      assessment,
      version: 1,
      strengths: 'Their words',
      improvements: 'Only theirs',
    });

    const page = await open({ as: council.email('lead'), javaScriptEnabled });
    await page.goto(council.path('/assessment/QS1'));
    const choice = page.getByRole('region', { name: 'Two versions to choose from' });
    const both = choice.getByRole('region', { name: WELL });
    await expect(both).toContainText(`Saved by ${council.as.contributor.person.name}`);
    await expect(both).toContainText('Their words');
    await expect(both).toContainText('My words');
    await both.getByText('Before either of you changed it').click();
    await expect(both).toContainText(ANSWERS.strengths);
    await expect(choice.getByRole('region', { name: 'Updated in the form' })).toContainText(BETTER);
    await expect(choice.getByRole('region', { name: 'How we know it makes a difference' })).toHaveCount(0);
    await expect(page.getByRole('textbox', { name: WELL })).toHaveValue('My words');
    await expect(page.getByRole('textbox', { name: BETTER })).toHaveValue('Only theirs');
    await expect(page.getByLabel(REASON)).toHaveValue('My reason');
    // A draft made by a search would be based on their version, and hide the choice.
    await expect(page.getByRole('button', { name: 'Find', includeHidden: true })).toHaveCount(0);
    if (javaScriptEnabled) {
      expect(await findViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Save my version' }).click();
      await expect(page).toHaveURL(/assessment\?done=[\w-]+$/);
      await expect(page.getByRole('main')).toContainText('Assessing needs saved');
      expect(await savedText(council)).toBe('My words');
    } else {
      await page.getByRole('button', { name: 'Discard mine and open their version' }).click();
      await expect(page.getByLabel(WELL)).toHaveValue('Their words');
    }
    expect(await draftsOn(council.as.lead)).toEqual([]);
  });
}

test('without script the form saves as usual, and a draft is offered, saved and discarded', async ({
  open,
  newCouncil,
}) => {
  const council = await newCouncil();
  const typing = await open({ as: council.email('lead') });
  const plain = await open({ as: council.email('lead'), javaScriptEnabled: false });
  for (const end of ['save', 'discard']) {
    await typing.goto(council.path('/assessment/QS1'));
    await typing.getByLabel(WELL).fill(`To ${end}`);
    await expect(typing.getByText(SAVED)).toBeVisible();
    await plain.goto(council.path('/assessment/QS1'));
    await expect(notice(plain)).toBeVisible();
    await expect(plain.getByLabel(WELL)).toHaveValue(`To ${end}`);
    if (end === 'save') {
      // A refused form keeps its marks, so the later save ends the draft.
      await plain.getByRole('button', { name: 'Save and continue' }).click();
      await expect(plain.getByRole('heading', { name: 'There is a problem' })).toBeVisible();
      await plain.getByRole('button', { name: 'Save', exact: true }).click();
    } else {
      await plain.getByRole('button', { name: 'Discard this draft' }).click();
    }
    await expect(notice(plain)).toHaveCount(0);
    await expect(plain.getByLabel(WELL)).toHaveValue('To save');
    expect(await draftsOn(council.as.lead)).toEqual([]);
  }
});

for (const script of [true, false]) {
  test(`an earlier text is put into the form and saved only by Save, ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
  }) => {
    const council = await newCouncil();
    const page = await open({ as: council.email('lead'), javaScriptEnabled: script });
    for (const text of ['The first text.', 'The second text.']) {
      await page.goto(council.path('/assessment/QS1'));
      await page.getByLabel('What we do well').fill(text);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(page.getByRole('main').getByRole('alert')).toContainText('Assessing needs saved');
    }
    await page.getByRole('link', { name: 'Statement history' }).click();
    await page
      .getByRole('link', { name: /^Assessing needs saved/ })
      .first()
      .click();
    await expect(page.getByRole('region', { name: 'What changed' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Restore this text' })).toHaveCount(0);
    await page.goBack();
    await page
      .getByRole('link', { name: /^Assessing needs saved/ })
      .last()
      .click();
    await page.getByRole('link', { name: 'Restore this text' }).click();
    const notice = page.getByRole('region', { name: 'The form below shows an earlier text' });
    await expect(notice).toContainText(council.as.lead.person.name);
    await expect(page.getByLabel('What we do well')).toHaveValue('The first text.');
    if (script) await expectNoFaults(page, 375);
    await notice.getByRole('link', { name: 'See the saved version' }).click();
    await expect(page.getByLabel('What we do well')).toHaveValue('The second text.');

    await page.goBack();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText('Assessing needs saved');
    await expect(page.getByLabel('What we do well')).toHaveValue('The first text.');
    await expect(notice).toHaveCount(0);
  });
}

test('a page says who else is writing there now', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  const [mine, theirs] = [
    await open({ as: council.email('lead') }),
    await open({ as: council.email('contributor') }),
  ];
  for (const page of [mine, theirs]) await page.goto(council.path('/assessment/QS1'));
  await theirs.getByLabel('What we do well').fill('Theirs');
  await expect(theirs.getByText(/^Saved at .* as your draft/)).toBeVisible();
  await mine.getByLabel('What we do well').fill('Mine');
  const writing = `${council.as.contributor.person.name} is writing here now.`;
  await expect(mine.getByText(writing)).toBeVisible();
  await mine.goto(council.path('/assessment/QS1'));
  await expect(mine.getByText(writing)).toBeVisible();
  await mine.goto(council.path('/assessment/QS2'));
  await expect(mine.getByText(writing)).toHaveCount(0);
});
