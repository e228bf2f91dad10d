import type { Page } from '@playwright/test';
import { saveStatement } from '#lib/assessments/commands.ts';
import { getAssessment, getStatement } from '#lib/assessments/queries.ts';
import { startAssessment } from '#lib/cycles/commands.ts';
import { keepDraft } from '#lib/drafts/commands.ts';
import { ANSWERS, addedLink, CYCLE, draftOf, nextCycle } from '../integration/council-factory.ts';
import { answered, expect, expectNoFaults, type OwnCouncil, test } from './fixtures.ts';

async function openId(council: OwnCouncil): Promise<string> {
  return (await getAssessment(council.as.lead))?.id ?? '';
}

/** A first cycle with one statement answered, one piece of evidence on it, and a contributor's draft. */
async function withFirstCycle(council: OwnCouncil): Promise<void> {
  const { lead, contributor } = council.as;
  const assessment = await openId(council);
  await saveStatement(lead, 'QS7', { ...ANSWERS, strengths: 'People wait 34 days.', assessment, version: 0 });
  await addedLink(lead, { title: 'Annual report', statement: 'QS7' });
  await keepDraft(contributor, 'QS1', draftOf(assessment, { strengths: 'Typed, not saved.' }));
}

async function fillPeriod(page: Page, part: 'start' | 'end', year: string): Promise<void> {
  const group = page.getByRole('group', { name: `When does the period ${part}?` });
  await group.getByLabel('Day').fill(part === 'start' ? '1' : '31');
  await group.getByLabel('Month').fill(part === 'start' ? '4' : '3');
  await group.getByLabel('Year').fill(year);
}

