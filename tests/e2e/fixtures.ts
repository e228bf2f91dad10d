import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  type ConsoleMessage,
  expect,
  type Locator,
  type Page,
  type Request,
  type WebError,
} from '@playwright/test';
import type { Role } from '#lib/platform/access/permissions.ts';
import { DEMO_PASSWORD } from '#lib/platform/access/rules.ts';
import { hashPassword } from '#lib/platform/auth/password.ts';
import { startEmbedded } from '#lib/tasks/embedded.ts';
import {
  asSuperuser,
  makeAssessedCouncil,
  makeCouncil,
  type TestCouncil,
} from '#tests/integration/council-factory.ts';
import { testSettings } from '#tests/setup/environment.ts';
import { PlainVisitor } from './plain-visitor.ts';

export const PASSWORD = DEMO_PASSWORD;

export type OwnCouncil = TestCouncil & {
  readonly name: string;
  /** An address below the council's, such as '/evidence'. */
  readonly path: (below?: string) => string;
  readonly email: (role: Role) => string;
};

type Opening = Pick<
  BrowserContextOptions,
  'javaScriptEnabled' | 'viewport' | 'colorScheme' | 'forcedColors' | 'reducedMotion'
> & {
  /** The signed-in person's email address. Default: nobody. */
  as?: string;
  /** A session that no other test shares, for tests that end it. */
  ownSession?: boolean;
  /** A context with nothing in its cache, for tests of a first visit and of clocks, which a context keeps. */
  fresh?: boolean;
};

type TestFixtures = {
  /**
   * Opens a page in a browser context of its own: a new one, or one that an earlier test has left, without its pages,
   * cookies and permissions, but with the scripts and styles of the service compiled. Console errors and requests to
   * other sites fail the test.
   */
  open: (opening?: Opening) => Promise<Page>;
  /** Console errors that the test provokes, such as the browser's line about a 404. */
  expectedErrors: RegExp[];
  visitor: (email?: string) => Promise<PlainVisitor>;
};

