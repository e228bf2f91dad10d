import { expect, it } from 'vitest';
import { errorFacts } from '#lib/platform/log.ts';

it('logs what went wrong but not what a cause quotes', () => {
  const cause = Object.assign(new Error('near "Mrs Jones fell on Tuesday"'), { code: '23514' });
  const facts = errorFacts(new Error('The save failed.', { cause }));
  expect(facts).toMatchObject({
    name: 'Error',
    message: 'The save failed.',
    cause: { name: 'Error', code: '23514' },
  });
  expect(JSON.stringify(facts)).not.toContain('Jones');
});

it('logs no content of a thrown value that is not an error', () => {
  expect(errorFacts('Mrs Jones')).toEqual({ name: 'string' });
});
