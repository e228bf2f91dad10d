import { knownStatement } from '#lib/frameworks/known.ts';
import { addDays, type CalendarDate, dateToColumn } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { atLondonHour, londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can, type Permission, type Role } from '#lib/platform/access/permissions.ts';
import {
  type ActionNoticeKind,
  CARRIED_DETAIL,
  type Notice,
  type ReturnNoticeKind,
  type StepNoticeKind,
} from '#lib/platform/audit/notices.ts';
import { ME } from '#lib/record/evidence/filter.ts';
import { type EvidenceView, viewQuery } from '#lib/record/evidence/view.ts';
import { NAMED_PARTS, PART_NAMES } from '#lib/record/inspections/named.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { describeSubject, nameOfSubject, subjectOf } from '#lib/work/comments/rules.ts';

export type InspectionNotice = {
  readonly number: number;
  readonly name: string;
  /** By its name, or that it was removed. Null: it is about no step. */
  readonly step: { readonly name: string; readonly dueOn: CalendarDate } | null;
  /** A list of it, and how many of its items are due on that day. Null: it is about none. */
  readonly list: {
    readonly number: number;
    readonly name: string;
    readonly items: number;
    readonly dueOn: CalendarDate;
  } | null;
};

export type ActionNotice = {
  readonly number: number;
  readonly title: string;
  /** By its title, or that it was removed. Null: it is about no milestone. */
  readonly milestone: string | null;
  /** Null: it is about no date. */
  readonly dueOn: CalendarDate | null;
};

/** A stored notice with the names needed to describe it. */
export type NoticeFacts = {
  readonly kind: Notice['kind'];
  /** Null if a date caused it rather than a person. */
  readonly by: string | null;
  readonly assessmentName: string | null;
  readonly statement: StatementId | null;
  /** Reference of the evidence item that it is about, or that was commented on. */
  readonly reference: string | null;
  /** The inspection that it is about. */
  readonly inspection: InspectionNotice | null;
  /** The action of the improvement plan that it is about. */
  readonly action: ActionNotice | null;
  readonly detail: string;
  /** How many items it is about, if more than one. Otherwise 0. */
  readonly many: number;
  /** Whether nobody owns them. */
  readonly unowned: boolean;
  /** Number of the cycle, if that is closed. */
  readonly closedCycle: number | null;
};

/** "Sam Patel made you the owner of Assessing needs": one line, without a full stop. */
export function describeNotice({ kind, by, assessmentName, detail, many, ...on }: NoticeFacts): string {
  const who = by ?? 'Someone';
  const what = on.statement ? knownStatement(on.statement).name : '';
  const cycle = assessmentName ?? 'the assessment';
  const items = `${formatCount(many, 'item')} of evidence ${on.unowned ? 'that nobody owns' : 'of yours'}`;
  switch (kind) {
    case 'assigned':
      return detail === 'owner'
        ? `${who} made you the owner of ${what}`
        : `${who} asked you to help with ${what}`;
    case 'mentioned':
      return `${who} mentioned you in a comment on ${describeSubject(on.reference ?? on.statement ?? '')}`;
    case 'evidence_withdrawn':
      return many > 0
        ? `${who} withdrew ${formatCount(many, 'item')} of evidence that statements of yours use`
        : `${who} withdrew ${on.reference ?? 'evidence'}, which a statement of yours uses`;
    case 'evidence_replaced':
      return `${who} replaced the file of ${on.reference ?? 'evidence'}, which a statement of yours uses`;
    case 'evidence_infected':
      return `The file of ${on.reference ?? 'evidence'} contains a virus, so it cannot be opened`;
    case 'evidence_due':
      return many > 0
        ? `${items} should be reviewed, the first by ${formatDate(detail)}`
        : `${on.reference ?? 'Evidence'} should be reviewed by ${formatDate(detail)}`;
    case 'evidence_expired':
      return many > 0
        ? `${items} should have been reviewed, the first by ${formatDate(detail)}`
        : `${on.reference ?? 'Evidence'} should have been reviewed by ${formatDate(detail)}`;
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
    case 'pack_made':
      return `Evidence pack ${detail} is ready`;
    case 'pack_failed':
      return `Evidence pack ${detail} was not made`;
    case 'step_due':
    case 'step_overdue':
      return describeStep(kind, on.inspection);
    case 'return_due':
    case 'return_overdue':
      return describeItems(kind, on.inspection, on.unowned);
    case 'named':
      return describeNamed(who, detail, on.inspection);
    case 'action_assigned':
      return `${who} made you the owner of the action ${on.action?.title ?? 'of the improvement plan'}`;
    case 'action_due':
    case 'action_overdue':
      return describeAction(kind, on.action);
    case 'log_for_review':
      return `${who} sent reflective log ${detail} for review`;
    case 'log_reviewed':
      return `${who} reviewed reflective log ${detail}`;
    case 'due':
      return `${what} is due on ${formatDate(detail)}`;
    case 'overdue':
      return `${what} was due on ${formatDate(detail)} and was not completed`;
  }
}

function describeStep(kind: StepNoticeKind, about: InspectionNotice | null): string {
  if (!about?.step) return 'A step of an inspection is due';
  const { name, step } = about;
  return kind === 'step_due'
    ? `${name}: ${step.name}, ${formatDate(step.dueOn)}`
    : `${name}: ${step.name}, ${formatDate(step.dueOn)}, is not marked as done`;
}

