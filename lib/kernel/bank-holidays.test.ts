import { expect, it } from 'vitest';
import { ENGLAND_BANK_HOLIDAYS, LISTED_UNTIL } from './bank-holidays.ts';
import { addDays, type CalendarDate, calendarDate, dateToColumn } from './dates.ts';

// Proclaimed beside the usual ones.
const PROCLAIMED: readonly CalendarDate[] = ['2023-05-08'];

const years = Array.from({ length: Number(LISTED_UNTIL.slice(0, 4)) - 2022 }, (_, index) => 2023 + index);

it.each(years)('lists the bank holidays of %i as the rules for them give', (year) => {
  const listed = ENGLAND_BANK_HOLIDAYS.filter((date) => date.startsWith(`${year}`));
  const proclaimed = PROCLAIMED.filter((date) => date.startsWith(`${year}`));
  expect(listed).toEqual([...byRule(year), ...proclaimed].toSorted());
});

it('lists nothing else, and ends with a year', () => {
  expect(ENGLAND_BANK_HOLIDAYS.filter((date) => !years.includes(Number(date.slice(0, 4))))).toEqual([]);
  expect(LISTED_UNTIL).toMatch(/-12-31$/);
});

function byRule(year: number): readonly CalendarDate[] {
  const easter = easterSunday(year);
  return [
    ...[substitute(on(year, 1, 1)), addDays(easter, -2), addDays(easter, 1)],
    ...[mondayFrom(on(year, 5, 1), 1), mondayFrom(on(year, 5, 31), -1), mondayFrom(on(year, 8, 31), -1)],
    ...christmas(year),
  ];
}

function christmas(year: number): readonly CalendarDate[] {
  const weekday = weekdayOf(on(year, 12, 25));
  const days = { 5: [25, 28], 6: [27, 28], 0: [26, 27] }[weekday] ?? [25, 26];
  return days.map((day) => on(year, 12, day));
}

function substitute(date: CalendarDate): CalendarDate {
  return isWeekend(date) ? mondayFrom(date, 1) : date;
}

function mondayFrom(date: CalendarDate, step: number): CalendarDate {
  return weekdayOf(date) === 1 ? date : mondayFrom(addDays(date, step), step);
}

function isWeekend(date: CalendarDate): boolean {
  return [0, 6].includes(weekdayOf(date));
}

function weekdayOf(date: CalendarDate): number {
  return dateToColumn(date).getUTCDay();
}

function on(year: number, month: number, day: number): CalendarDate {
  const date = calendarDate(year, month, day);
  if (date === null) throw new RangeError(`${year}-${month}-${day} is no day`);
  return date;
}

/** By the anonymous Gregorian computus. */
function easterSunday(year: number): CalendarDate {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const sum = h + l - 7 * Math.floor((a + 11 * h + 22 * l) / 451) + 114;
  return on(year, Math.floor(sum / 31), (sum % 31) + 1);
}
