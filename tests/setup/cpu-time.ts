/** Milliseconds of this process's CPU that the work took. */
async function cpuTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

type Options = {
  /** Milliseconds below which other things count for more than the work. */
  readonly noise?: number;
  /** How many times as large. */
  readonly times?: number;
};

/** How many times the CPU the work takes at so many times the size. At twice: of linear work 2, of quadratic 4. */
export async function growth(
  size: number,
  workOf: (size: number) => (() => unknown) | Promise<() => unknown>,
  { noise = 2, times = 2 }: Options = {},
): Promise<number> {
  const larger = await workOf(times * size);
  let more = await cpuTime(larger);
  // Whatever once the size takes, it counts as the noise at least: that bounds the answer without measuring it.
  if (more <= times * noise) return more / noise;
  // The least of three runs each, in turn, so that a busy machine slows both.
  const smaller = await workOf(size);
  let once = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run += 1) {
    once = Math.min(once, await cpuTime(smaller));
    more = Math.min(more, await cpuTime(larger));
  }
  return more / Math.max(once, noise);
}
