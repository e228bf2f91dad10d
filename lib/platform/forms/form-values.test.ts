import { describe, expect, it } from 'vitest';
import { formValues } from '#lib/platform/forms/form-values.ts';
import { growth } from '#tests/setup/cpu-time.ts';

it('keeps texts, choices, dates and several ticked boxes, and no files', () => {
  const form = new FormData();
  form.append('strengths', 'One\nTwo');
  form.append('score', '3');
  form.append('datedOn-day', '31');
  form.append('datedOn-month', '2');
  form.append('datedOn-year', '2026');
  form.append('startsOn-day', '1');
  form.append('startsOn-month', '4');
  form.append('startsOn-year', '2026');
  form.append('reference', 'E1');
  form.append('reference', 'E12');
  form.append('file', new File(['bytes'], 'minutes.txt'));
  expect(formValues(form)).toEqual({
    strengths: 'One\nTwo',
    score: '3',
    datedOn: '31/2/2026',
    startsOn: '1/4/2026',
    reference: 'E1,E12',
    file: '',
  });
});

describe('the cost of many fields', () => {
  it.each<[string, (number: number) => string]>([
    ['of one name', () => 'a'],
    ['of as many names', (number) => `a${number}`],
    ['of dates', (number) => `a${number}-day`],
    ['of one date', () => 'a-day'],
  ])('grows with their number: %s', async (_, nameOf) => {
    const workOf = (fields: number) => {
      const form = new FormData();
      for (let number = 0; number < fields; number += 1) form.append(nameOf(number), 'x');
      return () => formValues(form);
    };
    // Linear work costs 4 times as much, quadratic 16 times.
    expect(await growth(6_000, workOf, { times: 4, noise: 5 })).toBeLessThanOrEqual(9);
  });
});
