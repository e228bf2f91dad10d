// References to evidence in text that people write: "E12", and with a page "E12 p.4".

/**
 * A segment of a narrative: plain text (`number` null), or a reference to the evidence item with that number, and with
 * the page, slide or sheet that it names.
 */
export type Segment = {
  readonly text: string;
  readonly number: number | null;
  readonly page: number | null;
};

// "E12" or "e12", but not within a word, a file name (E12.pdf), a decimal (E12.5) or a postcode (E8 1EA).
const REFERENCE =
  /(?<![\p{L}\p{N}\p{M}_])[Ee][1-9]\d{0,8}(?![\p{L}\p{N}\p{M}_]|\.[\p{Ll}\d]| \d[A-Z]{2}(?![\p{L}\p{N}]))/gu;
// A cheap test that rules out nearly every word.
const MAY_REFER = /[Ee][1-9]/;
// How many characters REFERENCE may look at after a word.
const LOOKS_AHEAD = 5;
const ADDRESS =
  /:\/\/|@|^[^\p{L}\p{N}]*www\.|^[^\p{L}\p{N}]*[\p{L}\p{N}][\p{L}\p{N}-]*(?:\.[\p{L}\p{N}-]+)+\//iu;

// "p.4", "pp. 4-6", "page 4", "slide 3", "sheet 2". Not a section ("s.3.2") or the name of a sheet: no file says on
// which page a section is, and names change and repeat.
const PLACE = String.raw`(?<unit>pp?\.?|pages?|slides?|sheets?)[ \u00a0]?(?<page>[1-9]\d{0,5})(?:(?:[ \u00a0]?[-–][ \u00a0]?| to )(?<to>[1-9]\d{0,5}))?(?![\p{L}\p{N}\p{M}_]|[.,]\d)`;
const PLACE_IN_WORDS = new RegExp(String.raw`(?<![\p{L}\p{N}\p{M}_])${PLACE}`, 'iu');
// After a reference: "E12 p.4", "E12, p.4" and "E12 (p.4)", but not the page of another in "E12, page 4 of E13".
const AFTER_REFERENCE = [
  new RegExp(String.raw`(?:,?[ \u00a0]|,)${PLACE}(?! of E[1-9])`, 'iuy'),
  new RegExp(String.raw`[ \u00a0]?\(${PLACE}\)`, 'iuy'),
];

/**
 * Splits a narrative at its references, losing no characters. "E12" and "e12" are references; "E012", "CE12" and "E12"
 * in an address are not. In a range such as "E3-E7" only the two ends are references. A page belongs to the reference
 * before it: "E12 p.4", "E12, pages 4–6", "E12 (slide 3)".
 */
export function segmentsOf(narrative: string): readonly Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  const plain = (to: number) => {
    if (to > from) segments.push({ text: narrative.slice(from, to), number: null, page: null });
  };
  for (const { 0: word, index: at } of narrative.matchAll(/\S+/gu)) {
    if (!MAY_REFER.test(word) || ADDRESS.test(word)) continue;
    const seen = narrative.slice(at, at + word.length + LOOKS_AHEAD);
    for (const { 0: reference, index } of seen.matchAll(REFERENCE)) {
      if (index >= word.length) break;
      plain(at + index);
      from = at + index;
      const place = placeAfter(narrative, from + reference.length);
      const text = narrative.slice(from, place?.end ?? from + reference.length);
      segments.push({ text, number: Number(reference.slice(1)), page: place?.page ?? null });
      from += text.length;
    }
  }
  plain(narrative.length);
  return segments;
}

function placeAfter(narrative: string, at: number): { readonly end: number; readonly page: number } | null {
  for (const pattern of AFTER_REFERENCE) {
    pattern.lastIndex = at;
    const match = pattern.exec(narrative);
    if (match) return { end: pattern.lastIndex, page: Number(match.groups?.page) };
  }
  return null;
}

/** The first page, slide or sheet that a place in a document names: 4 for "Table 2 on page 4". */
export function pageIn(place: string): number | null {
  const page = PLACE_IN_WORDS.exec(place)?.groups?.page;
  return page === undefined ? null : Number(page);
}

/** A reference as it is written into a text, with the page that the place names: "E12 p.4", "E12 slide 3". */
export function citationOf(reference: string, place: string): string {
  const { unit = '', page, to } = PLACE_IN_WORDS.exec(place)?.groups ?? {};
  if (page === undefined) return reference;
  const word = /^s/i.test(unit) ? `${unit.toLowerCase()} ` : to === undefined ? 'p.' : 'pp.';
  return `${reference} ${word}${page}${to === undefined ? '' : `–${to}`}`;
}

/** The numbers that narratives cite, ascending and without duplicates. */
export function citedNumbers(narratives: readonly string[]): readonly number[] {
  const numbers = narratives.flatMap((text) => segmentsOf(text).flatMap(({ number }) => number ?? []));
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}
