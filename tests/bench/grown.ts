import type { BenchCouncil } from './data.ts';
import { compared, inRounds, type Row } from './measure.ts';
import { timeOf } from './pages.ts';

const ROUNDS = 41;
const ROUNDS_AFTER_CHANGE = 11;

type Grown = {
  /** The pages by their names. */
  readonly pages: Readonly<Record<string, (slug: string) => string>>;
  /** How much one council has, and the other: "of 200 items, and of 20". */
  readonly amounts: string;
  readonly change: (council: BenchCouncil) => Promise<unknown>;
};

/** Rows for pages of a council that has many of something against one with few, and for the first answer after a change. */
export async function benchGrown(
  origin: string,
  { few, many }: Readonly<Record<'few' | 'many', BenchCouncil>>,
  { pages, amounts, change }: Grown,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, path] of Object.entries(pages)) {
    const timed = (council: BenchCouncil) => () =>
      timeOf(origin, { path: path(council.slug), cookie: council.cookie });
    const changed = (council: BenchCouncil) => async () => {
      await change(council);
      return timed(council)();
    };
    const times = { measured: timed(many), baseline: timed(few) };
    const afterChange = { measured: changed(many), baseline: changed(few) };
    const options = { format: (ms: number) => `${ms.toFixed(0)} ms`, limit: { atMost: 1.5 } };
    await inRounds(4, times);
    rows.push(
      compared(`${name} ${amounts}`, await inRounds(ROUNDS, times), options),
      compared(
        `${name}, the same, first answer after a change`,
        await inRounds(ROUNDS_AFTER_CHANGE, afterChange),
        options,
      ),
    );
  }
  return rows;
}
