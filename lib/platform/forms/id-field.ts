import { z } from 'zod';

/**
 * An id out of a form or an address. In small letters, as the database writes it: ids are compared as text, and PostgreSQL
 * finds the same row by capitals.
 *
 * @param message - what people are told when it is no id
 */
export function idField(message?: string) {
  return z.uuid(message).toLowerCase();
}
