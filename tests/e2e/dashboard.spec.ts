import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { pdfBodyOf } from '#lib/exchange/pdf/testing/pdf-tools.ts';
import { DASHBOARD_COLUMNS } from '#lib/insight/dashboard/csv-rows.ts';
import { setTargets } from '#lib/insight/scenarios/commands.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { giveChallenge, setBlind } from '#lib/record/challenge/commands.ts';
import { type Score, STATEMENT_IDS, STATEMENTS, THEMES } from '#lib/scoring/index.ts';
import { assignStatement } from '#lib/work/assignments/commands.ts';
import {
  ANSWERS,
  asSuperuser,
  CYCLE,
  challengeInput,
  startNextCycle,
} from '#tests/integration/council-factory.ts';
import { expect, expectNoFaults, findViolations, type OwnCouncil, test } from './fixtures.ts';

type Assessed = OwnCouncil & { readonly assessment: string };

/**
 * A previous cycle scored 2 throughout, and this one 3 with a 1 and a 4: one draft, one challenge, one target, one
 * overdue statement and one completed with a due date. Returns this cycle's id.
 */
async function makeReviewedAssessment(council: Assessed): Promise<string> {
  const { lead, director, contributor } = council.as;
  const scoreAll = async (assessment: string, score: (index: number) => Score) => {
    for (const [index, id] of STATEMENT_IDS.entries()) {
      const answers = { ...ANSWERS, score: score(index), completed: id !== 'QS9' };
      await saveStatement(lead, id, { ...answers, assessment, version: 0 });
    }
  };
  await scoreAll(council.assessment, () => 2);
  await startNextCycle(council, council.assessment, { content: 'empty' });
  const [open] = await asSuperuser<{ id: string }>(
    `SELECT id FROM assessments WHERE council_id = $1 AND status = 'open'`,
    [council.id],
  );
  const assessment = open?.id ?? '';
  await scoreAll(assessment, (index) => (index === 0 ? 1 : index === 1 ? 4 : 3));
  await giveChallenge(director, 'QS2', challengeInput(assessment, { score: 2 }));
  await setTargets(lead, {
    assessment,
    targets: [{ statement: 'QS3', score: 4, dueOn: '2027-03-31', version: 0 }],
  });
  // A past due date cannot be set, so this changes ones set earlier.
  await asSuperuser(
    `UPDATE statement_assessments SET due_on = '2026-01-31'
      WHERE assessment_id = $1 AND statement IN ('QS2', 'QS9')`,
    [assessment],
  );
  await assignStatement(lead, 'QS9', {
    assessment,
    owner: contributor.person.id,
    helpers: [],
    dueOn: '2026-01-31',
  });
  return assessment;
}

/** Without the spaces and line ends of a narrow column, and without invisible marks. */
const bare = (text: string) => text.replaceAll(/[\s\u200b\u2066-\u2069]/g, '');

async function tableOf(page: Page): Promise<Record<string, string>[]> {
  return page
    .getByRole('region', { name: /Each quality statement with its score/ })
    .locator('table')
    .evaluate((table) => {
      const words = (cell: Element | undefined) => cell?.textContent?.trim() ?? '';
      const headers = [...table.querySelectorAll('thead th')].map(words);
      return [...table.querySelectorAll('tbody tr')]
        .map((row) => [...row.children].map(words))
        .filter((cells) => cells.length === headers.length)
        .map((cells) => Object.fromEntries(cells.map((cell, index) => [headers[index], cell])));
    });
}

