import {
  addDays,
  addMonths,
  type CalendarDate,
  dateToColumn,
  daysBetween,
  partsOfDate,
} from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate, formatDateRange } from '#lib/kernel/format-dates.ts';
import { addWorkingDays } from '#lib/kernel/working-days.ts';
import { type InspectionKind, NOTICE, PLANS, type PlannedStep } from '#lib/record/inspections/plans.ts';

/** What was set of one step. A step of the plan that nothing was set of has no row. */
export type StepRow = {
  /** That of the plan, or `own.1` for one of the council’s own. */
  readonly key: string;
  /** Empty: as in the plan. */
  readonly name: string;
  /** Null: worked out. */
  readonly setOn: CalendarDate | null;
  /** Null: as many as in the plan. */
  readonly days: number | null;
  readonly doneOn: CalendarDate | null;
};

/** A step on the timeline. */
export type DatedStep = Omit<StepRow, 'days'> &
  Pick<PlannedStep, 'whose' | 'usual' | 'source' | 'days'> & {
    readonly startsOn: CalendarDate | null;
    readonly endsOn: CalendarDate | null;
    /** The day that its rule gives, whatever was set. Null: no rule, or nothing to count from. */
    readonly workedOut: CalendarDate | null;
    /** Of a step whose date is not known: by when it usually is. Null: nobody can say. */
    readonly usuallyBy: CalendarDate | null;
    readonly origin: 'notice' | 'set' | 'worked out' | 'not known';
    /** False: the day is later than the bank holidays that are published. */
    readonly isCertain: boolean;
    readonly isOwn: boolean;
  };

/**
 * Every step of an inspection with its date, in the order of their dates; those without one stay where the plan has
 * them. A date that was set goes before the rule. A single day of CQC’s that is done was the day it was done, so that
 * what follows counts from there.
 *
 * @throws RangeError for steps that follow each other in a circle
 */
export function datesOf(
  kind: InspectionKind,
  noticeOn: CalendarDate,
  rows: readonly StepRow[],
): readonly DatedStep[] {
  return inOrder([
    ...datesInPlan(PLANS[kind], noticeOn, rows),
    ...rows.flatMap((row) => (isOwnKey(row.key) ? [ownStep(row)] : [])),
  ]);
}

/** The steps of a plan with their dates, in its order. */
export function datesInPlan(
  plan: readonly PlannedStep[],
  noticeOn: CalendarDate,
  rows: readonly StepRow[],
): readonly DatedStep[] {
  const found = new Map<string, DatedStep>();
  const date = (planned: PlannedStep, path: readonly string[]): DatedStep => {
    const known = found.get(planned.key);
    if (known) return known;
    if (path.includes(planned.key)) throw new RangeError(`${planned.key} follows itself`);
    const from = plan.find(({ key }) => key === planned.rule?.from);
    const base = from && date(from, [...path, planned.key]);
    const row = rows.find(({ key }) => key === planned.key);
    const { latest } = planned;
    const before = plan.find(({ key }) => key === latest?.from);
    const earliest = before && date(before, [...path, planned.key]).startsOn;
    const dated = {
      ...dateStep(planned, row, base, noticeOn),
      usuallyBy: latest && earliest ? addMonths(earliest, latest.months) : null,
    };
    found.set(planned.key, dated);
    return dated;
  };
  return plan.map((planned) => date(planned, []));
}

function dateStep(
  { rule, latest: _latest, name, ...planned }: PlannedStep,
  row: StepRow | undefined,
  base: DatedStep | undefined,
  noticeOn: CalendarDate,
): Omit<DatedStep, 'usuallyBy'> {
  const days = row?.days ?? planned.days;
  const isNotice = planned.key === NOTICE;
  const counted = rule && base?.startsOn ? dayByRule(rule, base.startsOn) : null;
  const happened = planned.whose === 'cqc' && days === 1 ? (row?.doneOn ?? null) : null;
  const set = happened ?? row?.setOn ?? null;
  const startsOn = isNotice ? noticeOn : (set ?? counted?.day ?? null);
  return {
    ...planned,
    ...{ days, startsOn, endsOn: startsOn && addDays(startsOn, days - 1) },
    name: row?.name || name,
    setOn: row?.setOn ?? null,
    doneOn: isNotice ? noticeOn : (row?.doneOn ?? null),
    workedOut: counted?.day ?? null,
    origin: isNotice ? 'notice' : set ? 'set' : startsOn ? 'worked out' : 'not known',
    isCertain: set !== null || ((counted?.isCertain ?? true) && (base?.isCertain ?? true)),
    isOwn: false,
  };
}

