import { getAssessment } from '#lib/record/assessments/queries.ts';
import { giveChallenge, setBlind } from '#lib/record/challenge/commands.ts';
import { challengeInput, makeComment, makeEvidenceLink } from '#tests/integration/council-factory.ts';
import { expect, expectNoFaults, test } from './fixtures.ts';

const COUNCIL = '/councils/exampleshire';
const LEAD = 'lead@exampleshire.example';

for (const script of [true, false]) {
  test(`from any page to the page of a file, by keyboard, ${script ? 'with' : 'without'} script`, async ({
    open,
  }) => {
    const page = await open({ as: LEAD, javaScriptEnabled: script });
    await page.goto(`${COUNCIL}/measures`);
    const box = page.getByRole('banner').getByRole('searchbox', { name: 'Search this council' });
    await expect(async () => {
      await page.keyboard.press('Tab');
      await expect(box).toBeFocused({ timeout: 1 });
    }).toPass({ intervals: [0] });
    await page.keyboard.type('“best interests” consult');
    await page.keyboard.press('Enter');
    await expect(page).toHaveTitle(/^Search: “best interests” consult/);

    const result = page.getByRole('listitem').filter({ hasText: 'Practice audit, April to June 2026' });
    const found = result.getByRole('link', { name: 'Page 4' });
    // Files of the examples are read in the background.
    await expect(async () => {
      await page.reload();
      await expect(found).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await expect(result.locator('mark')).toContainText(['best', 'interests', 'consulted']);
    if (script) await expectNoFaults(page, 320);
    await found.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Practice audit');
    await expect(page.getByRole('navigation', { name: 'Pages of the file' })).toContainText('Page 4 of 7');
    await page.getByText('Text of page 4').click();
    await expect(page.getByRole('region', { name: 'Text of the page' })).toContainText('best interests');
  });
}

test('nobody finds what their pages hide: comments of others, and reasons of scores before their own', async ({
  newCouncil,
  visitor,
}) => {
  const council = await newCouncil();
  const { lead, reader } = council.as;
  const assessment = (await getAssessment(lead))?.id ?? '';
  await makeEvidenceLink(lead, { title: 'Marmalade audit' });
  await makeComment(lead, { body: 'Marmalade in a comment' });
  await setBlind(lead, { assessment, blind: true });
  const reason = 'Marmalade as a reason';
  const given = await giveChallenge(reader, 'QS1', challengeInput(assessment, { reason, ownHidden: true }));
  expect(given.outcome).toBe('given');
  for (const [role, seesComment] of [
    ['lead', true],
    ['director', true],
    ['admin', false],
  ] as const) {
    const page = await (await visitor(council.email(role))).fetch(council.path('/search?q=marmalade'));
    const html = await page.text();
    expect(html, role).toContain('>Marmalade</mark><span> audit</span>');
    expect(html.includes('<span> in a comment</span>'), role).toBe(seesComment);
    expect(html, role).not.toContain('as a reason');
  }
});
