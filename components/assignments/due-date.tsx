import type { CalendarDate } from '#lib/kernel/dates.ts';
import { dueState, formatDue } from '#lib/work/assignments/rules.ts';

/** The due date of something not yet complete. `today`: the date in London. */
export function DueDate({ dueOn, today }: { dueOn: CalendarDate; today: CalendarDate }) {
  const words = formatDue(dueOn, today);
  return dueState(dueOn, today) === 'overdue' ? <strong className="text-ink">{words}</strong> : words;
}
