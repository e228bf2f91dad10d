import type { Page } from '@playwright/test';
import { getStatement } from '#lib/pages/statement.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { ANSWERS, readyUpload } from '#tests/integration/council-factory.ts';
import { FORM_PAGES } from './every-page.ts';
import { answered, expect, isTakenOver, type OwnCouncil, test } from './fixtures.ts';

const WELL = 'What we do well';
const SCRIPTS = /\/_next\/static\/.*\.js/;
const SAVED = /^Saved at .* as your draft$/;

/** Opens a page whose scripts wait until released. */
async function openWithoutScripts(page: Page, path: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(SCRIPTS, async (route) => {
    await promise;
    await route.continue();
  });
  await page.goto(path, { waitUntil: 'commit' });
  await page.waitForFunction(() => document.readyState !== 'loading');
  return resolve;
}

const asksBeforeLeaving = (page: Page) =>
  page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));

const fieldsOf = (page: Page) => page.locator('main form :is(input:not([type=hidden]), textarea, select)');

/** The values of all fields, one line each. */
const fieldValues = (page: Page) =>
  fieldsOf(page).evaluateAll((fields) =>
    fields.map((field) => {
      const { name, type, value } = field as HTMLInputElement;
      const isChoice = type === 'checkbox' || type === 'radio';
      return `${name} ${type}: ${isChoice ? `${value} ${(field as HTMLInputElement).checked}` : value}`;
    }),
  );

/** Changes every field as a person would: types in each box and changes each choice. */
async function typeIntoEvery(page: Page): Promise<void> {
  await page.locator('main details').evaluateAll((folded) => {
    for (const details of folded) (details as HTMLDetailsElement).open = true;
  });
  // Choices all at once, which takes a tenth of the time, and returns the other fields.
  const boxes = await fieldsOf(page).evaluateAll((fields) => {
    const chosen = new Set<string>();
    return fields.flatMap((field, at) => {
      // Such as the name of somebody else, while a member is chosen.
      if (!field.checkVisibility()) return [];
      const { type, name, checked } = field as HTMLInputElement;
      if (field instanceof HTMLSelectElement) {
        field.selectedIndex = (field.selectedIndex + 1) % field.options.length;
        for (const event of ['input', 'change']) field.dispatchEvent(new Event(event, { bubbles: true }));
      } else if (type === 'checkbox') {
        (field as HTMLInputElement).click();
      } else if (type === 'radio') {
        // The first option that was not preselected.
        if (chosen.has(name) || checked) return [];
        chosen.add(name);
        (field as HTMLInputElement).click();
      } else return [{ at, type }];
      return [];
    });
  });
  for (const { at, type } of boxes) {
    const field = fieldsOf(page).nth(at);
    if (type === 'file') {
      await field.setInputFiles({ name: 'chosen.csv', mimeType: 'text/csv', buffer: Buffer.from('a\n') });
    } else if (type === 'date') {
      await field.fill('2026-01-02');
    } else {
      await field.focus();
      await page.keyboard.press('Control+End');
      await page.keyboard.insertText('7 typed');
    }
  }
}

const COLUMNS = 3;
for (let column = 0; column < COLUMNS; column += 1) {
  test(`text typed before the scripts load stays in every field, part ${column + 1}`, async ({
    open,
    newCouncil,
  }) => {
    const council = await filledCouncil(newCouncil);
    const pages = new Map<string, Page>();
    const seen = new Set<string>();
    for (const { path, as, asks } of Object.values(FORM_PAGES).filter((_, i) => i % COLUMNS === column)) {
      const [who, address] =
        typeof path === 'string'
          ? [as && `${as}@exampleshire.example`, path]
          : [as && council.email(as), path(council)];
      if (seen.has(address)) continue;
      seen.add(address);
      await test.step(address, async () => {
        const page = pages.get(who ?? '') ?? (await open({ ...(who ? { as: who } : {}), fresh: true }));
        if (!pages.has(who ?? '')) page.on('dialog', (dialog) => void dialog.accept());
        pages.set(who ?? '', page);
        const loadScripts = await openWithoutScripts(page, address);
        const before = await fieldValues(page);
        await typeIntoEvery(page);
        const typed = await fieldValues(page);
        expect(typed.length).toBeGreaterThan(0);
        expect(typed).not.toEqual(before);
        loadScripts();
        await expect.poll(() => isTakenOver(fieldsOf(page).last())).toBe(true);
        await expect.poll(() => asksBeforeLeaving(page)).toBe(asks);
        // Trial scores reveal the form that saves them.
        expect(await fieldValues(page)).toEqual(expect.arrayContaining(typed));
      });
    }
  });
}

