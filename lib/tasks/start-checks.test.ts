import { expect, it } from 'vitest';
import { checkBankHolidays } from './start-checks.ts';

it('warns while there is time for a release that knows more bank holidays', () => {
  expect(checkBankHolidays('2027-11-27')).toEqual({});
  expect(checkBankHolidays('2027-11-28').warnings?.join()).toContain('after 31 December 2028');
  expect(checkBankHolidays('2030-01-01').warnings).toHaveLength(1);
});
