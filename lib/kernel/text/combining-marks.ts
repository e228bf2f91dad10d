// No language puts more marks on a letter: the bound of the stream-safe text format (Unicode Standard Annex 15).
const HEAP = /(\p{M}{30})\p{M}+/gu;

/** A text with at most 30 marks on each letter. Normalising sorts the marks, in time that grows with their square. */
export function limitCombiningMarks(text: string): string {
  return text.replace(HEAP, '$1');
}
