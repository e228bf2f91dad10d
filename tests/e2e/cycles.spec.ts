import type { Page } from '@playwright/test';
import { getStatement } from '#lib/pages/statement.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { saveDraft } from '#lib/work/drafts/commands.ts';
import {
  ANSWERS,
  CYCLE,
  draftInput,
  makeEvidenceLink,
  nextCycleInput,
  signOff,
  startNextCycle,
} from '#tests/integration/council-factory.ts';
import { answered, expect, expectNoFaults, type OwnCouncil, test } from './fixtures.ts';

async function openId(council: OwnCouncil): Promise<string> {
  return (await getAssessment(council.as.lead))?.id ?? '';
}

/** A first cycle with one statement answered, one evidence item on it, and a contributor's draft. */
async function withFirstCycle(council: OwnCouncil): Promise<void> {
  const { lead, contributor } = council.as;
  const assessment = await openId(council);
  await saveStatement(lead, 'QS7', { ...ANSWERS, strengths: 'People wait 34 days.', assessment, version: 0 });
  await makeEvidenceLink(lead, { title: 'Annual report', statement: 'QS7' });
  await saveDraft(contributor, 'QS1', draftInput(assessment, { strengths: 'Typed, not saved.' }));
}

async function fillDate(page: Page, part: 'start' | 'end', date: string): Promise<void> {
  const group = page.getByRole('group', { name: `When does the period ${part}?` });
  const [year = '', month = '', day = ''] = date.split('-');
  await group.getByLabel('Day').fill(day);
  await group.getByLabel('Month').fill(month);
  await group.getByLabel('Year').fill(year);
}

async function fillPeriod(page: Page): Promise<void> {
  const { startsOn, endsOn } = nextCycleInput('');
  await fillDate(page, 'start', startsOn);
  await fillDate(page, 'end', endsOn);
}