test('words typed into a filled box while the script loads stay, continue, and are drafted and saved', async ({
  open,
  newCouncil,
}) => {
  const council = await filledCouncil(newCouncil);
  const page = await open({ as: council.email('lead'), fresh: true });
  const loadScripts = await openWithoutScripts(page, council.path('/assessment/QS1'));
  const box = page.getByRole('textbox', { name: WELL });
  await box.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type(' one ');
  loadScripts();
  // Letter by letter, for as long as loading takes.
  let typed = ' one ';
  while (!(await isTakenOver(box))) {
    await page.keyboard.type('x');
    typed += 'x';
  }
  await page.keyboard.type(' two ');
  const { strengths } = ANSWERS;
  const whole = `${strengths[0]}${typed} two ${strengths.slice(1)}`;
  await expect(box).toHaveValue(whole);
  await expect(page.getByText(SAVED)).toBeVisible();
  expect((await draftsOf(council)).map(({ typed: kept }) => kept.strengths)).toEqual([whole]);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('saved');
  expect(await savedText(council)).toBe(whole);
  expect(await draftsOf(council)).toEqual([]);
});

test('text typed before the script loads is drafted and counted without further typing', async ({
  open,
  newCouncil,
}) => {
  const council = await filledCouncil(newCouncil);
  const page = await open({ as: council.email('lead'), fresh: true });
  const loadScripts = await openWithoutScripts(page, council.path('/assessment/QS1'));
  await page.getByLabel(WELL).fill('12345');
  loadScripts();
  await expect(page.getByText(SAVED)).toBeVisible();
  await expect(page.getByText('You have 9,995 characters remaining')).toHaveCount(1);
  expect((await draftsOf(council)).map(({ typed }) => typed.strengths)).toEqual(['12345']);
});

test('a clicked box keeps its cursor, and one in mid-composition its letters', async ({
  open,
  newCouncil,
}) => {
  const council = await filledCouncil(newCouncil);
  const page = await open({ as: council.email('lead'), fresh: true });
  const box = page.getByRole('textbox', { name: WELL });
  const cursor = () => box.evaluate((element) => (element as HTMLTextAreaElement).selectionStart);

  let loadScripts = await openWithoutScripts(page, council.path('/assessment/QS1'));
  await box.focus();
  await page.keyboard.press('Control+End');
  const end = await cursor();
  loadScripts();
  await expect.poll(() => isTakenOver(box)).toBe(true);
  expect([await cursor(), end]).toEqual([ANSWERS.strengths.length, ANSWERS.strengths.length]);

  loadScripts = await openWithoutScripts(page, council.path('/assessment/QS1'));
  await box.focus();
  await page.keyboard.press('Control+End');
  const keyboard = await page.context().newCDPSession(page);
  await keyboard.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 });
  loadScripts();
  await expect.poll(() => isTakenOver(box)).toBe(true);
  await keyboard.send('Input.imeSetComposition', { text: 'nih', selectionStart: 3, selectionEnd: 3 });
  await keyboard.send('Input.insertText', { text: '你好' });
  await expect(box).toHaveValue(`${ANSWERS.strengths}你好`);
  await page.keyboard.press('Control+z');
  await expect(box).toHaveValue(ANSWERS.strengths);
});

test('Save before the script loads saves the entries and leaves no draft behind', async ({
  open,
  newCouncil,
}) => {
  const council = await filledCouncil(newCouncil);
  const page = await open({ as: council.email('lead'), fresh: true });
  const loadScripts = await openWithoutScripts(page, council.path('/assessment/QS1'));
  await page.getByLabel(WELL).fill('Typed and sent at once');
  const { promise: awaited, resolve: answer } = Promise.withResolvers<void>();
  await page.route(council.path('/assessment/QS1'), async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const response = await route.fetch({ maxRedirects: 0 });
    await awaited;
    await route.fulfill({ response });
  });
  await page.getByRole('button', { name: 'Save', exact: true }).click({ noWaitAfter: true });
  await expect.poll(() => savedText(council)).toBe('Typed and sent at once');
  // The script loads while the answer is under way, and drafts what it finds in the form.
  const drafted = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith('/draft'),
  );
  loadScripts();
  expect((await drafted).status()).toBe(200);
  answer();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('saved');
  await expect(page.getByLabel(WELL)).toHaveValue('Typed and sent at once');
  await saveStatement(council.as.contributor, 'QS1', {
    ...ANSWERS,
    assessment: await assessmentOf(council),
    version: 2,
  });
  expect(await draftsOf(council)).toEqual([]);
});

