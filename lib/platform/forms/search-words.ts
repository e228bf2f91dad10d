import { cleanLine } from '#lib/kernel/text/clean.ts';

/** Characters in a search. */
const LIMIT = 200;

/** The search in an address. '' if there is none or more than one. */
export function searchWords(asked: string | readonly string[] | null | undefined): string {
  return typeof asked === 'string' ? cleanLine(asked.slice(0, LIMIT)) : '';
}
