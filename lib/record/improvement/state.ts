import { addDays, type CalendarDate, daysBetween } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import type { ActionCost, ActionState, ImprovementAction, Milestone } from '#lib/record/improvement/rules.ts';

export function isOpen({ state }: Pick<ImprovementAction, 'state'>): boolean {
  return state === 'planned' || state === 'under_way';
}

/** Whether a milestone is late. It is overdue from the day after its date. */
export function isLate({ dueOn, doneOn }: Pick<Milestone, 'dueOn' | 'doneOn'>, today: CalendarDate): boolean {
  return doneOn === null && dueOn < today;
}

export const STANDINGS = ['overdue', 'at-risk', 'on-track', 'not-rated', 'complete', 'stopped'] as const;
export type Standing = (typeof STANDINGS)[number];
export const STANDING_NAMES: Readonly<Record<Standing, string>> = {
  overdue: 'Overdue',
  'at-risk': 'At risk',
  'on-track': 'On track',
  'not-rated': 'Not rated',
  complete: 'Complete',
  stopped: 'Stopped',
};

type Dated = Pick<ImprovementAction, 'state' | 'rating' | 'startsOn' | 'dueOn' | 'milestones'>;

/**
 * How an action stands, and why: overdue from the day after its due date; at risk if it is rated amber or red, a milestone
 * is late, or it should have started.
 */
export function standingOf(
  action: Dated,
  today: CalendarDate,
): { readonly standing: Standing; readonly reasons: readonly string[] } {
  const { state, rating, startsOn, dueOn, milestones } = action;
  if (state === 'complete' || state === 'stopped') return { standing: state, reasons: [] };
  const late = milestones.filter((one) => isLate(one, today)).length;
  const reasons = [
    ...(dueOn !== null && dueOn < today ? [`Was due on ${formatDate(dueOn)}`] : []),
    ...(late > 0 ? [`${formatCount(late, 'milestone')} late`] : []),
    ...(state === 'planned' && startsOn !== null && startsOn < today
      ? [`Should have started on ${formatDate(startsOn)}`]
      : []),
    ...(rating === 'amber' || rating === 'red' ? [`Rated ${rating}`] : []),
  ];
  if (dueOn !== null && dueOn < today) return { standing: 'overdue', reasons };
  if (reasons.length > 0) return { standing: 'at-risk', reasons };
  return { standing: rating === 'green' ? 'on-track' : 'not-rated', reasons };
}

/** How far a date has moved since it was first set, later only. Null: not at all. */
export function slipOf({ firstDueOn, dueOn }: Pick<ImprovementAction, 'firstDueOn' | 'dueOn'>): {
  readonly from: CalendarDate;
  readonly days: number;
} | null {
  if (firstDueOn === null || dueOn === null || dueOn <= firstDueOn) return null;
  return { from: firstDueOn, days: daysBetween(firstDueOn, dueOn) };
}

export type CostTotals = {
  /** In whole pounds. */
  readonly once: number;
  readonly yearly: number;
  /** The same of those that are not fully funded, or of which nobody said. */
  readonly unfunded: { readonly once: number; readonly yearly: number };
  /** Actions without any cost. */
  readonly uncosted: number;
};

/** The costs of the actions that were not stopped. */
export function totalsOf(
  actions: readonly { readonly state: ActionState; readonly cost: ActionCost }[],
): CostTotals {
  const costs = actions.filter(({ state }) => state !== 'stopped').map(({ cost }) => cost);
  const sum = (of: readonly ActionCost[]) => ({
    once: of.reduce((total, { once }) => total + (once ?? 0), 0),
    yearly: of.reduce((total, { yearly }) => total + (yearly ?? 0), 0),
  });
  return {
    ...sum(costs),
    unfunded: sum(costs.filter(({ funding }) => funding !== 'funded')),
    uncosted: costs.filter(({ once, yearly }) => once === null && yearly === null).length,
  };
}

/** How soon a date is "soon": in My work, in notices and in the counts of the plan. */
export const SOON_DAYS = 30;

export function isSoon(dueOn: CalendarDate | null, today: CalendarDate): boolean {
  return dueOn !== null && dueOn >= today && dueOn <= addDays(today, SOON_DAYS);
}
