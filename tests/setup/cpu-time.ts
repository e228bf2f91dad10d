/** CPU time of this process spent on work, in milliseconds. */
async function cpuTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const LEAST_RUNS = 2;
const MOST_RUNS = 8;
/** How much more than linear is close to it. */
const ENOUGH = 1.15;

type Options = {
  /** Milliseconds below which other activity outweighs the work. */
  readonly noise?: number;
  /** Factor between the two sizes. */
  readonly times?: number;
};

/** The ratio of CPU time between two sizes. At twice the size, linear work gives 2 and quadratic 4. */
export async function growth(
  size: number,
  workOf: (size: number) => (() => unknown) | Promise<() => unknown>,
  { noise = 2, times = 2 }: Options = {},
): Promise<number> {
  const larger = await workOf(times * size);
  let more = await cpuTime(larger);
  // The smaller size counts as at least `noise`, which bounds the ratio without measuring it.
  if (more <= times * noise) return more / noise;
  // The minimum of several runs each, alternating, so that a busy machine slows both. Runs that it slows alike are
  // repeated for longer; a ratio that is close to linear needs no more of them.
  const smaller = await workOf(size);
  let once = Number.POSITIVE_INFINITY;
  for (let run = 0; run < MOST_RUNS; run += 1) {
    once = Math.min(once, await cpuTime(smaller));
    if (run >= LEAST_RUNS - 1 && more <= ENOUGH * times * Math.max(once, noise)) break;
    more = Math.min(more, await cpuTime(larger));
  }
  return more / Math.max(once, noise);
}
