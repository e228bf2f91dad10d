import type { ChildProcess } from 'node:child_process';
import { chromium } from '@playwright/test';
import { closeDatabase } from '#lib/platform/db/client.ts';
import { startEmbedded } from '#lib/tasks/embedded.ts';
import { freePort } from '#lib/tasks/free-port.ts';
import { applyMigrations } from '#lib/tasks/migrations.ts';
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
import { benchResults } from '#tests/bench/results.ts';
import { benchReview } from '#tests/bench/review.ts';
import { benchAutosave, benchSave } from '#tests/bench/saves.ts';
import { benchScoring } from '#tests/bench/scoring.ts';
import { benchScripts } from '#tests/bench/scripts.ts';
import { benchStartUp } from '#tests/bench/start-up.ts';
import { countStatements } from '#tests/bench/statements.ts';
import { benchUpload } from '#tests/bench/upload.ts';
import { type CleanUps, printMeasurements } from './measurements.ts';
import { ensureChromium } from './programs.ts';
import { startServer } from './server-process.ts';

// npm run bench: measures speed on its own data, as ratios within the run. Exits 1 when a limit is missed.

await printMeasurements(bench);

async function bench(cleanUps: CleanUps): Promise<Row[]> {
  const browserFile = await ensureChromium();
  if (!browserFile) throw new Error('No Chromium: install one, or name one with PLAYWRIGHT_CHROMIUM.');
  console.log('Building a copy with a minimal page to compare with …');
  const place = await preparePlace(cleanUps);

  const rows: Row[] = [];
  const measure = async (name: string, work: () => Promise<Row | Row[]>) => {
    console.log(`Measuring ${name} …`);
    rows.push(...[await work()].flat());
  };
  // First, because V8 makes property reads slower once a process has seen scores of many shapes.
  await measure('overall()', benchScoring);

  console.log('Making a council with five cycles, 2,000 evidence items and 1,200 values of measures …');
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
  const full = await makeFullCouncil(FULL);

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

  console.log('Measuring its overview while no other council is there …');
  const alone = await quicknessOf(origin, full);
  console.log('Making the others, and councils with 10, 60 and 300 evidence items …');
  const leads = await addOtherCouncils();
  const small = await makeFullCouncil(SMALL);
  const few = await makeBenchCouncil(10);
  const middling = await makeBenchCouncil(60);
  const many = await makeBenchCouncil(300);

  await measure('pages', () => benchPages(origin, few, many));
  await measure('the overview of the full council among the others', async () =>
    dashboardTimings(alone, await quicknessOf(origin, full)),
  );
  await measure('a crowd', () => benchCrowd(origin, leads));
  await measure('SQL statements', () =>
    countStatements(
      origin,
      { ownerUrl: database.ownerUrl, dataDir: place.dataDir },
      { few, many, small, full },
    ),
  );
  // In its own council, because the bare rows it is compared with are not a history that pages can show.
  await measure('saves', async () => benchSave(await makeBenchCouncil(10)));
  await measure('drafts', () => benchAutosave(origin, few));
  await measure('cycles', () => benchCompare(origin, many));
  console.log('Making councils with 5,000 and 50 evidence items …');
  const large = await makeFullCouncil({ ...SMALL, cycles: 1, items: 5_000 });
  const little = await makeFullCouncil({ ...SMALL, cycles: 1, items: 50 });
  await measure('the review', () => benchReview(origin, large));
  await measure('the evidence list', () => benchEvidence(origin, { few: little, many: large }));
  await measure('published results', () => benchResults(origin, database.ownerUrl, many));
  await measure('uploads', () =>
    benchUpload({ origin, pid: server.pid }, { folder: place.dataDir, port: otherPort }, few),
  );
  await measure('many files', () =>
    benchManyFiles({ origin, pid: server.pid }, { folder: place.dataDir, port: otherPort }, few),
  );
  await measure('packs', () => benchPack(origin, browser, middling));
  await measure('scripts', () => benchScripts(origin, browser, few));
  await measure('weights', () => benchWeight(origin, browser, full));
  await measure('starts', () => {
    const running = new Set<ChildProcess>();
    cleanUps.push(() => Promise.all([...running].map(ended)));
    return benchStartUp(settings, { demoDataDir: place.demoDataDir, port: otherPort }, running);
  });
  return rows;
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
