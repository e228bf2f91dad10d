/**
 * Limits every statement to the same rise: the smallest that still allows all steps.
 *
 * @param headroom - how far each statement could rise; at least `steps` in total
 */
export function limitRises(headroom: readonly number[], steps: number): readonly number[] {
  for (let rise = 0; ; rise++) {
    const room = headroom.map((most) => Math.min(most, rise));
    if (total(room) >= steps || rise > steps) return room;
  }
}

/**
 * Every way to spread steps over statements, each as one rise per statement. Fewest rising statements first, then the
 * larger rise of an earlier statement first. Lazy.
 *
 * @param room - how far each statement may rise
 */
export function* spreads(
  room: readonly number[],
  steps: number,
): Generator<readonly number[], void, undefined> {
  for (let rising = 0; rising <= room.length; rising++) {
    if (canSpread(room, steps, rising)) yield* spreadOver(room, steps, rising);
  }
}

/** Counts the results of {@link spreads} without listing them. */
export function countSpreads(room: readonly number[], steps: number): number {
  // ways[n] is the number of ways to make n steps with the statements seen so far.
  let ways = Array.from<unknown, number>({ length: steps + 1 }, (_, made) => (made === 0 ? 1 : 0));
  for (const most of room) {
    ways = ways.map((_, made) => total(ways.slice(Math.max(0, made - most), made + 1)));
  }
  return ways[steps] ?? 0;
}

/** The ways in which exactly `rising` statements rise. Looks ahead to avoid dead ends. */
function* spreadOver(
  room: readonly number[],
  steps: number,
  rising: number,
): Generator<readonly number[], void, undefined> {
  const [most, ...others] = room;
  if (most === undefined) {
    yield [];
    return;
  }
  for (let rise = most; rise >= 0; rise--) {
    const stepsLeft = steps - rise;
    const risingLeft = rise > 0 ? rising - 1 : rising;
    if (!canSpread(others, stepsLeft, risingLeft)) continue;
    for (const rest of spreadOver(others, stepsLeft, risingLeft)) yield [rise, ...rest];
  }
}

/** Whether exactly `rising` statements, each rising by at least one, can make the steps. */
function canSpread(room: readonly number[], steps: number, rising: number): boolean {
  if (rising < 0 || steps < rising) return false;
  const widest = room.filter((most) => most > 0).toSorted((a, b) => b - a);
  return widest.length >= rising && steps <= total(widest.slice(0, rising));
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
