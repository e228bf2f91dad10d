import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { dueState, formatDue } from '#lib/work/assignments/rules.ts';

type Owner = { readonly id: string; readonly name: string };

type Common = {
  /** Null: nobody sees to it. */
  readonly owner: Owner | null;
};

type OfInspection = Common & { readonly inspection: { readonly number: number; readonly name: string } };

/**
 * What somebody has still to do: a step of an inspection that is open, their items of a list of it, or an action of the
 * improvement plan or a milestone of one.
 */
export type Duty =
  | (Common & {
      readonly kind: 'action';
      readonly action: { readonly number: number; readonly title: string };
      /** Null: the action itself. */
      readonly milestone: { readonly key: number; readonly title: string } | null;
      readonly dueOn: CalendarDate;
    })
  | (OfInspection & {
      readonly kind: 'step';
      readonly key: string;
      readonly name: string;
      /** Its last day. Null: not known yet. */
      readonly dueOn: CalendarDate | null;
    })
  | (OfInspection & {
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

/** What is to be done, by its name. */
export function nameOfDuty(duty: Duty): string {
  switch (duty.kind) {
    case 'step':
      return duty.name;
    case 'items':
      return duty.list.name;
    case 'action':
      return duty.milestone?.title ?? duty.action.title;
  }
}

/** "Due on 7 December 2026, in 5 days", "7 items, 2 of them late", "7 items, the first due on 7 December 2026". */
export function describeDuty(duty: Duty, today: CalendarDate): string {
  if (duty.kind !== 'items') return duty.dueOn === null ? 'No date yet' : formatDue(duty.dueOn, today);
  const { days } = duty;
  const items = formatCount(days.length, 'item');
  const late = days.filter((day) => day < today).length;
  if (late === days.length) return `${items}, late`;
  if (late > 0) return `${items}, ${late} of them late`;
  const due = formatDue(duty.dueOn, today);
  const isOneDay = days.every((day) => day === duty.dueOn);
  return `${items}${isOneDay ? '' : ', the first'} ${due.charAt(0).toLowerCase()}${due.slice(1)}`;
}
