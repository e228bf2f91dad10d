/**
 * Anything but blanks, controls, marks without a letter, what Unicode draws as nothing (soft hyphens, joiners, marks of
 * direction, fillers), and some that it does not list as such: the empty Braille pattern, an empty note head, a filler of Khitan, the place
 * of a picture.
 */
const SEEN =
  /[^\p{White_Space}\p{M}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\ufffc\u{1d159}\u{16fe4}]/u;

/** Whether there is anything to see in a text. A field that must be filled in asks this, and nothing else. */
export function isVisible(text: string): boolean {
  return SEEN.test(text);
}
