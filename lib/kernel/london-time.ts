import { addDays, type CalendarDate, dateToColumn } from '#lib/kernel/dates.ts';

const londonParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The date that it is in London at an instant. */
export function londonDay(instant: Date): CalendarDate {
  return londonParts.format(instant).split('/').reverse().join('-') as CalendarDate;
}

const londonHour = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: 'numeric',
  hourCycle: 'h23',
});

/** When clocks in London show a full hour of a day of this century: but for 1am, they do so once on every day. */
export function atLondonHour(day: CalendarDate, hour: number): Date {
  const midnight = dateToColumn(day).getTime();
  const inSummer = new Date(midnight + (hour - 1) * 3_600_000);
  return Number(londonHour.format(inSummer)) === hour ? inSummer : new Date(midnight + hour * 3_600_000);
}

/** The first instant of a day in London. */
export function startOfDay(day: CalendarDate): Date {
  return atLondonHour(day, 0);
}

/** The first instant after a day in London. Correct for days of 23 and 25 hours too. */
export function endOfDay(day: CalendarDate): Date {
  return startOfDay(addDays(day, 1));
}