const ASK = 'Ask a director to close the assessment';

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
    await expect(main).toContainText(`Starting the next assessment closes “${CYCLE.name}”`);
    await expect(main).toContainText('No version has been signed.');
    await expect(main).toContainText(`1 draft by ${council.as.contributor.person.name}`);
    if (script) await expectNoFaults(page, 375);

    // The form is refused and keeps its entries.
    await page.getByLabel('Name', { exact: true }).fill('CQC assessment 2027 to 2028');
    await fillPeriod(page);
    const start = page.getByRole('button', { name: ASK });
    await start.click();
    await expect(page).toHaveTitle(/^Error: Start the next assessment/);
    await expect(
      main.getByRole('link', { name: 'Select whether to copy from the last assessment' }),
    ).toBeVisible();
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('CQC assessment 2027 to 2028');
    if (script) await expectNoFaults(page, 375);
    await page.getByLabel(`Yes, copy “${CYCLE.name}”`).check();
    await fillDate(page, 'start', '2999-04-01');
    await fillDate(page, 'end', '3000-03-31');
    await start.click();
    await expect(main.getByRole('link', { name: /^The date the period starts must be/ })).toBeVisible();
    await fillPeriod(page);
    await start.click();
    await expect(main.getByRole('alert')).toContainText('You have asked a director to close the assessment');
    await expect(main).toContainText('It stays open until a director confirms.');
    if (script) await expectNoFaults(page, 375);

    const director = await open({ as: council.email('director'), javaScriptEnabled: script });
    await director.goto(council.path());
    await director.getByRole('link', { name: 'Confirm or decline to close the assessment' }).click();
    const asked = director.getByRole('main');
    await expect(asked).toContainText('CQC assessment 2027 to 2028');
    await expect(asked).toContainText(`1 draft by ${council.as.contributor.person.name}`);
    if (script) await expectNoFaults(director, 375);
    await director.getByRole('button', { name: 'Close and start the next assessment' }).click();
    await expect(
      asked.getByRole('link', { name: 'Confirm that you have read what will change' }),
    ).toBeVisible();
    if (script) await expectNoFaults(director, 375);
    await director
      .getByLabel('I have read what will change and confirm that the assessment can close')
      .check();
    await director.getByRole('button', { name: 'Close and start the next assessment' }).click();
    await expect(asked.getByRole('alert')).toContainText('The assessment is closed');

    await page.goto(council.path('/assessment'));
    await expect(main).toContainText('1 of 9 statements carried forward and not confirmed');
    const row = main.getByRole('listitem').filter({ hasText: 'Safeguarding' });
    await expect(row).toContainText('Carried forward');
    await expect(row).toContainText('Not confirmed');
    if (script) await expectNoFaults(page, 375);
    await page.goto(council.path());
    await expect(main).toContainText(
      '8 statements are not scored and 1 statement is carried forward and not confirmed',
    );
    await expect(main.getByRole('region', { name: 'To do' })).toContainText(
      'Safeguarding: Carried forward: confirm or change it.No owner',
    );

    await page.goto(council.path('/assessment/QS7'));
    await expect(main).toContainText(`Carried forward from “${CYCLE.name}”, not confirmed`);
    await expect(page.getByLabel('What we do well')).toHaveValue('People wait 34 days.');
    await expect(main.getByRole('region', { name: 'Evidence', exact: true })).toContainText(
      'Carried forward, not confirmed',
    );
    if (script) await expectNoFaults(page, 375);
    await page.getByRole('button', { name: 'Still accurate' }).click();
    await expect(main.getByRole('alert')).toContainText('Safeguarding confirmed as still accurate');
    await expect(main).not.toContainText('not confirmed');

    await page.getByLabel('What we do well').fill('People wait 19 days.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(main.getByRole('alert')).toContainText('Safeguarding saved');

    await page.goto(council.path('/cycles'));
    await page.getByRole('link', { name: 'Compare two cycles' }).click();
    await expect(page.getByLabel('From')).toHaveValue('1');
    await expect(page.getByLabel('To')).toHaveValue('2');
    const differs = page.getByRole('region', { name: 'Differences' });
    await differs.getByText('Safeguarding', { exact: true }).click();
    await expect(differs.locator('del').filter({ hasText: '34' })).toBeVisible();
    await expect(differs.locator('ins').filter({ hasText: '19' })).toBeVisible();
    const scores = page.getByRole('region', { name: 'Statement scores', exact: true });
    await expect(scores).toContainText('No change');
    if (script) await expectNoFaults(page, 375);
    await page.getByLabel('To').selectOption('1');
    await page.getByRole('button', { name: 'Compare' }).click();
    await expect(page).toHaveURL(/compare\?from=1&to=1$/);
    await expect(differs).toContainText('No changes.');

    await page.goto(council.path('/activity?kind=assessments'));
    await expect(main).toContainText(`Assessment closed: ${CYCLE.name}`);
    await expect(main).toContainText(`Carried forward from ${CYCLE.name}`);
  });

  test(`a closed cycle ${script ? 'with' : 'without'} script is unchanged, with one’s own drafts`, async ({
    open,
    newCouncil,
  }) => {
    const council = await newCouncil();
    await withFirstCycle(council);
    await startNextCycle(council, await openId(council), { content: 'empty' });
    const page = await open({ as: council.email('contributor'), javaScriptEnabled: script });
    const main = page.getByRole('main');
    await page.goto(council.path('/cycles'));
    await expect(main).toContainText('You have 1 unsaved draft in this cycle.');
    if (script) await expectNoFaults(page, 375);
    await main.getByRole('link', { name: 'Read your draft' }).click();
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

test('the second of two leads with the same page open is told and starts nothing', async ({
  open,
  newCouncil,
}) => {
  const council = await newCouncil();
  const page = await open({ as: council.email('lead') });
  await page.goto(council.path('/cycles/start'));
  await page.getByLabel('Name', { exact: true }).fill('Mine');
  await fillPeriod(page);
  await page.getByLabel('No, start blank').check();
  await startNextCycle(council, await openId(council), { name: 'Theirs' });
  await page.getByRole('button', { name: ASK }).click();
  await expect(page.getByRole('main')).toContainText('“Theirs” has been started since');
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
    const nothing = 'Nothing was added because the assessment has closed since you opened this page';
    const uses = async () => (await getStatement(lead, 'QS1'))?.evidence.count;

    await page.goto(council.path('/evidence/new?statement=QS1&way=link'));
    await page.getByLabel('Address of the document').fill('https://council.example/minutes');
    await page.getByLabel('Title').fill('Minutes');
    await choose(page);
    await startNextCycle(council, await openId(council), { content: 'empty' });
    await page.getByRole('button', { name: 'Add link' }).click();
    await expect(told).toContainText(nothing);
    await expect(page.getByLabel('Address of the document')).toHaveValue('https://council.example/minutes');
    expect(await uses()).toBe(0);
    await page.getByRole('button', { name: 'Add link' }).click();
    await expect(page.getByRole('main')).toContainText(/E\d added to Assessing needs/);
    expect(await uses()).toBe(1);

    await page.goto(council.path('/evidence/new?statement=QS1'));
    await choose(page);
    const file = { name: 'minutes.txt', mimeType: 'text/plain', buffer: Buffer.from('Minutes') };
    await page.getByLabel('Files', { exact: true }).setInputFiles(file);
    await startNextCycle(council, await openId(council), { name: 'Third', content: 'empty' });
    await page.getByRole('button', { name: 'Upload' }).click();
    await expect(told).toContainText(nothing);
    expect(await uses()).toBe(0);
    // Without script, files must be chosen again.
    if (!script) await page.getByLabel('Files', { exact: true }).setInputFiles(file);
    else await expect(page.getByLabel('Breadcrumb')).toContainText('Third');
    await page.getByRole('button', { name: 'Upload' }).click();
    await expect(page.getByRole('main')).toContainText(/E\d added to Assessing needs/);
    expect(await uses()).toBe(1);
  });
}

for (const script of [true, false]) {
  test(`closing a cycle ${script ? 'with' : 'without'} script is declined, withdrawn, and undone by a director`, async ({
    open,
    newCouncil,
  }) => {
    const council = await newCouncil();
    const first = await openId(council);
    const lead = await open({ as: council.email('lead'), javaScriptEnabled: script });
    const director = await open({ as: council.email('director'), javaScriptEnabled: script });
    const [asked, decides] = [lead.getByRole('main'), director.getByRole('main')];
    const ask = async () => {
      await lead.goto(council.path('/cycles/start'));
      await lead.getByLabel('Name', { exact: true }).fill('The next');
      await fillPeriod(lead);
      await lead.getByLabel('No, start blank').check();
      await lead.getByRole('button', { name: ASK }).click();
      await expect(asked.getByRole('alert')).toContainText('You have asked a director');
    };

    await ask();
    await director.goto(council.path('/cycles/closing'));
    await director.getByRole('link', { name: 'Decline' }).click();
    await director.getByRole('button', { name: 'Decline' }).click();
    await expect(director).toHaveTitle(/^Error: Decline to close the assessment/);
    await director.getByLabel('Why are you declining?').fill('Sign it first.');
    if (script) await expectNoFaults(director, 375);
    await director.getByRole('button', { name: 'Decline' }).click();
    await expect(decides.getByRole('alert')).toContainText('You have declined to close the assessment');

    await lead.goto(council.path('/cycles/start'));
    await expect(asked).toContainText('Sign it first.');
    if (script) await expectNoFaults(lead, 375);
    await ask();
    await director.goto(council.path('/cycles/closing'));
    await director
      .getByLabel('I have read what will change and confirm that the assessment can close')
      .check();
    await lead.getByRole('link', { name: 'See or withdraw the request' }).click();
    await expect(lead.getByRole('button', { name: 'Withdraw the request' })).toBeVisible();
    if (script) await expectNoFaults(lead, 375);
    await lead.getByRole('button', { name: 'Withdraw the request' }).click();
    await expect(asked.getByRole('alert')).toContainText('You have withdrawn the request');
    // The director's open page can no longer close the cycle.
    await director.getByRole('button', { name: 'Close and start the next assessment' }).click();
    await expect(decides).toContainText('Nothing was changed because someone else has');
    expect(await openId(council)).toBe(first);

    // A signed assessment needs only a lead; a director can undo that until someone works in the next cycle.
    await signOff({ ...council, assessment: first });
    await lead.goto(council.path('/cycles/start'));
    await expect(asked).toContainText('Nothing has changed since.');
    await lead.getByLabel('Name', { exact: true }).fill('By mistake');
    await fillPeriod(lead);
    await lead.getByLabel('No, start blank').check();
    await lead.getByRole('button', { name: 'Close the assessment and start this one' }).click();
    await expect(asked.getByRole('alert')).toContainText('By mistake started');
    await director.goto(council.path('/cycles'));
    await director.getByRole('link', { name: 'Undo closing' }).click();
    await expect(decides).toContainText('“By mistake” will be removed.');
    if (script) await expectNoFaults(director, 375);
    await director.getByLabel('Why are you undoing the closing?').fill('Wrong year.');
    await director.getByRole('button', { name: 'Undo closing' }).click();
    await expect(decides.getByRole('alert')).toContainText('Closing undone');
    expect(await openId(council)).toBe(first);

    await startNextCycle(council, first);
    await director.goto(council.path('/cycles/undo'));
    await director.getByLabel('Why are you undoing the closing?').fill('Wrong year.');
    const started = await openId(council);
    await saveStatement(council.as.lead, 'QS1', { ...ANSWERS, assessment: started, version: 0 });
    await director.getByRole('button', { name: 'Undo closing' }).click();
    await expect(decides).toContainText('The closing can no longer be undone');
    await expect(director.getByLabel('Why are you undoing the closing?')).toHaveValue('Wrong year.');
    expect(await openId(council)).toBe(started);
    await director.goto(council.path('/cycles/undo'));
    await expect(decides).toContainText('Assessing needs saved');
    await expect(director.getByRole('button', { name: 'Undo closing' })).toHaveCount(0);
    if (script) await expectNoFaults(director, 375);
  });
}

async function choose(page: Page): Promise<void> {
  await page.getByLabel('Category').selectOption({ label: 'Processes' });
  await page.getByRole('group', { name: 'Does it contain personal data?' }).getByLabel('No').check();
}

test('only leads start cycles, and only in their own council', async ({ newCouncil, visitor }) => {
  const [own, other] = [await newCouncil(), await newCouncil()];
  await startNextCycle(other, await openId(other));
  for (const role of ['contributor', 'director', 'reader', 'admin'] as const) {
    const member = await visitor(own.email(role));
    expect((await member.fetch(own.path('/cycles'))).status).toBe(200);
    expect((await member.fetch(own.path('/cycles/start'))).status).toBe(404);
    const decides = role === 'director' ? 200 : 404;
    for (const below of ['/cycles/closing', '/cycles/closing/decline', '/cycles/undo']) {
      expect((await member.fetch(own.path(below))).status, `${role} ${below}`).toBe(decides);
    }
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
    '/cycles/closing',
    '/cycles/undo',
    '/cycles/compare?from=1&to=2',
  ]) {
    expect((await lead.fetch(other.path(below))).status, below).toBe(404);
  }
  for (const below of ['/cycles/2', '/cycles/0', '/cycles/x', '/cycles/compare?from=1&to=2']) {
    expect((await lead.fetch(own.path(below))).status, below).toBe(404);
  }
  expect((await (await visitor()).fetch(own.path('/cycles/1'))).status).toBe(307);
});
