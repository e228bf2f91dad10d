import { saveStatement } from '#lib/record/assessments/commands.ts';
import { setBlind } from '#lib/record/challenge/commands.ts';
import { getLink } from '#lib/record/links/queries.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';
import { ANSWERS, makePaperLink } from '#tests/integration/council-factory.ts';
import { answered, expect, expectNoFaults, type OwnCouncil, test } from './fixtures.ts';

type Assessed = OwnCouncil & { readonly assessment: string };

async function scoreAll(council: OwnCouncil, score: 1 | 3, version: number): Promise<void> {
  const { assessment } = council as Assessed;
  const scoreReason = version === 0 ? undefined : 'We were too kind.';
  for (const id of STATEMENT_IDS) {
    await saveStatement(council.as.lead, id, { ...ANSWERS, score, scoreReason, assessment, version });
  }
}

for (const script of [true, false]) {
  test(`a paper is read by its link until it is withdrawn ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
    expectedErrors,
  }) => {
    expectedErrors.push(answered(404));
    const council = await newCouncil();
    await scoreAll(council, 3, 0);
    const lead = await open({ as: council.email('lead'), javaScriptEnabled: script });
    await lead.goto(council.path('/board-papers'));
    if (script) await expectNoFaults(lead);
    await lead.getByRole('link', { name: 'Create a link' }).click();
    await lead.getByRole('button', { name: 'Create link' }).click();
    await expect(lead).toHaveTitle(/^Error: Create a link to the board paper/);
    await expect(lead.getByRole('main').getByRole('alert').first()).toContainText(
      'Enter who the link is for',
    );
    if (script) await expectNoFaults(lead);
    await lead.getByLabel('Who is it for?').fill('Health scrutiny committee');
    await lead.getByRole('button', { name: 'Create link' }).click();
    await expect(lead.getByRole('heading', { level: 1 })).toHaveText('Link for Health scrutiny committee');
    if (script) await expect(lead.locator('main :focus')).toContainText('Link for Health scrutiny committee');
    const link = (await lead.locator('code').textContent()) ?? '';
    const copy = lead.getByRole('button', { name: 'Copy link' });
    if (script) {
      await lead.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await copy.click();
      await expect(lead.getByRole('status')).toHaveText('Copied');
      expect(await lead.evaluate(() => navigator.clipboard.readText())).toBe(link);
    } else await expect(copy).toHaveCount(0);
    expect(new URL(link).pathname).toMatch(/^\/papers\/[\w-]{43}$/);
    if (script) await expectNoFaults(lead);

    // Later changes do not affect the stored paper.
    await scoreAll(council, 1, 1);
    const stranger = await open({ javaScriptEnabled: script, viewport: { width: 320, height: 640 } });
    const answer = await stranger.goto(new URL(link).pathname);
    expect(answer?.headers()).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'cache-control': 'private, no-store',
    });
    await expect(stranger.getByRole('main')).toContainText(/75\s*out of 100/);
    await expect(stranger.getByRole('main')).toContainText('A copy made on');
    await expect(stranger.getByRole('main').getByRole('link')).toHaveCount(1);
    if (script) {
      expect(
        await stranger.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      ).toBe(0);
      await expectNoFaults(stranger);
    }
    const file = await stranger.request.get(`${new URL(link).pathname}/board-paper.pdf`);
    expect(file.headers()).toMatchObject({
      'content-type': 'application/pdf',
      'referrer-policy': 'no-referrer',
      'cache-control': 'private, no-store',
    });
    expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');

    await lead.goto(council.path('/board-papers'));
    await expect(lead.getByRole('table')).toContainText('1 time, last');
    expect(await lead.content()).not.toContain(new URL(link).pathname);
    if (script) await expectNoFaults(lead);
    await lead.getByRole('link', { name: /^Withdraw ?the link for/ }).click();
    await expect(lead.getByRole('button', { name: 'Withdraw this link' })).toBeVisible();
    if (script) await expectNoFaults(lead);
    await lead.getByRole('button', { name: 'Withdraw this link' }).click();
    await expect(lead.getByRole('main').getByRole('alert').first()).toContainText('Link withdrawn');

    for (const path of [new URL(link).pathname, `/papers/${'a'.repeat(43)}`, '/papers/x']) {
      const gone = await stranger.goto(path);
      expect(gone?.status()).toBe(404);
      expect(gone?.headers()).toMatchObject({ 'referrer-policy': 'no-referrer' });
      await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Board paper not found');
      await expect(stranger.getByRole('main')).toContainText(
        'may have expired, or the council may have withdrawn it',
      );
    }
    if (script) await expectNoFaults(stranger);
  });
}

test('a HEAD request does not open a link, and answers about links are not cached or leaked', async ({
  newCouncil,
  visitor,
}) => {
  const council = await newCouncil();
  await scoreAll(council, 3, 0);
  const { token, link } = await makePaperLink(council.as.lead);
  const opened = async () => (await getLink(council.as.lead, 'board_paper', link, new Date()))?.opened;
  const stranger = await visitor();
  expect((await stranger.fetch(`/papers/${token}`, { method: 'HEAD' })).status).toBe(200);
  expect((await stranger.fetch(`/papers/${token}/board-paper.pdf`, { method: 'HEAD' })).status).toBe(405);
  for (const path of [`/papers/${token}/`, `/papers//${token}`]) {
    const moved = await stranger.fetch(path);
    expect(moved.status, path).toBe(308);
    expect(moved.headers.get('referrer-policy'), path).toBe('no-referrer');
    expect(moved.headers.get('cache-control'), path).toBe('private, no-store');
  }
  expect(await opened()).toBe(0);
  // Only the server decides the method.
  await stranger.fetch(`/papers/${token}`, { headers: { 'x-method': 'HEAD' } });
  expect(await opened()).toBe(1);
});

