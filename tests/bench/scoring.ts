import { overall, type Score, type Scores, STATEMENT_IDS } from '#lib/scoring/index.ts';
import { compared, inRounds, type Row } from './measure.ts';

const LISTS = 256;
const PASSES = 4_000;
const ROUNDS = 15;

/** `overall()` against a bare loop that sums an array of nine numbers. */
export async function benchScoring(): Promise<Row> {
  const lists = Array.from({ length: LISTS }, (_, index) =>
    STATEMENT_IDS.map((_, place) => (((index >> place) + place * index) % 4) + 1),
  );
  const assessments = lists.map(
    (list) => Object.fromEntries(STATEMENT_IDS.map((id, place) => [id, list[place] as Score])) as Scores,
  );
  const expected = PASSES * lists.flat().reduce((sum, score) => sum + score, 0);
  const pairs = await inRounds(ROUNDS, {
    measured: () => nanoseconds(expected, () => sumOfOverall(assessments)),
    baseline: () => nanoseconds(expected, () => sumOfLoops(lists)),
  });
  // The first rounds warm up the compiler.
  return compared('overall() and a bare loop that sums nine numbers', pairs.slice(5), {
    format: (value) => `${value.toFixed(1)} ns`,
    limit: { atMost: 10 },
  });
}

function nanoseconds(expected: number, work: () => number): number {
  const start = process.hrtime.bigint();
  let sum = 0;
  for (let pass = 0; pass < PASSES; pass += 1) sum += work();
  const taken = Number(process.hrtime.bigint() - start);
  if (sum !== expected) throw new Error(`Summed ${sum} points instead of ${expected}`);
  return taken / (PASSES * LISTS);
}

function sumOfOverall(assessments: readonly Scores[]): number {
  let sum = 0;
  for (const scores of assessments) {
    const result = overall(scores);
    if (result.state === 'complete') sum += result.points;
  }
  return sum;
}

function sumOfLoops(lists: readonly (readonly number[])[]): number {
  let sum = 0;
  for (const list of lists) {
    let points = 0;
    for (let place = 0; place < list.length; place += 1) points += list[place] ?? 0;
    sum += points;
  }
  return sum;
}
