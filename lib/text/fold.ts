/**
 * A text as it is compared with another, to find it or to tell that both name the same thing: without regard to capital
 * and small letters, accents, kinds of apostrophe, quotation mark and hyphen, blanks, and what cannot be seen. The
 * database's function `fold` does the same; a test holds them together.
 *
 * @example
 * fold('A carer’s  Café'); // "a carer's cafe"
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(AWAY, '')
    .replace(VARIANTS, (variant) => PLAIN.get(variant) ?? variant)
    .replace(BLANKS, ' ')
    .replace(/^ | $/g, '')
    .normalize('NFC');
}

/**
 * Finds things by their names: the one of exactly that name, else the one whose name reads the same. Where several do,
 * none is meant for certain, and none is found.
 */
export function finderByName<Thing>(
  things: readonly Thing[],
  namesOf: (thing: Thing) => readonly string[],
): (name: string) => Thing | undefined {
  const exact = new Map<string, Thing>();
  const alike = new Map<string, Thing | undefined>();
  for (const thing of things) {
    for (const name of namesOf(thing)) {
      exact.set(name, thing);
      const folded = fold(name);
      alike.set(folded, alike.has(folded) && alike.get(folded) !== thing ? undefined : thing);
    }
  }
  return (name) => exact.get(name) ?? alike.get(fold(name));
}

/** Whether two texts name the same thing as people see it. */
export function isSameName(a: string, b: string): boolean {
  return fold(a) === fold(b);
}

/**
 * Code points that fold to nothing, from and to: accents, controls, and all that is drawn as nothing. Written out, as
 * PostgreSQL knows no properties of characters.
 */
export const FOLDED_AWAY: readonly (readonly [number, number])[] = [
  [0x0300, 0x036f],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x20d0, 0x20ff],
  [0xfe20, 0xfe2f],
  [0x0001, 0x0008],
  [0x000e, 0x001f],
  [0x007f, 0x0084],
  [0x0086, 0x009f],
  [0x00ad, 0x00ad],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffc],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
]; // prettier-ignore
const AWAY = new RegExp(
  `[${FOLDED_AWAY.map(([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`).join('')}]`,
  'gu',
);
const BLANKS = /[\s\u0085\u2800]+/g;

const LIKE: Readonly<Record<string, string>> = {
  "'": '‘’‚‛′`´ʹʻʼʽˈ׳',
  '"': '“”„‟″«»״',
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
