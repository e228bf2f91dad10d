import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { csvRecords, readCsv } from '#lib/kernel/csv.ts';
import { csvText } from '#lib/kernel/csv-text.ts';
import { CANDIDATE_COLUMNS, readCandidates } from '#lib/record/cases/candidates.ts';
import { draw } from '#lib/record/cases/draw.ts';
import { quotaProblems } from '#lib/record/cases/quotas.ts';
import { CANDIDATE_ROWS } from '#lib/record/cases/rules.ts';

// `npm run cases:draw -- LIST.csv --seed SEED --size 50 [--cohort='Older people=10'] [--team='North=5']`: repeats a draw of
// cases, without the service and its database. Writes the cases in the order in which they were drawn, as CSV.

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    size: { type: 'string' },
    cohort: { type: 'string', multiple: true },
    team: { type: 'string', multiple: true },
  },
});
const [file] = positionals;
const size = Number(values.size);
if (file === undefined || values.seed === undefined || !Number.isInteger(size) || size < 1) {
  fail(['Give a CSV file, --seed and --size. See the page of the draw']);
} else if (!existsSync(file)) fail([`There is no file ${file}`]);
else {
  const decoded = csvText(readFileSync(file));
  const read = decoded.ok
    ? readCsv(decoded.text, CANDIDATE_COLUMNS, CANDIDATE_ROWS)
    : { ok: false as const, problems: decoded.problems };
  const { candidates, problems } = read.ok
    ? readCandidates(read.rows, null)
    : { candidates: [], problems: read.problems };
  const quotas = { cohorts: quotasOf(values.cohort), teams: quotasOf(values.team) };
  const areWhole = [...quotas.cohorts.values(), ...quotas.teams.values()].every(Number.isInteger);
  const drawn = areWhole && draw(candidates, size, quotas, values.seed);
  if (!areWhole) fail(['Give --cohort and --team as a name and a whole number, such as "Older people=10"']);
  else if (problems.length > 0) {
    fail(problems.map(({ line, message }) => (line === null ? message : `Line ${line}: ${message}`)));
  } else if (!drawn) fail(quotaProblems(candidates, size, quotas));
  else {
    const rows = drawn.map(({ reference, cohort, team, key }, at) => [at + 1, reference, cohort, team, key]);
    process.stdout.write(csvRecords([['Place', 'Reference', 'Cohort', 'Team', 'Key'], ...rows]));
  }
}

/** "Older people=10" by group. The name may have the sign in it. NaN: there is no number. */
function quotasOf(given: readonly string[] = []): ReadonlyMap<string, number> {
  return new Map(
    given.map((one) => {
      const [, name = one, count = ''] = /^(.*)=(\d{1,4})$/.exec(one) ?? [];
      return [name, count === '' ? Number.NaN : Number(count)] as const;
    }),
  );
}

function fail(messages: readonly string[]): void {
  for (const message of messages) console.error(message);
  process.exitCode = 1;
}
