import { cleanLine } from '#lib/kernel/text/clean.ts';

/** Characters of a search. */
const LIMIT = 200;

/** What an address asks to search for. '' for nothing, and for what was asked twice. */
export function searchWords(asked: string | readonly string[] | null | undefined): string {
  return typeof asked === 'string' ? cleanLine(asked.slice(0, LIMIT)) : '';
}
