import { expect, it } from 'vitest';
import { fieldErrors } from '#lib/platform/forms/read-form.ts';
import { measureFields, measureSchema } from './schema.ts';

it('a measure with an unknown topic is refused in plain words', () => {
  const given = { name: 'Reviews on time', unit: 'percent', better: 'higher', statement: 'QS1' };
  const parsed = measureSchema.safeParse({ ...given, topics: ['older', 'evil'] });
  expect(parsed.success ? [] : fieldErrors(parsed.error, measureFields)).toEqual([
    { field: 'topics', message: 'Select topics from the list' },
  ]);
  expect(measureSchema.parse({ ...given, topics: ['dementia', 'older'] }).topics).toEqual([
    'older',
    'dementia',
  ]);
});
