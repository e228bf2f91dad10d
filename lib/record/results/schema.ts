import { z } from 'zod';
import { hiddenField } from '#lib/platform/forms/text-field.ts';
import { parseResultId } from '#lib/record/results/rules.ts';

/** `id`: from `resultId`. `authority`: GSS code of the page to return to. */
export const removeCorrectionSchema = z.object({
  id: hiddenField((id) => (parseResultId(id) === null ? undefined : id)),
  authority: hiddenField((code) => (/^E\d{8}$/.test(code) ? code : undefined)),
});
