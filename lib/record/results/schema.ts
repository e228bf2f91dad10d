import { z } from 'zod';
import { hiddenField } from '#lib/platform/forms/text-field.ts';
import { partsOfId } from '#lib/record/results/rules.ts';

/** `id`: of a result, as `resultId` makes it. `authority`: the GSS code of the page to go back to. */
export const removeCorrectionSchema = z.object({
  id: hiddenField((id) => (partsOfId(id) === null ? undefined : id)),
  authority: hiddenField((code) => (/^E\d{8}$/.test(code) ? code : undefined)),
});