for (const script of [true, false]) {
  test(`the next cycle ${script ? 'with' : 'without'} script: start it carried forward, confirm, compare`, async ({
    open,
    newCouncil,
  }) => {
    const council = await newCouncil();
    await withFirstCycle(council);
    const page = await open({ as: council.email('lead'), javaScriptEnabled: script });
    await page.goto(council.path('/cycles'));
    await expect(page.getByRole('main').locator('ol > li')).toHaveCount(1);
    if (script) await expectNoFaults(page, 375);
    await page.getByRole('link', { name: 'Start the next assessment' }).click();
    const main = page.getByRole('main');
    await expect(main).toContainText(`Starting an assessment closes “${CYCLE.name}” for good`);
    await expect(main).toContainText('It is not signed as it stands now');
    await expect(main).toContainText(`1 draft of ${council.as.contributor.person.name}`);
    if (script) await expectNoFaults(page, 375);

    // Refused with everything kept.
    await page.getByLabel('Name', { exact: true }).fill('CQC assessment 2027 to 2028');
    await fillPeriod(page, 'start', '2027');
    await fillPeriod(page, 'end', '2028');
    const start = page.getByRole('button', { name: 'Close the open assessment and start this one' });
    await start.click();
    await expect(page).toHaveTitle(/^Error: Start the next assessment/);
    await expect(main.getByRole('link', { name: 'Select what the assessment starts with' })).toBeVisible();
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('CQC assessment 2027 to 2028');
    if (script) await expectNoFaults(page, 375);
    await page.getByLabel(`What “${CYCLE.name}” says`).check();
    await start.click();
    await expect(main.getByRole('alert')).toContainText('CQC assessment 2027 to 2028 started');
    await expect(main).toContainText('1 of 9 statements carried forward and not confirmed yet');
    const row = main.getByRole('listitem').filter({ hasText: 'Safeguarding' });
    await expect(row).toContainText('Carried forward, not confirmed yet');
    if (script) await expectNoFaults(page, 375);
    await page.goto(council.path());
    await expect(main).toContainText('1 of 9 statements carried forward and not confirmed yet');

    await page.goto(council.path('/assessment/QS7'));
    await expect(main).toContainText(`Carried forward from “${CYCLE.name}”, not confirmed yet`);
    await expect(page.getByLabel('What we do well')).toHaveValue('People wait 34 days.');
    await expect(main.getByRole('region', { name: 'Evidence on this statement' })).toContainText(
      'Carried forward, not confirmed yet',
    );
    if (script) await expectNoFaults(page, 375);
    await page.getByRole('button', { name: 'Confirm as still true' }).click();
    await expect(main.getByRole('alert')).toContainText('Safeguarding confirmed as still true');
    await expect(main).not.toContainText('not confirmed yet');

    await page.getByLabel('What we do well').fill('People wait 19 days.');
    await page.getByRole('button', { name: 'Save and stay on this page' }).click();
    await expect(main.getByRole('alert')).toContainText('Safeguarding saved');

    await page.goto(council.path('/cycles'));
    await page.getByRole('link', { name: 'Compare two cycles' }).click();
    await expect(page.getByLabel('From')).toHaveValue('1');
    await expect(page.getByLabel('To')).toHaveValue('2');
    const differs = page.getByRole('region', { name: 'What differs' });
    await expect(differs.locator('del')).toContainText('34');
    await expect(differs.locator('ins')).toContainText('19');
    await expect(page.getByRole('region', { name: 'Scores of the statements' })).toContainText('The same');
    if (script) await expectNoFaults(page, 375);
    await page.getByLabel('To').selectOption('1');
    await page.getByRole('button', { name: 'Compare' }).click();
    await expect(page).toHaveURL(/compare\?from=1&to=1$/);
    await expect(differs).toContainText('Nothing differs.');

    await page.goto(council.path('/activity?kind=assessments'));
    await expect(main).toContainText(`Assessment closed: ${CYCLE.name}`);
    await expect(main).toContainText(`Carried forward from ${CYCLE.name}`);
  });

  test(`a closed cycle ${script ? 'with' : 'without'} script is read as it stood, with one’s own drafts`, async ({
    open,
    newCouncil,
  }) => {
    const council = await newCouncil();
    await withFirstCycle(council);
    await startAssessment(council.as.lead, nextCycle(await openId(council), { content: 'empty' }));
    const page = await open({ as: council.email('contributor'), javaScriptEnabled: script });
    const main = page.getByRole('main');
    await page.goto(council.path('/cycles'));
    await expect(main).toContainText('You have 1 draft there that you did not save.');
    if (script) await expectNoFaults(page, 375);
    await main.getByRole('link', { name: 'Read what you typed' }).click();
    await main.getByText(/^Assessing needs, /).click();
    await expect(main).toContainText('Typed, not saved.');
    await expect(main).toContainText('People wait 34 days.');
    await expect(main).toContainText('Annual report');
    if (script) await expectNoFaults(page, 375);
    const director = await open({ as: council.email('director'), javaScriptEnabled: script });
    await director.goto(council.path('/cycles/1'));
    await expect(director.getByRole('main')).toContainText('Closed by');
    await expect(director.getByRole('main')).not.toContainText('Typed, not saved.');
    await director.goto(council.path('/cycles/2'));
    await expect(director).toHaveURL(council.path());
  });
}

test('of two leads with the same page open, the second is told and starts nothing', async ({
  open,
  newCouncil,
}) => {
  const council = await newCouncil();
  const page = await open({ as: council.email('lead') });
  await page.goto(council.path('/cycles/start'));
  await page.getByLabel('Name', { exact: true }).fill('Mine');
  await fillPeriod(page, 'start', '2027');
  await fillPeriod(page, 'end', '2028');
  await page.getByLabel('Nothing', { exact: true }).check();
  await startAssessment(council.as.lead, nextCycle(await openId(council), { name: 'Theirs' }));
  await page.getByRole('button', { name: 'Close the open assessment and start this one' }).click();
  await expect(page.getByRole('main')).toContainText('“Theirs” was started meanwhile');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Mine');
  await page.goto(council.path('/cycles'));
  await expect(page.getByRole('main').locator('ol > li')).toHaveCount(2);
});

