import { expect, it } from 'vitest';
import { errorFor } from './form-state.ts';

it('errorFor finds the message of a field, and of the form as a whole', () => {
  const errors = [
    { field: 'title', message: 'Enter a title' },
    { field: '', message: 'Not saved' },
  ] as const;
  expect(errorFor(errors, 'title')).toBe('Enter a title');
  expect(errorFor(errors, '')).toBe('Not saved');
  expect(errorFor([], 'title')).toBeUndefined();
});
