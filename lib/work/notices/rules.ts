import { addDays, type CalendarDate, dateToColumn, inLondon, londonDay } from '#lib/kernel/dates.ts';
import { formatCount, formatDate } from '#lib/kernel/format.ts';
import { routes } from '#lib/kernel/routes.ts';
import { can, type Permission, type Role } from '#lib/platform/access/permissions.ts';
import { type StatementId, statement as statementOf } from '#lib/scoring/index.ts';
import { describeSubject, nameOfSubject, subjectOf } from '#lib/work/comments/rules.ts';

type OnStatement = { readonly assessmentId: string; readonly statement: StatementId };

/** The kinds that the steps of a review tell of. */
export type ReviewKind = 'proposed' | 'returned' | 'signed' | 'reopened';

/** The kinds that the steps of a closing tell of. */
export type ClosingKind = 'closing_requested' | 'closing_declined' | 'closed' | 'closing_undone';

/** Something that concerns a person. Never the words of a text or the title of an evidence item: those stay inside. */
export type Notice =
  | ({ readonly kind: 'assigned'; readonly part: 'owner' | 'helper' } & OnStatement)
  | {
      readonly kind: 'mentioned';
      readonly comment: string;
      readonly on: OnStatement | { readonly evidenceItemId: string };
    }
  | { readonly kind: ReviewKind | Exclude<ClosingKind, 'closed'>; readonly assessmentId: string }
  /** `carries`: whether the next assessment starts with what this one said, which is then to be confirmed. */
  | { readonly kind: 'closed'; readonly assessmentId: string; readonly carries: boolean }
  /** `due`: in a week or less. `dueOn` is a calendar date. */
  | ({ readonly kind: 'due' | 'overdue'; readonly dueOn: CalendarDate } & OnStatement);

/** A notice and the ids of those whom it is for. Whoever did it is not told of it. */
export type NewNotice = { readonly to: readonly string[]; readonly notice: Notice };

/** The detail of the notice of a closing after which the statements of the next assessment are to be confirmed. */
export const CARRIED = 'carried';

/** What a notice tells only once, however often it is written. Null: each writing tells of something new. */
export function keyOf(notice: Notice): string | null {
  switch (notice.kind) {
    case 'mentioned':
      return `mentioned:${notice.comment}`;
    case 'due':
    case 'overdue':
      return `${notice.kind}:${notice.assessmentId}:${notice.statement}:${notice.dueOn}`;
    default:
      return null;
  }
}

/** A notice as it is kept, with the names it needs. */
export type NoticeFacts = {
  readonly kind: Notice['kind'];
  /** Null: nobody did it, a date came. */
  readonly by: string | null;
  readonly assessmentName: string | null;
  readonly statement: StatementId | null;
  /** The reference of the evidence item that a comment is on. */
  readonly reference: string | null;
  readonly detail: string;
  /** The number of the cycle that it is about, where that is closed. */
  readonly closedCycle: number | null;
};

/** "Sam Patel made you the owner of Assessing needs": one line, without a full stop. */
export function describeNotice({ kind, by, assessmentName, detail, ...on }: NoticeFacts): string {
  const who = by ?? 'Somebody';
  const what = on.statement ? statementOf(on.statement).name : '';
  const cycle = assessmentName ?? 'the assessment';
  switch (kind) {
    case 'assigned':
      return detail === 'owner'
        ? `${who} made you the owner of ${what}`
        : `${who} asked you to help with ${what}`;
    case 'mentioned':
      return `${who} mentioned you in a comment on ${describeSubject(on.reference ?? on.statement ?? '')}`;
    case 'proposed':
      return `${who} proposed ${cycle} for sign-off`;
    case 'returned':
      return `${who} returned ${cycle} and gave a reason`;
    case 'signed':
      return `${who} signed ${cycle}`;
    case 'reopened':
      return `${who} reopened ${cycle}`;
    case 'closing_requested':
      return `${who} asked for ${cycle} to be closed`;
    case 'closing_declined':
      return `${who} declined to close ${cycle} and gave a reason`;
    case 'closed':
      return `${who} closed ${cycle} and started the next assessment${detail === CARRIED ? ', with its statements carried forward to be confirmed' : ''}`;
    case 'closing_undone':
      return `${who} undid the closing of ${cycle}, which is open again`;
    case 'due':
      return `${what} is due on ${formatDate(detail)}`;
    case 'overdue':
      return `${what} was due on ${formatDate(detail)} and was not completed`;
  }
}

/** The page that a notice is about. Null where the role may not open it any more. */
export function pageOf(
  holder: { readonly role: Role },
  council: string,
  {
    kind,
    statement,
    reference,
    closedCycle,
  }: Pick<NoticeFacts, 'kind' | 'statement' | 'reference' | 'closedCycle'>,
): string | null {
  if (!can(holder, NEEDED[kind] ?? 'assessment:view')) return null;
  if (kind === 'mentioned') {
    if (statement && closedCycle !== null) return routes.cycleComments(council, closedCycle, statement);
    const subject = subjectOf(reference ?? statement ?? undefined);
    return subject && routes.comments(council, nameOfSubject(subject));
  }
  if (kind === 'closing_requested') return routes.closing(council);
  // It gives the reason, and a lead can ask again there.
  if (kind === 'closing_declined') return routes.startAssessment(council);
  if (kind === 'closed' || kind === 'closing_undone') return routes.cycles(council);
  return statement ? routes.statement(council, statement) : routes.review(council);
}

const NEEDED: Readonly<Partial<Record<Notice['kind'], Permission>>> = {
  mentioned: 'comment:view',
  closing_requested: 'closing:view',
  closing_declined: 'assessment:start',
};

/** How often a person's unread notices are sent to them. */
export const DIGESTS = ['daily', 'weekly', 'off'] as const;
export type Digest = (typeof DIGESTS)[number];

export const DIGEST_NAMES: Record<Digest, string> = {
  daily: 'Every day',
  weekly: 'Every week',
  off: 'Never',
};

export const DIGEST_CHOICES: readonly { value: Digest; label: string; hint?: string }[] = [
  { value: 'daily', label: DIGEST_NAMES.daily, hint: 'At 7am, if you have new notifications' },
  { value: 'weekly', label: DIGEST_NAMES.weekly, hint: 'On Mondays at 7am, if you have new notifications' },
  { value: 'off', label: DIGEST_NAMES.off },
];

/** Notices older than this many days are not sent any more: they stand in the list. */
export const DIGEST_DAYS = 14;

/** Notices and digests older than this are removed. */
export const NOTICE_DAYS = 365;

/** 7am in London on that calendar date. A digest holds what came before it, however late it is sent. */
export function cutOff(day: CalendarDate): Date {
  return inLondon(day, 7);
}

/** The Monday of that calendar date's week. */
export function mondayOf(day: CalendarDate): CalendarDate {
  return addDays(day, -((dateToColumn(day).getUTCDay() + 6) % 7));
}

/** The calendar date of the last 7am in London: today's from then on, before it yesterday's. */
export function lastMorning(asOf: Date): CalendarDate {
  const today = londonDay(asOf);
  return asOf < cutOff(today) ? addDays(today, -1) : today;
}

/** The day whose digest somebody should have by the morning of `today`. A Monday that was missed is made up for. */
export function digestDay(digest: Exclude<Digest, 'off'>, today: CalendarDate): CalendarDate {
  return digest === 'daily' ? today : mondayOf(today);
}

/** "3 unread notifications". */
export function describeUnread(unread: number): string {
  return unread === 0 ? 'No unread notifications' : formatCount(unread, 'unread notification');
}
