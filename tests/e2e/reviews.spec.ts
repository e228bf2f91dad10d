import type { Page } from '@playwright/test';
import { formatHash } from '#lib/kernel/format.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { changeDetails } from '#lib/record/evidence/commands.ts';
import { signAssessment, withdrawProposal } from '#lib/work/reviews/commands.ts';
import {
  ANSWERS,
  decisionInput,
  linkDetails,
  makeEvidenceLink,
  sendForSignOff,
  signOff,
} from '#tests/integration/council-factory.ts';
import { expect, expectNoFaults, type OwnCouncil, test } from './fixtures.ts';

type Assessed = OwnCouncil & { readonly assessment: string };

const message = (page: Page) => page.getByRole('main').getByRole('alert').first();

async function save(council: OwnCouncil, version: number, strengths: string): Promise<void> {
  const { assessment } = council as Assessed;
  await saveStatement(council.as.lead, 'QS1', { ...ANSWERS, strengths, assessment, version });
}

for (const script of [true, false]) {
  test(`an assessment is proposed, returned and signed ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
  }) => {
    const council = await newCouncil();
    await makeEvidenceLink(council.as.lead, { statement: 'QS1', title: 'Survey of carers' });
    await save(council, 0, 'People wait 19 days. E1');
    const lead = await open({ as: council.email('lead'), javaScriptEnabled: script });
    const director = await open({ as: council.email('director'), javaScriptEnabled: script });

    await lead.goto(council.path('/review'));
    await expect(lead.getByRole('main')).toContainText('Version 1 is being prepared');
    const gaps = lead.getByRole('region', { name: /^\d+ gaps$/ });
    await expect(
      gaps.getByRole('link', { name: /^2 paragraphs cite no evidence ?: Assessing needs$/ }),
    ).toBeVisible();
    await expect(gaps.getByRole('link', { name: 'Safeguarding', exact: true })).toBeVisible();
    if (script) await expectNoFaults(lead);
    await lead.getByRole('link', { name: 'Send version 1 for sign-off' }).click();
    await expect(lead).toHaveURL(/#decide$/);
    await expect(lead.getByRole('heading', { name: 'Send version 1 for sign-off' })).toBeInViewport();
    // The form is refused and keeps its entries: gaps have to be acknowledged.
    await lead.getByLabel('What should the director know?').fill('QS2 to QS9 follow in May.');
    await lead.getByRole('button', { name: 'Send for sign-off' }).click();
    await expect(message(lead)).toContainText(/Confirm that you are sending it with \d+ gaps/);
    await expect(lead).toHaveTitle(/^Error: Review and sign-off/);
    await expect(lead.getByLabel('What should the director know?')).toHaveValue('QS2 to QS9 follow in May.');
    if (script) await expectNoFaults(lead);
    await lead.getByRole('checkbox').check();
    await lead.getByRole('button', { name: 'Send for sign-off' }).click();
    await expect(message(lead)).toContainText('Version 1 sent for sign-off');

    await director.goto(council.path('/review'));
    await expect(director.getByRole('main')).toContainText('QS2 to QS9 follow in May.');
    if (script) await expectNoFaults(director);
    await director.getByRole('button', { name: 'Confirm decision' }).click();
    await expect(message(director)).toContainText('Select whether you sign it or return it');
    await director.getByLabel('Return it for changes').check();
    await director.getByRole('button', { name: 'Confirm decision' }).click();
    await expect(message(director)).toContainText('Enter what needs to change');
    await expect(director.getByLabel('Return it for changes')).toBeChecked();
    if (script) await expectNoFaults(director);
    await director.getByLabel('Comment').fill('Say how many wait.');
    await director.getByRole('button', { name: 'Confirm decision' }).click();
    await expect(message(director)).toContainText('Version 1 returned');

    await save(council, 1, 'People wait 19 days, 412 of them. E1');
    await lead.goto(council.path('/review'));
    await expect(lead.getByRole('main')).toContainText('Say how many wait.');
    await expect(
      lead
        .getByRole('region', { name: '1 statement changed since it was last sent for sign-off' })
        .locator('ins')
        .filter({ hasText: '412' }),
    ).toBeVisible();
    if (script) await expectNoFaults(lead);
    await sendForSignOff(council as Assessed);

    await director.goto(council.path('/review'));
    await expect(director.getByRole('heading', { name: 'Version 1, to be signed' })).toBeVisible();
    if (script) await expectNoFaults(director);
    // The evidence list is not locked: this changes what the director was looking at.
    await changeDetails(council.as.lead, 'E1', { ...linkDetails(), title: 'Survey of 2026', version: 1 });
    await director.getByLabel('Sign version 1').check();
    await director.getByLabel('Comment').fill('Signed for the cabinet.');
    await director.getByRole('button', { name: 'Confirm decision' }).click();
    await expect(message(director)).toContainText('Not signed: someone changed the assessment');
    await expect(director.getByLabel('Comment')).toHaveValue('Signed for the cabinet.');
    await expect(director.getByLabel('Sign version 1')).not.toBeChecked();
    await expect(
      director.getByRole('region', { name: 'Details changed since it was sent for sign-off' }),
    ).toContainText('Survey of carers');
    if (script) await expectNoFaults(director);
    await director.getByLabel('Sign version 1').check();
    await director.getByRole('button', { name: 'Confirm decision' }).click();
    await expect(message(director)).toContainText('Version 1 signed');
    await expect(director.getByRole('main')).toContainText('Signed for the cabinet.');
    const { content } = await decisionInput(council as Assessed);
    await expect(director.getByRole('main')).toContainText(formatHash(content));
    if (script) await expectNoFaults(director);
    await director.getByRole('link', { name: 'Version 1', exact: true }).click();
    await expect(director.getByRole('heading', { level: 1 })).toContainText('Version 1, as signed');
    await expect(director.getByRole('main')).toContainText('People wait 19 days, 412 of them.');
    if (script) await expectNoFaults(director);

    await lead.goto(council.path('/review'));
    await lead.getByLabel('Why are you reopening it?').fill('New figures');
    await lead.getByRole('button', { name: 'Reopen' }).click();
    await expect(message(lead)).toContainText('Assessment reopened');
    await save(council, 2, 'People wait 12 days, 412 of them. E1');
    await lead.goto(council.path());
    await expect(lead.getByText('Changed since version 1 was signed.')).toBeVisible();
    if (script) await expectNoFaults(lead);
    await lead.getByRole('link', { name: 'See exactly what changed' }).click();
    const changes = lead.getByRole('region', { name: '1 statement changed since version 1 was signed' });
    await expect(changes.locator('del').filter({ hasText: '19' })).toBeVisible();
    await expect(changes.locator('ins').filter({ hasText: '12' })).toBeVisible();
    if (script) await expectNoFaults(lead);
  });

  test(`text typed while the assessment is locked is refused and kept ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
  }) => {
    const council = (await newCouncil()) as Assessed;
    const page = await open({ as: council.email('contributor'), javaScriptEnabled: script });
    await page.goto(council.path('/assessment/QS1'));
    await page.getByLabel('What we do well').fill('Typed too late');
    await page.getByLabel("No, I'll come back later").check();
    await sendForSignOff(council);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(message(page)).toContainText('this assessment has been sent for sign-off');
    await expect(page.getByLabel('What we do well')).toHaveValue('Typed too late');
    if (script) await expectNoFaults(page);

    await page.goto(council.path('/assessment/QS1'));
    await expect(
      page.getByRole('heading', {
        name: 'Locked because version 1 has been sent for sign-off',
      }),
    ).toBeVisible();
    await expect(page.getByRole('textbox')).toHaveCount(0);
    await page.getByText('Read the draft from').click();
    await expect(page.getByText('Typed too late')).toBeVisible();
    if (script) await expectNoFaults(page);
    await page.goto(council.path('/evidence/new?statement=QS1&way=link'));
    await expect(page.getByRole('heading', { name: /^Locked because/ })).toBeVisible();

    const { assessment, step } = await decisionInput(council);
    await withdrawProposal(council.as.lead, { assessment, step, reason: '' });
    await page.goto(council.path('/assessment/QS1'));
    await expect(page.getByLabel('What we do well')).toHaveValue('Typed too late');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(message(page)).toContainText('Assessing needs saved');
  });
}