for (const script of [true, false]) {
  test(`evidence entered ${script ? 'with' : 'without'} script before a cycle closed goes into the next only when sent again`, async ({
    open,
    newCouncil,
    expectedErrors,
  }) => {
    expectedErrors.push(answered(409));
    const council = await newCouncil();
    const { lead } = council.as;
    await withFirstCycle(council);
    const page = await open({ as: council.email('lead'), javaScriptEnabled: script });
    const told = page.getByRole('main').getByRole('alert');
    const nothing = 'Nothing is added because the assessment in which you opened this page is closed';
    const uses = async () => (await getStatement(lead, 'QS1'))?.evidence.count;

    await page.goto(council.path('/evidence/new?statement=QS1&way=link'));
    await page.getByLabel('Address of the document').fill('https://council.example/minutes');
    await page.getByLabel('Title').fill('Minutes');
    await choose(page);
    await startAssessment(lead, nextCycle(await openId(council), { content: 'empty' }));
    await page.getByRole('button', { name: 'Add link' }).click();
    await expect(told).toContainText(nothing);
    await expect(page.getByLabel('Address of the document')).toHaveValue('https://council.example/minutes');
    expect(await uses()).toBe(0);
    await page.getByRole('button', { name: 'Add link' }).click();
    await expect(page).toHaveURL(/added=E\d+$/);
    expect(await uses()).toBe(1);

    await page.goto(council.path('/evidence/new?statement=QS1'));
    await choose(page);
    const file = { name: 'minutes.txt', mimeType: 'text/plain', buffer: Buffer.from('Minutes') };
    await page.getByLabel('Files', { exact: true }).setInputFiles(file);
    await startAssessment(lead, nextCycle(await openId(council), { name: 'Third', content: 'empty' }));
    await page.getByRole('button', { name: 'Upload' }).click();
    await expect(told).toContainText(nothing);
    expect(await uses()).toBe(0);
    // Only a script can hand a file over again.
    if (!script) await page.getByLabel('Files', { exact: true }).setInputFiles(file);
    else await expect(page.getByLabel('Breadcrumb')).toContainText('Third');
    await page.getByRole('button', { name: 'Upload' }).click();
    await expect(page).toHaveURL(/added=E\d+$/);
    expect(await uses()).toBe(1);
  });
}

async function choose(page: Page): Promise<void> {
  await page.getByLabel('Category').selectOption({ label: 'Processes' });
  await page.getByRole('group', { name: 'Does it contain personal data?' }).getByLabel('No').check();
}

test('cycles are started by leads alone, and are those of one council', async ({ newCouncil, visitor }) => {
  const [own, other] = [await newCouncil(), await newCouncil()];
  await startAssessment(other.as.lead, nextCycle(await openId(other)));
  for (const role of ['contributor', 'director', 'reader', 'admin'] as const) {
    const member = await visitor(own.email(role));
    expect((await member.fetch(own.path('/cycles'))).status).toBe(200);
    expect((await member.fetch(own.path('/cycles/start'))).status).toBe(404);
    expect(await (await member.fetch(own.path('/cycles'))).text()).not.toContain('/cycles/start');
  }
  const reader = await visitor(other.email('reader'));
  const pack = await reader.fetch(other.path('/cycles/1/pack.pdf'));
  expect([pack.status, pack.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(pack.headers.get('content-disposition')).toContain('cycle 1 as closed');
  expect(await (await reader.fetch(other.path('/cycles/1'))).text()).toContain('/cycles/1/pack.pdf');
  expect((await reader.fetch(other.path('/cycles/2/pack.pdf'))).status).toBe(404);
  const admin = await visitor(other.email('admin'));
  expect((await admin.fetch(other.path('/cycles/1/pack.pdf'))).status).toBe(404);
  expect(await (await admin.fetch(other.path('/cycles/1'))).text()).not.toContain('pack.pdf');

  const lead = await visitor(own.email('lead'));
  for (const below of [
    '/cycles/1/pack.pdf',
    '/cycles',
    '/cycles/1',
    '/cycles/start',
    '/cycles/compare?from=1&to=2',
  ]) {
    expect((await lead.fetch(other.path(below))).status, below).toBe(404);
  }
  for (const below of ['/cycles/2', '/cycles/0', '/cycles/x', '/cycles/compare?from=1&to=2']) {
    expect((await lead.fetch(own.path(below))).status, below).toBe(404);
  }
  expect((await (await visitor()).fetch(own.path('/cycles/1'))).status).toBe(307);
});
