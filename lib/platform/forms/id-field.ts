import { z } from 'zod';

/**
 * An id from a form or an address, in lower case as in the database: ids are compared as text, while PostgreSQL finds
 * the same row by capitals.
 *
 * @param message - for a value that is not an id
 */
export function idField(message?: string) {
  return z.uuid(message).toLowerCase();
}
