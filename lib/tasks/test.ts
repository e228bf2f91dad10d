import { spawn } from 'node:child_process';
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { formatCount } from '#lib/kernel/format.ts';
import { sourceFiles } from '#tests/architecture/source-files.ts';
import { build, isBuilt } from './application-build.ts';
import { cleanCommit, findChanges, rememberPassed } from './changes.ts';
import { ensureChromium, ensurePrograms } from './programs.ts';
import { findReachedTests } from './reached-tests.ts';

// npm test and npm run check: every stage runs, even after a failure. The last line adds them up; a stage without a
// count of its own counts as one test. The check leaves out the browser and the integration tests that the change does
// not reach; `-- --all` includes those tests.

type Count = { passed: number; failed: number };
type Stage = Count & { readonly name: string; readonly seconds: number };

/** Every folder with tests but that of the integration tests. */
const OTHER_TESTS = ['lib/', 'components/', 'prisma/', 'app/', 'tests/architecture/'];
const REPORTS = path.resolve('node_modules/.cache/test-reports');
const withBrowser = !process.argv.includes('--without-browser');
const withAll = withBrowser || process.argv.includes('--all') || process.env.CI === 'true';
const stages: Stage[] = [];
const secondTries: string[] = [];
const commit = cleanCommit();

process.once('uncaughtException', (error) => {
  console.error(error);
  stages.push({ name: 'Outside any stage', seconds: 0, passed: 0, failed: 1 });
  finish();
});

await rm(REPORTS, { recursive: true, force: true });
await mkdir(REPORTS, { recursive: true });

await stage('Format and lint', () =>
  one('node_modules/.bin/biome', ['ci', '--error-on-warnings', '--colors=off']),
);
await stage('Types', async () => {
  // Types of pages and routes are generated; a fresh clone has none.
  const generated = await run(process.execPath, ['node_modules/next/dist/bin/next', 'typegen'], {}, 'quiet');
  if (generated !== 0) return { passed: 0, failed: 1 };
  await forgetTypesOfOtherRoutes();
  return one('node_modules/.bin/tsc', ['--noEmit']);
});
await stage('Programs of this machine', async () => {
  const missing = await ensurePrograms({ browser: withBrowser });
  if (missing.length === 0) return { passed: 1, failed: 0 };
  console.error(
    `Without ${missing.join(', ')} some tests are skipped. Install them, for example: sudo apt-get install ${missing.join(' ')}`,
  );
  // Only a failure in CI, where nothing may be left out.
  return process.env.CI === 'true' ? { passed: 0, failed: missing.length } : { passed: 1, failed: 0 };
});
await stage('Unit, architecture and integration tests', vitest);
if (withBrowser) {
  await stage('Build', async () => {
    const built = (await isBuilt()) || (await build());
    return { passed: built ? 1 : 0, failed: built ? 0 : 1 };
  });
  await stage('Service under stress', () =>
    one(process.execPath, ['--conditions=react-server', 'lib/tasks/drills.ts', 'edge', '--small']),
  );
  await stage('Browser tests', playwright);
}
finish();

async function stage(name: string, work: () => Promise<Count>): Promise<void> {
  console.log(`\n▶ ${name}`);
  const start = performance.now();
  const count = await work().catch((error: unknown) => {
    console.error(error);
    return { passed: 0, failed: 1 };
  });
  // A stage in which nothing ran has failed.
  if (count.passed + count.failed === 0) count.failed = 1;
  stages.push({ name, seconds: (performance.now() - start) / 1000, ...count });
}

async function one(file: string, args: string[]): Promise<Count> {
  const passed = (await run(file, args)) === 0;
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1 };
}

/** When routes change, an incremental tsc 7.0 repeats what it found in files that use them by way of another file. */
async function forgetTypesOfOtherRoutes(): Promise<void> {
  const [routes, checked] = ['.next/types/routes.d.ts', 'node_modules/.cache/checked-routes.d.ts'];
  const before = await readFile(checked, 'utf8').catch(() => '');
  if (before === (await readFile(routes, 'utf8'))) return;
  await rm('node_modules/.cache/tsconfig.tsbuildinfo', { force: true });
  await copyFile(routes, checked);
}

type VitestReport = {
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[];
};

/** Chooses the integration tests that the change reaches, and prints those that it leaves out. */
function chooseIntegrationTests(): readonly string[] | 'all' {
  if (withAll) return 'all';
  const changes = findChanges();
  if (!changes) {
    console.log('Nothing says what changed: all integration tests run.');
    return 'all';
  }
  const { reached, leftOut, reachesAll } = findReachedTests(changes.files, sourceFiles());
  const change = `${formatCount(changes.files.length, 'file')} changed since ${changes.since}`;
  if (leftOut.length === 0) {
    console.log(
      `${change}: all integration tests run${reachesAll ? `, as ${reachesAll} reaches them` : ''}.`,
    );
    return 'all';
  }
  console.log(
    `${change}: ${formatCount(reached.length, 'file')} of integration tests run. It does not reach these ${leftOut.length}, which are left out (npm run check -- --all runs them):\n  ` +
      leftOut.map((file) => path.basename(file, '.test.ts')).join(', '),
  );
  return reached;
}

