import { z } from 'zod';
import { csvText } from '#lib/kernel/csv-text.ts';
import { formatNumber } from '#lib/kernel/format.ts';
import { storableText } from '#lib/kernel/text/clean.ts';
import { fieldsByName, hashField, rawField, typedLine } from '#lib/platform/forms/text-field.ts';
import { inspectionField } from '#lib/record/cases/schema.ts';

/** Characters of a file or of pasted rows: a few for each of the references that it may have. */
const LONGEST_LIST = 400_000;
const MISSING_LIST = 'Select a CSV file or paste the references';
const TOO_LONG_LIST = `The list must be ${formatNumber(LONGEST_LIST)} characters or less. Leave out other columns`;

/** A file or pasted rows, and once they are counted how many to draw. `counted`: the hash of the text that was. */
export const drawSchema = z
  .object({
    inspection: inspectionField,
    file: z.instanceof(File).nullable(),
    text: rawField().default(''),
    counted: z.union([z.literal(''), hashField()], MISSING_LIST).default(''),
    size: typedLine().default(''),
    cohortQuota: fieldsByName().default({}),
    teamQuota: fieldsByName().default({}),
  })
  .transform(async ({ file, text: typed, ...sent }, context) => {
    const refuse = (field: 'file' | 'text', message: string) => {
      context.addIssue({ code: 'custom', path: [field], message });
      return z.NEVER;
    };
    if (file && file.size > 4 * LONGEST_LIST) return refuse('file', TOO_LONG_LIST);
    const decoded = file && csvText(new Uint8Array(await file.arrayBuffer()));
    if (decoded && !decoded.ok) return refuse('file', decoded.problems[0]?.message ?? MISSING_LIST);
    const text = decoded ? storableText(decoded.text) : typed;
    if (text.length > LONGEST_LIST) return refuse(file ? 'file' : 'text', TOO_LONG_LIST);
    if (text.trim() === '') return refuse('file', MISSING_LIST);
    return { ...sent, text };
  });
export type DrawForm = z.output<typeof drawSchema>;