function describeItems(kind: ReturnNoticeKind, about: InspectionNotice | null, unowned: boolean): string {
  if (!about?.list) return 'Items of an information return are due';
  const { name, items, dueOn } = about.list;
  const which = `${name}: ${formatCount(items, 'item')} ${unowned ? 'that nobody owns' : 'of yours'}`;
  return kind === 'return_due'
    ? `${which} ${items === 1 ? 'is' : 'are'} due on ${formatDate(dueOn)}`
    : `${which} ${items === 1 ? 'was' : 'were'} due on ${formatDate(dueOn)}`;
}

/** "Shorter waits is due on 31 March 2027", "Shorter waits: Two more staff was due on 29 January 2027 and is not complete". */
function describeAction(kind: ActionNoticeKind, about: ActionNotice | null): string {
  if (!about?.dueOn) return 'An action of the improvement plan is due';
  const { title, milestone, dueOn } = about;
  const what = milestone === null ? title : `${title}: ${milestone}`;
  return kind === 'action_due'
    ? `${what} is due on ${formatDate(dueOn)}`
    : `${what} was due on ${formatDate(dueOn)} and is not ${milestone === null ? 'complete' : 'reached'}`;
}

/** `detail`: whose notice it is, and the part. */
function describeNamed(who: string, detail: string, about: InspectionNotice | null): string {
  const [whose, key] = detail.split(' ');
  const part = NAMED_PARTS.find((one) => one === key);
  const what = part ? PART_NAMES[part].toLowerCase() : 'person';
  const where = about?.name ?? 'an inspection';
  return whose === 'own'
    ? `${who} named you as ${what} in ${where}`
    : `${who} named one more ${what} in ${where}`;
}

/** The page a notice links to. Null if the role may no longer open it. */
export function pageOf(
  holder: { readonly role: Role },
  council: string,
  facts: Omit<NoticeFacts, 'by' | 'assessmentName'>,
): string | null {
  const { kind, statement, reference, closedCycle } = facts;
  if (!can(holder, NEEDED[kind] ?? 'assessment:view')) return null;
  if (kind === 'mentioned') {
    if (statement && closedCycle !== null) return routes.cycleComments(council, closedCycle, statement);
    const subject = subjectOf(reference ?? statement ?? undefined);
    return subject && routes.comments(council, nameOfSubject(subject));
  }
  if (kind === 'named') return facts.inspection && routes.namedPeople(council, facts.inspection.number);
  if (kind === 'log_for_review' || kind === 'log_reviewed') {
    return facts.inspection && routes.caseLog(council, facts.inspection.number, Number(facts.detail));
  }
  if (facts.action) return routes.action(council, facts.action.number);
  const list = facts.inspection?.list;
  if (facts.inspection && list) return routes.returnList(council, facts.inspection.number, list.number);
  if (facts.inspection) return routes.inspection(council, facts.inspection.number);
  if (facts.many > 0) return pageOfMany(council, facts);
  if (ABOUT_EVIDENCE.has(kind)) return reference && routes.evidenceItem(council, reference);
  if (kind === 'erasure_asked' || kind === 'erasure_decided')
    return reference && routes.eraseEvidence(council, reference);
  if (kind === 'closing_requested') return routes.closing(council);
  // That page shows the reason, and a lead can ask again there.
  if (kind === 'closing_declined') return routes.startAssessment(council);
  if (kind === 'closed' || kind === 'closing_undone') return routes.cycles(council);
  if (kind === 'pack_made' || kind === 'pack_failed') return routes.pack(council, Number(facts.detail));
  return statement ? routes.statement(council, statement) : routes.review(council);
}

/** The change that withdrew them, or the evidence list with those to review first. */
function pageOfMany(
  council: string,
  { kind, detail, unowned }: Pick<NoticeFacts, 'kind' | 'detail' | 'unowned'>,
) {
  if (kind === 'evidence_withdrawn') return routes.batch(council, detail);
  const whose: EvidenceView = unowned ? { concern: 'unowned' } : { owner: ME };
  const due: EvidenceView = kind === 'evidence_expired' && !unowned ? { concern: 'expired' } : {};
  const sort = { by: 'review', reversed: false } as const;
  return routes.evidence(council, viewQuery({ state: 'current', ...whose, ...due, sort }));
}

const ABOUT_EVIDENCE: ReadonlySet<Notice['kind']> = new Set([
  'evidence_withdrawn',
  'evidence_replaced',
  'evidence_infected',
  'evidence_due',
  'evidence_expired',
]);

const NEEDED: Readonly<Partial<Record<Notice['kind'], Permission>>> = {
  mentioned: 'comment:view',
  evidence_withdrawn: 'evidence:view',
  evidence_replaced: 'evidence:view',
  evidence_infected: 'evidence:view',
  evidence_due: 'evidence:view',
  evidence_expired: 'evidence:view',
  erasure_asked: 'evidence:erase',
  erasure_decided: 'evidence:erase',
  closing_requested: 'closing:view',
  closing_declined: 'assessment:start',
  step_due: 'inspection:view',
  step_overdue: 'inspection:view',
  named: 'inspection:view',
  log_for_review: 'named:work',
  log_reviewed: 'named:work',
  return_due: 'inspection:view',
  return_overdue: 'inspection:view',
  action_assigned: 'improvement:view',
  action_due: 'improvement:view',
  action_overdue: 'improvement:view',
  pack_made: 'pack:export',
  pack_failed: 'pack:export',
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
