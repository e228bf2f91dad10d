// Which page of a bundle everything is on. Every page number here is the printed one. An item takes a sheet of its own,
// and then its pages; an item that is not shown takes the sheet alone.

/** An item in the order of the bundle. Its label is its reference, or for a later version that and a letter: E12A. */
export type ShownItem = {
  readonly label: string;
  /** 0: a slip sheet stands in place of its pages. */
  readonly pages: number;
  readonly bytes: number;
};

/** An item in a volume, whole, or some of its pages where the item is larger than a volume. */
export type PlannedPart = {
  readonly label: string;
  readonly volume: number;
  /** The page of its sheet. Its pages follow. */
  readonly sheet: number;
  /** The first of its own pages that is here, from 1. */
  readonly from: number;
  readonly pages: number;
};

export type PlannedVolume = {
  /** From 1. */
  readonly number: number;
  readonly firstPage: number;
  /** Pages before the first item. */
  readonly front: number;
  readonly pages: number;
  readonly parts: readonly PlannedPart[];
};

export type BundlePlan = { readonly volumes: readonly PlannedVolume[]; readonly lastPage: number };

export type VolumeLimits = { readonly pages: number; readonly bytes: number };

/** Pages before the first item of a volume with these items. More items never take fewer pages. */
export type FrontOf = (volume: number, labels: readonly string[]) => number;

type Rest = ShownItem & { readonly from: number };

/**
 * Divides a bundle into volumes with running page numbers. A volume begins with its front pages and ends before the item that
 * would exceed a limit. Only an item larger than a volume is divided. A volume exceeds a limit if its front, or one page, does.
 *
 * @param after - the last page of the bundle that this one continues, or 0
 */
export function planBundle(
  items: readonly ShownItem[],
  frontOf: FrontOf,
  limits: VolumeLimits,
  after = 0,
): BundlePlan {
  const volumes: PlannedVolume[] = [];
  let rest: readonly Rest[] = items.map((item) => ({ ...item, from: 1 }));
  let last = after;
  do {
    const number = volumes.length + 1;
    const { front, taken, left } = fill(rest, number, frontOf, limits);
    const firstPage = last + 1;
    last += front;
    const parts = taken.map(({ label, from, pages }) => {
      const part = { label, volume: number, sheet: last + 1, from, pages };
      last += 1 + pages;
      return part;
    });
    volumes.push({ number, firstPage, front, pages: last - firstPage + 1, parts });
    rest = left;
  } while (rest.length > 0);
  return { volumes, lastPage: last };
}

type Filled = { readonly taken: readonly Rest[]; readonly left: readonly Rest[] };

function fill(
  rest: readonly Rest[],
  volume: number,
  frontOf: FrontOf,
  limits: VolumeLimits,
): Filled & { readonly front: number } {
  const frontWith = ({ taken }: Filled) =>
    frontOf(
      volume,
      taken.map(({ label }) => label),
    );
  const filledAfter = (front: number): Filled => {
    const whole = takeWhole(rest, front, limits);
    const [first] = rest;
    if (!first || whole.taken.length > 0) return whole;
    // After a long narrative, the next volume may have room for the whole of it.
    const goesInNext =
      volume === 1 && takeWhole([first], frontOf(2, [first.label]), limits).taken.length === 1;
    return goesInNext ? whole : takeSome(rest, front, limits);
  };
  // The index of what goes in can take a page more than that of nothing, which leaves less room.
  const guess = filledAfter(frontOf(volume, []));
  const filled = filledAfter(frontWith(guess));
  return { ...filled, front: frontWith(filled) };
}

/** As many items from the first on as fit. */
function takeWhole(rest: readonly Rest[], front: number, limits: VolumeLimits): Filled {
  let { pages, bytes } = { pages: limits.pages - front, bytes: limits.bytes };
  const end = rest.findIndex((item) => {
    pages -= 1 + item.pages;
    bytes -= item.bytes;
    return pages < 0 || bytes < 0;
  });
  const count = end === -1 ? rest.length : end;
  return { taken: rest.slice(0, count), left: rest.slice(count) };
}

/** As many pages of the first item as fit, and at least one. */
function takeSome([first, ...others]: readonly Rest[], front: number, limits: VolumeLimits): Filled {
  if (!first) return { taken: [], left: [] };
  const bytesOfPage = first.bytes / Math.max(1, first.pages);
  const room = Math.min(limits.pages - front - 1, Math.floor(limits.bytes / bytesOfPage));
  const pages = Math.min(first.pages, Math.max(1, room));
  if (pages === first.pages) return { taken: [first], left: others };
  const [bytes, from] = [Math.ceil(bytesOfPage * pages), first.from + pages];
  return {
    taken: [{ ...first, pages, bytes }],
    left: [{ ...first, from, pages: first.pages - pages, bytes: first.bytes - bytes }, ...others],
  };
}

/** Where a link leads: into the same volume, to a page of another, or nowhere, as the item is not in the bundle. */
export type PageTarget =
  | { readonly kind: 'here'; readonly label: string; readonly page: number }
  | { readonly kind: 'other volume'; readonly volume: number; readonly page: number }
  | { readonly kind: 'none' };

/**
 * Where a reference in a volume leads: to the page of the item that it names, or else to its sheet.
 *
 * @param page - of the item, from 1
 */
export function targetOf(plan: BundlePlan, volume: number, label: string, page: number | null): PageTarget {
  const parts = plan.volumes.flatMap((each) => each.parts).filter((part) => part.label === label);
  const holds = (part: PlannedPart) => page !== null && page >= part.from && page < part.from + part.pages;
  const holder = parts.find(holds);
  const part = holder ?? parts.find((each) => each.volume === volume) ?? parts[0];
  if (!part) return { kind: 'none' };
  const number = holder && page !== null ? part.sheet + 1 + page - part.from : part.sheet;
  if (part.volume !== volume) return { kind: 'other volume', volume: part.volume, page: number };
  return { kind: 'here', label: holder ? pageLabel(label, page ?? 1) : label, page: number };
}

/** The name of a page of an item within its volume. The item's own label is that of its sheet. */
export function pageLabel(label: string, page: number): string {
  return `${label}-page-${page}`;
}

/**
 * The items of a bundle that ends at a page: those cited in a sentence first, then the others, each in order, as long as the
 * whole of it fits.
 *
 * @param front - pages before the first item
 */
export function itemsWithin<Item extends ShownItem>(
  items: readonly Item[],
  isCited: (item: Item) => boolean,
  { front, limit }: { readonly front: number; readonly limit: number },
): readonly Item[] {
  let room = limit - front;
  const kept = new Set<Item>();
  for (const item of [...items.filter(isCited), ...items.filter((each) => !isCited(each))]) {
    if (1 + item.pages > room) continue;
    room -= 1 + item.pages;
    kept.add(item);
  }
  return items.filter((item) => kept.has(item));
}

/** The label of a later version of an item: E12A after E12, then E12B and, after E12Z, E12AA. */
export function laterLabel(reference: string, isTaken: (label: string) => boolean): string {
  for (let number = 1; ; number += 1) {
    const label = reference + lettersOf(number);
    if (!isTaken(label)) return label;
  }
}

function lettersOf(number: number): string {
  const before = Math.floor((number - 1) / 26);
  return (before > 0 ? lettersOf(before) : '') + String.fromCharCode(65 + ((number - 1) % 26));
}
