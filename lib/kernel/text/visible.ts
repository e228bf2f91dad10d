/**
 * Excludes blanks, controls, combining marks and what Unicode lists as invisible, and four that it does not list: the
 * blank Braille pattern, the object placeholder, the null notehead and the Khitan filler.
 */
const SEEN =
  /[^\p{White_Space}\p{M}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\ufffc\u{1d159}\u{16fe4}]/u;

/** Whether a text has a visible character. Required fields check this and nothing else. */
export function isVisible(text: string): boolean {
  return SEEN.test(text);
}