for (const answer of ['saved', 'refused'] as const) {
  test(`words typed while a form is being sent stay when it comes back ${answer}`, async ({
    open,
    newCouncil,
    expectedErrors,
  }) => {
    expectedErrors.push(answered(422));
    const council = await filledCouncil(newCouncil);
    const page = await open({ as: council.email('lead'), fresh: true });
    await page.goto(council.path('/assessment/QS1'));
    const box = page.getByRole('textbox', { name: WELL });
    await box.fill('Sent');
    // A section cannot be completed without a score.
    if (answer === 'refused') await page.getByLabel('Not scored', { exact: true }).check();
    await expect(page.getByText(SAVED)).toBeVisible();
    const { promise: typed, resolve: goOn } = Promise.withResolvers<void>();
    await page.route(council.path('/assessment/QS1'), async (route) => {
      await typed;
      await route.continue();
    });
    const stay = page.getByRole('button', { name: 'Save', exact: true });
    await stay.click();
    await box.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' and typed on');
    // Once more, which must not lose them either.
    await stay.click();
    await box.focus();
    goOn();
    await expect(page.locator('main > :first-child')).toContainText(
      answer === 'saved' ? 'Assessing needs saved' : 'There is a problem',
    );
    await expect(box).toHaveValue('Sent and typed on');
    if (answer === 'saved') {
      await expect(box).toBeFocused();
      await page.keyboard.type('!');
    }
    await expect(page.getByText(SAVED)).toBeVisible();
    await expect
      .poll(async () => (await draftsOf(council)).map(({ typed: { strengths } }) => strengths))
      .toEqual([answer === 'saved' ? 'Sent and typed on!' : 'Sent and typed on']);
  });
}

test('text typed before the script of a page that a browser extension has changed', async ({
  open,
  newCouncil,
  expectedErrors,
}) => {
  // React logs that it renders the page again.
  expectedErrors.push(/Minified React error #418/);
  const council = await filledCouncil(newCouncil);
  const page = await open({ as: council.email('lead'), fresh: true });
  page.on('dialog', (dialog) => void dialog.accept());
  for (const path of ['/assessment/QS1', '/assessment/QS1/comments', '/evidence/new?statement=QS1']) {
    await test.step(path, async () => {
      const loadScripts = await openWithoutScripts(page, council.path(path));
      await typeIntoEvery(page);
      const typed = await fieldValues(page);
      const [first, last] = [fieldsOf(page).first(), fieldsOf(page).last()];
      await last.evaluate((field) => field.after(document.createElement('a-password-manager')));
      await first.focus();
      loadScripts();
      await expect(page.locator('a-password-manager')).toHaveCount(0);
      // The list of chosen files is rendered once more than the fields.
      await expect.poll(() => fieldValues(page)).toEqual(typed);
      await expect(first).toBeFocused();
    });
  }
});

test('on a line of 120 KB a second', async ({ open, newCouncil }) => {
  const council = await filledCouncil(newCouncil);
  const page = await open({ as: council.email('lead'), fresh: true });
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 100,
    downloadThroughput: 120_000,
    uploadThroughput: 120_000,
  });
  await page.goto(council.path('/assessment/QS1'), { waitUntil: 'commit' });
  const box = page.getByRole('textbox', { name: WELL });
  await box.focus();
  await page.keyboard.press('Control+End');
  let typed = '';
  while (!(await isTakenOver(box))) {
    await page.keyboard.type('x');
    typed += 'x';
  }
  expect(typed).not.toBe('');
  await expect(box).toHaveValue(`${ANSWERS.strengths}${typed}`);
  await expect(page.getByText(SAVED)).toBeVisible();
});

async function filledCouncil(newCouncil: () => Promise<OwnCouncil>): Promise<OwnCouncil> {
  const council = await newCouncil();
  await saveStatement(council.as.lead, 'QS1', {
    ...ANSWERS,
    assessment: await assessmentOf(council),
    version: 0,
  });
  await readyUpload(council.as.lead);
  return council;
}

const assessmentOf = async (council: OwnCouncil) =>
  (await getStatement(council.as.reader, 'QS1'))?.assessment.id ?? '';
const savedText = async (council: OwnCouncil) =>
  (await getStatement(council.as.reader, 'QS1'))?.answers.strengths;
const draftsOf = async (council: OwnCouncil) => (await getStatement(council.as.lead, 'QS1'))?.drafts ?? [];
