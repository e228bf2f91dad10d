import { z } from 'zod';
import { idField } from '#lib/platform/forms/id-field.ts';
import { DIGESTS } from '#lib/work/notices/rules.ts';

/** The forms of the list: one notice, or the newest on the page. */
export const noticeSchema = z.object({ notice: idField() });

export const digestFields = ['digest'] as const;

/** The form for the email preference. */
export const digestSchema = z.object({
  digest: z.enum(DIGESTS, 'Select how often you want notifications by email'),
});
