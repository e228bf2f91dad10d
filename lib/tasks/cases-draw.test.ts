import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { csvRecords } from '#lib/kernel/csv.ts';
import { draw, type Quotas } from '#lib/record/cases/draw.ts';
import { drawCommand } from '#lib/record/cases/quotas.ts';

const SEED = '3f1c0e5d9a7b24680f2e4d6c8b0a1357';
/** Each starts a process of its own. */
const TIMEOUT = 60_000;
const COHORTS = ['Older "people"', "Carer's; $(exit 1) `id`", 'Under 65 = young', '', '-Both \\'] as const;
const CANDIDATES = Array.from({ length: 60 }, (_, at) => ({
  reference: `EXA-${100 + at}`,
  cohort: COHORTS[at % COHORTS.length] ?? '',
  team: at % 2 === 0 ? 'North & “South”' : 'East',
}));

function listFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cases-draw-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'list.csv');
  const rows = CANDIDATES.map(({ reference, cohort, team }) => [reference, cohort, team, 'a key', 'No']);
  writeFileSync(file, csvRecords([['Reference', 'Cohort', 'Team', 'Key', 'Drawn'], ...rows]));
  return file;
}

/** Runs the command of the page, as typed into a shell. */
function run(quotas: Quotas) {
  const command = drawCommand(SEED, 15, quotas)
    .replace('npm run cases:draw --', `'${process.execPath}' lib/tasks/run.mjs cases-draw`)
    .replace('LIST.csv', `'${listFile()}'`);
  return spawnSync('sh', ['-c', command], { encoding: 'utf8' });
}

it('repeats a draw with the command of its page, whatever groups are called', { timeout: TIMEOUT }, () => {
  const quotas = {
    cohorts: new Map(COHORTS.map((cohort, at) => [cohort, at + 1])),
    teams: new Map([['North & “South”', 9]]),
  };
  const drawn = draw(CANDIDATES, 15, quotas, SEED) ?? [];
  const rows = drawn.map(({ reference, cohort, team, key }, at) => [at + 1, reference, cohort, team, key]);
  expect(rows).toHaveLength(15);
  expect(run(quotas)).toMatchObject({
    stderr: '',
    stdout: csvRecords([['Place', 'Reference', 'Cohort', 'Team', 'Key'], ...rows]),
  });
});

it('says why numbers cannot be met, and draws nothing', { timeout: TIMEOUT }, () => {
  expect(run({ cohorts: new Map([['', 13]]), teams: new Map() })).toMatchObject({
    ...{ status: 1, stdout: '' },
    stderr: 'None given: the file has 12, so 13 cannot be drawn\n',
  });
});