test('sharing a paper during blind challenge warns, and someone yet to challenge cannot', async ({
  open,
  newCouncil,
}) => {
  const council = await newCouncil();
  await scoreAll(council, 3, 0);
  await makePaperLink(council.as.lead);
  const { assessment } = council as Assessed;
  await setBlind(council.as.lead, { assessment, blind: true });
  const lead = await open({ as: council.email('lead') });
  await lead.goto(council.path('/board-papers/new'));
  await expect(lead.getByRole('main')).toContainText('Anyone who opens the link sees the scores');
  await lead.goto(council.path('/assessment/challenge-settings'));
  await expect(lead.getByRole('main')).toContainText('1 link to a board paper is active');
  await expectNoFaults(lead);
  const admin = await open({ as: council.email('admin') });
  await admin.goto(council.path(`/members/${council.as.lead.person.id}`));
  await expect(admin.getByRole('main')).toContainText('1 link to a board paper they made will still work');
  await expectNoFaults(admin);
  const director = await open({ as: council.email('director') });
  await director.goto(council.path('/board-papers'));
  await expect(director.getByRole('main')).toContainText(
    'are hidden from you, so there is no paper for you yet',
  );
  await expect(director.getByRole('link', { name: 'Create a link' })).toHaveCount(0);
  await expectNoFaults(director);
  await director.goto(council.path('/board-papers/new'));
  await expect(director).toHaveURL(/\/board-papers$/);
  await director.goto(council.path('/board-paper.pdf'));
  await expect(director).toHaveURL(council.path());
});

test('those who may not share papers see no page for it, but can download one', async ({
  newCouncil,
  visitor,
}) => {
  const council = await newCouncil();
  const reader = await visitor(council.email('reader'));
  expect((await reader.fetch(council.path('/board-papers'))).status).toBe(404);
  expect(await (await reader.fetch(council.path())).text()).not.toContain('/board-papers');
  expect((await reader.fetch(council.path('/board-paper.pdf'))).headers.get('content-type')).toBe(
    'application/pdf',
  );
  const admin = await visitor(council.email('admin'));
  expect((await admin.fetch(council.path('/board-paper.pdf'))).status).toBe(404);
  expect((await (await visitor()).fetch(council.path('/board-paper.pdf'))).status).toBe(303);
});
