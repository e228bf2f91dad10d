import { type CalendarDate, daysBetween } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate, formatTime } from '#lib/kernel/format-dates.ts';
import { atLondonHour, londonDay } from '#lib/kernel/london-time.ts';

/** A time of day, in minutes after midnight: 0 to 1,439. */
export type Minutes = number;

/** A time as people write it: `9.30`, `09:30`, `9:30am`, `2pm`, `1430`. Null: it is none. */
export function readTime(typed: string): Minutes | null {
  const text = typed.trim().toLowerCase().replaceAll(/\s+/g, '');
  if (text === 'midnight') return 0;
  if (text === 'midday' || text === 'noon') return 12 * 60;
  const [, hours = '', minutes = '0', half] =
    /^(\d{1,2})(?:[:.]?(\d{2}))?(am|pm|a\.m\.|p\.m\.)?$/.exec(text) ?? [];
  if (hours === '' || Number(minutes) > 59) return null;
  const hour = Number(hours);
  if (half === undefined) return hour > 23 ? null : hour * 60 + Number(minutes);
  if (hour < 1 || hour > 12) return null;
  return ((hour % 12) + (half.startsWith('p') ? 12 : 0)) * 60 + Number(minutes);
}

/** `9:30am`, as it is shown on any day. */
export function formatMinutes(time: Minutes): string {
  return formatTime(atLondonTime('2000-01-03', time));
}

/** When clocks in London show that time of a day. */
export function atLondonTime(day: CalendarDate, time: Minutes): Date {
  return new Date(atLondonHour(day, Math.floor(time / 60)).getTime() + (time % 60) * 60_000);
}

/** `9:30am to 11am`. */
export function formatTimes({
  startsAt,
  endsAt,
}: {
  readonly startsAt: Date;
  readonly endsAt: Date;
}): string {
  return `${formatTime(startsAt)} to ${formatTime(endsAt)}`;
}

/** `11 January 2027, 9:30am to 11am`. */
export function formatDateAndTimes(session: { readonly startsAt: Date; readonly endsAt: Date }): string {
  return `${formatDate(session.startsAt)}, ${formatTimes(session)}`;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How long there is until a time, or since: "2 hours left", "40 minutes over", "3 days left". */
export function clockOf(dueAt: Date, now: Date): { readonly words: string; readonly isOver: boolean } {
  const left = dueAt.getTime() - now.getTime();
  const isOver = left < 0;
  return { words: `${lengthOf(Math.abs(left), dueAt, now)} ${isOver ? 'over' : 'left'}`, isOver };
}

/** Minutes up to two hours, hours up to a day and a half, days of the calendar after that. */
function lengthOf(length: number, dueAt: Date, now: Date): string {
  if (length < 2 * HOUR) return formatCount(Math.floor(length / MINUTE), 'minute');
  if (length < 36 * HOUR) return formatCount(Math.floor(length / HOUR), 'hour');
  return formatCount(Math.abs(daysBetween(londonDay(now), londonDay(dueAt))), 'day');
}
