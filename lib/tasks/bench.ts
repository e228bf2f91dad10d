import type { ChildProcess } from 'node:child_process';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { closeDatabase } from '#lib/platform/db/client.ts';
import { startEmbedded } from '#lib/tasks/embedded.ts';
import { freePort } from '#lib/tasks/free-port.ts';
import { applyMigrations } from '#lib/tasks/migrations.ts';
import { benchBundle } from '#tests/bench/bundle.ts';
import { benchCalendar } from '#tests/bench/calendar.ts';
import { benchCrowd } from '#tests/bench/crowd.ts';
import { benchCompare } from '#tests/bench/cycles.ts';
import { addOtherCouncils, benchWeight, dashboardTimings, quicknessOf } from '#tests/bench/dashboard.ts';
import { makeBenchCouncil } from '#tests/bench/data.ts';
import { benchEvidence } from '#tests/bench/evidence.ts';
import { FULL, makeFullCouncil, SMALL } from '#tests/bench/full-councils.ts';
import { benchManyFiles } from '#tests/bench/many-files.ts';
import type { Row } from '#tests/bench/measure.ts';
import { benchPack } from '#tests/bench/pack.ts';
import { benchPages } from '#tests/bench/pages.ts';
import { preparePlace } from '#tests/bench/place.ts';
import { benchPlan } from '#tests/bench/plan.ts';
import { benchResults } from '#tests/bench/results.ts';
import { benchReturns } from '#tests/bench/returns.ts';
import { benchReview } from '#tests/bench/review.ts';
import { benchAutosave, benchSave } from '#tests/bench/saves.ts';
import { benchScoring } from '#tests/bench/scoring.ts';
import { benchScripts } from '#tests/bench/scripts.ts';
import { benchSearch } from '#tests/bench/search.ts';
import { benchStartUp } from '#tests/bench/start-up.ts';
import { countStatements } from '#tests/bench/statements.ts';
import { benchUpload } from '#tests/bench/upload.ts';
import { benchReturn, benchZip } from '#tests/bench/zip.ts';
import { type CleanUps, printMeasurements } from './measurements.ts';
import { ensureChromium } from './programs.ts';
import { startServer } from './server-process.ts';

// npm run bench [-- --only WORDS …]: measures speed on its own data, as ratios within the run. Exits 1 when a limit is
// missed. WORDS: part of what is measured, as in “Measuring the evidence list”.

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [] } } });
const isAsked = (name: string) => values.only.length === 0 || values.only.some((one) => name.includes(one));

await printMeasurements(bench);