type WorkerFixtures = {
  origin: string;
  /** A new council for this test, with a member in each role and, by default, an open assessment. */
  newCouncil: (options?: { assessment?: boolean }) => Promise<OwnCouncil>;
  cookieOf: (email: string) => Promise<string>;
  /** By their options, contexts that tests which passed have left. The service keeps nothing in browsers but cookies. */
  leftContexts: Map<string, BrowserContext[]>;
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  origin: [
    async ({ browserName: _ }, use) => {
      const { BASE_URL, DEMO_DATA_DIR } = process.env;
      if (!BASE_URL || !DEMO_DATA_DIR) throw new Error('The global set-up has not started a demo');
      const server = await startEmbedded(DEMO_DATA_DIR);
      const places = { databaseUrl: server.appUrl, ownerUrl: server.ownerUrl, dataDir: DEMO_DATA_DIR };
      Object.assign(process.env, testSettings(places));
      await use(BASE_URL);
      const { closeDatabase } = await import('#lib/platform/db/client.ts');
      await closeDatabase();
      await server.stop();
    },
    { scope: 'worker', auto: true },
  ],

  newCouncil: [
    async ({ origin: _ }, use) => {
      const passwordHash = await hashPassword(PASSWORD);
      await use(async ({ assessment = true } = {}) => {
        const council = assessment ? await makeAssessedCouncil() : await makeCouncil();
        await asSuperuser('UPDATE people SET password_hash = $1 WHERE email LIKE $2', [
          passwordHash,
          `%@${council.slug}.example`,
        ]);
        return {
          ...council,
          name: council.as.lead.council.name,
          path: (below = '') => `/councils/${council.slug}${below}`,
          email: (role) => council.as[role].person.email,
        };
      });
    },
    { scope: 'worker' },
  ],

  cookieOf: [
    async ({ origin }, use) => {
      const known = new Map<string, Promise<string>>();
      await use((email) => {
        const cookie = known.get(email) ?? signIn(origin, email).then((visitor) => visitor.cookie);
        known.set(email, cookie);
        return cookie;
      });
    },
    { scope: 'worker' },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  expectedErrors: async ({}, use) => {
    await use([]);
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  leftContexts: [async ({}, use) => use(new Map()), { scope: 'worker' }],

  open: async ({ browser, origin, cookieOf, leftContexts, expectedErrors }, use, testInfo) => {
    const opened: { readonly context: BrowserContext; readonly kind: string | null }[] = [];
    const problems: string[] = [];
    const listeners = {
      console: (message: ConsoleMessage) => {
        if (message.type() === 'error') problems.push(message.text());
      },
      weberror: (problem: WebError) => problems.push(String(problem.error())),
      request: (request: Request) => {
        const { protocol, origin: at } = new URL(request.url());
        if (protocol.startsWith('http') && at !== origin)
          problems.push(`Asked another site: ${request.url()}`);
      },
    };
    await use(async ({ as, ownSession = false, fresh = false, ...options } = {}) => {
      const kind = fresh ? null : JSON.stringify(Object.entries(options).sort());
      const left = kind === null ? undefined : leftContexts.get(kind)?.pop();
      const context = left ?? (await browser.newContext({ baseURL: origin, ...options }));
      opened.push({ context, kind });
      context.on('console', listeners.console);
      context.on('weberror', listeners.weberror);
      context.on('request', listeners.request);
      if (as) {
        const cookie = ownSession ? (await signIn(origin, as)).cookie : await cookieOf(as);
        const cookies = cookie.split('; ').map((one) => {
          const [name = '', value = ''] = one.split(/=(.*)/s);
          return { name, value, url: origin, httpOnly: true, sameSite: 'Lax' as const };
        });
        await context.addCookies(cookies);
      }
      return context.newPage();
    });
    const hasPassed = testInfo.status === testInfo.expectedStatus;
    for (const { context, kind } of opened) {
      if (context.isClosed()) continue;
      if (kind === null || !hasPassed) {
        await context.close();
        continue;
      }
      for (const page of context.pages()) await page.close();
      context.off('console', listeners.console);
      context.off('weberror', listeners.weberror);
      context.off('request', listeners.request);
      await context.clearCookies();
      await context.clearPermissions();
      await context.setOffline(false);
      leftContexts.set(kind, [...(leftContexts.get(kind) ?? []), context]);
    }
    expect(problems.filter((line) => !expectedErrors.some((expected) => expected.test(line)))).toEqual([]);
  },

  visitor: async ({ origin, cookieOf }, use) => {
    await use(async (email) => new PlainVisitor(origin, email ? await cookieOf(email) : ''));
  },
});

export { expect };

function signIn(origin: string, email: string): Promise<PlainVisitor> {
  return new PlainVisitor(origin).signIn(email, PASSWORD);
}

/** Chromium's console line about an answer with that status. */
export function answered(status: number): RegExp {
  return new RegExp(`Failed to load resource: the server responded with a status of ${status}`);
}

/** Fills in and sends the page's sign-in form. */
export async function signInOn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Whether React has hydrated the element. */
export function isTakenOver(element: Locator): Promise<boolean> {
  return element.evaluate((node) => Object.keys(node).some((key) => key.startsWith('__reactProps')));
}

/** Opens what the header folds: the whole menu on a narrow screen, the person's own pages on a wide one. */
export async function openMenu(page: Page): Promise<void> {
  const menu = page.getByRole('banner').locator('details');
  const folded = menu.locator('summary');
  if (!(await folded.isVisible())) await page.getByRole('button', { name: /^Signed in as / }).click();
  else if ((await menu.getAttribute('open')) === null) await folded.click();
}

export async function signOut(page: Page): Promise<void> {
  await openMenu(page);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
}

// Set in the page by the script below: its short form, which a page reads in half the time.
declare const axe: typeof import('axe-core');
const AXE = readFileSync(path.resolve('node_modules/axe-core/axe.min.js'), 'utf8');
/** Pages that load it again at each address, which takes less than sending it again. */
const withAxe = new WeakSet<Page>();

/** Violations that axe finds on the page, one line each. `without`: rules to skip. */
export async function findViolations(page: Page, without: string[] = []): Promise<string[]> {
  const rules = {
    'target-size': { enabled: true },
    ...Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
  };
  if (!withAxe.has(page)) {
    withAxe.add(page);
    await page.addInitScript({ content: AXE });
    await page.evaluate(AXE);
  }
  const violations = await page.evaluate(
    async (options) => (await axe.run(options)).violations,
    // Without the style sheets as objects, which take a third of the time, only an order by orientation goes unseen.
    { rules, resultTypes: ['violations' as const], preload: false },
  );
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}

/**
 * Expects no axe violations and no sideways scrolling, at a given width too. Only with script, which axe itself needs;
 * the page is the same without.
 */
export async function expectNoFaults(page: Page, width?: number): Promise<void> {
  expect(await findViolations(page)).toEqual([]);
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  if (width === undefined) return;
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: 900 });
  expect(await sideways(page), `At ${width} pixels`).toBeLessThanOrEqual(0);
  if (before) await page.setViewportSize(before);
}

function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
