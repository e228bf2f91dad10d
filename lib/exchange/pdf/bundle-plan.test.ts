import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BundlePlan,
  itemsWithin,
  laterLabel,
  pageLabel,
  planBundle,
  type ShownItem,
  targetOf,
} from './bundle-plan.ts';

const someItems = fc
  .array(fc.record({ pages: fc.nat(40), bytes: fc.nat(5_000) }), { maxLength: 30 })
  .map((all) => all.map((item, index): ShownItem => ({ ...item, label: `E${index + 1}` })));
const someLimits = fc.record({
  pages: fc.integer({ min: 1, max: 60 }),
  bytes: fc.integer({ min: 1, max: 9_000 }),
});
/** A narrative of some pages, and in each volume an index of some rows a page. */
const someFront = fc
  .record({ narrative: fc.nat(20), rows: fc.integer({ min: 1, max: 9 }) })
  .map(({ narrative, rows }) => (volume: number, labels: readonly string[]) => {
    return (volume === 1 ? narrative : 0) + 1 + Math.ceil(labels.length / rows);
  });

const partsOf = (plan: BundlePlan) => plan.volumes.flatMap(({ parts }) => parts);

describe('planBundle', () => {
  it('numbers every page once, from the first of the first volume to the last of the last', () => {
    fc.assert(
      fc.property(someItems, someFront, someLimits, fc.nat(2_000), (items, front, limits, after) => {
        const plan = planBundle(items, front, limits, after);
        const printed = plan.volumes.flatMap(({ firstPage, front: pages, parts }) => [
          ...Array.from({ length: pages }, (_, index) => firstPage + index),
          ...parts.flatMap(({ sheet, pages: count }) =>
            Array.from({ length: 1 + count }, (_, index) => sheet + index),
          ),
        ]);
        expect(printed).toEqual(Array.from({ length: plan.lastPage - after }, (_, i) => after + 1 + i));
        expect(plan.volumes.reduce((sum, { pages }) => sum + pages, 0)).toBe(printed.length);
      }),
    );
  });

  it('has each page of each item once, in order, and divides only what is larger than a volume', () => {
    fc.assert(
      fc.property(someItems, someFront, someLimits, (items, front, limits) => {
        const plan = planBundle(items, front, limits);
        const parts = Map.groupBy(partsOf(plan), ({ label }) => label);
        expect([...parts.keys()]).toEqual(items.map(({ label }) => label));
        for (const { label, pages, bytes } of items) {
          const [first, ...others] = parts.get(label) ?? [];
          expect(first?.from).toBe(1);
          let next = 1;
          for (const part of [first, ...others]) {
            expect(part?.from).toBe(next);
            next += part?.pages ?? 0;
          }
          expect(next).toBe(pages + 1);
          const fits = front(2, [label]) + 1 + pages <= limits.pages && bytes <= limits.bytes;
          if (fits) expect(others).toEqual([]);
        }
      }),
    );
  });

  it('keeps to the limits, unless the front or one page alone exceeds them', () => {
    fc.assert(
      fc.property(someItems, someFront, someLimits, (items, front, limits) => {
        const bytesOf = new Map(items.map(({ label, bytes, pages }) => [label, bytes / Math.max(1, pages)]));
        for (const { pages, front: before, parts } of planBundle(items, front, limits).volumes) {
          const least = before + 1 + Math.min(1, parts[0]?.pages ?? 0);
          if (parts.length > 1 || pages > least)
            expect(pages).toBeLessThanOrEqual(Math.max(limits.pages, before));
          if (parts.length < 2) continue;
          const bytes = parts.reduce((sum, part) => sum + (bytesOf.get(part.label) ?? 0) * part.pages, 0);
          // A part of an item is taken to have its share of the bytes, rounded.
          expect(bytes).toBeLessThanOrEqual(limits.bytes + parts.length * 50);
        }
      }),
    );
  });

  it('changes no number of what was sent when something is added later', () => {
    fc.assert(
      fc.property(someItems, someItems, someFront, someLimits, (items, late, front, limits) => {
        const sent = planBundle(items, front, limits);
        const taken = new Set(items.map(({ label }) => label));
        const added = late.map((item) => ({
          ...item,
          label: laterLabel(item.label, (label) => taken.has(label)),
        }));
        const later = planBundle(added, front, limits, sent.lastPage);
        expect(planBundle(items, front, limits)).toEqual(sent);
        expect(later.volumes[0]?.firstPage).toBe(sent.lastPage + 1);
        for (const { label } of partsOf(later)) expect(taken.has(label)).toBe(false);
      }),
    );
  });

  it('leaves the first volume to a long narrative when the next has room for the whole item', () => {
    const front = (volume: number) => (volume === 1 ? 30 : 2);
    const plan = planBundle([{ label: 'E1', pages: 25, bytes: 1 }], front, { pages: 40, bytes: 10 });
    expect(plan.volumes.map(({ pages, firstPage }) => [firstPage, pages])).toEqual([
      [1, 30],
      [31, 28],
    ]);
    expect(partsOf(plan)).toEqual([{ label: 'E1', volume: 2, sheet: 33, from: 1, pages: 25 }]);
  });
});

