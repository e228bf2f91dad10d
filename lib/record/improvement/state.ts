import { addDays, type CalendarDate, daysBetween } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { formatPeriod } from '#lib/kernel/periods.ts';
import {
  type ActionCost,
  type ActionState,
  formatPounds,
  type ImprovementAction,
  type Milestone,
  type Proof,
} from '#lib/record/improvement/rules.ts';
import { verdictOf } from '#lib/record/measures/comparisons.ts';
import { formatMeasured } from '#lib/record/measures/figures.ts';
import type { MeasureValue } from '#lib/record/measures/rules.ts';

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

/** "£240,000 once and £310,000 a year, of which £90,000 once is not fully funded". Null: nobody said what it costs. */
export function describeCosts({ once, yearly, unfunded }: CostTotals): string | null {
  const inPounds = (costs: { readonly once: number; readonly yearly: number }) =>
    [
      ...(costs.once > 0 ? [`${formatPounds(costs.once)} once`] : []),
      ...(costs.yearly > 0 ? [`${formatPounds(costs.yearly)} a year`] : []),
    ].join(' and ');
  const [all, open] = [inPounds({ once, yearly }), inPounds(unfunded)];
  if (all === '') return null;
  if (open === '') return `${all}, all of it funded`;
  return open === all ? `${all}, not fully funded` : `${all}, of which ${open} is not fully funded`;
}

export const PROOF_STATES = ['proven', 'moving', 'not moving', 'too early', 'no value', 'no aim'] as const;
export type ProofState = (typeof PROOF_STATES)[number];
export const PROOF_STATE_NAMES: Readonly<Record<ProofState, string>> = {
  proven: 'Reached',
  moving: 'Moving the right way',
  'not moving': 'Not moving the right way',
  'too early': 'Too early to say',
  'no value': 'No value since the action began',
  'no aim': 'No value to reach yet',
};

type Measured = {
  readonly state: ProofState;
  /** The last value whose period ends after the action began. */
  readonly latest: MeasureValue | null;
  /** What it is compared with: the last value before that, or else the first since. */
  readonly before: MeasureValue | null;
};

/**
 * Whether a measure proves an action: its latest value is as good as the one to reach, or at least better than the last
 * one before the action began.
 *
 * @param values by the end of their period
 */
export function proofState(
  { better, value }: Pick<Proof, 'better' | 'value'>,
  values: readonly MeasureValue[],
  startsOn: CalendarDate | null,
): Measured {
  const since = values.filter(({ period }) => startsOn === null || period.endsOn > startsOn);
  const latest = since.at(-1) ?? null;
  const earlier = startsOn === null ? undefined : values.findLast(({ period }) => period.endsOn <= startsOn);
  const before = earlier ?? (since.length > 1 ? since[0] : undefined) ?? null;
  const is = (state: ProofState): Measured => ({ state, latest, before });
  if (latest === null) return is('no value');
  if (value === null) return is('no aim');
  if (verdictOf(latest.value, value, better) !== 'worse') return is('proven');
  if (before === null) return is('too early');
  return is(verdictOf(latest.value, before.value, better) === 'better' ? 'moving' : 'not moving');
}

/** "19 days in September 2026, to reach 14 days. Before: 41 days in March 2025". */
export function describeProof({ unit, value }: Pick<Proof, 'unit' | 'value'>, proof: Measured): string {
  const { latest, before } = proof;
  const inWords = (one: MeasureValue) => `${formatMeasured(one.value, unit)} in ${formatPeriod(one.period)}`;
  const aim = value === null ? '' : `to reach ${formatMeasured(value, unit)}`;
  const now = [latest ? inWords(latest) : 'No value yet', aim].filter((part) => part !== '').join(', ');
  return latest && before ? `${now}. Before: ${inWords(before)}` : now;
}
