import { type CalendarDate, daysBetween } from '#lib/kernel/dates.ts';
import { capitalise, formatCount, formatDate, formatList } from '#lib/kernel/format.ts';
import { can, ROLES } from '#lib/platform/access/permissions.ts';
import type { Score } from '#lib/scoring/index.ts';

/** Roles whose people can own or help with a statement: those who may write it. */
export const ASSIGNABLE_ROLES = ROLES.filter((role) => can({ role }, 'statement:save'));

type PersonFacts = { readonly id: string; readonly name: string };

/** Who works on a statement, and by which calendar date they should be done: absent or null where nobody said. */
export type StatementPeople = {
  readonly owner: PersonFacts | null;
  readonly helpers: readonly PersonFacts[];
  readonly dueOn?: CalendarDate | null;
};

/** What is left to do on a statement that is not completed, in plain words, what is missing in the order of its page. */
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

/** Days before a due date from which on it is near, and those who work on the statement are told. */
const NEAR_DAYS = 7;

/** How a due date stands to today. Both are calendar dates, so no hour of any clock counts. */
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
