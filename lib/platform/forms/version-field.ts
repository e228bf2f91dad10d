import { z } from 'zod';

/** The version that a form was opened with, from its hidden field. Limited to PostgreSQL's four-byte integer. */
export function versionField(lowest: number, message: string) {
  return z.coerce.number(message).int(message).min(lowest, message).max(2_147_483_647, message);
}
