import { z } from 'zod';
import { formatNumber } from '#lib/format.ts';

/** A text of at most so many characters. Whoever has to cut it down is told how long it is. `called`: "Reason". */
export function limitedText(called: string, limit: number) {
  return z.string().refine((text) => text.length <= limit, {
    error: ({ input }) =>
      `${called} must be ${formatNumber(limit)} characters or less. It is ${formatNumber(String(input).length)} now`,
  });
}
