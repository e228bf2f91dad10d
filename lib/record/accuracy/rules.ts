import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import type { Limit } from '#lib/kernel/limits.ts';
import { addWorkingDays, workingDaysBetween } from '#lib/kernel/working-days.ts';
import { formatWeekday } from '#lib/record/inspections/dates.ts';
import { ACCURACY, CHECKING_DAYS } from '#lib/record/inspections/plans.ts';
import type { Changed, Inspection, InspectionState, StepOwner } from '#lib/record/inspections/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export const MAX_DRAFTS: Limit = {
  max: 10,
  reached: (max) => `this inspection has reached the limit of ${max} draft reports`,
  instead: 'Remove one that was uploaded by mistake first',
};
export const MAX_POINTS: Limit = {
  max: 1_000,
  reached: (max) => `this inspection has reached the limit of ${max} points of accuracy`,
  instead: 'Remove one you no longer need first',
};

/** Pages of a draft, and characters of texts. The database has the same. */
export const ACCURACY_LIMITS = {
  pages: 500,
  says: 2_000,
  correct: 2_000,
  outcomeNote: 1_000,
  evidencePage: 9_999,
} as const;

export const POINT_STATES = ['writing', 'agreed', 'sent'] as const;
export type PointState = (typeof POINT_STATES)[number];
export const POINT_STATE_NAMES: Readonly<Record<PointState, string>> = {
  writing: 'Being written',
  agreed: 'Agreed',
  sent: 'Sent',
};

export const POINT_OUTCOMES = ['accepted', 'partly', 'rejected'] as const;
export type PointOutcome = (typeof POINT_OUTCOMES)[number];
export const POINT_OUTCOME_NAMES: Readonly<Record<PointOutcome, string>> = {
  accepted: 'Accepted',
  partly: 'Accepted in part',
  rejected: 'Not accepted',
};

/** Labels in forms and files. */
export const POINT_NAMES = {
  page: 'Page of the draft',
  pointStatement: 'Quality statement',
  says: 'What the draft says',
  correct: 'What is right',
  reference: 'Evidence',
  evidencePage: 'Page of the evidence',
  owner: 'Owner',
  pointState: 'State',
  outcome: 'Outcome',
  outcomeNote: 'What came of it',
} as const;

export type ReportDraft = {
  readonly number: number;
  readonly receivedOn: CalendarDate;
  readonly name: string;
  readonly bytes: number;
  readonly pages: number;
  /** Whether a virus scanner found it clean. Without one it was not scanned. */
  readonly isScanned: boolean;
  readonly uploaded: Changed;
  /** Its file and its words are gone; the points on it stay. */
  readonly isRemoved: boolean;
};

export type AccuracyPoint = {
  readonly number: number;
  /** The number of the draft that it is about. */
  readonly draft: number;
  readonly page: number;
  readonly statement: StatementId | null;
  readonly says: string;
  readonly correct: string;
  readonly evidence: PointEvidence | null;
  readonly owner: StepOwner | null;
  readonly state: PointState;
  readonly outcome: PointOutcome | null;
  readonly outcomeNote: string;
  readonly version: number;
  readonly changed: Changed;
};

/** An item of evidence as it was when it was named. */
export type PointEvidence = {
  readonly reference: string;
  readonly title: string;
  /** The newest version of its file at the time. Null: it is a link. */
  readonly version: number | null;
  readonly page: number | null;
};

/** The inspection whose draft is checked. */
export type CheckedInspection = {
  readonly number: number;
  readonly name: string;
  readonly state: InspectionState;
};

/**
 * By when the points are due: as on the timeline, where the draft is marked as received when it is uploaded. Kinds of
 * inspection without such a step have ten working days too.
 */
export function dueOf(
  { steps }: Pick<Inspection, 'steps'>,
  receivedOn: CalendarDate,
): { readonly day: CalendarDate; readonly isCertain: boolean } {
  const step = steps.find(({ key }) => key === ACCURACY);
  return step?.startsOn
    ? { day: step.startsOn, isCertain: step.isCertain }
    : addWorkingDays(receivedOn, CHECKING_DAYS);
}

/** The draft that is checked: the newest whose file is there, or else the last one that came. `drafts`: newest first. */
export function draftToCheck(drafts: readonly ReportDraft[]): ReportDraft | undefined {
  return drafts.find(({ isRemoved }) => !isRemoved) ?? drafts[0];
}

/** "6 working days left, until Tuesday 29 April 2025". */
export function describeClock(due: CalendarDate, today: CalendarDate): string {
  if (today > due) return `It was due on ${formatWeekday(due)}`;
  if (today === due) return 'It is due today';
  return `${formatCount(workingDaysBetween(today, due), 'working day')} left, until ${formatWeekday(due)}`;
}

/** In the order of the pages, then of the numbers. Those about an earlier draft come first. */
export function inPageOrder<Point extends Pick<AccuracyPoint, 'draft' | 'page' | 'number'>>(
  points: readonly Point[],
): readonly Point[] {
  return points.toSorted((a, b) => a.draft - b.draft || a.page - b.page || a.number - b.number);
}

/** What a point still needs before it can be sent: "what is right and evidence". Empty: nothing. */
export function missingOf({ correct, evidence, owner }: AccuracyPoint): readonly string[] {
  return [
    ...(correct === '' ? ['what is right'] : []),
    ...(evidence === null ? ['evidence'] : []),
    ...(owner === null ? ['an owner'] : []),
  ];
}

/** "E12, version 2, page 4". */
export function describeEvidence({ reference, version, page }: PointEvidence): string {
  const parts = [version === null ? '' : `version ${version}`, page === null ? '' : `page ${page}`];
  return [reference, ...parts.filter((part) => part !== '')].join(', ');
}

/** The points that go to the regulator: all but those that are being written. */
export function pointsToSend(points: readonly AccuracyPoint[]): readonly AccuracyPoint[] {
  return inPageOrder(points.filter(({ state }) => state !== 'writing'));
}

/** The name of a file to save under: "exampleshire points of accuracy 2025-04-29.pdf". */
export function pointsFileName(slug: string, day: CalendarDate): string {
  return `${slug} points of accuracy ${day}.pdf`;
}
