import { addDays, addMonths, type CalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format.ts';
import type { FieldError } from '#lib/platform/forms/form-state.ts';
import type { StatementStatus } from '#lib/record/assessments/state.ts';
import type { SnapshotChanges } from '#lib/record/snapshots/rules.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';

/** What can be compared: a cycle as it stands or was closed, or what was signed in it. */
export type Point = { readonly cycle: number; readonly signed: number | null };

const POINT = /^([1-9]\d{0,5})(?:v([1-9]\d{0,5}))?$/;

/** A point as an address says it: "2", or "2v1" for the first signed version of cycle 2. Null: it means nothing. */
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

/** A point with its name in a list to choose from, and its short name where the two stand side by side. */
export type NamedPoint = { readonly point: Point; readonly name: string; readonly short: string };

/** Every point of the cycles, which come newest first. */
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
 * What is compared when nobody has chosen: the cycle before the newest, or else what was signed last, and the newest.
 * Null where there is only one point.
 */
export function usualPoints(
  points: readonly NamedPoint[],
): { readonly from: Point; readonly to: Point } | null {
  const [newest, second] = points;
  if (!newest || !second) return null;
  const before = points.find(({ point }) => point.cycle < newest.point.cycle && point.signed === null);
  return { from: (before ?? second).point, to: newest.point };
}

export type ScoreMove = {
  readonly id: StatementId;
  readonly name: string;
  readonly before: Score | null;
  readonly after: Score | null;
  /** How far up or down. Null where one of the two is not scored. */
  readonly by: number | null;
};

/** The nine scores side by side, with how far each has moved. */
export function scoreMoves({ statements }: SnapshotChanges): readonly ScoreMove[] {
  return statements.map(({ id, name, scores: { before, after } }) => ({
    id,
    name,
    before,
    after,
    by: before === null || after === null ? null : after - before,
  }));
}

/** "Up 1", "Down 2", "No change": a move in words, as signs and colours alone tell some people nothing. */
export function describeCycleMove({ before, after, by }: Pick<ScoreMove, 'before' | 'after' | 'by'>): string {
  if (by === null) {
    if (before === after) return 'Not scored in either';
    return before === null ? 'Newly scored' : 'No longer scored';
  }
  if (by === 0) return 'No change';
  return by > 0 ? `Up ${by}` : `Down ${-by}`;
}

/** "5 of 9 statements carried forward and not confirmed". Null when there is none. */
export function describeCarried(statements: readonly { readonly status: StatementStatus }[]): string | null {
  const carried = statements.filter(({ status }) => status === 'not-confirmed').length;
  if (carried === 0) return null;
  return `${carried} of ${statements.length} statements carried forward and not confirmed`;
}

/** One step of the way to closing a cycle and back. */
export type ClosingStepKind = 'requested' | 'withdrawn' | 'declined' | 'closed' | 'undone';

/** Characters in the reason for declining or undoing a closing. */
export const CLOSING_REASON_LIMIT = 2_000;

/** How long before its period an assessment can be started, and how far back the period of the first may start. */
const MONTHS_AHEAD = 3;
const MONTHS_BACK = 24;
/** The shortest and the longest period: less is a slip of the keyboard, more is two assessments. */
const DAYS_LEAST = 28;
const MONTHS_MOST = 24;

/**
 * What is wrong with the period of a cycle that is to be started. All days are calendar dates, "2026-04-01".
 *
 * @param today - in London
 * @param open - when the period of the cycle that it follows starts. Null: it is the first
 */
export function periodProblems(
  { startsOn, endsOn }: { readonly startsOn: CalendarDate; readonly endsOn: CalendarDate },
  { today, open }: { readonly today: CalendarDate; readonly open: CalendarDate | null },
): readonly FieldError<'startsOn' | 'endsOn'>[] {
  const earliest = open ?? addMonths(today, -MONTHS_BACK);
  const latest = addMonths(today, MONTHS_AHEAD);
  const shortest = addDays(startsOn, DAYS_LEAST - 1);
  const longest = addDays(addMonths(startsOn, MONTHS_MOST), -1);
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
      message: `The period must end on or before ${formatDate(longest)}, so that it lasts at most ${MONTHS_MOST / 12} years`,
    });
  }
  return problems;
}
