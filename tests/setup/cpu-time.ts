/** Milliseconds of this process's CPU that the work took: the least of three runs, after one that is not counted. */
async function cpuTime(work: () => unknown): Promise<number> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < 3; run += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return Math.min(...times);
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
  const once = await cpuTime(await workOf(size));
  const more = await cpuTime(await workOf(times * size));
  return more / Math.max(once, noise);
}
