import { cleanLine } from './clean.ts';
import { trimEnds } from './trim.ts';

/**
 * Extracts an email address from typed or pasted text: `Ann <a@b>`, `mailto:a@b?subject=x`, `a@b;` or full-width
 * letters. In lower case, because people are found by it. The result is not validated.
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
