import { expect, it } from 'vitest';
import { addDays, type CalendarDate } from './dates.ts';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './working-days.ts';

it.each<[CalendarDate, CalendarDate]>([
  // Christmas, with Boxing Day on a Saturday: Monday 28 December instead.
  ['2026-12-11', '2026-12-29'],
  ['2026-12-24', '2027-01-12'],
  ['2026-12-25', '2027-01-12'],
  ['2026-12-26', '2027-01-12'],
  // Easter.
  ['2027-03-24', '2027-04-09'],
  ['2027-03-25', '2027-04-12'],
  ['2027-03-26', '2027-04-12'],
  ['2027-03-27', '2027-04-12'],
  // Christmas Day on a Saturday and New Year's Day on a Saturday.
  ['2027-12-24', '2028-01-12'],
])('ten working days after %s are %s', (from, day) => {
  expect(addWorkingDays(from, 10)).toEqual({ day, isCertain: true });
  expect(workingDaysBetween(from, day)).toBe(10);
});

it('is certain as far as bank holidays are listed', () => {
  expect(addWorkingDays('2028-12-28', 1)).toEqual({ day: '2028-12-29', isCertain: true });
  expect(addWorkingDays('2028-12-29', 1)).toEqual({ day: '2029-01-01', isCertain: false });
});

it.each([0, -1, 1.5, Number.NaN])('refuses %d working days', (days) => {
  expect(() => addWorkingDays('2026-12-11', days)).toThrow(RangeError);
});

it('ends on a working day, as many working days later, from every day of two years', () => {
  const broken: string[] = [];
  for (let from: CalendarDate = '2026-01-01'; from < '2028-01-01'; from = addDays(from, 1)) {
    for (const days of [1, 2, 10]) {
      const { day } = addWorkingDays(from, days);
      if (!isWorkingDay(day) || workingDaysBetween(from, day) !== days) broken.push(`${from} + ${days}`);
    }
  }
  expect(broken).toEqual([]);
});

it('counts nothing back', () => {
  expect(workingDaysBetween('2026-12-11', '2026-12-11')).toBe(0);
  expect(workingDaysBetween('2026-12-11', '2026-12-01')).toBe(0);
});