for (const script of [true, false]) {
  test(`the overview, its file and its paper agree ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
    visitor,
  }) => {
    const council = (await newCouncil()) as Assessed;
    await makeReviewedAssessment(council);
    const page = await open({ as: council.email('director'), javaScriptEnabled: script });
    await page.goto(council.path('/figures'));
    const shown = await tableOf(page);
    expect(shown.map((line) => line['Quality statement'])).toEqual(STATEMENTS.map(({ name }) => name));

    const reader = await visitor(council.email('director'));
    const file = await reader.fetch(council.path('/overview.csv'));
    const [header, ...records]: string[][] = parse(await file.text(), { bom: true });
    expect(header).toEqual(DASHBOARD_COLUMNS);
    const rows = records.map((cells) =>
      Object.fromEntries(DASHBOARD_COLUMNS.map((column, index) => [column, cells[index] ?? ''])),
    );
    const paper = (
      await pdfBodyOf(
        new Uint8Array(await (await reader.fetch(council.path('/board-paper.pdf'))).arrayBuffer()),
      )
    ).replaceAll(/\s+/g, ' ');

    // Each theme and each cell of each row, then the headline figures.
    const [overall, ...parts] = rows;
    for (const theme of THEMES) {
      const row = parts.find(({ Part, Name }) => Part === 'Theme' && Name === theme.name);
      await expect(page.getByRole('rowheader', { name: `${theme.name}: ${row?.Score}` })).toBeVisible();
      expect(paper).toContain(`${row?.Score}`);
    }
    for (const [index, { id, name }] of STATEMENTS.entries()) {
      const row = parts.find(({ Part }) => Part === id);
      const line = shown[index];
      expect(line).toMatchObject({
        Score: row?.Score,
        Target: row?.Target,
        Challenge: row?.['Challenge scores'],
        Owner: row?.Owner,
      });
      expect(line?.['Last cycle']).toBe(`${row?.['Last cycle']} in ${CYCLE.name}${row?.Change}`);
      expect(line?.Evidence).toContain(row?.['Evidence strength']);
      const due = row?.['Due date'] === '–' ? '' : row?.['Due date'];
      const flags = row?.Flags ? row.Flags.split('; ') : [];
      const isOverdue = flags.some((flag) => flag.startsWith('Overdue'));
      expect(line?.Status).toBe([row?.Status, due && !isOverdue ? `Due ${due}` : '', ...flags].join(''));
      const printed = [
        id,
        name,
        row?.Score?.slice(0, 1),
        row?.['Last cycle'],
        row?.Change === '–' ? '' : `, ${row?.Change?.toLowerCase()}`,
        row?.Target,
        row?.['Challenge scores'],
        row?.['Evidence strength'],
        row?.Owner,
        row?.Status,
        due,
        ...flags,
      ].join('');
      expect(bare(paper)).toContain(bare(printed));
    }
    expect(parts.find(({ Part }) => Part === 'QS1')?.Flags).toContain('Scored 1, significant shortfalls');
    expect(parts.find(({ Part }) => Part === 'QS2')).toMatchObject({
      'Challenge scores': '2 (2 apart)',
      Change: 'Up 2',
      Status: 'Completed',
      'Due date': '–',
    });
    expect(parts.find(({ Part }) => Part === 'QS3')?.Target).toBe('4 by 31 March 2027');
    expect(parts.find(({ Part }) => Part === 'QS9')?.['Due date']).toBe('31 January 2026');
    expect(parts.find(({ Part }) => Part === 'QS9')?.Flags).toContain('Overdue: was due on 31 January 2026');

    if (script) await expectNoFaults(page, 375);

    await page.getByRole('link', { name: 'Summary' }).last().click();
    await expect(
      page.getByRole('img', {
        name: /^Ruler from 0 to 100\. Good: 73 out of 100, 3 points from outstanding/,
      }),
    ).toBeVisible();
    await expect(page.getByText('73', { exact: true }).first()).toBeVisible();
    expect(overall).toMatchObject({
      Part: 'Overall',
      Score: '73, good',
      'Last cycle': '50, requires improvement',
    });
    for (const words of ['73', 'Good', '50 out of 100, requires improvement']) expect(paper).toContain(words);

    // Every sentence about the score is in the paper.
    const facts = await page
      .locator('h1 ~ p, h1 ~ div p')
      .or(page.getByRole('region', { name: /^What (?:moved|would change it)/ }).locator('div:last-child > p'))
      .evaluateAll((paragraphs) => paragraphs.map((one) => one.firstChild?.nodeValue ?? ''));
    expect(facts.filter((fact) => fact !== '').length).toBeGreaterThanOrEqual(6);
    for (const fact of facts) expect(paper).toContain(fact.trim().replaceAll(/\s+/g, ' '));

    if (script) expect(await findViolations(page)).toEqual([]);
    const [exported] = await asSuperuser<{ count: number }>(
      `SELECT count(*)::int FROM audit_events
        WHERE council_id = $1 AND type IN ('dashboard.exported', 'paper.exported')`,
      [council.id],
    );
    expect(exported?.count).toBe(2);
  });
}

test('the overview of a council in use is short', async ({ open }) => {
  const page = await open({ as: 'lead@exampleshire.example' });
  for (const [width, limit] of [
    [1280, 2300],
    [375, 5000],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/councils/exampleshire');
    await expect(page.getByRole('list').filter({ hasText: 'Safeguarding' }).first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(limit);
  }
});

test('a director who challenges blind sees which statements are waiting, but no figures', async ({
  open,
  newCouncil,
  visitor,
}) => {
  const council = (await newCouncil()) as Assessed;
  const assessment = await makeReviewedAssessment(council);
  await setBlind(council.as.lead, { assessment, blind: true });
  const page = await open({ as: council.email('reader') });
  await page.goto(council.path());
  await expect(page.getByRole('heading', { name: 'Scores are hidden until you give yours' })).toBeVisible();
  await expect(page.getByRole('region', { name: /^What (?:moved|would change it)/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'All figures in one table' }).click();
  const shown = await tableOf(page);
  expect(shown.map(({ Score }) => Score)).toEqual(STATEMENT_IDS.map(() => 'Hidden'));
  const file = await (
    await (await visitor(council.email('reader'))).fetch(council.path('/overview.csv'))
  ).text();
  expect(file).not.toMatch(/\b73\b/);
  expect(file).not.toContain('significant shortfalls');
});
