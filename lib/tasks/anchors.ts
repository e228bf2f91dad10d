import type { Anchor } from '#lib/platform/audit/verify.ts';
import { TaskError } from './databases.ts';

/** What somebody read off a pack or a board paper. `council`: its slug, where they said it. */
export type GivenAnchor = Anchor & { readonly council: string | null };

const DIGITS = 64;
// As packs and papers print it: "event 812, hash 9f86d081 884c7d65 …".
const PRINTED = /^(event|hash|history)$/i;

/**
 * Reads council, number and hash from a command line, in any order, once or several times. A hash may stand in groups of
 * eight digits, as it is printed.
 *
 * @throws TaskError when something is missing or is none of the three
 */
export function readAnchors(words: readonly string[]): GivenAnchor[] {
  const given: GivenAnchor[] = [];
  let council: string | null = null;
  let seq: number | null = null;
  let hash = '';
  const end = () => {
    if (council === null && seq === null && hash === '') return;
    if (seq === null || hash === '')
      throw new TaskError('Give the number of an event and its hash, as a pack or a board paper prints them');
    if (hash.length !== DIGITS)
      throw new TaskError(`The hash of event ${seq} has ${DIGITS} digits; ${hash.length} were given`);
    given.push({ council, seq, hash });
    [council, seq, hash] = [null, null, ''];
  };
  const parts = words.flatMap((text) => text.split(/[\s,:]+/)).filter((part) => part && !PRINTED.test(part));
  const slugsLead = isSlug(parts[0]);
  for (const part of parts) {
    if (isHash(part)) {
      if (hash.length >= DIGITS) end();
      hash += part.toLowerCase();
    } else if (/^[1-9]\d{0,6}$/.test(part)) {
      if (seq !== null) end();
      seq = Number(part);
    } else if (isSlug(part)) {
      if (slugsLead) end();
      council = part;
      if (!slugsLead) end();
    } else {
      throw new TaskError(`“${part}” is neither a council’s slug, nor the number of an event, nor a hash`);
    }
  }
  end();
  return given;
}

/** A hash, or one of the groups of eight digits that it is printed in. */
function isHash(part: string | undefined): boolean {
  return /^([0-9a-f]{8}|[0-9a-f]{16,})$/i.test(part ?? '');
}

function isSlug(part: string | undefined): boolean {
  return /^[a-z][a-z0-9-]{1,62}$/.test(part ?? '') && !isHash(part);
}
