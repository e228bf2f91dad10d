import { expect, it } from 'vitest';
import { wordsIn } from './rules.ts';
import { topicSchema } from './schema.ts';

const GIVEN = { name: 'Technology', about: 'What it does.', version: '0' };

it('takes words one on each line, each once', () => {
  expect(wordsIn(' telecare \n\nTELECARE\nassistive   technology\n!\n')).toEqual([
    ...['telecare', 'assistive technology'],
  ]);
});

it('reads ticked measures as a list or as forms give them back', () => {
  const measures = (sent: unknown) => topicSchema.parse({ ...GIVEN, words: '', measures: sent }).measures;
  expect(measures(['own-1', 'vacancy-rate', 'own-1'])).toEqual(['own-1', 'vacancy-rate']);
  expect(measures('own-1,vacancy-rate')).toEqual(['own-1', 'vacancy-rate']);
  expect(topicSchema.safeParse({ ...GIVEN, words: '', measures: ["'; drop"] }).success).toBe(false);
});

it.each([
  [{ name: '' }, 'Enter a name'],
  [{ about: ' ' }, 'Enter what it is about'],
  [{ words: 'a'.repeat(61) }, 'Each word must be 60 characters or less. Put each on a line of its own'],
  [
    { words: Array.from({ length: 31 }, (_, index) => `word ${index}`).join('\n') },
    'Enter 30 words or fewer. You entered 31',
  ],
])('refuses %j', (given, message) => {
  const parsed = topicSchema.safeParse({ ...GIVEN, words: '', ...given });
  expect(parsed.error?.issues.map((issue) => issue.message)).toEqual([message]);
});
