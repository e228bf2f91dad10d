import { createHash, randomBytes } from 'node:crypto';

/**
 * With it somebody who has words can tell whether they are those that were saved; whoever has not learns nothing of
 * them. So the chain says of words what it may not hold. `hash`: SHA-256, in hexadecimal.
 */
export type WordsHash = { readonly salt: string; readonly hash: string };

/** Seals the texts of one save, in their order. With the salt of an older seal: the seal that these texts would have. */
export function hashWords(texts: readonly string[], salt = randomBytes(16).toString('hex')): WordsHash {
  const hash = createHash('sha256')
    .update(JSON.stringify([salt, ...texts]))
    .digest('hex');
  return { salt, hash };
}

/**
 * Random, so that nobody finds a score that is hidden from them by trying all until the hash of its event fits. Absent
 * from events of before there was one.
 */
export type Salt = string;

export function newSalt(): Salt {
  return randomBytes(16).toString('hex');
}
