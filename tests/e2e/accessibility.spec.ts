import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { saveFlash } from '#lib/platform/db/flash.ts';
import { makeEvidenceFile } from '#tests/integration/council-factory.ts';
import { answered, expect, findViolations, isTakenOver, test } from './fixtures.ts';
import { at, BARE, SAMPLE, WALKS } from './walks.ts';

const MINUTE = 60_000;

for (const { name, as, paths } of WALKS) {
  test(`pages as seen by ${name}`, async ({ open, expectedErrors }) => {
    test.setTimeout((paths.length + 3) * 10_000);
    expectedErrors.push(answered(404));
    const page = await open({ ...(as ? { as } : {}), reducedMotion: 'reduce' });
    const titles = new Map<string, string>();
    for (const path of paths) {
      await test.step(path, async () => {
        await page.setViewportSize({ width: 1280, height: 900 });
        const isTold = path.endsWith('?done');
        await page.goto(isTold ? `${path}=${await saveFlash(null, 'What was done', new Date())}` : path);
        await expect(page.getByRole('alert').filter({ hasText: 'What was done' })).toHaveCount(
          isTold ? 1 : 0,
        );
        const isBare = BARE.includes(path);
        await expectNoViolations(page);
        if (!isBare) await expectStructure(page);
        const title = await page.title();
        const [bare = ''] = path.split('?');
        // Pages have different titles; states of one page may share theirs.
        expect(titles.get(title) ?? bare, `two pages are called ${title}`).toBe(bare);
        titles.set(title, bare);
        await expectRoomForText(page);
        if (!isBare) await expectEdges(page);
        if (SAMPLE.includes(path)) {
          await page.setViewportSize({ width: 640, height: 450 });
          await expectContentFirst(page, 200);
        }
        await page.setViewportSize({ width: 320, height: 640 });
        await expectReflow(page);
        if (!isBare) await expectContentFirst(page, 240);
        await expectRoomForText(page);
      });
    }
  });
}

test('tables with rows shown as blocks on a phone are still tables to a screen reader', async ({ open }) => {
  const page = await open({ as: 'lead@exampleshire.example', viewport: { width: 375, height: 800 } });
  for (const path of ['/strength', '/evidence', '/members']) {
    await page.goto(`/councils/exampleshire${path}`);
    const table = page.getByRole('main').getByRole('table').first();
    const rows = await table.locator('tbody tr').count();
    const columns = await table.locator('thead th').allTextContents();
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const named = (role: string) =>
      nodes.flatMap((node) => (!node.ignored && node.role?.value === role ? [node.name?.value] : []));
    expect(named('columnheader')).toEqual(columns);
    expect(named('row')).toHaveLength(rows + 1);
    expect(named('rowheader')).toHaveLength(rows);
    expect(named('cell')).toHaveLength(rows * (columns.length - 1));
    // Shown beside each cell, and not read out again. A long list has two lines for each row, without them.
    const cell = table.locator('tbody td').first();
    expect(await cell.evaluate((td) => getComputedStyle(td, '::before').content)).toBe(
      path === '/evidence' ? 'none' : `"${columns[1]}" / ""`,
    );
    expect(named('cell')[0]).not.toContain(columns[1]);
    await expectNoViolations(page);
  }
});

