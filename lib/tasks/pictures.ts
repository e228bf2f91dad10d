import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { DEMO_PASSWORD } from '#lib/platform/access/rules.ts';
import { WALKS } from '#tests/e2e/walks.ts';
import { startDemo } from '#tests/setup/demo-process.ts';
import { ensureChromium } from './programs.ts';

// npm run pictures [-- --dark --forced --print --no-script --only WORDS]: pictures of every page of the example councils
// in each state, at 375 and 1280, and contact sheets of them, in .pictures. Prints the height of every page.

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
await rm(path.join(FOLDER, 'pages'), { recursive: true, force: true });
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
  const context: BrowserContextOptions = {
    baseURL: demo.url,
    colorScheme: values.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    ...(values.forced && { forcedColors: 'active' as const }),
  };
  const session = as === undefined ? undefined : await signIn(browser, context, as);
  const opened = await browser.newContext({
    ...context,
    ...(session && { storageState: session }),
    javaScriptEnabled: !values['no-script'],
  });
  const page = await opened.newPage();
  if (values.print) await page.emulateMedia({ media: 'print' });
  const pictures: Picture[] = [];
  for (const at of wanted) {
    await page.goto(at);
    for (const width of WIDTHS) pictures.push(await taken(page, width, at, as));
    const heights = pictures.slice(-WIDTHS.length).map(({ height }) => String(height).padStart(7));
    console.log(`${heights.join('')}  ${at}${as === undefined ? '' : `  ${as}`}`);
  }
  await opened.close();
  return pictures;
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

async function taken(page: Page, width: number, at: string, as: string | undefined): Promise<Picture> {
  await page.setViewportSize({ width, height: 900 });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const who = as?.split('@')[0] ?? 'nobody';
  const file = path.join(FOLDER, 'pages', `${`${at} ${who} ${width}`.replaceAll(/\W+/g, '-')}.png`);
  await page.screenshot({ path: file, fullPage: true });
  return { file, title: `${at} (${who})`, width, height };
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
