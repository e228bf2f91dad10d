import type { Page } from '@playwright/test';
import type { Role } from '#lib/platform/access/permissions.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { giveChallenge, setBlind } from '#lib/record/challenge/commands.ts';
import { recordDownload } from '#lib/record/evidence/commands.ts';
import { ANSWERS, challengeInput, makeEvidenceLink } from '#tests/integration/council-factory.ts';
import { expect, test } from './fixtures.ts';

// Parts of a page that are kept as HTML: components/layout/markup.tsx.

const SUMMARY = '/councils/exampleshire';

test('a kept part is sent once, and left alone by the browser', async ({ open, visitor }) => {
  const answer = await (await visitor('lead@exampleshire.example')).fetch(SUMMARY);
  const html = await answer.text();
  expect(html.split('Nine quality statements').length).toBe(2);
  const page = await open({ as: 'lead@exampleshire.example' });
  await page.goto(SUMMARY, { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading', { name: 'Nine quality statements' })).toBeVisible();
});

test('nothing moves while the first page loads, which has the font', async ({ open }) => {
  const page = await open();
  const answer = await page.goto('/sign-in', { waitUntil: 'networkidle' });
  expect(answer?.headers().link).toMatch(/\.woff2>; rel=preload; as="font"/);
  expect(await layoutShifts(page)).toEqual([]);
});

for (const width of [375, 1280]) {
  test(`nothing moves while a page ${width} wide loads`, async ({ open }) => {
    const page = await open({ as: 'lead@exampleshire.example', viewport: { width, height: 800 } });
    for (const below of ['', '/assessment/QS1', '/review', '/evidence', '/measures', '/movement']) {
      await page.goto(`${SUMMARY}${below}`, { waitUntil: 'networkidle' });
      expect([below, await layoutShifts(page)]).toEqual([below, []]);
    }
  });
}

test('a kept part survives when React renders the page anew', async ({ open, expectedErrors }) => {
  expectedErrors.push(/Minified React error #418/);
  const page = await open({ as: 'lead@exampleshire.example' });
  // As an extension does that changes words before React takes over.
  await page.route(`**${SUMMARY}`, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace('The content is made up.', 'The content is translated.');
    await route.fulfill({ response: answer, body });
  });
  await page.goto(SUMMARY);
  await expect(page.getByText('The content is made up.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Nine quality statements' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Assessment', exact: true })).toHaveCount(1);
});

test('a kept part is there after a save, and after going back', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  const page = await open({ as: council.email('lead') });
  const checks = page.getByRole('region', { name: 'Checks' });
  await page.goto(council.path('/assessment/QS7'));
  await page.getByRole('radio', { name: '3 Good standard' }).check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.locator('main [role=alert]')).toContainText('Safeguarding saved');
  await expect(checks).toContainText('No evidence');
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await expect(page).toHaveURL(new RegExp(`${council.path('/assessment')}\\?done=`));
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Safeguarding');
  await expect(checks).toContainText('No evidence');
  await expect(page.getByRole('link', { name: 'Assessment', exact: true })).toHaveCount(1);
});

test('a page is the same for a person, whoever has opened it before', async ({ newCouncil, visitor }) => {
  const council = await newCouncil();
  const { lead, director } = council.as;
  const assessment = (await getAssessment(lead))?.id ?? '';
  await saveStatement(lead, 'QS7', { ...ANSWERS, assessment, version: 0 });
  const reference = await makeEvidenceLink(lead, { statement: 'QS7' });
  // Scores are hidden from the reader, and from the director except this one.
  await setBlind(lead, { assessment, blind: true });
  await giveChallenge(director, 'QS7', challengeInput(assessment));
  // An event after which no part is kept any more, and no page is other than before.
  const forget = () => recordDownload(lead, reference, '0'.repeat(64));
  const pages = ['', '/assessment/QS7', '/assessment/QS1', '/review', '/review/content'];
  const pagesOf = async (role: Role) => {
    const person = await visitor(council.email(role));
    return Promise.all(
      pages.map(async (page) => shown(await (await person.fetch(council.path(page))).text())),
    );
  };
  const roles: readonly Role[] = ['lead', 'contributor', 'director', 'reader', 'admin'];
  for (const role of roles) {
    await forget();
    const first = await pagesOf(role);
    await forget();
    for (const other of roles.filter((one) => one !== role)) await pagesOf(other);
    const last = await pagesOf(role);
    expect([role, pages.filter((_, at) => first[at] !== last[at])]).toEqual([role, []]);
  }
});

/** What a page shows: without scripts, times, and what is made anew each time. */
function shown(html: string): string {
  return html
    .slice(html.indexOf('<body'))
    .replaceAll(/<script[\s\S]*?<\/script>/g, '')
    .replaceAll(/part-[0-9a-f]{16}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w-]{43}\.[\w-]{43}/g, '')
    .replaceAll(/\d+:\d+[ap]m/g, '');
}

// Columns of a table settle by a few pixels while its rows arrive.
const MOVED = 8;

/** What has moved since the page began to load, by `MOVED` pixels or more, and from where to where. */
function layoutShifts(page: Page): Promise<readonly string[]> {
  type Shift = PerformanceEntry & {
    readonly sources: readonly {
      readonly node: Node | null;
      readonly previousRect: DOMRectReadOnly;
      readonly currentRect: DOMRectReadOnly;
    }[];
  };
  return page.evaluate(
    (least) =>
      new Promise<readonly string[]>((resolve) => {
        const placeOf = ({ x, y, width, height }: DOMRectReadOnly) => [x, y, width, height].join(' ');
        const observer = new PerformanceObserver((list) => {
          resolve(
            (list.getEntries() as Shift[])
              .flatMap(({ sources }) => sources)
              .filter(
                ({ previousRect: from, currentRect: to }) =>
                  Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y)) >= least,
              )
              .map(({ node, previousRect, currentRect }) => {
                const what = node instanceof Element ? node.outerHTML.slice(0, 200) : node?.textContent;
                return `${what} from ${placeOf(previousRect)} to ${placeOf(currentRect)}`;
              }),
          );
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        // Nothing is reported where nothing moved.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve([])));
      }),
    MOVED,
  );
}
