import { type CalendarDate, daysBetween } from '#lib/kernel/dates.ts';
import { capitalise, formatCount, formatList } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { can, ROLES } from '#lib/platform/access/permissions.ts';
import type { Score } from '#lib/scoring/index.ts';

/** Roles that can own or help with a statement: those that may write it. */
export const ASSIGNABLE_ROLES = ROLES.filter((role) => can({ role }, 'statement:save'));

type PersonFacts = { readonly id: string; readonly name: string };

/** The owner, helpers and due date of a statement, absent or null if not set. */
export type StatementPeople = {
  readonly owner: PersonFacts | null;
  readonly helpers: readonly PersonFacts[];
  readonly dueOn?: CalendarDate | null;
};

/** The work left on a statement that is not completed, in plain words and page order. */
export function leftToDo(statement: {
  readonly carried: boolean;
  readonly isProposed: boolean;
  readonly score: Score | null;
  readonly hasNarrative: boolean;
  readonly evidenceCount: number;
}): string {
  const missing = [
    ...(statement.score === null ? ['a score'] : []),
    ...(statement.hasNarrative ? [] : ['reasons']),
    ...(statement.evidenceCount === 0 ? ['evidence'] : []),
  ];
  const words = [
    ...(statement.carried ? ['Carried forward, not confirmed'] : []),
    ...(missing.length > 0 ? [`${capitalise(formatList(missing))} missing`] : []),
    ...(statement.isProposed ? ['Locked while awaiting sign-off'] : []),
  ];
  return words.length === 0 ? 'Ready to mark as completed' : words.join('. ');
}

/** A due date this many days ahead is near, and owners and helpers are notified. */
const NEAR_DAYS = 7;

/** Compares calendar dates, so the time of day does not matter. */
export function dueState(dueOn: CalendarDate, today: CalendarDate): 'overdue' | 'near' | 'far' {
  const days = daysBetween(today, dueOn);
  if (days < 0) return 'overdue';
  return days <= NEAR_DAYS ? 'near' : 'far';
}

/** "Due on 3 December 2026, in 5 days" or "Overdue: was due on 20 November 2026". */
export function formatDue(dueOn: CalendarDate, today: CalendarDate): string {
  const days = daysBetween(today, dueOn);
  const state = dueState(dueOn, today);
  if (state === 'overdue') return `Overdue: was due on ${formatDate(dueOn)}`;
  if (days === 0) return 'Due today';
  return `Due on ${formatDate(dueOn)}${state === 'near' ? `, in ${formatCount(days, 'day')}` : ''}`;
}
