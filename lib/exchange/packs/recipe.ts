import type { SentItem } from '#lib/exchange/packs/additions.ts';
import { EVERYTHING, type PackChoices } from '#lib/exchange/packs/choices.ts';
import type { PackDetails, PackForm } from '#lib/exchange/packs/rules.ts';
import { type ItemNow, strictest } from '#lib/exchange/packs/selection.ts';
import { type HashedContent, hashContent, type SnapshotKind } from '#lib/record/snapshots/rules.ts';

/**
 * What decides the bytes of a pack beside its content, set when it is asked for. It holds no word of any evidence, so an
 * erasure takes nothing from it.
 */
export type Recipe = {
  /** Version of this format. A new format gets the next number; old ones stay readable. */
  readonly format: 1;
  readonly form: PackForm;
  /** The pack's number. */
  readonly pack: number;
  readonly content: { readonly cycle: number; readonly kind: SnapshotKind; readonly version: number };
  readonly details: Omit<PackDetails, 'isRedacted'>;
  /** Absent: everything, as before there were choices. */
  readonly choices?: PackChoices;
  /** Of a copy for somebody, whom it is for and from when: printed on every page. */
  readonly copyFor?: string;
  /** What it adds to: a bundle, the last of its pages, and what was sent with it and with those that it adds to. */
  readonly continues?: {
    readonly pack: number;
    readonly lastPage: number;
    readonly sent: readonly SentItem[];
  };
  /** The items as they were then, by reference. */
  readonly items: Readonly<Record<string, ItemNow>>;
};

export function hashRecipe(recipe: Recipe): HashedContent {
  return hashContent(recipe);
}

export function parseRecipe(recipe: string): Recipe {
  return JSON.parse(recipe) as Recipe;
}

export function choicesOf({ choices }: Pick<Recipe, 'choices'>): PackChoices {
  return choices ?? EVERYTHING;
}

/**
 * What a pack made by a recipe shows of the items: as they were when it was asked for. What keeps one out since then keeps
 * it out.
 */
export function itemsOfRecipe(
  { items }: Pick<Recipe, 'items'>,
  now: ReadonlyMap<string, ItemNow>,
): ReadonlyMap<string, ItemNow> {
  return new Map(
    Object.entries(items).map(([reference, then]) => [reference, strictest(then, now.get(reference))]),
  );
}
