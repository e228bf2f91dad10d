import { knownStatement } from '#lib/frameworks/known.ts';
import { addDays, type CalendarDate, dateToColumn } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { atLondonHour, londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can, type Permission, type Role } from '#lib/platform/access/permissions.ts';
import { CARRIED_DETAIL, type Notice } from '#lib/platform/audit/notices.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { describeSubject, nameOfSubject, subjectOf } from '#lib/work/comments/rules.ts';

/** A stored notice with the names needed to describe it. */
export type NoticeFacts = {
  readonly kind: Notice['kind'];
  /** Null if a date caused it rather than a person. */
  readonly by: string | null;
  readonly assessmentName: string | null;
  readonly statement: StatementId | null;
  /** Reference of the evidence item that it is about, or that was commented on. */
  readonly reference: string | null;
  readonly detail: string;
  /** Number of the cycle, if that is closed. */
  readonly closedCycle: number | null;
};

/** "Sam Patel made you the owner of Assessing needs": one line, without a full stop. */
export function describeNotice({ kind, by, assessmentName, detail, ...on }: NoticeFacts): string {
  const who = by ?? 'Someone';
  const what = on.statement ? knownStatement(on.statement).name : '';
  const cycle = assessmentName ?? 'the assessment';
  switch (kind) {
    case 'assigned':
      return detail === 'owner'
        ? `${who} made you the owner of ${what}`
        : `${who} asked you to help with ${what}`;
    case 'mentioned':
      return `${who} mentioned you in a comment on ${describeSubject(on.reference ?? on.statement ?? '')}`;
    case 'evidence_withdrawn':
      return `${who} withdrew ${on.reference ?? 'evidence'}, which a statement of yours uses`;
    case 'evidence_replaced':
      return `${who} replaced the file of ${on.reference ?? 'evidence'}, which a statement of yours uses`;
    case 'evidence_infected':
      return `The file of ${on.reference ?? 'evidence'} contains a virus, so it cannot be opened`;
    case 'proposed':
      return `${who} sent ${cycle} for sign-off`;
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
      return `${who} closed ${cycle} and started the next assessment${detail === CARRIED_DETAIL ? ', with its statements carried forward to be confirmed' : ''}`;
    case 'closing_undone':
      return `${who} undid the closing of ${cycle}, which is open again`;
    case 'erasure_asked':
      return `${who} asked for evidence ${on.reference} to be erased`;
    case 'erasure_decided':
      return detail === 'confirmed'
        ? `${who} confirmed that evidence ${on.reference} is erased`
        : `${who} declined to erase evidence ${on.reference} and gave a reason`;
    case 'due':
      return `${what} is due on ${formatDate(detail)}`;
    case 'overdue':
      return `${what} was due on ${formatDate(detail)} and was not completed`;
  }
}

/** The page a notice links to. Null if the role may no longer open it. */
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
  if (kind === 'evidence_withdrawn' || kind === 'evidence_replaced' || kind === 'evidence_infected')
    return reference && routes.evidenceItem(council, reference);
  if (kind === 'erasure_asked' || kind === 'erasure_decided')
    return reference && routes.eraseEvidence(council, reference);
  if (kind === 'closing_requested') return routes.closing(council);
  // That page shows the reason, and a lead can ask again there.
  if (kind === 'closing_declined') return routes.startAssessment(council);
  if (kind === 'closed' || kind === 'closing_undone') return routes.cycles(council);
  return statement ? routes.statement(council, statement) : routes.review(council);
}

const NEEDED: Readonly<Partial<Record<Notice['kind'], Permission>>> = {
  mentioned: 'comment:view',
  evidence_withdrawn: 'evidence:view',
  evidence_replaced: 'evidence:view',
  evidence_infected: 'evidence:view',
  erasure_asked: 'evidence:erase',
  erasure_decided: 'evidence:erase',
  closing_requested: 'closing:view',
  closing_declined: 'assessment:start',
};

/** How often a person gets email about unread notices. */
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

/** Notices older than this many days are no longer emailed, but stay in the list. */
export const DIGEST_DAYS = 14;

/** Notices and digests older than this many days are deleted. */
export const NOTICE_DAYS = 365;

/** 7am in London on that date. A digest covers notices before then, however late it is sent. */
export function cutOff(day: CalendarDate): Date {
  return atLondonHour(day, 7);
}

/** The Monday of that date's week. */
export function mondayOf(day: CalendarDate): CalendarDate {
  return addDays(day, -((dateToColumn(day).getUTCDay() + 6) % 7));
}

/** The date of the latest 7am in London: today, or yesterday before 7am. */
export function lastMorning(asOf: Date): CalendarDate {
  const today = londonDay(asOf);
  return asOf < cutOff(today) ? addDays(today, -1) : today;
}

/** The day of the digest that is due on `today`. A weekly digest missed on Monday is still due later that week. */
export function digestDay(digest: Exclude<Digest, 'off'>, today: CalendarDate): CalendarDate {
  return digest === 'daily' ? today : mondayOf(today);
}

/** "3 unread notifications". */
export function describeUnread(unread: number): string {
  return unread === 0 ? 'No unread notifications' : formatCount(unread, 'unread notification');
}
