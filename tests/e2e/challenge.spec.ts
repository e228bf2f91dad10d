import { saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { giveChallenge, setBlind } from '#lib/record/challenge/commands.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';
import { ANSWERS, challengeInput } from '#tests/integration/council-factory.ts';
import { expect, expectNoFaults, type OwnCouncil, test } from './fixtures.ts';

async function assessmentOf(council: OwnCouncil): Promise<string> {
  return (await getAssessment(council.as.lead))?.id ?? '';
}

/** A council that scores Safeguarding 3 and has blind challenge. */
async function blindAndScored(council: OwnCouncil): Promise<string> {
  const assessment = await assessmentOf(council);
  await saveStatement(council.as.lead, 'QS7', { ...ANSWERS, score: 3, assessment, version: 0 });
  await setBlind(council.as.lead, { assessment, blind: true });
  return assessment;
}

for (const script of [true, false]) {
  test(`a challenge score given blind ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
  }) => {
    const council = await newCouncil();
    const assessment = await assessmentOf(council);
    await saveStatement(council.as.lead, 'QS7', { ...ANSWERS, score: 3, assessment, version: 0 });
    const lead = await open({ as: council.email('lead'), javaScriptEnabled: script });
    await lead.goto(council.path('/assessment'));
    await lead.getByRole('link', { name: 'Challenge settings' }).click();
    await expect(lead.getByLabel('Yes, hide the council’s score')).toBeVisible();
    if (script) await expectNoFaults(lead, 320);
    await lead.getByLabel('Yes, hide the council’s score').check();
    await lead.getByRole('button', { name: 'Save' }).click();
    await expect(lead.getByRole('main').getByRole('alert')).toContainText('Challenge settings saved');
    await expect(lead.getByLabel('Yes, hide the council’s score')).toBeChecked();

    const page = await open({ as: council.email('director'), javaScriptEnabled: script });
    await page.goto(council.path('/assessment/QS7'));
    const main = page.getByRole('main');
    await expect(main).toContainText('Hidden until you give yours');
    await expect(main).not.toContainText('Good standard');
    await expect(main).toContainText(ANSWERS.strengths);
    if (script) await expectNoFaults(page, 320);
    await page.getByRole('link', { name: 'Give your challenge score' }).click();
    await expect(main).toContainText(
      'You will see the council’s score and other challenge scores after you give yours',
    );
    if (script) await expectNoFaults(page, 320);

    // The form is refused and keeps its entries.
    await page.getByLabel('Why are you giving this score?').fill('Łukasz saw\n<b>two</b> delays.');
    await page.getByRole('button', { name: 'Give this score' }).click();
    await expect(page.getByRole('link', { name: 'Select your score for Safeguarding' })).toBeVisible();
    await expect(page).toHaveTitle(/^Error: Challenge scores for Safeguarding/);
    await expect(page.getByLabel('Why are you giving this score?')).toHaveValue(
      'Łukasz saw\n<b>two</b> delays.',
    );
    if (script) await expectNoFaults(page, 320);
    await page.getByLabel('1 Significant shortfalls').check();
    await page.getByRole('button', { name: 'Give this score' }).click();
    await expect(main.getByRole('alert')).toContainText('Challenge score for Safeguarding saved');
    await expect(main).toContainText('Scores and challenge scores range from 1 to 3.');
    await expect(main).toContainText('Gave this score without seeing the council’s.');
    await expect(main).toContainText('<b>two</b> delays.');
    if (script) await expectNoFaults(page, 320);

    // Given again with all scores visible; the first stays readable.
    await page.getByLabel('2 Some shortfalls').check();
    await page.getByRole('button', { name: 'Give this score instead' }).click();
    await expect(main).toContainText('Scores and challenge scores range from 2 to 3.');
    await main.getByText(/^1 earlier score by/).click();
    await expect(main.getByRole('list').getByText('Significant shortfalls')).toBeVisible();

    await lead.goto(council.path('/assessment/QS7'));
    if (script) await expectNoFaults(lead, 320);
    await lead.getByRole('link', { name: 'Challenged: 2 (1 apart)' }).click();
    await expect(lead.getByRole('main')).toContainText(`${council.as.director.person.name}, director`);
    await lead.goto(council.path('/assessment'));
    await expect(lead.getByRole('listitem').filter({ hasText: 'Safeguarding' })).toContainText(
      'Challenged: 2 (1 apart)',
    );
    await lead.goto(council.path());
    await expect(lead.getByRole('main')).toContainText('Challenge score 2');
    if (script) await expectNoFaults(lead, 320);
    await lead.goto(council.path('/activity?kind=challenges'));
    await expect(lead.getByText('Score changed from 1 to 2, after seeing the council’s score')).toBeVisible();
    await lead.getByRole('link', { name: 'Challenge score for Safeguarding given' }).first().click();
    await expect(lead.getByRole('region', { name: 'What changed' })).toContainText(
      '1: Significant shortfalls',
    );
  });
}

test('a hidden score is hidden on every page, with a note on what to give first', async ({
  open,
  newCouncil,
  visitor,
}) => {
  const council = await newCouncil();
  const assessment = await blindAndScored(council);
  await giveChallenge(
    council.as.reader,
    'QS7',
    challengeInput(assessment, { score: 4, reason: 'A secret reason' }),
  );
  const director = await visitor(council.email('director'));
  for (const path of [
    '',
    '/assessment',
    '/assessment/QS7',
    '/assessment/QS7/challenge',
    '/activity',
    '/activity/export.csv',
  ]) {
    const answer = await director.fetch(council.path(path));
    expect(answer.status, path).toBe(200);
    const text = await answer.text();
    expect(text, path).not.toMatch(
      /A secret reason|Score 4|scored to 3|Council’s score<|[Ss]cores range from/,
    );
    // The challenge form lists all four scores; no other page shows one or suggests that there is none.
    if (path === '/assessment/QS7/challenge') continue;
    expect(text, path).not.toMatch(/good standard/i);
    expect(text.toLowerCase(), path).toMatch(/hidden until you give/);
  }
  const list = await director.fetch('/councils');
  expect(await list.text()).toContain('scores are hidden until you give 9 more challenge scores');
  const pack = await director.fetch(council.path('/packs/current.pdf'));
  expect([pack.status, pack.headers.get('location')]).toEqual([303, council.path()]);

  const page = await open({ as: council.email('director') });
  await page.goto(council.path());
  const hidden = page.getByRole('region', { name: 'Scores are hidden until you give yours' });
  await expect(hidden).toContainText('You have given 0 of 9');
  await expect(hidden.getByRole('listitem')).toHaveCount(9);
  await expectNoFaults(page, 320);
  await page.goto(council.path('/assessment'));
  await expectNoFaults(page, 320);
  for (const statement of STATEMENT_IDS) {
    await giveChallenge(council.as.director, statement, challengeInput(assessment));
  }
  await page.goto(council.path());
  await expect(page.getByRole('main')).toContainText('Not final');
  await expect(page.getByRole('link', { name: 'Download evidence pack' })).toBeVisible();
});

test('a score given meanwhile in another tab is shown, with a choice of which to keep', async ({
  open,
  newCouncil,
}) => {
  const council = await newCouncil();
  const page = await open({ as: council.email('reader') });
  await page.goto(council.path('/assessment/QS1/challenge'));
  await page.getByLabel('4 Exceptional standard').check();
  await page.getByLabel('Why are you giving this score?').fill('From this tab');
  await giveChallenge(
    council.as.reader,
    'QS1',
    challengeInput(await assessmentOf(council), { score: 1, reason: 'From the other tab' }),
  );
  await page.getByRole('button', { name: 'Give this score' }).click();
  const main = page.getByRole('main');
  await expect(page.getByRole('region', { name: 'The score you gave on another page' })).toContainText(
    'From the other tab',
  );
  await expect(page.getByLabel('Why are you giving this score?')).toHaveValue('From this tab');
  await expectNoFaults(page, 320);
  await page.getByRole('button', { name: 'Give this score instead' }).click();
  await expect(main.getByRole('alert')).toContainText(/Challenge score for .* saved/);
  await expect(main).toContainText('From this tab');
  await main.getByText(/^1 earlier score by/).click();
  await expect(main).toContainText('From the other tab');
});

test('directors and readers challenge, leads change settings, each in their own council', async ({
  newCouncil,
  visitor,
}) => {
  const [own, other] = [await newCouncil(), await newCouncil()];
  const challenge = '/assessment/QS1/challenge';
  for (const role of ['lead', 'contributor', 'admin'] as const) {
    const answer = await (await visitor(own.email(role))).fetch(own.path(challenge));
    expect([role, answer.status]).toEqual([role, 200]);
    expect(await answer.text()).not.toContain('Why are you giving this score?');
  }
  const reader = await visitor(own.email('reader'));
  expect(await (await reader.fetch(own.path(challenge))).text()).toContain('Why are you giving this score?');
  expect((await reader.fetch(own.path('/assessment/challenge-settings'))).status).toBe(404);
  expect((await reader.fetch(other.path(challenge))).status).toBe(404);
  expect((await reader.fetch(own.path('/assessment/QS10/challenge'))).status).toBe(404);
  const lead = await visitor(own.email('lead'));
  expect((await lead.fetch(other.path('/assessment/challenge-settings'))).status).toBe(404);
  expect((await (await visitor()).fetch(own.path(challenge))).status).toBe(307);
});