test('pages after a refused form', async ({ open, newCouncil, expectedErrors }) => {
  expectedErrors.push(answered(422));
  const council = await newCouncil();
  await makeEvidenceFile(council.as.lead, { statement: 'QS1' });
  await makeEvidenceFile(council.as.lead);
  const page = await open({ as: council.email('lead') });
  const forms = [
    ['/assessment/QS1', 'Save and continue'],
    ['/evidence/new?statement=QS1', 'Upload'],
    ['/evidence/new?statement=QS1&way=link', 'Add link'],
    ['/evidence/new?statement=QS1&way=list', 'Attach selected evidence'],
    ['/evidence/E1/edit', 'Save changes'],
    ['/board-papers/new', 'Create link'],
  ] as const;
  for (const [path, button] of forms) {
    await test.step(path, async () => {
      await page.goto(council.path(path));
      if (path.endsWith('/edit')) await page.getByLabel('Title').fill('');
      await page.getByRole('button', { name: button, exact: true }).click();
      await expect(page).toHaveTitle(/^Error: /);
      await expectNoViolations(page);
      await expectStructure(page);
      await page.setViewportSize({ width: 320, height: 640 });
      await expectReflow(page);
      await page.setViewportSize({ width: 1280, height: 900 });
    });
  }
  await test.step('a newer version beside what was typed', async () => {
    const [first, second] = [page, await open({ as: council.email('contributor') })];
    for (const one of [first, second]) await one.goto(council.path('/assessment/QS2'));
    for (const one of [first, second]) {
      await one.getByLabel('What we do well').fill(one === first ? 'One' : 'Two');
      await one.getByLabel("No, I'll come back later").check();
      await one.getByRole('button', { name: 'Save and continue' }).click();
      await expect(one).toHaveTitle(one === first ? /^Assessment/ : /^Error: /);
    }
    await expectNoViolations(second);
    await second.setViewportSize({ width: 320, height: 640 });
    await expectReflow(second);
  });
  await test.step('sign in', async () => {
    const stranger = await open();
    await stranger.goto('/sign-in');
    await stranger.getByRole('button', { name: 'Sign in' }).click();
    await expect(stranger).toHaveTitle(/^Error: /);
    await expectNoViolations(stranger);
  });
});

test('with forced colours everything that carries meaning keeps an edge', async ({ open }) => {
  const page = await open({ as: 'lead@exampleshire.example', forcedColors: 'active' });
  for (const path of at('exampleshire', ['', '/assessment', '/assessment/QS1/challenge'])) {
    await page.goto(path);
    const blocks = await page.locator('main svg :is(rect, path)').evaluateAll((shapes) =>
      shapes
        .filter((shape) => shape.getBoundingClientRect().width > 0)
        .map((shape) => {
          const { fill, stroke, strokeWidth } = getComputedStyle(shape);
          const canvas = getComputedStyle(document.body).backgroundColor;
          const isSeen = (colour: string) =>
            colour !== 'none' && colour !== canvas && colour !== 'rgba(0, 0, 0, 0)';
          return isSeen(fill) || (isSeen(stroke) && Number.parseFloat(strokeWidth) > 0);
        }),
    );
    expect(blocks.length, path).toBeGreaterThanOrEqual(path.endsWith('/challenge') ? 2 : 8);
    expect(
      blocks.filter((seen) => !seen),
      path,
    ).toEqual([]);
  }
  // The colours are the system's, so their contrast is not checked.
  for (const path of [...SAMPLE, ...at('exampleshire', ['/assessment/QS1/challenge'])]) {
    await page.goto(path);
    await expectNoViolations(page, ['color-contrast']);
  }
  await page.goto(at('exampleshire', ['/assessment/QS1'])[0] ?? '');
  // A chosen score has a mark drawn by its border.
  const mark = await page
    .locator('input[name=score]:checked')
    .evaluate((radio) => Number.parseFloat(getComputedStyle(radio, '::before').borderTopWidth));
  expect(mark).toBeGreaterThan(5);
  for (const control of await page
    .locator('main input[type=radio], main textarea, main button:not([data-link], [tabindex="-1"])')
    .all()) {
    const width = await control.evaluate((element) =>
      Number.parseFloat(getComputedStyle(element).borderTopWidth),
    );
    expect(width).toBeGreaterThanOrEqual(1);
  }
});

test('people whose system is dark get dark pages, and paper that is light', async ({ open }) => {
  const page = await open({ as: 'lead@exampleshire.example', colorScheme: 'dark' });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  for (const path of [...SAMPLE, ...at('exampleshire', ['/results', '/board-papers/new'])]) {
    await page.goto(path);
    expect(await background()).toBe('rgb(17, 26, 33)');
    await expectNoViolations(page);
  }
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  expect(await background()).toBe('rgba(0, 0, 0, 0)');
  await expect(page.locator('h1')).toHaveCSS('color', 'rgb(0, 0, 0)');
});

