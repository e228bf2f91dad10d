import { z } from 'zod';
import { textField } from '#lib/platform/forms/text-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { PROMPTS_LIMIT } from '#lib/record/prompts/rules.ts';

/** A council's own questions for a statement: empty for none. */
export const promptsSchema = z.object({
  text: textField({ called: 'Questions', limit: PROMPTS_LIMIT }),
  version: versionField(0, 'Open this page again from the statement'),
});
export type PromptsInput = z.output<typeof promptsSchema>;
