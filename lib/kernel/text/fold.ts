import { limitCombiningMarks } from './combining-marks.ts';

/**
 * Normalises a text for searching and comparing: ignores case, accents, kinds of apostrophe, quotation mark and hyphen,
 * blanks and invisible characters. The database function `fold` does the same; a test compares the two.
 *
 * @example
 * fold('A carer’s  Café'); // "a carer's cafe"
 */
export function fold(text: string): string {
  // Most words are plain, and most of the time goes into the others.
  if (PLAIN_TEXT.test(text)) return text.toLowerCase().replaceAll('`', "'");
  const bare = limitCombiningMarks(text)
    .normalize('NFKD')
    .toLowerCase()
    .replace(AWAY, '')
    .replace(VARIANTS, (variant) => PLAIN.get(variant) ?? variant)
    .replace(BLANKS, ' ')
    .replace(/^ | $/g, '');
  return limitCombiningMarks(bare).normalize('NFC');
}

const PLAIN_TEXT = /^[!-~]+(?: [!-~]+)*$/;

/** Looks things up by exact name, then by folded name. Finds nothing when several share the folded name. */
export function nameLookup<Thing>(
  things: readonly Thing[],
  nameOf: (thing: Thing) => string,
): (name: string) => Thing | undefined {
  const exact = new Map<string, Thing>();
  const alike = new Map<string, Thing | undefined>();
  for (const thing of things) {
    const name = nameOf(thing);
    exact.set(name, thing);
    alike.set(fold(name), alike.has(fold(name)) ? undefined : thing);
  }
  return (name) => exact.get(name) ?? alike.get(fold(name));
}

/** A LIKE pattern for folded texts that contain these words. '' matches any text; words that fold to '' match none. */
export function likePattern(words: string): string {
  const folded = fold(words);
  return folded === '' && words !== '' ? '' : `%${folded.replace(/[\\%_]/g, '\\$&')}%`;
}

/** Whether two names read the same to people. */
export function isSameName(a: string, b: string): boolean {
  return fold(a) === fold(b);
}

/** Ranges of code points that folding removes. Listed one by one, because PostgreSQL has no Unicode properties. */
export const FOLDED_TO_NOTHING: readonly string[] = [
  '0001-0008 000e-001f 007f-0084 0086-009f 00ad-00ad 0300-036f 061c-061c 115f-1160 17b4-17b5',
  '180b-180f 1ab0-1aff 1dc0-1dff 200b-200f 202a-202e 2060-206f 20d0-20ff 3164-3164 fe00-fe0f',
  'fe20-fe2f feff-feff ffa0-ffa0 fff0-fffc 1bca0-1bca3 1d173-1d17a e0000-e0fff',
].flatMap((line) => line.split(' '));
const AWAY = new RegExp(
  `[${FOLDED_TO_NOTHING.map((range) => range.replaceAll(/[^-]+/g, '\\u{$&}')).join('')}]`,
  'gu',
);
const BLANKS = /[\s\u0085\u2800]+/g;

const LIKE: Readonly<Record<string, string>> = {
  "'": '‘’‚‛′`ʹʻʼʽˈ׳',
  '"': '“”„‟«»״',
  '-': '‐‑‒–—―−⁃',
  // Letters with a stroke or joined to one, which do not come apart.
  l: 'ł',
  o: 'ø',
  d: 'đð',
  h: 'ħ',
  t: 'ŧ',
  i: 'ı',
  σ: 'ς',
  ae: 'æ',
  oe: 'œ',
  ss: 'ß',
  th: 'þ',
};
const PLAIN = new Map(
  Object.entries(LIKE).flatMap(([plain, all]) => Array.from(all, (one) => [one, plain] as const)),
);
const VARIANTS = new RegExp(`[${[...PLAIN.keys()].join('')}]`, 'gu');
