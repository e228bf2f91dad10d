// The limit of the stream-safe text format (Unicode Standard Annex 15), which no language exceeds.
const HEAP = /(\p{M}{30})\p{M}+/gu;

/** Keeps at most 30 marks on each letter, because normalising sorts them in quadratic time. */
export function limitCombiningMarks(text: string): string {
  return text.replace(HEAP, '$1');
}
