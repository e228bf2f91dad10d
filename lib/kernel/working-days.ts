import { ENGLAND_BANK_HOLIDAYS, LISTED_UNTIL } from '#lib/kernel/bank-holidays.ts';
import { addDays, type CalendarDate, dateToColumn } from '#lib/kernel/dates.ts';

const holidays: ReadonlySet<CalendarDate> = new Set(ENGLAND_BANK_HOLIDAYS);

/** Whether people work on it in England: Monday to Friday, and no bank holiday that is known. */
export function isWorkingDay(date: CalendarDate): boolean {
  const weekday = dateToColumn(date).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(date);
}

/**
 * The working day that is the nth after a day, which itself never counts. `isCertain` is false once the day is later
 * than the bank holidays that are published: then only weekends are left out.
 *
 * @param days - 1 or more
 * @throws RangeError for fewer, and for what is no whole number
 */
export function addWorkingDays(
  from: CalendarDate,
  days: number,
): { readonly day: CalendarDate; readonly isCertain: boolean } {
  if (!Number.isInteger(days) || days < 1) throw new RangeError(`${days} is no number of working days`);
  let day = from;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  return { day, isCertain: day <= LISTED_UNTIL };
}

/** The working days after one day and up to another, which counts. 0 when that is not later. */
export function workingDaysBetween(from: CalendarDate, to: CalendarDate): number {
  let count = 0;
  for (let day = from; day < to; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) count += 1;
  }
  return count;
}
