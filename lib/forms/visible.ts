/**
 * Blanks, controls and what Unicode says is drawn as nothing (soft hyphens, joiners, marks of direction, fillers), with
 * two that it does not list: the empty Braille pattern, and the marks round notes between lines.
 */
const UNSEEN = /[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]/gu;

/** Whether there is anything to see in a text, for fields that must not be empty. The text itself stays as typed. */
export function isVisible(text: string): boolean {
  return text.replace(UNSEEN, '') !== '';
}