test('paper has no controls, whole texts and, if asked for, whole lists', async ({ open }) => {
  const page = await open({ as: 'lead@exampleshire.example' });
  await page.emulateMedia({ media: 'print' });
  for (const path of [...SAMPLE, ...at('exampleshire', ['/activity', '/evidence?page=all'])]) {
    await page.goto(path);
    const controls = page.locator('button, nav a, search, [data-button], summary:has(+ nav)');
    expect(await controls.filter({ visible: true }).count(), path).toBe(0);
    const cut = await page
      .locator('textarea')
      .evaluateAll((texts) => texts.filter((text) => text.scrollHeight > text.clientHeight + 1).length);
    expect(cut, path).toBe(0);
  }
  await expect(page.getByRole('main').locator('tbody tr')).toHaveCount(34);
  await expect(page.getByText(/^Page \d/)).toHaveCount(0);
});

test('a summary is printed on two pages at most', async ({ open }) => {
  for (const council of ['exampleshire', 'sampleton']) {
    const page = await open({ as: `lead@${council}.example` });
    await page.goto(`/councils/${council}`);
    const printed = execFileSync('pdfinfo', ['-'], { input: await page.pdf({ format: 'A4' }) });
    expect(printed.toString(), council).toMatch(/Pages: +[12]\n/);
  }
});

test('nothing moves for people who ask for less motion', async ({ open }) => {
  const page = await open({ as: 'lead@exampleshire.example', reducedMotion: 'reduce' });
  for (const path of at('exampleshire', ['', '/assessment/QS1', '/evidence/new'])) {
    await page.goto(path);
    const moving = await page.locator('*').evaluateAll(
      (elements) =>
        elements.filter((element) => {
          const { animationDuration, animationName, transitionDuration, scrollBehavior } =
            getComputedStyle(element);
          const lasts = (durations: string) =>
            durations.split(',').some((one) => Number.parseFloat(one) > 0.01);
          return (
            (animationName !== 'none' && lasts(animationDuration)) ||
            lasts(transitionDuration) ||
            scrollBehavior === 'smooth'
          );
        }).length,
    );
    expect(moving, path).toBe(0);
  }
});

test('the statement page by keyboard: every stop is visible, in order, and nothing traps focus', async ({
  open,
}) => {
  const page = await open({ as: 'lead@exampleshire.example' });
  await page.goto('/councils/exampleshire/assessment/QS1');
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveText('Skip to main content');
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();

  const stops = await tabThrough(page);
  const expected = await page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>(
      'main a[href], main button:not([tabindex="-1"]), main textarea, main input:not([type=hidden]), main summary, main select, main [tabindex="0"]',
    );
    const groups = new Set<string>();
    return [...all].filter((element) => {
      if (!element.checkVisibility() || element.closest('details:not([open])')?.contains(element) === true) {
        return element.tagName === 'SUMMARY';
      }
      if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
      // A group of radios is one stop: the chosen one, or the first.
      const chosen = document.querySelector<HTMLInputElement>(`input[name="${element.name}"]:checked`);
      if (groups.has(element.name) || (chosen && chosen !== element)) return false;
      groups.add(element.name);
      return true;
    }).length;
  });
  expect(stops.filter(({ inMain }) => inMain)).toHaveLength(expected);
  expect(stops.filter(({ shows }) => !shows)).toEqual([]);
  expect(stops.filter(({ obscured }) => obscured)).toEqual([]);
  // In page order.
  expect(stops.map(({ order }) => order)).toEqual(stops.map(({ order }) => order).toSorted((a, b) => a - b));
  expect(stops.at(-1)?.text).toBe('Check an evidence pack');
});

test('on a phone Save stays in reach, and hides nothing that has the focus', async ({ open }) => {
  const page = await open({
    as: 'lead@exampleshire.example',
    viewport: { width: 375, height: 700 },
  });
  await page.goto('/councils/exampleshire/assessment/QS1');
  const bar = page.locator('.save-bar');
  for (const place of ['top', 'bottom'] as const) {
    if (place === 'bottom') await page.getByRole('link', { name: 'Privacy' }).scrollIntoViewIfNeeded();
    const box = await bar.boundingBox();
    expect(box?.height).toBeLessThanOrEqual(64);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeCloseTo(700, 0);
  }
  const stops = await tabThrough(page);
  expect(stops.length).toBeGreaterThan(30);
  expect(stops.filter(({ obscured }) => obscured)).toEqual([]);
  // What follows the writing can be jumped to.
  const jumps = page.getByRole('navigation', { name: 'On this page' });
  for (const name of ['Evidence', 'Checks', 'Measures', 'People']) {
    await jumps.getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { level: 2, name, exact: true })).toBeInViewport();
  }
});

