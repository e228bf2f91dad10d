import type { BundleDocument, BundleItem, BundleShown } from '#lib/exchange/pdf/bundle-document.ts';
import type { PackStatement } from '#lib/exchange/pdf/pack-document.ts';
import { packOf, registerOf } from './pack-fixtures.ts';

/** A bundle with an item for each of these, on the statements of `registerOf`. */
export function bundleOf(
  shown: readonly BundleShown[],
  change: Partial<BundleDocument> = {},
  strengths = '',
): BundleDocument {
  const register = registerOf(shown.length);
  const document = packOf({
    register,
    statement: (id): Partial<PackStatement> => (id === 'QS1' && strengths !== '' ? { strengths } : {}),
  });
  const items = register.map(
    (entry, index): BundleItem => ({ label: entry.reference, entry, shown: shown[index] ?? SLIP }),
  );
  return { document, items, leftOut: [], pageLimit: null, copyFor: null, continues: null, ...change };
}

export const SLIP = { kind: 'slip', why: 'This item is a link. Its address is below.' } as const;
