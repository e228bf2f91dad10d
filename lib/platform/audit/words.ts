import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * Lets the chain vouch for text it must not hold: anyone who has the text can check it, and nobody else learns
 * anything from the hash. `hash`: SHA-256 in hexadecimal.
 */
export type WordsHash = { readonly salt: string; readonly hash: string };

/** Hashes the texts of one save, in order. Pass the salt of an existing hash to check texts against it. */
export function hashWords(texts: readonly string[], salt = randomBytes(16).toString('hex')): WordsHash {
  const hash = createHash('sha256')
    .update(JSON.stringify([salt, ...texts]))
    .digest('hex');
  return { salt, hash };
}

/** The words of an event, kept beside the chain. */
export type EventWords = Readonly<Record<string, unknown>>;

/**
 * The hash that an event holds of its words, as canonical JSON (RFC 8785). The salt is kept with the words, never in the
 * event: when both are erased, nobody can try words against the hash.
 */
export function hashEventWords(words: EventWords, salt: Salt): string {
  const canonical = canonicalize([salt, words]);
  return createHash('sha256')
    .update(canonical ?? '')
    .digest('hex');
}

/** The hash that an event holds of its words. Undefined: it has none. */
export function wordsHashOf({ data }: { readonly data: unknown }): string | undefined {
  return (data as { readonly wordsHash?: string }).wordsHash;
}

/**
 * Random, so that a hidden score cannot be found by trying every value against the event's hash. Older events have
 * none.
 */
export type Salt = string;

export function newSalt(): Salt {
  return randomBytes(16).toString('hex');
}
