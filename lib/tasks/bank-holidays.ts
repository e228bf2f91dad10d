import { readFileSync, writeFileSync } from 'node:fs';
import { toCalendarDate } from '#lib/kernel/dates.ts';

// `npm run bank-holidays [-- FILE] [-- --check]`: compares the kept bank holidays with those published, from the
// address below or from a copy of it, and rewrites them. Exits 1 when they differ.

const ADDRESS = 'https://www.gov.uk/bank-holidays.json';
const KEPT = 'lib/kernel/bank-holidays.ts';
const FIRST_YEAR = 2023;

const [file] = process.argv.slice(2).filter((argument) => argument !== '--check');
const before = readFileSync(KEPT, 'utf8');
const after = rewritten(before, file === undefined ? await published() : readFileSync(file, 'utf8'));
if (after === before) {
  console.log('The bank holidays are as published.');
} else {
  process.exitCode = 1;
  if (process.argv.includes('--check')) console.log(`The bank holidays in ${KEPT} are not as published.`);
  else {
    writeFileSync(KEPT, after);
    console.log(`The bank holidays in ${KEPT} were not as published, and are now. Read what changed.`);
  }
}

async function published(): Promise<string> {
  const answer = await fetch(ADDRESS, { signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new Error(`${ADDRESS} answered ${answer.status}`);
  return answer.text();
}

/** What is published goes before what is kept from its first year on; earlier years, which it leaves out, stay. */
function rewritten(source: string, json: string): string {
  const found: unknown = JSON.parse(json)['england-and-wales']?.events;
  const events = Array.isArray(found) ? found : [];
  const dates = events.flatMap(({ date }: { date?: unknown }) => toCalendarDate(date) ?? []).toSorted();
  const first = Math.max(FIRST_YEAR, Number(dates[0]?.slice(0, 4)));
  const last = dates.at(-1)?.slice(0, 4);
  if (dates.length !== events.length || dates.length < 8) throw new Error('These are no bank holidays');
  const earlier = [...source.matchAll(/^ {2}'(\d{4}-\d\d-\d\d)',$/gm)].flatMap(([, date = '']) =>
    Number(date.slice(0, 4)) < first ? [date] : [],
  );
  const kept = [...earlier, ...dates.filter((date) => Number(date.slice(0, 4)) >= first)];
  return source
    .replace(/(?<= = \[\n)[^\]]*/, kept.map((date) => `  '${date}',\n`).join(''))
    .replace(/(?<=LISTED_UNTIL: CalendarDate = ')\d{4}/, last ?? '');
}
