import { z } from 'zod';
import { idField } from '#lib/forms/id-field.ts';

const dateField = (what: string) => z.iso.date({ error: `Enter ${what}`, abort: true });
const AGAIN = 'Open this page again from the list of cycles';

export const startFields = ['name', 'startsOn', 'endsOn', 'content'] as const;
export type StartField = (typeof startFields)[number];

/** What the form that starts an assessment sends. `closes` is the cycle that it said it would close, empty for none. */
export const startAssessmentSchema = z
  .object({
    name: z
      .string('Enter a name for the assessment')
      .trim()
      .min(1, 'Enter a name for the assessment')
      .max(120, 'Name must be 120 characters or less'),
    startsOn: dateField('the date the period starts'),
    endsOn: dateField('the date the period ends'),
    content: z.enum(['carried', 'empty'], 'Select what the assessment starts with'),
    closes: z.union([z.literal('').transform(() => null), idField(AGAIN)], AGAIN),
  })
  .refine(({ startsOn, endsOn }) => startsOn <= endsOn, {
    path: ['endsOn'],
    message: 'The end of the period must be the same as or after its start',
  });
export type StartAssessment = z.output<typeof startAssessmentSchema>;
