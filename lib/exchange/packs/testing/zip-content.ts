import type { ZipContent, ZippedFile } from '#lib/exchange/packs/manifest.ts';
import { packOf, registerOf } from '#lib/exchange/pdf/testing/pack-fixtures.ts';

const HOSTILE = '=1+1"><script>alert(1)</script>\u202e';

/** A ZIP of eight items: files, a link, and one that is left out. The first has a title that must not act as markup. */
export function zipContent(): ZipContent {
  const register = registerOf(8).map((entry, index) => (index === 0 ? { ...entry, title: HOSTILE } : entry));
  const document = packOf({ register });
  const files = register.map(({ reference, source }, index): [string, ZippedFile] => {
    if (source.kind !== 'file') return [reference, { left: 'A link, without a file' }];
    if (index === 2) return [reference, { left: 'Contains a virus' }];
    const { name, bytes, sha256 } = source;
    return [
      reference,
      { path: `QS1 Assessing needs/QS1-0${index + 1} A & B #1 100%.pdf`, name, bytes, sha256 },
    ];
  });
  const checkAt = 'https://assurance.example/check-a-pack';
  return { number: 12, recipeHash: 'a'.repeat(64), document, files: new Map(files), checkAt };
}