async function bench(cleanUps: CleanUps): Promise<Row[]> {
  const browserFile = await ensureChromium();
  if (!browserFile) throw new Error('No Chromium: install one, or name one with PLAYWRIGHT_CHROMIUM.');
  console.log('Building a copy with a minimal page to compare with …');
  const place = await preparePlace(cleanUps);

  const rows: Row[] = [];
  const measure = async (name: string, work: () => Promise<Row | Row[]> | Row | Row[]) => {
    if (!isAsked(name)) return;
    console.log(`Measuring ${name} …`);
    rows.push(...[await work()].flat());
  };
  // First, because V8 makes property reads slower once a process has seen scores of many shapes.
  await measure('overall()', benchScoring);

  const database = await startEmbedded(place.dataDir);
  cleanUps.push(() => database.stop());
  await applyMigrations(database.ownerUrl);
  const [port, otherPort] = [await freePort(), await freePort()];
  const origin = `http://localhost:${port}`;
  const settings = {
    DATABASE_URL: database.appUrl,
    DATA_DIR: place.dataDir,
    PORT: String(port),
    HOST: '127.0.0.1,::1',
    NEXTAUTH_URL: origin,
    NEXTAUTH_SECRET: 'a secret for the bench only, 32 characters or more',
    LOG_LEVEL: 'warn',
  };
  Object.assign(process.env, settings, { MIGRATION_DATABASE_URL: database.ownerUrl });
  cleanUps.push(closeDatabase);

  const server = startServer();
  cleanUps.push(async () => {
    server.stop();
    await server.ended;
  });
  server.load();
  if (!(await server.answer(settings))) throw new Error('The server did not start.');
  // Otherwise Playwright ends this process at Ctrl-C before the clean-up.
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  const browser = await chromium.launch({ executablePath: browserFile, ...signals });
  cleanUps.push(() => browser.close());

  // Each is made when something that is measured needs it.
  const full = once('a council with five cycles, 2,000 evidence items and 1,200 values of measures', () =>
    makeFullCouncil(FULL),
  );
  const small = once('one with as many cycles and little in it', () => makeFullCouncil(SMALL));
  const few = once('one with 10 evidence items', () => makeBenchCouncil(10));
  const middling = once('one with 60', () => makeBenchCouncil(60));
  const many = once('one with 300', () => makeBenchCouncil(300));
  const large = once('one with 5,000', () => makeFullCouncil({ ...SMALL, cycles: 1, items: 5_000 }));
  const little = once('one with 50', () => makeFullCouncil({ ...SMALL, cycles: 1, items: 50 }));
  const leads = once('the others', addOtherCouncils);

  await measure('the overview of the full council, alone and among the others', async () => {
    const alone = await quicknessOf(origin, await full());
    await leads();
    return dashboardTimings(alone, await quicknessOf(origin, await full()));
  });
  await measure('a crowd', async () => benchCrowd(origin, await leads()));
  await measure('pages', async () => benchPages(origin, await few(), await many()));
  await measure('SQL statements', async () =>
    countStatements(
      origin,
      { ownerUrl: database.ownerUrl, dataDir: place.dataDir },
      { few: await few(), many: await many(), small: await small(), full: await full() },
    ),
  );
  // In its own council, because the bare rows it is compared with are not a history that pages can show.
  await measure('saves', async () => benchSave(await makeBenchCouncil(10)));
  await measure('drafts', async () => benchAutosave(origin, await few()));
  await measure('cycles', async () => benchCompare(origin, await many()));
  await measure('the review', async () => benchReview(origin, await large()));
  await measure('the evidence list', async () =>
    benchEvidence(origin, { few: await little(), many: await large() }),
  );
  await measure('the calendar', async () =>
    benchCalendar(origin, { few: await little(), many: await large() }),
  );
  await measure('searches', async () => benchSearch(origin, database.ownerUrl, await large()));
  await measure('published results', async () => benchResults(origin, database.ownerUrl, await many()));
  await measure('uploads', async () =>
    benchUpload({ origin, pid: server.pid }, { folder: place.dataDir, port: otherPort }, await few()),
  );
  await measure('many files', async () =>
    benchManyFiles({ origin, pid: server.pid }, { folder: place.dataDir, port: otherPort }, await few()),
  );
  await measure('packs', async () => benchPack(origin, browser, await middling()));
  await measure('bundles', () => benchBundle(browser));
  await measure('ZIPs', () => benchZip(place.dataDir));
  await measure('exports of returns', () => benchReturn(place.dataDir));
  await measure('lists of returns', async () =>
    benchReturns(origin, { few: await makeBenchCouncil(10), many: await makeBenchCouncil(10) }),
  );
  await measure('the improvement plan', async () =>
    benchPlan(origin, { few: await makeBenchCouncil(10), many: await makeBenchCouncil(10) }),
  );
  await measure('scripts', async () => benchScripts(origin, browser, await few()));
  await measure('weights', async () => benchWeight(origin, browser, await full()));
  await measure('starts', () => {
    const running = new Set<ChildProcess>();
    cleanUps.push(() => Promise.all([...running].map(ended)));
    return benchStartUp(settings, { demoDataDir: place.demoDataDir, port: otherPort }, running);
  });
  if (rows.length === 0) throw new Error(`Nothing is called “${values.only.join('” or “')}”.`);
  return rows;
}

/** Makes it at the first call, and says so. */
function once<Made>(name: string, make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined;
  return () => {
    if (!made) console.log(`Making ${name} …`);
    made ??= make();
    return made;
  };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