describe('targetOf', () => {
  it('leads to the page that is named, to the sheet, or says in which volume it is', () => {
    const items = [
      { label: 'E1', pages: 12, bytes: 1 },
      { label: 'E2', pages: 0, bytes: 0 },
      { label: 'E3', pages: 30, bytes: 1 },
    ];
    const plan = planBundle(items, (volume) => (volume === 1 ? 5 : 1), { pages: 20, bytes: 10 });
    expect(targetOf(plan, 1, 'E1', 4)).toEqual({ kind: 'here', label: pageLabel('E1', 4), page: 10 });
    expect(targetOf(plan, 1, 'E1', null)).toEqual({ kind: 'here', label: 'E1', page: 6 });
    expect(targetOf(plan, 1, 'E1', 13)).toEqual({ kind: 'here', label: 'E1', page: 6 });
    expect(targetOf(plan, 1, 'E2', 1)).toEqual({ kind: 'here', label: 'E2', page: 19 });
    expect(targetOf(plan, 1, 'E3', 19)).toEqual({ kind: 'other volume', volume: 3, page: 42 });
    expect(targetOf(plan, 3, 'E3', null)).toEqual({ kind: 'here', label: 'E3', page: 41 });
    expect(targetOf(plan, 1, 'E4', 1)).toEqual({ kind: 'none' });
  });

  it('never leaves the item', () => {
    fc.assert(
      fc.property(someItems, someFront, someLimits, fc.nat(50), (items, front, limits, page) => {
        const plan = planBundle(items, front, limits);
        for (const { label } of items) {
          for (const volume of plan.volumes) {
            const target = targetOf(plan, volume.number, label, page);
            if (target.kind === 'none') throw new Error('It is in the bundle');
            const where = target.kind === 'here' ? volume.number : target.volume;
            const inside = partsOf(plan).some(
              (part) =>
                part.label === label &&
                part.volume === where &&
                target.page >= part.sheet &&
                target.page <= part.sheet + part.pages,
            );
            expect(inside).toBe(true);
          }
        }
      }),
    );
  });
});

describe('itemsWithin', () => {
  it('takes what is cited first, whole items only, and keeps their order', () => {
    const items = [
      { label: 'E1', pages: 10, bytes: 1 },
      { label: 'E2', pages: 30, bytes: 1 },
      { label: 'E3', pages: 20, bytes: 1 },
      { label: 'E4', pages: 3, bytes: 1 },
    ];
    const cited = ({ label }: ShownItem) => label === 'E3' || label === 'E2';
    const kept = (limit: number) => itemsWithin(items, cited, { front: 5, limit }).map(({ label }) => label);
    expect(kept(100)).toEqual(['E1', 'E2', 'E3', 'E4']);
    expect(kept(57)).toEqual(['E2', 'E3']);
    expect(kept(61)).toEqual(['E2', 'E3', 'E4']);
    expect(kept(56)).toEqual(['E1', 'E2', 'E4']);
    expect(kept(5)).toEqual([]);
  });

  it('never exceeds its limit', () => {
    fc.assert(
      fc.property(someItems, fc.nat(30), fc.nat(200), (items, front, limit) => {
        const kept = itemsWithin(items, ({ pages }) => pages % 2 === 0, { front, limit });
        const pages = kept.reduce((sum, item) => sum + 1 + item.pages, front);
        expect(pages).toBeLessThanOrEqual(Math.max(front, limit));
      }),
    );
  });
});

it('gives a later version the next letter', () => {
  const taken = new Set(['E12A', 'E12B']);
  expect(laterLabel('E1', (label) => taken.has(label))).toBe('E1A');
  expect(laterLabel('E12', (label) => taken.has(label))).toBe('E12C');
  expect(laterLabel('E12', (label) => label.length === 4)).toBe('E12AA');
});
