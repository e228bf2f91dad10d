/** CPU time of this process spent on work, in milliseconds. */
async function cpuTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

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
  // The minimum of three runs each, alternating, so that a busy machine slows both.
  const smaller = await workOf(size);
  let once = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run += 1) {
    once = Math.min(once, await cpuTime(smaller));
    more = Math.min(more, await cpuTime(larger));
  }
  return more / Math.max(once, noise);
}
