import { addDays, addMonths, type CalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import type { FieldError } from '#lib/platform/forms/form-state.ts';
import type { StatementStatus } from '#lib/record/assessments/state.ts';
import type { SnapshotChanges } from '#lib/record/snapshots/rules.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';

/** A point to compare: a cycle, now or at closing, or one of its signed versions. */
export type Point = { readonly cycle: number; readonly signed: number | null };

const POINT = /^([1-9]\d{0,5})(?:v([1-9]\d{0,5}))?$/;

/** Parses a point in an address: "2", or "2v1" for signed version 1 of cycle 2. Null if invalid. */
export function pointOf(text: unknown): Point | null {
  const [, cycle, signed] = (typeof text === 'string' && POINT.exec(text)) || [];
  return cycle === undefined
    ? null
    : { cycle: Number(cycle), signed: signed === undefined ? null : Number(signed) };
}

export function pointAddress({ cycle, signed }: Point): string {
  return signed === null ? String(cycle) : `${cycle}v${signed}`;
}

type ComparableCycle = {
  readonly number: number;
  readonly name: string;
  readonly closed: object | null;
  readonly signed: readonly { readonly version: number }[];
};

/** A point with its name in a list, and a short name for headings of a comparison. */
export type NamedPoint = { readonly point: Point; readonly name: string; readonly short: string };

/** Every point of the cycles, newest first. `cycles` must be newest first. */
export function pointsOf(cycles: readonly ComparableCycle[]): readonly NamedPoint[] {
  return cycles.flatMap(({ number, name, closed, signed }) => [
    {
      point: { cycle: number, signed: null },
      name: `Cycle ${number}: ${name}, ${closed ? 'at closing' : 'now'}`,
      short: closed ? `Cycle ${number}` : `Cycle ${number}, now`,
    },
    ...signed.map(({ version }) => ({
      point: { cycle: number, signed: version },
      name: `Cycle ${number}: ${name}, signed version ${version}`,
      short: `Cycle ${number}, version ${version}`,
    })),
  ]);
}

/**
 * The default comparison: the newest cycle with the one before it, or else with its last signed version. Null if there
 * is only one point.
 */
export function defaultPoints(
  points: readonly NamedPoint[],
): { readonly from: Point; readonly to: Point } | null {
  const [newest, second] = points;
  if (!newest || !second) return null;
  const before = points.find(({ point }) => point.cycle < newest.point.cycle && point.signed === null);
  return { from: (before ?? second).point, to: newest.point };
}

export type ComparedScore = {
  readonly id: StatementId;
  readonly name: string;
  /** The earlier statement, whose framework may be another. Null: the statement is new. */
  readonly continues: StatementId | null;
  readonly before: Score | null;
  readonly after: Score | null;
  /** The change on the later scale. Null if either score is missing. */
  readonly by: number | null | 'not comparable';
};

/** The scores before and after, and the change in each. */
export function comparedScores({ statements }: SnapshotChanges): readonly ComparedScore[] {
  return statements.map(({ id, name, continues, scores: { before, after }, earlierScore }) => ({
    ...{ id, name, continues, before, after },
    by:
      earlierScore === 'not comparable'
        ? earlierScore
        : typeof earlierScore === 'number' && after !== null
          ? after - earlierScore
          : null,
  }));
}

/** "Up 1", "Down 2", "No change": in words, because signs and colours alone are not accessible. */
export function describeCycleMove({
  continues,
  before,
  after,
  by,
}: Pick<ComparedScore, 'continues' | 'before' | 'after' | 'by'>): string {
  if (continues === null) return 'Nothing to compare';
  if (by === 'not comparable') return 'Not comparable: another framework';
  if (by === null) {
    if (before === after) return 'Not scored in either';
    return before === null ? 'Newly scored' : 'No longer scored';
  }
  if (by === 0) return 'No change';
  return by > 0 ? `Up ${by}` : `Down ${-by}`;
}

/** "5 of 9 statements carried forward and not confirmed". Null if there are none. */
export function describeCarried(statements: readonly { readonly status: StatementStatus }[]): string | null {
  const carried = statements.filter(({ status }) => status === 'not-confirmed').length;
  if (carried === 0) return null;
  return `${carried} of ${statements.length} statements carried forward and not confirmed`;
}

/** A step in closing a cycle or undoing that. */
export type ClosingStepKind = 'requested' | 'withdrawn' | 'declined' | 'closed' | 'undone';

/** Characters in the reason for declining or undoing a closing. */
export const CLOSING_REASON_LIMIT = 2_000;

/** How long before its period an assessment may be started, and how long ago the first period may start. */
const MONTHS_AHEAD = 3;
const MONTHS_BACK = 24;
/** Limits of a period: shorter is a typing error, longer is two assessments. */
const MIN_DAYS = 28;
const MAX_MONTHS = 24;

/**
 * Validates the period of a new cycle. All dates are calendar dates, "2026-04-01".
 * @param today - in London
 * @param open - start of the open cycle's period, or null for the first cycle
 */
export function periodProblems(
  { startsOn, endsOn }: { readonly startsOn: CalendarDate; readonly endsOn: CalendarDate },
  { today, open }: { readonly today: CalendarDate; readonly open: CalendarDate | null },
): readonly FieldError<'startsOn' | 'endsOn'>[] {
  const earliest = open ?? addMonths(today, -MONTHS_BACK);
  const latest = addMonths(today, MONTHS_AHEAD);
  const shortest = addDays(startsOn, MIN_DAYS - 1);
  const longest = addDays(addMonths(startsOn, MAX_MONTHS), -1);
  const problems: FieldError<'startsOn' | 'endsOn'>[] = [];
  if (startsOn < earliest) {
    const why = open ? 'when the period of the open assessment starts' : `${MONTHS_BACK / 12} years ago`;
    problems.push({
      field: 'startsOn',
      message: `The period must start on or after ${formatDate(earliest)}, ${why}`,
    });
  }
  if (startsOn > latest) {
    problems.push({
      field: 'startsOn',
      message: `The period must start on or before ${formatDate(latest)}, ${MONTHS_AHEAD} months from today`,
    });
  }
  if (endsOn < shortest) {
    problems.push({
      field: 'endsOn',
      message: `The period must end on or after ${formatDate(shortest)}, so that it lasts at least 4 weeks`,
    });
  }
  if (endsOn > longest) {
    problems.push({
      field: 'endsOn',
      message: `The period must end on or before ${formatDate(longest)}, so that it lasts at most ${MAX_MONTHS / 12} years`,
    });
  }
  return problems;
}
