import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Row } from '#tests/bench/measure.ts';

// Runs tests that use roundsOf with their full number of rounds.

const RACES = ['challenge', 'jobs', 'reviews', 'seed', 'statements'];
const KILLS = ['erasures-races', 'killed-uploads', 'storage'];
const REPORT = path.resolve('node_modules/.cache/test-reports/rounds.json');

type Report = { readonly numPassedTests: number; readonly numFailedTests: number };

/** People who act at once. */
export const drillRaces = () => drillRounds('Tests of races', RACES);
/** Servers that are killed while files are sent, erased and moved to another store. */
export const drillEvidence = () => drillRounds('Tests of killed uploads, erasures and moves', KILLS);

/**
 * One row: the number of failed tests.
 *
 * @throws Error when the tests failed in another way, such as a file that cannot be loaded
 */
async function drillRounds(what: string, names: readonly string[]): Promise<Row[]> {
  await rm(REPORT, { force: true });
  const child = spawn(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config=tests/setup/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${REPORT}`,
      ...names.map((name) => `tests/integration/${name}.test.ts`),
    ],
    { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, WHOLE_ROUNDS: 'true' } },
  );
  const [code] = await once(child, 'exit');
  const { numPassedTests, numFailedTests } = JSON.parse(await readFile(REPORT, 'utf8')) as Report;
  if (code !== 0 && numFailedTests === 0) throw new Error(`${what} failed outside any test`);
  return [
    {
      what: `${what} that failed, with all their rounds`,
      measured: `${numFailedTests} failed`,
      baseline: `${numPassedTests} passed`,
      figure: { value: numFailedTests, text: String(numFailedTests) },
      limit: { atMost: 0, text: '0' },
    },
  ];
}