test('one statement from sign-in to saved by keyboard alone', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  const page = await open();
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const tabTo = async (name: RegExp) => {
    for (let stops = 0; stops < 60; stops += 1) {
      await press('Tab');
      const focused = page.locator(':focus');
      if ((await focused.count()) > 0 && name.test(await nameOf(focused))) return;
    }
    throw new Error(`Tab does not come to ${name}`);
  };
  await page.goto(council.path('/assessment'));
  await tabTo(/^Email address/);
  await page.keyboard.type(council.email('lead'));
  await tabTo(/^Password/);
  await page.keyboard.type('assurance-demo-2026');
  await press('Enter');
  await expect(page).toHaveURL(council.path('/assessment'));
  await tabTo(/^Safeguarding/);
  await press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Safeguarding');
  await tabTo(/^1 /);
  await press('ArrowDown', 'ArrowDown');
  await expect(page.locator('input[name=score]:checked')).toHaveValue('3');
  await tabTo(/^What we do well/);
  await page.keyboard.type('Typed with a keyboard.');
  await tabTo(/^Yes, I've completed/);
  await press('Space');
  await tabTo(/^Save and continue/);
  await press('Enter');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Safeguarding saved');
  await tabTo(/^Signed in as/);
  await press('Enter');
  await tabTo(/^Sign out/);
  await press('Enter');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('You have signed out');
});

test('an idle person is warned before being signed out and can stay', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  const page = await open({ as: council.email('lead'), fresh: true });
  await page.clock.install();
  await page.goto(council.path('/assessment/QS1'));
  // The time counts from then.
  await expect.poll(() => isTakenOver(page.getByLabel('What we do well'))).toBe(true);
  const warning = page.getByRole('region', { name: /You will be signed out/ });
  await page.clock.fastForward(79 * MINUTE);
  await expect(warning).toHaveCount(0);
  await page.clock.fastForward(1.5 * MINUTE);
  await expect(warning).toBeVisible();
  await expectNoViolations(page);
  await answerDialog(page, () => warning.getByRole('button', { name: 'Stay signed in' }).click());
  await expect(warning).toHaveCount(0);
  // The clock restarts there.
  await page.clock.fastForward(79 * MINUTE);
  await expect(warning).toHaveCount(0);
  // Someone who is typing gets no warning.
  await answerDialog(page, () => page.getByLabel('What we do well').fill('Still here'));
  await page.clock.fastForward(2 * MINUTE);
  await expect(warning).toHaveCount(0);
  await page.clock.fastForward(79 * MINUTE);
  await expect(warning).toBeVisible();
});

async function answerDialog(page: Page, act: () => Promise<void>): Promise<void> {
  const answer = page.waitForResponse('**/api/session');
  await act();
  expect((await answer).status()).toBe(204);
}

async function expectNoViolations(page: Page, without: string[] = []): Promise<void> {
  expect(await findViolations(page, without)).toEqual([]);
}

async function expectStructure(page: Page): Promise<void> {
  const { levels, ...structure } = await page.evaluate(() => {
    const all = (selector: string) => [...document.querySelectorAll(selector)];
    const [first] = all('a[href], button, input, select, textarea, summary');
    return {
      lang: document.documentElement.lang,
      titles: all('head > title').length,
      mains: all('main#main').length,
      headings: all('h1').length,
      first: [first?.textContent, first?.getAttribute('href')],
      levels: all('h1, h2, h3, h4').map(({ tagName }) => Number(tagName[1])),
    };
  });
  expect(structure).toEqual({
    ...{ lang: 'en-GB', titles: 1, mains: 1, headings: 1 },
    first: ['Skip to main content', '#main'],
  });
  // An error summary or success banner above the h1 has an h2.
  const fromTheTop = levels.slice(levels.indexOf(1));
  expect(
    fromTheTop.every((level, index) => level <= (fromTheTop[index - 1] ?? 1) + 1),
    `${levels}`,
  ).toBe(true);
}