function dayByRule(
  rule: NonNullable<PlannedStep['rule']>,
  from: CalendarDate,
): { readonly day: CalendarDate; readonly isCertain: boolean } {
  return 'workingDays' in rule
    ? addWorkingDays(from, rule.workingDays)
    : { day: addDays(from, rule.days), isCertain: true };
}

function ownStep({ days, ...row }: StepRow): DatedStep {
  const length = days ?? 1;
  return {
    ...row,
    ...{
      whose: 'council',
      usual: '',
      source: '',
      days: length,
      workedOut: null,
      usuallyBy: null,
      isCertain: true,
      isOwn: true,
    },
    ...{ startsOn: row.setOn, endsOn: row.setOn && addDays(row.setOn, length - 1) },
    origin: row.setOn ? 'set' : 'not known',
  };
}

export function isOwnKey(key: string): boolean {
  return /^own\.[1-9]\d*$/.test(key);
}

/** A step without a date goes after the latest of those before it in the plan. */
function inOrder(steps: readonly DatedStep[]): readonly DatedStep[] {
  let latest = '';
  const placed = steps.map((step) => {
    if (step.startsOn !== null && !step.isOwn && step.startsOn > latest) latest = step.startsOn;
    return { step, at: step.startsOn ?? latest };
  });
  return placed.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ step }) => step);
}

/** How many days before a step the council is reminded of it. */
export const NEAR_DAYS = 7;

/** `passed`: a day of CQC’s that is over, of which nobody has said that it happened. */
export type StepState = 'done' | 'overdue' | 'passed' | 'today' | 'near' | 'ahead' | 'not known';

/** How a step stands on a day in London. */
export function stepState(
  { startsOn, endsOn, doneOn, whose }: Pick<DatedStep, 'startsOn' | 'endsOn' | 'doneOn' | 'whose'>,
  today: CalendarDate,
): StepState {
  if (doneOn !== null) return 'done';
  if (startsOn === null || endsOn === null) return 'not known';
  if (endsOn < today) return whose === 'council' ? 'overdue' : 'passed';
  if (startsOn <= today) return 'today';
  return daysBetween(today, startsOn) <= NEAR_DAYS ? 'near' : 'ahead';
}

/** The step that an inspection waits for: the first that is not done and has a date. Null: none has. */
export function nextStep(steps: readonly DatedStep[]): (DatedStep & { startsOn: CalendarDate }) | null {
  for (const step of steps) {
    if (step.doneOn === null && step.startsOn !== null) return { ...step, startsOn: step.startsOn };
  }
  return null;
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** `Monday 7 December 2026`. */
export function formatWeekday(date: CalendarDate): string {
  return `${WEEKDAYS[dateToColumn(date).getUTCDay()]} ${formatDate(date)}`;
}

/** `Monday 7 December 2026`, or `15 to 17 March 2027` for a step of several days. Null: not known. */
export function formatDays({ startsOn, endsOn }: Pick<DatedStep, 'startsOn' | 'endsOn'>): string | null {
  if (startsOn === null || endsOn === null) return null;
  if (startsOn === endsOn) return formatWeekday(startsOn);
  const [first, last] = [partsOfDate(startsOn), partsOfDate(endsOn)];
  return first.month === last.month && first.year === last.year
    ? `${first.day} to ${formatDate(endsOn)}`
    : formatDateRange(startsOn, endsOn);
}

/** `in 12 days, on Monday 7 December 2026`: how long it is to a step that is not done. */
export function countdown(
  { startsOn, endsOn }: { readonly startsOn: CalendarDate; readonly endsOn: CalendarDate | null },
  today: CalendarDate,
): string {
  const last = endsOn ?? startsOn;
  const left = daysBetween(today, startsOn);
  if (last < today) return `${formatCount(daysBetween(last, today), 'day')} ago, on ${formatWeekday(last)}`;
  if (left < 0) return `until ${formatWeekday(last)}`;
  if (left === 0) return 'today';
  return left === 1
    ? `tomorrow, ${formatWeekday(startsOn)}`
    : `in ${formatCount(left, 'day')}, on ${formatWeekday(startsOn)}`;
}
