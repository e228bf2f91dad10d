import { z } from 'zod';
import { hiddenField } from '#lib/platform/forms/text-field.ts';

/**
 * Checkboxes: those ticked of the known values, in the order of these and each once. Sent as a list, or joined by commas
 * as forms give them back.
 *
 * @param message - for a value that no page would send
 * @param others - values that only the database knows. They follow the known ones, in the order sent
 */
export function tickedField<T extends string>(known: () => readonly T[], message?: string, others?: RegExp) {
  const one = hiddenField(
    (value) => known().find((each) => each === value) ?? (others?.test(value) ? (value as T) : undefined),
    message,
  );
  return z.preprocess(
    (sent) => (typeof sent === 'string' ? sent.split(',').filter((value) => value !== '') : sent),
    z.array(one).transform((ticked): readonly T[] => {
      const chosen = new Set<T>(ticked);
      const first = known().filter((each) => chosen.delete(each));
      return [...first, ...chosen];
    }),
  );
}
