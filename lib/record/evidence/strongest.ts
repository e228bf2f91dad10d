import { type Concern, concernsOf } from '#lib/record/evidence/concerns.ts';
import { countsAsEvidence } from '#lib/record/evidence/lifecycle.ts';

type Ranked = Parameters<typeof concernsOf>[0] &
  Parameters<typeof countsAsEvidence>[0] & {
    readonly reference: string;
    readonly shows: string;
    readonly location: string;
  };

/**
 * The pieces of evidence on a statement to have ready first, at most `most`: of those that count, first those that say
 * what they show and where, then those without anything that needs action, then the newest.
 */
export function strongest<Item extends Ranked>(
  items: readonly Item[],
  most: number,
  asOf: Date,
): readonly Item[] {
  const rank = (item: Item) => {
    const needsAction = concernsOf(item, asOf).some((concern: Concern) => concern.needsAction);
    return Number(item.shows !== '') + Number(item.location !== '') + Number(!needsAction);
  };
  return items
    .filter(countsAsEvidence)
    .toSorted((a, b) => rank(b) - rank(a) || compare(b.datedOn ?? '', a.datedOn ?? ''))
    .slice(0, most);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
