import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import * as routes from '#lib/kernel/routes.ts';
import { makeEvidenceLink } from '#tests/integration/council-factory.ts';
import type { BenchCouncil } from './data.ts';
import type { Row } from './measure.ts';

const PAGES: readonly { name: string; path: (council: string) => string }[] = [
  { name: 'overview', path: routes.council },
  { name: 'list of statements', path: routes.assessment },
  { name: 'statement', path: (council) => routes.statement(council, 'QS1') },
  { name: 'evidence', path: routes.evidence },
  { name: 'evidence item', path: (council) => routes.evidenceItem(council, 'E1') },
  { name: 'activity', path: routes.activity },
  { name: 'members', path: routes.members },
];

/** SQL statements of each page, including BEGIN and COMMIT, counted in PostgreSQL's log. */
export async function countStatements(
  origin: string,
  place: { readonly ownerUrl: string; readonly dataDir: string },
  { few, many, small, full }: Readonly<Record<'few' | 'many' | 'small' | 'full', BenchCouncil>>,
): Promise<Row[]> {
  const log = path.join(place.dataDir, 'logs/postgres.log');
  const count = async (page: (council: string) => string, council: BenchCouncil) => {
    const before = (await readFile(log)).length;
    const response = await fetch(`${origin}${page(council.slug)}`, { headers: { cookie: council.cookie } });
    if (response.status !== 200) throw new Error(`${page(council.slug)} answered ${response.status}`);
    await response.text();
    const written = (await readFile(log)).subarray(before).toString();
    return written.match(/ LOG: {2}(statement|execute [^:]*): /g)?.length ?? 0;
  };
  const owner = new Client({ connectionString: place.ownerUrl });
  await owner.connect();
  await owner.query("ALTER SYSTEM SET log_statement = 'all'");
  await owner.query('SELECT pg_reload_conf()');
  while ((await owner.query('SHOW log_statement')).rows[0]?.log_statement !== 'all') await sleep(20);
  try {
    const rows: Row[] = [];
    for (const { name, path: page } of PAGES) {
      // The first request may record the use of the session.
      await count(page, few);
      await count(page, many);
      const [small, large] = [await count(page, few), await count(page, many)];
      rows.push(equal(`SQL statements, ${name}, with 300 items and with 10`, large, small));
    }
    for (const council of [full, small]) await count(routes.council, council);
    const [known, knownOfSmall] = [await count(routes.council, full), await count(routes.council, small)];
    rows.push(
      equal('SQL statements, overview of a full council and of one with little in it', known, knownOfSmall),
    );
    // A change invalidates every cached result. Once a minute a request also notes the use of the session, so the lower
    // of two counts holds.
    const anew = async (council: BenchCouncil) => {
      await makeEvidenceLink(council.lead);
      return count(routes.council, council);
    };
    const lowest = async (council: BenchCouncil) => Math.min(await anew(council), await anew(council));
    rows.push(equal('The same, first after a change', await lowest(full), await lowest(small)));
    return rows;
  } finally {
    await owner.query('ALTER SYSTEM RESET log_statement');
    await owner.query('SELECT pg_reload_conf()');
    await owner.end();
  }
}

function equal(what: string, large: number, small: number): Row {
  return {
    what,
    measured: String(large),
    baseline: String(small),
    figure: { value: Math.abs(large - small), text: large === small ? 'equal' : `${large - small} more` },
    limit: { atMost: 0, text: 'equal' },
  };
}
