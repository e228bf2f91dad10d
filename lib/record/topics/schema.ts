import { z } from 'zod';
import { lineField, textField } from '#lib/platform/forms/text-field.ts';
import { tickedField } from '#lib/platform/forms/ticked-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { TOPIC_LIMITS, TOPIC_NAMES, wordsIn } from '#lib/record/topics/rules.ts';

export const topicFields = ['name', 'about', 'words', 'measures', 'retired'] as const;
export type TopicField = (typeof topicFields)[number];

const AGAIN = 'Open this page again from the list of topics';
const { words: mostWords, word: longestWord } = TOPIC_LIMITS;

export const topicSchema = z.object({
  name: lineField({ called: TOPIC_NAMES.name, limit: TOPIC_LIMITS.name, missing: 'Enter a name' }),
  about: textField({
    ...{ called: TOPIC_NAMES.about, limit: TOPIC_LIMITS.about, missing: 'Enter what it is about' },
  }),
  words: textField({
    ...{ called: TOPIC_NAMES.words, limit: mostWords * (longestWord + 1) * 2 },
  }).transform((text, context): readonly string[] => {
    const words = wordsIn(text);
    const problem =
      words.length > mostWords
        ? `Enter ${mostWords} words or fewer. You entered ${words.length}`
        : words.some((word) => word.length > longestWord)
          ? `Each word must be ${longestWord} characters or less. Put each on a line of its own`
          : null;
    if (problem === null) return words;
    context.addIssue({ code: 'custom', message: problem });
    return z.NEVER;
  }),
  measures: tickedField<string>(() => [], AGAIN, /^[a-z0-9]+(-[a-z0-9]+)*$/)
    .refine(({ length }) => length <= TOPIC_LIMITS.measures, AGAIN)
    .default([]),
  retired: tickedField(() => ['yes'] as const, AGAIN)
    .transform(({ length }) => length > 0)
    .default(false),
  version: versionField(0, AGAIN),
});
export type TopicInput = z.output<typeof topicSchema>;
