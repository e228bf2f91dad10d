import { createHash } from 'node:crypto';
import type { UseField } from '#lib/record/evidence/schema.ts';

/** What an item shows about a statement, and where in it. Either may be empty. */
export type UseTexts = Readonly<Record<UseField, string>>;

/** SHA-256 of these texts, in hexadecimal. */
export function fingerprintOfUse({ shows, location }: UseTexts): string {
  return createHash('sha256')
    .update(JSON.stringify([shows, location]))
    .digest('hex');
}
