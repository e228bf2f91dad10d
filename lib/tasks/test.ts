import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { build, isBuilt } from './application-build.ts';
import { ensureChromium, ensurePrograms } from './programs.ts';

// npm test and npm run check: every stage runs, whatever the others did. The last line counts them together;
// a stage without a count of its own counts as one test.

type Count = { passed: number; failed: number };

const REPORTS = path.resolve('node_modules/.cache/test-reports');
const withBrowser = !process.argv.includes('--without-browser');
const total: Count = { passed: 0, failed: 0 };

process.once('uncaughtException', (error) => {
  console.error(error);
  total.failed += 1;
  finish();
});

await rm(REPORTS, { recursive: true, force: true });
await mkdir(REPORTS, { recursive: true });

await stage('Format and lint', () =>
  one('node_modules/.bin/biome', ['ci', '--error-on-warnings', '--colors=off']),
);
await stage('Types', async () => {
  // The types of pages and routes are generated: a fresh clone has none.
  const generated = await run(process.execPath, ['node_modules/next/dist/bin/next', 'typegen'], {}, 'quiet');
  return generated === 0 ? one('node_modules/.bin/tsc', ['--noEmit']) : { passed: 0, failed: 1 };
});
await stage('Programs of this machine', async () => {
  const missing = await ensurePrograms({ browser: withBrowser });
  if (missing.length === 0) return { passed: 1, failed: 0 };
  console.error(
    `Without ${missing.join(', ')} some tests are skipped. Install them, for example: sudo apt-get install ${missing.join(' ')}`,
  );
  // In daily work that is no failure; where the result counts, nothing is left out.
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
  // A stage in which nothing ran has not passed.
  if (count.passed + count.failed === 0) count.failed = 1;
  total.passed += count.passed;
  total.failed += count.failed;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `${count.failed === 0 ? '✔' : '✘'} ${name}: ${count.passed} passed, ${count.failed} failed (${seconds} s)`,
  );
}

async function one(file: string, args: string[]): Promise<Count> {
  const passed = (await run(file, args)) === 0;
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1 };
}

type VitestReport = {
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[];
};

async function vitest(): Promise<Count> {
  const report = path.join(REPORTS, 'vitest.json');
  const code = await run(process.execPath, [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config=tests/setup/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as VitestReport;
  const count: Count = { passed: 0, failed: 0 };
  for (const { status, assertionResults } of testResults) {
    const failed = assertionResults.filter((test) => test.status === 'failed').length;
    count.passed += assertionResults.filter((test) => test.status === 'passed').length;
    // A file that could not be loaded has no failed test, only failed.
    count.failed += failed === 0 && status === 'failed' ? 1 : failed;
  }
  for (const folder of ['lib', 'tests/architecture', 'tests/integration']) {
    const ran = testResults.some(({ name }) => path.relative('.', name).startsWith(folder));
    if (!ran) {
      console.error(`No test ran in ${folder}.`);
      count.failed += 1;
    }
  }
  // An error outside any test, such as one in the set-up.
  if (code !== 0 && count.failed === 0) count.failed = 1;
  return count;
}

type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number } };

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
  const { stats } = JSON.parse(await readFile(report, 'utf8')) as PlaywrightReport;
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
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed === 0 ? 0 : 1);
}
