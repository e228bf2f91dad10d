/** Milliseconds of this process's CPU that the work took: the least of three runs, after one that is not counted. */
export async function cpuTime(work: () => unknown): Promise<number> {
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

/** How many times the CPU the work takes at twice the size. Of linear work 2, of quadratic 4. */
export async function growth(size: number, workOf: (size: number) => () => unknown): Promise<number> {
  // A millisecond is added to both: times near nothing say nothing.
  return ((await cpuTime(workOf(2 * size))) + 1) / ((await cpuTime(workOf(size))) + 1);
}