test('each step is for its role, and each version for its council', async ({ newCouncil, visitor }) => {
  const [own, other] = [(await newCouncil()) as Assessed, (await newCouncil()) as Assessed];
  await signOff(other);
  const statusOf = async (as: 'lead' | 'director' | 'reader' | 'contributor' | 'admin', path: string) =>
    (await (await visitor(own.email(as))).fetch(path)).status;
  const buttonsOf = async (as: 'lead' | 'director' | 'reader') => {
    const page = await (await visitor(own.email(as))).fetch(own.path('/review'));
    const texts = ['Send for sign-off', 'Withdraw from sign-off', 'Confirm decision', 'Reopen'];
    const html = await page.text();
    return texts.filter((text) => html.includes(`>${text}</button>`));
  };
  const buttons = async () => Promise.all((['lead', 'director', 'reader'] as const).map(buttonsOf));
  expect(await buttons()).toEqual([['Send for sign-off'], [], []]);
  for (const as of ['reader', 'contributor', 'admin'] as const) {
    expect(await statusOf(as, own.path('/review'))).toBe(200);
  }
  const version = '/review/cycles/1/versions/1';
  expect(await statusOf('lead', other.path(version))).toBe(404);
  expect(await statusOf('lead', other.path(`${version}/pack.pdf`))).toBe(404);
  expect(await statusOf('lead', own.path(version))).toBe(404);
  expect(await statusOf('lead', own.path(`${version}/pack.pdf`))).toBe(404);
  expect(await statusOf('lead', own.path('/review/cycles/1/versions/x'))).toBe(404);
  await sendForSignOff(own);
  expect(await buttons()).toEqual([['Withdraw from sign-off'], ['Confirm decision'], []]);
  await signAssessment(own.as.director, await decisionInput(own));
  expect(await buttons()).toEqual([['Reopen'], ['Reopen'], []]);
  expect(await statusOf('admin', own.path(version))).toBe(200);
  expect(await statusOf('admin', own.path(`${version}/pack.pdf`))).toBe(404);
  const pack = await (await visitor(own.email('reader'))).fetch(own.path(`${version}/pack.pdf`));
  expect([pack.status, pack.headers.get('content-type')]).toEqual([200, 'application/pdf']);
});

test('the review, a version and a comparison of the example stay short', async ({ open }) => {
  const page = await open({ as: 'lead@exampleshire.example', viewport: { width: 1280, height: 900 } });
  const heightOf = async (path: string) => {
    await page.goto(`/councils/exampleshire${path}`);
    return page.evaluate(() => document.documentElement.scrollHeight);
  };
  for (const path of [
    '/review',
    '/review/content',
    '/review/cycles/3/versions/1',
    '/cycles/1',
    '/cycles/compare',
  ]) {
    expect(await heightOf(path), path).toBeLessThanOrEqual(3_500);
  }
  await page.setViewportSize({ width: 375, height: 800 });
  expect(await heightOf('/review')).toBeLessThanOrEqual(7_000);
});