async function vitest(): Promise<Count> {
  const chosen = chooseIntegrationTests();
  const report = path.join(REPORTS, 'vitest.json');
  const code = await run(process.execPath, [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config=tests/setup/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...(chosen === 'all' ? [] : [...OTHER_TESTS, ...chosen]),
  ]);
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as VitestReport;
  const count: Count = { passed: 0, failed: 0 };
  for (const { status, assertionResults } of testResults) {
    const failed = assertionResults.filter((test) => test.status === 'failed').length;
    count.passed += assertionResults.filter((test) => test.status === 'passed').length;
    // A file that could not be loaded has no failed test, only a failed status.
    count.failed += failed === 0 && status === 'failed' ? 1 : failed;
  }
  for (const folder of [
    'lib',
    'tests/architecture',
    ...(chosen === 'all' ? ['tests/integration'] : chosen),
  ]) {
    const ran = testResults.some(({ name }) => path.relative('.', name).startsWith(folder));
    if (!ran) {
      console.error(`No test ran in ${folder}.`);
      count.failed += 1;
    }
  }
  // An error outside any test, for example in the set-up.
  if (code !== 0 && count.failed === 0) count.failed = 1;
  return count;
}

type PlaywrightSuite = {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly {
    readonly title: string;
    readonly file: string;
    readonly tests: readonly { readonly status: string }[];
  }[];
};
type PlaywrightReport = {
  readonly stats: { expected: number; unexpected: number; flaky: number };
  readonly suites: readonly PlaywrightSuite[];
};

/** The tests that passed only at the second try. */
function unsteady({ suites = [], specs }: PlaywrightSuite): string[] {
  return [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
      .map(({ file, title }) => `${file}: ${title}`),
    ...suites.flatMap(unsteady),
  ];
}

async function playwright(): Promise<Count> {
  const chromium = await ensureChromium();
  if (!chromium) {
    console.error(
      'No Chromium: install one, or name one with PLAYWRIGHT_CHROMIUM=/path/to/chromium npm test',
    );
    return { passed: 0, failed: 1 };
  }
  const report = path.join(REPORTS, 'playwright.json');
  const code = await run(
    process.execPath,
    [
      '--conditions=react-server',
      'node_modules/@playwright/test/cli.js',
      'test',
      '--config=tests/setup/playwright.config.ts',
      '--reporter=list,json',
    ],
    {
      PLAYWRIGHT_CHROMIUM: chromium,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      NODE_OPTIONS: '--conditions=react-server --disable-warning=ExperimentalWarning',
    },
  );
  const { stats, suites } = JSON.parse(await readFile(report, 'utf8')) as PlaywrightReport;
  secondTries.push(...suites.flatMap(unsteady));
  const count = { passed: stats.expected + stats.flaky, failed: stats.unexpected };
  if (code !== 0 && count.failed === 0) count.failed = 1;
  return count;
}

function run(
  file: string,
  args: string[],
  env: Record<string, string> = {},
  output: 'shown' | 'quiet' = 'shown',
) {
  const stdio = output === 'shown' ? 'inherit' : (['ignore', 'ignore', 'inherit'] as const);
  const child = spawn(file, args, {
    stdio: typeof stdio === 'string' ? ['ignore', stdio, stdio] : [...stdio],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  });
  return new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function finish(): never {
  const passed = stages.reduce((sum, stage) => sum + stage.passed, 0);
  const failed = stages.reduce((sum, stage) => sum + stage.failed, 0);
  const seconds = stages.reduce((sum, stage) => sum + stage.seconds, 0);
  const line = (name: string, stage: Omit<Stage, 'name'>) =>
    `${name.padEnd(44)}${stage.seconds.toFixed(1).padStart(7)} s${String(stage.passed).padStart(7)} passed${String(stage.failed).padStart(5)} failed`;
  console.log('');
  for (const stage of stages) console.log(line(`${stage.failed === 0 ? '✔' : '✘'} ${stage.name}`, stage));
  console.log(line('  Together', { seconds, passed, failed }));
  if (secondTries.length > 0) {
    console.log(`\nPassed only at the second try, which is a fault to mend:\n  ${secondTries.join('\n  ')}`);
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  // Not when files differed from the commit at the start or were edited meanwhile.
  if (failed === 0 && commit && commit === cleanCommit()) rememberPassed(commit);
  process.exit(failed === 0 ? 0 : 1);
}
