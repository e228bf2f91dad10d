import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { dueState, formatDue } from '#lib/work/assignments/rules.ts';

type Owner = { readonly id: string; readonly name: string };

type Common = {
  readonly inspection: { readonly number: number; readonly name: string };
  /** Null: nobody sees to it. */
  readonly owner: Owner | null;
};

/** What somebody has still to do in an inspection that is open: a step, or their items of a list. */
export type Duty =
  | (Common & {
      readonly kind: 'step';
      readonly key: string;
      readonly name: string;
      /** Its last day. Null: not known yet. */
      readonly dueOn: CalendarDate | null;
    })
  | (Common & {
      readonly kind: 'items';
      readonly list: { readonly number: number; readonly name: string };
      /** The first of the days on which they are due. */
      readonly dueOn: CalendarDate;
      /** When each is due, the first first. */
      readonly days: readonly CalendarDate[];
    });

/** By day; what has none comes last. */
export function byDueDay(a: Duty, b: Duty): number {
  const [first, second] = [a.dueOn ?? '~', b.dueOn ?? '~'];
  return first < second ? -1 : first > second ? 1 : 0;
}

export function dutyState(duty: Duty, today: CalendarDate): 'overdue' | 'near' | 'far' {
  return duty.dueOn === null ? 'far' : dueState(duty.dueOn, today);
}

/** "Due on 7 December 2026, in 5 days", "7 items, 2 of them late", "7 items, the first due on 7 December 2026". */
export function describeDuty(duty: Duty, today: CalendarDate): string {
  if (duty.kind === 'step') return duty.dueOn === null ? 'No date yet' : formatDue(duty.dueOn, today);
  const { days } = duty;
  const items = formatCount(days.length, 'item');
  const late = days.filter((day) => day < today).length;
  if (late === days.length) return `${items}, late`;
  if (late > 0) return `${items}, ${late} of them late`;
  const due = formatDue(duty.dueOn, today);
  const isOneDay = days.every((day) => day === duty.dueOn);
  return `${items}${isOneDay ? '' : ', the first'} ${due.charAt(0).toLowerCase()}${due.slice(1)}`;
}
