import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from '@playwright/test';
import { DEMO_PASSWORD } from '#lib/platform/access/rules.ts';
import { type Browse, STATES } from '#tests/e2e/states.ts';
import { WALKS } from '#tests/e2e/walks.ts';
import { startDemo } from '#tests/setup/demo-process.ts';
import { ensureChromium } from './programs.ts';

// npm run pictures [-- --dark --forced --print --no-script --only WORDS]: pictures of every page of the example councils
// in each state, at 375 and 1280, and contact sheets of them, in .pictures. Prints the height of every page. WORDS: part
// of an address or of the name of a state.

const FOLDER = path.resolve('.pictures');
const WIDTHS = [375, 1280];
/** Pictures on a sheet, and their width on it. */
const SHEET = { rows: 1, columns: 4, width: 460, height: 1500 };

const { values } = parseArgs({
  options: {
    dark: { type: 'boolean', default: false },
    forced: { type: 'boolean', default: false },
    print: { type: 'boolean', default: false },
    'no-script': { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
});

type Picture = {
  readonly file: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
};

const executablePath = await ensureChromium();
if (!executablePath) throw new Error('No Chromium: install one, or name one with PLAYWRIGHT_CHROMIUM.');
// The states change the data.
await rm(FOLDER, { recursive: true, force: true });
await mkdir(path.join(FOLDER, 'pages'), { recursive: true });
console.log(`Starting the demonstration in ${FOLDER} …`);
const demo = await startDemo(path.join(FOLDER, 'data'));
const browser = await chromium.launch({
  executablePath,
  ...(process.getuid?.() === 0 && { args: ['--no-sandbox'] }),
});
try {
  const pictures: Picture[] = [];
  for (const walk of WALKS) pictures.push(...(await walked(browser, walk)));
  pictures.push(...(await statesOf(browser)));
  await makeSheets(browser, pictures);
} finally {
  await browser.close();
  await demo.stop();
}

async function walked(
  browser: Browser,
  { as, paths }: { readonly as: string | undefined; readonly paths: readonly string[] },
): Promise<readonly Picture[]> {
  const wanted = paths.filter((each) => !each.endsWith('?done') && each.includes(values.only));
  if (wanted.length === 0) return [];
  const opened = await contextOf(browser, as);
  const page = await opened.newPage();
  const pictures: Picture[] = [];
  for (const at of wanted) {
    await page.goto(at);
    pictures.push(...(await taken(page, at, as)));
  }
  await opened.close();
  return pictures;
}

/** All states up to the last that is wanted, because each continues from the one before. */
async function statesOf(browser: Browser): Promise<readonly Picture[]> {
  const isWanted = ({ name }: (typeof STATES)[number]) => name.includes(values.only);
  const contexts = new Map<string, BrowserContext>();
  const emailOf = (person: string) => `${person}@exampleshire.example`;
  const browse: Browse = async (person, at) => {
    const context = contexts.get(person) ?? (await contextOf(browser, emailOf(person)));
    contexts.set(person, context);
    const page = await context.newPage();
    await page.goto(`/councils/exampleshire${at}`);
    return page;
  };
  const pictures: Picture[] = [];
  for (const state of STATES.slice(0, STATES.findLastIndex(isWanted) + 1)) {
    const own = await state.reach(browse);
    if (!isWanted(state)) continue;
    pictures.push(...(await taken(own, state.name)));
    for (const [person, at] of state.shown ?? []) {
      const page = await browse(person, at);
      pictures.push(...(await taken(page, `${state.name} ${at}`, emailOf(person))));
    }
  }
  for (const context of contexts.values()) await context.close();
  return pictures;
}

/** `as`: the email address of the person who is signed in, if anyone. */
async function contextOf(browser: Browser, as: string | undefined): Promise<BrowserContext> {
  const options: BrowserContextOptions = {
    baseURL: demo.url,
    colorScheme: values.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    ...(values.forced && { forcedColors: 'active' as const }),
  };
  const session = as === undefined ? undefined : await signIn(browser, options, as);
  return browser.newContext({
    ...options,
    ...(session && { storageState: session }),
    javaScriptEnabled: !values['no-script'],
  });
}

async function signIn(browser: Browser, options: BrowserContextOptions, email: string) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/councils/);
  const session = await context.storageState();
  await context.close();
  return session;
}

/** Pictures of the page at each width. Prints its heights. */
async function taken(page: Page, name: string, as?: string): Promise<readonly Picture[]> {
  await page.emulateMedia({ media: values.print ? 'print' : 'screen' });
  const pictures: Picture[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    const title = as === undefined ? name : `${name} (${as.split('@')[0]})`;
    const file = path.join(FOLDER, 'pages', `${`${title} ${width}`.replaceAll(/\W+/g, '-')}.png`);
    await page.screenshot({ path: file, fullPage: true });
    pictures.push({ file, title, width, height });
  }
  const heights = pictures.map(({ height }) => String(height).padStart(7));
  console.log(`${heights.join('')}  ${name}${as === undefined ? '' : `  ${as}`}`);
  return pictures;
}

/** Sheets of pictures of one width, each shown from its top. */
async function makeSheets(browser: Browser, pictures: readonly Picture[]): Promise<void> {
  const page = await browser.newPage();
  const { rows, columns, width: across, height: down } = SHEET;
  await page.setViewportSize({ width: columns * (across + 16) + 16, height: rows * (down + 40) + 16 });
  for (const width of WIDTHS) {
    const all = pictures.filter((picture) => picture.width === width);
    for (let from = 0; from < all.length; from += rows * columns) {
      const figures = all
        .slice(from, from + rows * columns)
        .map(
          ({ file, title, height }) =>
            `<figure><figcaption>${title}, ${height} px</figcaption><div><img src="pages/${path.basename(file)}"></div></figure>`,
        );
      const html = path.join(FOLDER, 'sheet.html');
      await writeFile(html, sheetHtml(figures.join('')));
      await page.goto(`file://${html}`);
      const number = String(from / (rows * columns) + 1).padStart(2, '0');
      await page.screenshot({ path: path.join(FOLDER, `sheet-${width}-${number}.png`) });
    }
  }
  console.log(`Contact sheets are in ${FOLDER}.`);
}

function sheetHtml(figures: string): string {
  const { columns, width, height } = SHEET;
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 16px; display: grid; grid-template-columns: repeat(${columns}, ${width}px); gap: 16px; font: 11px sans-serif }
    figure { margin: 0 } figcaption { height: 24px; overflow: hidden }
    div { height: ${height}px; overflow: hidden; border: 1px solid #999 } img { width: 100% }
  </style>${figures}`;
}
