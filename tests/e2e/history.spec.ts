import { parse } from 'csv-parse/sync';
import type { Role } from '#lib/platform/access/permissions.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { ANSWERS, type AnswersInput, makeEvidenceLink } from '#tests/integration/council-factory.ts';
import { expect, expectNoFaults, type OwnCouncil, test } from './fixtures.ts';

async function save(
  council: OwnCouncil,
  role: Role,
  version: number,
  strengths: string,
  given: AnswersInput = {},
): Promise<void> {
  const assessment = (await getAssessment(council.as.lead))?.id ?? '';
  await saveStatement(council.as[role], 'QS7', { ...ANSWERS, ...given, strengths, assessment, version });
}

/** A save by the lead, a one-word change by a contributor, and an evidence item on another statement. */
async function withHistory(council: OwnCouncil): Promise<void> {
  await save(council, 'lead', 0, 'People wait 34 days.');
  const change = { score: 4, scoreReason: 'Waits fell by 15 days.' } as const;
  await save(council, 'contributor', 1, 'People wait 19 days.', change);
  await makeEvidenceLink(council.as.contributor, { title: '=1+1', statement: 'QS1' });
}

for (const script of [true, false]) {
  test(`the history ${script ? 'with' : 'without'} script: filter it, open an entry, see both texts`, async ({
    open,
    newCouncil,
  }) => {
    const council = await newCouncil();
    await withHistory(council);
    const page = await open({ as: council.email('reader'), javaScriptEnabled: script });
    await page.goto(council.path('/assessment/QS7'));
    await page.getByRole('link', { name: 'Statement history' }).click();
    await expect(page).toHaveURL(/activity\?statement=QS7$/);
    const entries = page.getByRole('main').locator('ol > li');
    await expect(entries).toHaveCount(2);
    await expect(entries.first()).toContainText('Score changed from 3 to 4');
    await expect(entries.first()).toContainText('Reason: Waits fell by 15 days.');
    if (script) await expectNoFaults(page, 375);

    await page.getByLabel('Person').selectOption({ label: council.as.contributor.person.name });
    await page.getByLabel('Kind of event').selectOption({ label: 'Statements' });
    const from = page.getByRole('group', { name: 'From' });
    await from.getByLabel('Day').fill('31');
    await from.getByLabel('Month').fill('2');
    await from.getByLabel('Year').fill('2026');
    await page.getByRole('button', { name: 'Apply filters' }).click();
    await expect(from).toContainText('From must be a real date, like 27 3 2026');
    await expect(from.getByLabel('Day')).toHaveValue('31');
    if (script) await expectNoFaults(page, 375);
    await from.getByLabel('Day').fill('1');
    await from.getByLabel('Month').fill('January');
    await page.getByRole('button', { name: 'Apply filters' }).click();
    await expect(entries).toHaveCount(1);
    await page.getByRole('link', { name: 'Remove filter: From 1 January 2026' }).click();
    await expect(page).not.toHaveURL(/from=/);

    await entries.getByRole('link', { name: 'Safeguarding saved' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Safeguarding saved');
    const text = page.getByRole('region', { name: 'What we do well' });
    await expect(text.locator('del')).toContainText('34');
    await expect(text.locator('ins')).toContainText('19');
    await expect(page.getByRole('region', { name: 'Why has the score changed?' })).toContainText(
      'Waits fell by 15 days.',
    );
    await expect(page.getByRole('region', { name: 'What we need to improve' })).toContainText('Not changed.');
    await expect(page.getByText(council.as.contributor.person.name)).toBeVisible();
    if (script) await expectNoFaults(page, 375);

    await page.goto(council.path('/activity?evidence=E9'));
    await expect(page.getByRole('main')).toContainText('No activity matches these filters.');
    await page.getByRole('link', { name: 'Show all activity' }).click();
    await expect(entries.first()).toContainText('Evidence E1 added');
    if (script) await expectNoFaults(page, 375);
  });

  test(`changes since the last look ${script ? 'with' : 'without'} script`, async ({ open, newCouncil }) => {
    const council = await newCouncil();
    await withHistory(council);
    const page = await open({ as: council.email('lead'), javaScriptEnabled: script });
    await page.goto(council.path());
    await page.getByRole('link', { name: '2 changes since you last looked' }).click();
    const section = page.getByRole('region', { name: 'What changed since you last looked' });
    await expect(section.getByRole('listitem')).toHaveText([
      'Assessing needs: 1 change',
      'Safeguarding: 1 change',
    ]);
    if (script) await expectNoFaults(page, 375);
    await section.getByRole('button', { name: 'Mark as seen' }).click();
    await expect(page.getByRole('main')).toContainText('Changes marked as seen');
    await expect(section).toHaveCount(0);

    await save(council, 'contributor', 2, 'People wait 12 days.', { score: 4 });
    await page.goto(council.path());
    await page.getByRole('link', { name: '1 change since you last looked' }).click();
    await expect(section).toContainText('1 change by other people since');
    await section.getByRole('link', { name: 'Safeguarding' }).click();
    await expect(page).toHaveURL(/activity\?statement=QS7$/);
  });
}

test('the export matches the page, opens in a spreadsheet and is itself recorded', async ({
  visitor,
  newCouncil,
}) => {
  const council = await newCouncil();
  await withHistory(council);
  const reader = await visitor(council.email('reader'));
  const answer = await reader.fetch(council.path('/activity/export.csv?kind=evidence'));
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename=".+ activity .+\.csv"$/);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
  expect(text.charCodeAt(0)).toBe(0xfeff);
  const rows: Record<string, string>[] = parse(text, { bom: true, columns: true });
  expect(rows.map((row) => row['What happened'])).toEqual(['Evidence E1 added: =1+1']);

  const page = await (await reader.fetch(council.path('/activity'))).text();
  expect(page).toContain('1 entry, filtered by Evidence added or changed');
  const stranger = await visitor((await newCouncil()).email('lead'));
  expect((await stranger.fetch(council.path('/activity/export.csv'))).status).toBe(404);
  expect((await stranger.fetch(council.path('/activity/3'))).status).toBe(404);
  expect((await (await visitor()).fetch(council.path('/activity/export.csv'))).status).toBe(303);
  expect((await reader.fetch(council.path('/activity/export.csv'), { method: 'HEAD' })).status).toBe(405);
});