/** Content starts at the same edges on every page. */
async function expectEdges(page: Page): Promise<void> {
  expect(await boxOf(page, 'main')).toMatchObject({ x: 64, width: 1152 });
}

/** What was done, what is wrong or else the heading comes first, within so many pixels from the top. */
async function expectContentFirst(page: Page, within: number): Promise<void> {
  const { y, width } = await boxOf(page, 'main [role=alert], h1');
  expect(width).toBeGreaterThan(0);
  expect(y).toBeLessThanOrEqual(within);
}

function boxOf(page: Page, selector: string) {
  return page.evaluate((one) => {
    const { x, y, width } = document.querySelector(one)?.getBoundingClientRect() ?? new DOMRect();
    return { x, y: y + window.scrollY, width };
  }, selector);
}

/** WCAG 1.4.10: at 320 pixels, which is 1280 at 400%, only a table in its own region may scroll sideways. */
async function expectReflow(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter(
        (element) =>
          element.getBoundingClientRect().right > clientWidth + 1 && !element.closest('[tabindex="0"]'),
      )
      .map((element) => element.outerHTML.slice(0, 120));
  });
  expect(wide).toEqual([]);
}

/** WCAG 1.4.12: with wider text spacing, no content is lost. */
async function expectRoomForText(page: Page): Promise<void> {
  const cut = await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}',
    );
    document.adoptedStyleSheets.push(sheet);
    const lost = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
      const { overflowX, overflowY, position } = getComputedStyle(element);
      if (element.closest('.sr-only') || position === 'absolute' || element instanceof SVGElement)
        return false;
      // An input scrolls its own text.
      const scrolls = element instanceof HTMLInputElement || overflowX === 'auto' || overflowX === 'scroll';
      const hidesX = overflowX !== 'visible' && !scrolls;
      const hidesY = overflowY !== 'visible' && overflowY !== 'auto' && overflowY !== 'scroll';
      return (
        (hidesX && element.scrollWidth > element.clientWidth + 1) ||
        (hidesY && element.scrollHeight > element.clientHeight + 1)
      );
    });
    const { scrollWidth, clientWidth } = document.documentElement;
    const found = lost.map((element) => element.outerHTML.slice(0, 120));
    if (scrollWidth > clientWidth) found.push(`The page is ${scrollWidth} wide in ${clientWidth}`);
    document.adoptedStyleSheets.pop();
    return found;
  });
  expect(cut).toEqual([]);
}

type Stop = { text: string; order: number; inMain: boolean; shows: boolean; obscured: boolean };

/** Presses Tab until focus leaves the page, and returns what each stop looked like. */
async function tabThrough(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return null;
      const look = () => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor } =
          getComputedStyle(element);
        return JSON.stringify([
          outlineStyle === 'none' ? '' : [outlineWidth, outlineColor],
          boxShadow,
          backgroundColor,
        ]);
      };
      const focused = look();
      const { left, top, width, height } = element.getBoundingClientRect();
      const [x, y] = [left + Math.min(width / 2, 20), top + Math.min(height / 2, 20)];
      const onTop = document.elementFromPoint(x, y);
      element.blur();
      const blurred = look();
      element.focus({ preventScroll: true });
      return {
        text: (element.textContent ?? '').trim().slice(0, 60),
        order: [...document.querySelectorAll('*')].indexOf(element),
        inMain: element.closest('main') !== null,
        shows: focused !== blurred,
        obscured: !(
          onTop &&
          (element.contains(onTop) ||
            onTop.contains(element) ||
            onTop.parentElement === element.parentElement)
        ),
      };
    });
    if (!stop) return stops;
    if (stops[0]?.order === stop.order) return stops;
    stops.push(stop);
  }
  throw new Error('Tab does not come to the end of the page');
}

async function nameOf(focused: ReturnType<Page['locator']>): Promise<string> {
  return focused.evaluate((element) => {
    const label =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
        ? element.labels?.[0]
        : null;
    return ((label ?? element).textContent ?? '').trim();
  });
}
