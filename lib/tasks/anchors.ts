import type { Anchor } from '#lib/platform/audit/verify.ts';
import { TaskError } from './databases.ts';

/** An event number and fingerprint copied from a pack or board paper. `council`: its slug, if given. */
export type ParsedAnchor = Anchor & { readonly council: string | null };

const DIGITS = 64;
// Words printed beside them on packs and papers: "Last event: 812, fingerprint 9f86d081 884c7d65 …", or on older ones
// "event 812, hash …".
const PRINTED = /^(last|event|fingerprint|hash|history)$/i;

/**
 * Reads council, event number and fingerprint from a command line, in any order, one or more times. A fingerprint may
 * be in groups of eight digits, as printed.
 *
 * @throws TaskError when a part is missing or a word is none of the three
 */
export function readAnchors(words: readonly string[]): ParsedAnchor[] {
  const given: ParsedAnchor[] = [];
  let council: string | null = null;
  let seq: number | null = null;
  let hash = '';
  const end = () => {
    if (council === null && seq === null && hash === '') return;
    if (seq === null || hash === '')
      throw new TaskError(
        'Give the number of an event and its fingerprint, as printed in a pack or board paper',
      );
    if (hash.length !== DIGITS)
      throw new TaskError(
        `The fingerprint of event ${seq} must have ${DIGITS} digits. You gave ${hash.length}`,
      );
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
      throw new TaskError(`“${part}” is not a council’s slug, an event number or a fingerprint`);
    }
  }
  end();
  return given;
}

/** A fingerprint, or one of its groups of eight digits. */
function isHash(part: string | undefined): boolean {
  return /^([0-9a-f]{8}|[0-9a-f]{16,})$/i.test(part ?? '');
}

function isSlug(part: string | undefined): boolean {
  return /^[a-z][a-z0-9-]{1,62}$/.test(part ?? '') && !isHash(part);
}
