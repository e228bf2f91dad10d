import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Row } from '#tests/bench/measure.ts';

// Runs the race tests, which use roundsOf, with their full number of rounds.

const RACES = ['challenge', 'jobs', 'reviews', 'statements'].map(
  (name) => `tests/integration/${name}.test.ts`,
);
const REPORT = path.resolve('node_modules/.cache/test-reports/races.json');

type Report = { readonly numPassedTests: number; readonly numFailedTests: number };

/** One row: the number of failed tests. */
export async function drillRaces(): Promise<Row[]> {
  const child = spawn(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config=tests/setup/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${REPORT}`,
      ...RACES,
    ],
    { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, WHOLE_ROUNDS: 'true' } },
  );
  await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
  const { numPassedTests, numFailedTests } = JSON.parse(await readFile(REPORT, 'utf8')) as Report;
  return [
    {
      what: 'Tests of races that failed, with all their rounds',
      measured: `${numFailedTests} failed`,
      baseline: `${numPassedTests} passed`,
      figure: { value: numFailedTests, text: String(numFailedTests) },
      limit: { atMost: 0, text: '0' },
    },
  ];
}
