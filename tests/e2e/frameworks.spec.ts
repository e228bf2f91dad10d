import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { addFramework } from '#lib/frameworks/known.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { ANSWERS, makeEvidenceLink, nextCycleInput } from '#tests/integration/council-factory.ts';
import { FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import { expect, expectNoFaults, type OwnCouncil, test } from './fixtures.ts';

// The demo of the browser tests offers the fictional framework; this process has to know it too.
test.beforeAll(() => addFramework(FICTIONAL_FRAMEWORK));
test.afterAll(removeAddedFrameworks);

const message = (page: Page) => page.getByRole('main').getByRole('alert').first();

async function answer(council: OwnCouncil, statements: readonly string[], score: number): Promise<void> {
  const open = await getAssessment(council.as.lead);
  for (const statement of statements) {
    const held = open?.statements.find(({ id }) => id === statement);
    const version = held?.status === 'not-confirmed' ? 1 : 0;
    const changed = typeof held?.score === 'number' && held.score !== score;
    await saveStatement(council.as.lead, statement, {
      ...ANSWERS,
      score,
      assessment: open?.id ?? '',
      version,
      ...(changed && { scoreReason: 'More people are seen in time.' }),
    });
  }
}

async function fillPeriod(page: Page): Promise<void> {
  const { startsOn, endsOn } = nextCycleInput('');
  for (const [part, date] of [
    ['start', startsOn],
    ['end', endsOn],
  ] as const) {
    const group = page.getByRole('group', { name: `When does the period ${part}?` });
    const [year = '', month = '', day = ''] = date.split('-');
    await group.getByLabel('Day').fill(day);
    await group.getByLabel('Month').fill(month);
    await group.getByLabel('Year').fill(year);
  }
}

test('a cycle moves to another framework, and is scored, signed, packed and compared', async ({
  open,
  newCouncil,
}, testInfo) => {
  const council = await newCouncil();
  await answer(council, ['QS1', 'QS3', 'QS5', 'QS7'], 3);
  await makeEvidenceLink(council.as.lead, { title: 'Annual report', statement: 'QS7' });
  const lead = await open({ as: council.email('lead') });
  const main = lead.getByRole('main');

  await test.step('it starts on the other framework', async () => {
    await lead.goto(council.path('/cycles/start'));
    await lead.getByLabel('Name', { exact: true }).fill('Trial of 2031');
    await fillPeriod(lead);
    await expect(main).toContainText('8 of them continue statements of the last assessment and 3 are new.');
    await lead.getByLabel('Fictional framework, 2031').check();
    await lead.getByLabel(/^Yes, copy/).check();
    await expectNoFaults(lead, 375);
    await lead.getByRole('button', { name: 'Ask a director to close the assessment' }).click();
    await expect(message(lead)).toContainText('You have asked a director');
    const director = await open({ as: council.email('director') });
    await director.goto(council.path('/cycles/closing'));
    await expect(director.getByRole('main')).toContainText(
      'The next assessment uses Fictional framework, 2031',
    );
    await expect(director.getByRole('main')).toContainText('Scores are not copied for: Neighbourhoods.');
    await director.getByLabel(/^I have read what will change/).check();
    await director.getByRole('button', { name: 'Close and start the next assessment' }).click();
    await expect(message(director)).toContainText('The assessment is closed');
  });

  await test.step('its statements, scores and evidence are carried by the mapping', async () => {
    await lead.goto(council.path('/assessment'));
    await expect(main).toContainText('of 11 statements carried forward and not confirmed');
    await expect(main.getByRole('heading', { name: 'Blue theme' })).toBeVisible();
    await expectNoFaults(lead, 375);
    await lead.getByRole('link', { name: 'Safeguarding', exact: true }).click();
    // A 3 of 4 is a 4 of 5.
    await expect(lead.locator('input[name=score]:checked')).toHaveValue('4');
    await expect(lead.locator('input[name=score][value="5"]')).toHaveCount(1);
    await expect(main).toContainText('Annual report');
    await expectNoFaults(lead, 375);
    await lead.goto(council.path('/assessment/F5'));
    await expect(main).toContainText('Its score was not copied');
    await lead.goto(council.path('/assessment/challenge-settings'));
    await expect(main).toContainText('after giving all 11');
    await lead.goto(council.path('/assessment/QS7'));
    // A statement of the earlier framework leads to the list.
    await expect(lead).toHaveURL(council.path('/assessment'));
  });

  await test.step('a new statement is scored on its scale', async () => {
    await lead.goto(council.path('/assessment/F11'));
    await lead.locator('input[name=score][value="5"]').check();
    await lead.getByLabel('What we do well').fill('Records are kept once.');
    await lead.getByLabel("Yes, I've completed this section").check();
    await lead.getByRole('button', { name: 'Save and continue' }).click();
    await expect(message(lead)).toContainText('Data and records saved');
    const others = FICTIONAL_FRAMEWORK.statementIds.filter((id) => id !== 'F11');
    await answer(council, others, 4);
  });

  await test.step('the summary and what follows from it count by its weights', async () => {
    await lead.goto(council.path());
    // Eleven statements, two counted twice: 12 × 4 + 5 = 53 of 65, which is 81.5 and above 85 outstanding.
    await expect(main).toContainText('Good 82 out of 100');
    await expectNoFaults(lead, 375);
    await lead.getByRole('link', { name: 'How the score is worked out' }).click();
    await expect(main).toContainText('= 53, out of 65.');
    await expectNoFaults(lead, 375);
    for (const page of [
      '/what-if',
      '/what-if/targets',
      '/strength',
      '/movement',
      '/evidence',
      '/measures/new',
    ]) {
      await lead.goto(council.path(page));
      await expectNoFaults(lead, 375);
    }
  });

  await test.step('it is signed, and the pack of the signed version answers its framework', async () => {
    await lead.goto(council.path('/review'));
    await lead.getByRole('checkbox').check();
    await lead.getByRole('button', { name: 'Send for sign-off' }).click();
    await expect(message(lead)).toContainText('Version 1 sent for sign-off');
    const director = await open({ as: council.email('director') });
    await director.goto(council.path('/review'));
    await expect(director.getByRole('main')).toContainText('Fictional framework, 2031');
    await director.getByLabel('Sign version 1').check();
    await director.getByRole('button', { name: 'Confirm decision' }).click();
    await expect(message(director)).toContainText('Version 1 signed');
    const downloaded = director.waitForEvent('download');
    await director.goto(council.path('/review/cycles/2/versions/1'));
    await director
      .getByRole('link', { name: /pack \(PDF\)/ })
      .first()
      .click();
    const pack = testInfo.outputPath('pack.pdf');
    await (await downloaded).saveAs(pack);
    const text = execFileSync('pdftotext', [pack, '-'], { encoding: 'utf8', stdio: 'pipe' }).replaceAll(
      /\s+/g,
      '',
    );
    for (const words of ['Data and records', 'Blue theme', '53 out of 65', 'count twice'])
      expect(text).toContain(words.replaceAll(' ', ''));
  });

  await test.step('it is compared with the cycle before as far as the mapping allows', async () => {
    await lead.goto(council.path('/cycles/compare'));
    await expect(main).toContainText('Equity in experiences and outcomes');
    await expectNoFaults(lead, 375);
    await lead.goto(council.path('/cycles/frameworks'));
    await expect(main.getByRole('row', { name: /Living well/ })).toContainText('Renamed');
    await expectNoFaults(lead, 375);
  });
});
