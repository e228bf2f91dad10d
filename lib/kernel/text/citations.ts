// References to evidence in text that people write: "E12".

/** A segment of a narrative: plain text (`number` null), or a reference to the evidence item with that number. */
export type Segment = { readonly text: string; readonly number: number | null };

// "E12" or "e12", but not within a word, a file name (E12.pdf), a decimal (E12.5) or a postcode (E8 1EA).
const REFERENCE =
  /(?<![\p{L}\p{N}\p{M}_])[Ee][1-9]\d{0,8}(?![\p{L}\p{N}\p{M}_]|\.[\p{Ll}\d]| \d[A-Z]{2}(?![\p{L}\p{N}]))/gu;
// A cheap test that rules out nearly every word.
const MAY_REFER = /[Ee][1-9]/;
// How many characters REFERENCE may look at after a word.
const LOOKS_AHEAD = 5;
const ADDRESS =
  /:\/\/|@|^[^\p{L}\p{N}]*www\.|^[^\p{L}\p{N}]*[\p{L}\p{N}][\p{L}\p{N}-]*(?:\.[\p{L}\p{N}-]+)+\//iu;

/**
 * Splits a narrative at its references, losing no characters. "E12" and "e12" are references; "E012", "CE12" and "E12"
 * in an address are not. In a range such as "E3-E7" only the two ends are references.
 */
export function segmentsOf(narrative: string): readonly Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  for (const { 0: word, index: at } of narrative.matchAll(/\S+/gu)) {
    if (!MAY_REFER.test(word) || ADDRESS.test(word)) continue;
    const seen = narrative.slice(at, at + word.length + LOOKS_AHEAD);
    for (const { 0: reference, index } of seen.matchAll(REFERENCE)) {
      if (index >= word.length) break;
      if (at + index > from) segments.push({ text: narrative.slice(from, at + index), number: null });
      segments.push({ text: reference, number: Number(reference.slice(1)) });
      from = at + index + reference.length;
    }
  }
  if (from < narrative.length) segments.push({ text: narrative.slice(from), number: null });
  return segments;
}

/** The numbers that narratives cite, ascending and without duplicates. */
export function citedNumbers(narratives: readonly string[]): readonly number[] {
  const numbers = narratives.flatMap((text) => segmentsOf(text).flatMap(({ number }) => number ?? []));
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}
