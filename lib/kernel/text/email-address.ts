import { cleanLine } from './clean.ts';
import { trimEnds } from './trim.ts';

/**
 * An email address out of what somebody typed or pasted, as far as it is plain what is meant: from `Ann <a@b>`,
 * `mailto:a@b?subject=x`, `a@b;` or full-width letters. In small letters: that is how people are found by it. Whether it
 * is an address at all is another question.
 */
export function cleanEmail(typed: string): string {
  const text = cleanLine(
    cleanLine(typed)
      .normalize('NFKC')
      .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, ''),
  ).toLowerCase();
  const inBrackets = /^[^<>@]*<([^<>]*)>[\s,;.]*$/.exec(text)?.[1] ?? text;
  const address = trimEnds(inBrackets, /[\s"'“”‘’([]/, /[\s"'“”‘’)\],;:.]/).replace(/^mailto:\s*/, '');
  const [beforeQuery = ''] = address.split('?');
  return (beforeQuery.includes('@') ? beforeQuery : address).replaceAll(/[‘’]/g, "'"); // as word processors write it in o'neill@…
}
