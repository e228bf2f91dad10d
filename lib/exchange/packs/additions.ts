import type { HeldItem, NoFile, PackedFile } from '#lib/exchange/packs/rules.ts';
import { laterLabel } from '#lib/exchange/pdf/bundle-plan.ts';
import type { PackDocument } from '#lib/exchange/pdf/pack-document.ts';

// What came after a bundle was sent: pages with numbers that follow on, so that nothing that was sent changes.

/** An item as it was sent. */
export type SentItem = {
  readonly reference: string;
  readonly label: string;
  /** Of its file, if its pages were sent. */
  readonly sha256: string | null;
};

/** What a bundle held of its items, as what was sent of them. */
export function sentItems(held: readonly HeldItem[]): readonly SentItem[] {
  return held
    .filter(({ isOverLimit }) => !isOverLimit)
    .map(({ reference, label = reference, file }) => ({
      ...{ reference, label },
      sha256: file?.sha256 ?? null,
    }));
}

/**
 * The items that were not sent, or of which there is another file since, with their labels by reference: E12A after E12.
 *
 * @param files - of each item by reference, its file or why there is none
 */
export function additionsIn(
  sent: readonly SentItem[],
  { register }: Pick<PackDocument, 'register'>,
  files: ReadonlyMap<string, PackedFile | { readonly no: NoFile }>,
): ReadonlyMap<string, string> {
  const taken = new Set(sent.map(({ label }) => label));
  // The last one counts: the file may have changed more than once.
  const last = new Map(sent.map((item) => [item.reference, item]));
  return new Map(
    register.flatMap(({ reference }) => {
      const before = last.get(reference);
      if (!before) return [[reference, reference] as const];
      const file = files.get(reference);
      if (!file || 'no' in file || file.sha256 === before.sha256) return [];
      return [[reference, laterLabel(reference, (label) => taken.has(label))] as const];
    }),
  );
}
