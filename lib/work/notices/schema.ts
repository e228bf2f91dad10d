import { z } from 'zod';
import { idField } from '#lib/platform/forms/id-field.ts';
import { DIGESTS } from '#lib/work/notices/rules.ts';

/** What the forms of the list send: one notice, or the newest that the page showed. */
export const noticeSchema = z.object({ notice: idField() });

export const digestFields = ['digest'] as const;

/** What the form of the preference sends. */
export const digestSchema = z.object({
  digest: z.enum(DIGESTS, 'Select how often you want notifications by email'),
});
