import { z } from 'zod';
import { cleanLine } from '#lib/kernel/text/clean.ts';
import { fold } from '#lib/kernel/text/fold.ts';
import { lineField } from '#lib/platform/forms/text-field.ts';

/** At most this many tags, each of so many characters. The database has the same limits. */
export const TAGS = { most: 20, length: 40 } as const;

/** Tags in one line, divided by commas. The same tag in other capitals or accents counts once, as first written. */
export function tagsField(called: string) {
  return lineField({ called, limit: TAGS.most * (TAGS.length + 2) }).transform(
    (line, context): readonly string[] => {
      const tags = line.split(/[,;]/).map(cleanLine);
      const folded = tags.map(fold);
      const distinct = tags.filter((_, at) => folded[at] !== '' && folded.indexOf(folded[at] ?? '') === at);
      const tooLong = distinct.find((tag) => [...tag].length > TAGS.length);
      const problem =
        tooLong !== undefined
          ? `Each tag must be ${TAGS.length} characters or less. Put a comma between tags`
          : distinct.length > TAGS.most
            ? `Enter ${TAGS.most} tags or fewer. You entered ${distinct.length}`
            : null;
      if (problem === null) return distinct;
      context.addIssue({ code: 'custom', message: problem });
      return z.NEVER;
    },
  );
}
