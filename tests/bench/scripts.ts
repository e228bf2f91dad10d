import { gzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';
import * as routes from '#lib/kernel/routes.ts';
import type { BenchCouncil } from './data.ts';
import type { Row } from './measure.ts';
import { MINIMAL_PAGE } from './pages.ts';

const KILOBYTE = 1024;

/** The gzipped scripts that a browser fetches for each page, against those of the minimal page. */
export async function benchScripts(
  origin: string,
  browser: Browser,
  { slug, cookie }: BenchCouncil,
): Promise<Row[]> {
  const [name = '', value = ''] = cookie.split(/=(.*)/);
  const bytesOf = async (path: string) => {
    const context = await browser.newContext();
    await context.addCookies([{ name, value, url: origin }]);
    const page = await context.newPage();
    const bodies: Promise<Buffer>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') bodies.push(response.body());
    });
    const answer = await page.goto(`${origin}${path}`, { waitUntil: 'networkidle' });
    if (answer?.status() !== 200) throw new Error(`${path} answered ${answer?.status()}`);
    const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).length);
    await context.close();
    return sizes.reduce((sum, size) => sum + size, 0);
  };
  const minimal = await bytesOf(MINIMAL_PAGE);
  const pages = {
    overview: routes.council(slug),
    'list of statements': routes.assessment(slug),
    statement: routes.statement(slug, 'QS1'),
    evidence: routes.evidence(slug),
    'evidence item': routes.evidenceItem(slug, 'E1'),
    'add evidence': routes.addEvidence(slug, { statement: 'QS1' }),
    activity: routes.activity(slug),
    members: routes.members(slug),
  };
  const rows: Row[] = [];
  for (const [page, path] of Object.entries(pages)) {
    const bytes = await bytesOf(path);
    const more = (bytes - minimal) / KILOBYTE;
    rows.push({
      what: `Script, gzipped, ${page}, and a minimal page`,
      measured: `${(bytes / KILOBYTE).toFixed(1)} kB`,
      baseline: `${(minimal / KILOBYTE).toFixed(1)} kB`,
      figure: { value: more, text: `+${more.toFixed(1)} kB` },
      limit: { atMost: 12, text: '≤ +12 kB' },
    });
  }
  return rows;
}
