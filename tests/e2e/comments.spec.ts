import { makeComment, makeEvidenceLink } from '#tests/integration/council-factory.ts';
import { expect, expectNoFaults, test } from './fixtures.ts';

for (const script of [true, false]) {
  test(`a thread from question to resolved ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
  }) => {
    const council = await newCouncil();
    const [director, lead] = [council.as.director.person.name, council.as.lead.person.name];
    const asking = await open({ as: council.email('director'), javaScriptEnabled: script });
    await asking.goto(council.path('/assessment/QS7'));
    await asking.getByRole('link', { name: 'Comments' }).click();
    await expect(asking.getByRole('main')).toContainText('No comments yet');
    if (script) await expectNoFaults(asking);

    // The form is refused and keeps its entries.
    await asking.getByLabel(lead).check();
    await asking.getByRole('button', { name: 'Add comment' }).click();
    await expect(asking.getByRole('heading', { name: 'There is a problem' })).toBeVisible();
    await expect(asking).toHaveTitle(/^Error: Comments on Safeguarding/);
    await expect(asking.getByLabel(lead)).toBeChecked();
    if (script) await expectNoFaults(asking);
    await asking.getByLabel('Add a comment').fill('Is a 3 right?\n<b>Łukasz</b>');
    await asking.getByRole('button', { name: 'Add comment' }).click();
    await expect(asking.getByRole('main').getByRole('alert')).toContainText('Comment added');
    await expect(asking.getByLabel('Add a comment')).toHaveValue('');
    await expect(asking.getByRole('main')).toContainText('<b>Łukasz</b>');

    const page = await open({ as: council.email('lead'), javaScriptEnabled: script });
    await page.goto(council.path('/assessment'));
    await expect(page.getByRole('listitem').filter({ hasText: 'Safeguarding' })).toContainText(
      '1 open comment, 1 new comment',
    );
    await page.goto(council.path('/assessment/QS7/comments'));
    await expect(page.getByText('New', { exact: true })).toBeVisible();
    await expect(page.getByText(`For @${lead}`)).toBeVisible();
    if (script) await expectNoFaults(page);
    await page.getByRole('link', { name: /^Reply to the comment of/ }).click();
    // People named in a comment are notified; an unknown name is queried.
    const answer = page.getByLabel('Your reply');
    await answer.fill('Yes, E1 shows it. @Nobody');
    await page.getByRole('button', { name: 'Add reply' }).click();
    await expect(page.getByRole('link', { name: /^No one is called “Nobody”/ })).toBeVisible();
    await expect(answer).toHaveValue('Yes, E1 shows it. @Nobody');
    if (script) await expectNoFaults(page);
    await answer.fill(`Yes, E1 shows it. @${director}`);
    await page.getByRole('button', { name: 'Add reply' }).click();
    await expect(page.getByRole('main')).toContainText('Yes, E1 shows it.');
    // Replying counts as reading.
    await expect(page.getByText('New', { exact: true })).toBeHidden();
    await page.getByRole('button', { name: /^Resolve the comment of/ }).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText('Comment resolved');
    await expect(page.getByRole('main')).toContainText(`Resolved by ${lead}`);
    if (script) await expectNoFaults(page);
    await page.getByRole('button', { name: /^Reopen the comment of/ }).click();
    await expect(page.getByRole('link', { name: /^Reply to the comment of/ })).toBeVisible();

    await asking.goto(council.path('/notices'));
    await expect(asking.getByRole('main')).toContainText(
      `${lead} mentioned you in a comment on Safeguarding`,
    );
    await asking.goto(council.path('/assessment/QS7/comments'));
    await asking.getByRole('button', { name: 'Mark all as read' }).click();
    await expect(asking.getByRole('main').getByRole('alert')).toContainText('All comments marked as read');
    await expect(asking.getByRole('button', { name: 'Mark all as read' })).toBeHidden();
    await asking.getByRole('link', { name: /^Delete your comment/ }).click();
    await expect(asking.getByRole('heading', { level: 1 })).toContainText('Delete your comment?');
    if (script) await expectNoFaults(asking);
    await asking.getByRole('button', { name: 'Delete comment' }).click();
    await expect(asking.getByRole('main')).toContainText(`Deleted by ${director}`);
    await expect(asking.getByRole('main')).not.toContainText('Is a 3 right?');

    await asking.goto(council.path('/activity'));
    await expect(asking.getByText('Comment on Safeguarding deleted by its writer')).toBeVisible();
  });
}

test('a reply to a thread resolved meanwhile is kept on the page', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  await makeEvidenceLink(council.as.lead, { title: 'Annual report' });
  await makeComment(council.as.reader, { body: 'Which page?' }, { kind: 'evidence', reference: 'E1' });
  const [page, other] = [
    await open({ as: council.email('contributor') }),
    await open({ as: council.email('lead') }),
  ];
  await page.goto(council.path('/evidence/E1'));
  await expect(page.getByText('1 open comment, 1 new comment')).toBeVisible();
  await page.getByRole('link', { name: 'Comments' }).click();
  await page.getByRole('link', { name: /^Reply to the comment of/ }).click();
  await page.getByLabel('Your reply').fill('Page 12');
  await other.goto(council.path('/evidence/E1/comments'));
  await other.getByRole('button', { name: /^Resolve the comment of/ }).click();
  await expect(other.getByRole('main').getByRole('alert')).toContainText('Comment resolved');
  await page.getByRole('button', { name: 'Add reply' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('this thread has been resolved');
  await expect(page.getByLabel('Your reply')).toHaveValue('Page 12');
});

test('comments are for those who write and judge, in one council', async ({ open, newCouncil, visitor }) => {
  const [own, other] = [await newCouncil(), await newCouncil()];
  await makeComment(other.as.lead, { body: 'Of the other council' });
  const admin = await visitor(own.email('admin'));
  expect((await admin.fetch(own.path('/assessment/QS1/comments'))).status).toBe(404);
  expect(await (await admin.fetch(own.path('/assessment/QS1'))).text()).not.toContain('/comments');
  const lead = await visitor(own.email('lead'));
  expect((await lead.fetch(other.path('/assessment/QS1/comments'))).status).toBe(404);
  expect((await lead.fetch(own.path('/evidence/E1/comments'))).status).toBe(404);
  expect((await lead.fetch(own.path('/assessment/QS10/comments'))).status).toBe(404);
  const nobody = await visitor();
  expect((await nobody.fetch(own.path('/assessment/QS1/comments'))).status).toBe(307);
  const page = await open({ as: own.email('reader') });
  await page.goto(own.path('/assessment/QS1/comments'));
  await expect(page.getByRole('main')).not.toContainText('Of the other council');
});
