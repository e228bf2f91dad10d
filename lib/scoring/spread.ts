/** A statement that may rise: by how many steps, and how many points each step is worth. */
export interface Room {
  readonly steps: number;
  readonly weight: number;
}

/**
 * Limits every statement to the same number of steps: the smallest that still allows the points.
 *
 * @param headroom - how far each statement could rise; worth at least `points` in total
 */
export function limitRises(headroom: readonly Room[], points: number): readonly Room[] {
  const most = Math.max(0, ...headroom.map(({ steps }) => steps));
  for (let limit = 0; ; limit++) {
    const rooms = headroom.map(({ steps, weight }) => ({ steps: Math.min(steps, limit), weight }));
    if (worth(rooms) >= points || limit >= most) return rooms;
  }
}

/**
 * Every smallest way to gain points, as the steps of each statement: without any one of its steps there would be fewer.
 * Where all statements weigh 1, each way gains exactly the points. Fewest rising statements first, then the larger rise
 * of an earlier statement first. Lazy.
 */
export function* spreads(
  rooms: readonly Room[],
  points: number,
): Generator<readonly number[], void, undefined> {
  for (let rising = 0; rising <= rooms.length; rising++) {
    if (canSpread(rooms, points, rising)) yield* spreadOver(rooms, points, rising, Infinity);
  }
}

/** Counts the results of {@link spreads} without listing them. */
export function countSpreads(rooms: readonly Room[], points: number): number {
  if (points <= 0) return 1;
  // A way is smallest if it gains less than the points without a step of its lightest statement.
  const weights = [...new Set(rooms.map(({ weight }) => weight))];
  return total(
    weights.map((lightest) => {
      const within = (rest: readonly Room[]) => countGains(rest, points, points + lightest - 1);
      const asHeavy = rooms.filter(({ weight }) => weight >= lightest);
      return within(asHeavy) - within(asHeavy.filter(({ weight }) => weight > lightest));
    }),
  );
}

/** The number of ways to gain from `lowest` to `highest` points. */
function countGains(rooms: readonly Room[], lowest: number, highest: number): number {
  // ways[n] is the number of ways to gain n points with the statements seen so far.
  let ways = Array.from<unknown, number>({ length: highest + 1 }, (_, gain) => (gain === 0 ? 1 : 0));
  for (const { steps, weight } of rooms) {
    ways = ways.map((_, gain) => {
      let sum = 0;
      for (let step = 0; step <= steps && step * weight <= gain; step++)
        sum += ways[gain - step * weight] ?? 0;
      return sum;
    });
  }
  return total(ways.slice(lowest));
}

/**
 * The ways in which exactly `rising` statements rise. Looks ahead to avoid dead ends.
 *
 * @param lightest - the lowest weight of the statements that rise already
 */
function* spreadOver(
  rooms: readonly Room[],
  points: number,
  rising: number,
  lightest: number,
): Generator<readonly number[], void, undefined> {
  const [first, ...others] = rooms;
  if (first === undefined) {
    if (points + lightest > 0) yield [];
    return;
  }
  for (let steps = first.steps; steps >= 0; steps--) {
    const left = points - steps * first.weight;
    const risingLeft = steps > 0 ? rising - 1 : rising;
    const lightestNow = steps > 0 ? Math.min(lightest, first.weight) : lightest;
    if (left + lightestNow <= 0 || !canSpread(others, left, risingLeft)) continue;
    for (const rest of spreadOver(others, left, risingLeft, lightestNow)) yield [steps, ...rest];
  }
}

/** Whether exactly `rising` statements, each rising by at least one step, could gain the points and none be needless. */
function canSpread(rooms: readonly Room[], points: number, rising: number): boolean {
  if (rising <= 0) return rising === 0 && points <= 0;
  const able = rooms.filter(({ steps }) => steps > 0);
  const widest = able.toSorted((a, b) => b.steps * b.weight - a.steps * a.weight).slice(0, rising);
  const lightest = able.map(({ weight }) => weight).toSorted((a, b) => a - b);
  return widest.length === rising && worth(widest) >= points && total(lightest.slice(0, rising - 1)) < points;
}

function worth(rooms: readonly Room[]): number {
  return total(rooms.map(({ steps, weight }) => steps * weight));
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
