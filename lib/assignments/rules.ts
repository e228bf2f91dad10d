import { can, ROLES } from '#lib/auth/permissions.ts';
import { type CalendarDate, daysBetween } from '#lib/dates.ts';
import { formatCount, formatDate } from '#lib/format.ts';
import type { Score } from '#lib/scoring/index.ts';

/** Roles whose people can own or help with a statement: those who may write it. */
export const ASSIGNABLE_ROLES = ROLES.filter((role) => can({ role }, 'statement:save'));

/** What a statement that is not completed still lacks, in plain words, in the order of its page. */
export function stillMissing(statement: {
  readonly score: Score | null;
  readonly hasNarrative: boolean;
  readonly evidenceCount: number;
}): readonly string[] {
  return [
    ...(statement.score === null ? ['a score'] : []),
    ...(statement.hasNarrative ? [] : ['reasons']),
    ...(statement.evidenceCount === 0 ? ['evidence'] : []),
  ];
}

/** Days before a due date from which on it is near, and those who work on the statement are told. */
const NEAR_DAYS = 7;

/** How a due date stands to today. Both are calendar dates, so no hour of any clock counts. */
export function dueState(dueOn: CalendarDate, today: CalendarDate): 'overdue' | 'near' | 'far' {
  const days = daysBetween(today, dueOn);
  if (days < 0) return 'overdue';
  return days <= NEAR_DAYS ? 'near' : 'far';
}

/** "Due on 3 December 2026, in 5 days" or "Overdue: it was due on 20 November 2026". */
export function dueInWords(dueOn: CalendarDate, today: CalendarDate): string {
  const days = daysBetween(today, dueOn);
  const state = dueState(dueOn, today);
  if (state === 'overdue') return `Overdue: it was due on ${formatDate(dueOn)}`;
  if (days === 0) return 'Due today';
  return `Due on ${formatDate(dueOn)}${state === 'near' ? `, in ${formatCount(days, 'day')}` : ''}`;
}
