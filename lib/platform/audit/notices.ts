import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export type OnStatement = { readonly assessmentId: string; readonly statement: StatementId };

/** Kinds of notice for the steps of a review. */
export type ReviewKind = 'proposed' | 'returned' | 'signed' | 'reopened';

/** Kinds of notice for the steps of closing an assessment. */
export type ClosingKind = 'closing_requested' | 'closing_declined' | 'closed' | 'closing_undone';

/** Kinds of notice for evidence on the statements that a person works on. */
export type EvidenceKind = 'evidence_withdrawn' | 'evidence_replaced';

/** Kinds of notice for the owner of evidence: its review is due soon, or was due. */
export type EvidenceReviewKind = 'evidence_due' | 'evidence_expired';

/** Kinds of notice for who asked for an evidence pack. */
export type PackKind = 'pack_made' | 'pack_failed';

/** Kinds of notice for who sees to a step of an inspection: it is due soon, or was due. */
export type StepNoticeKind = 'step_due' | 'step_overdue';

/** Kinds of notice for keepers of cases and the owner of a reflective log. */
export type LogNoticeKind = 'log_for_review' | 'log_reviewed';

/** Kinds of notice for who owns items of an information return: they are due soon, or were due. */
export type ReturnNoticeKind = 'return_due' | 'return_overdue';

/** Kinds of notice for who owns an action of the improvement plan: it, or a milestone of it, is due soon, or was due. */
export type ActionNoticeKind = 'action_due' | 'action_overdue';

/** How a request to erase evidence ended for the person who made it. */
export type ErasureAnswer = 'confirmed' | 'declined';

/** Reviews of at least two items that a person hears of at once on that day. */
export type ManyReviews = {
  readonly reviews: readonly { readonly evidenceItemId: string; readonly reviewBy: CalendarDate }[];
  readonly day: CalendarDate;
  /** Whether nobody owns them. */
  readonly unowned: boolean;
};

/** A notification. It never holds text or the title of an evidence item, because notices are also sent by email. */
export type Notice =
  | ({ readonly kind: 'assigned'; readonly part: 'owner' | 'helper' } & OnStatement)
  | {
      readonly kind: 'mentioned';
      readonly comment: string;
      readonly on: OnStatement | { readonly evidenceItemId: string };
    }
  | { readonly kind: EvidenceKind | 'evidence_infected'; readonly evidenceItemId: string }
  | { readonly kind: EvidenceReviewKind; readonly evidenceItemId: string; readonly reviewBy: CalendarDate }
  /** Of at least two items, by id. `batch`: the change of many that withdrew them. */
  | { readonly kind: 'evidence_withdrawn'; readonly items: readonly string[]; readonly batch: string }
  | ({ readonly kind: EvidenceReviewKind } & ManyReviews)
  | { readonly kind: ReviewKind | Exclude<ClosingKind, 'closed'>; readonly assessmentId: string }
  /** `carries`: the next assessment starts with these answers, to be confirmed. */
  | { readonly kind: 'closed'; readonly assessmentId: string; readonly carries: boolean }
  | { readonly kind: 'erasure_asked'; readonly evidenceItemId: string }
  | {
      readonly kind: 'erasure_decided';
      readonly evidenceItemId: string;
      readonly answer: ErasureAnswer;
    }
  /** `number`: the pack's. */
  | { readonly kind: PackKind; readonly assessmentId: string; readonly number: number }
  /** `inspection`: its id. `step`: its key. */
  | {
      readonly kind: StepNoticeKind;
      readonly inspection: string;
      readonly step: string;
      readonly dueOn: CalendarDate;
    }
  /** Of so many items of a list that are due on a day. `inspection`: its id. `unowned`: whether nobody owns them. */
  | {
      readonly kind: ReturnNoticeKind;
      readonly inspection: string;
      readonly list: number;
      readonly items: number;
      readonly dueOn: CalendarDate;
      readonly unowned: boolean;
    }
  /** `inspection`: its id. `whose`: of who is named, or of who was named for that part before. */
  | {
      readonly kind: 'named';
      readonly inspection: string;
      readonly part: string;
      readonly whose: 'own' | 'other';
    }
  /** A reflective log waits for its review, or was reviewed. `inspection`: its id. */
  | { readonly kind: LogNoticeKind; readonly inspection: string; readonly log: number }
  /** To a new owner. `action`: its number. */
  | { readonly kind: 'action_assigned'; readonly action: number }
  /** `milestone`: its key. Null: the action itself. */
  | {
      readonly kind: ActionNoticeKind;
      readonly action: number;
      readonly milestone: number | null;
      readonly dueOn: CalendarDate;
    }
  /** `due`: within a week. */
  | ({ readonly kind: 'due' | 'overdue'; readonly dueOn: CalendarDate } & OnStatement);

/** A notice and the ids of its recipients. The person who acted is left out. */
export type NewNotice = { readonly to: readonly string[]; readonly notice: Notice };

/** The detail of a `closed` notice when the next assessment starts with these answers. */
export const CARRIED_DETAIL = 'carried';

/** How the key of a notice of many ends that nobody owns. */
const UNOWNED = ':unowned';

/** Such keys, for LIKE. */
export const KEYS_OF_UNOWNED = `%${UNOWNED}`;

/** Whether the key is of a notice of many items that nobody owns. */
export function isOfUnowned(key: string): boolean {
  return key.endsWith(UNOWNED);
}

/** A key that prevents the same notice being sent twice. Null: every notice is new. */
export function keyOf(notice: Notice): string | null {
  switch (notice.kind) {
    case 'mentioned':
      return `mentioned:${notice.comment}`;
    case 'due':
    case 'overdue':
      return `${notice.kind}:${notice.assessmentId}:${notice.statement}:${notice.dueOn}`;
    case 'step_due':
    case 'step_overdue':
      return `${notice.kind}:${notice.inspection}:${notice.step}:${notice.dueOn}`;
    case 'return_due':
    case 'return_overdue':
      return `${notice.kind}:${notice.inspection}:${notice.list}:${notice.dueOn}${notice.unowned ? UNOWNED : ''}`;
    case 'action_due':
    case 'action_overdue':
      return `${notice.kind}:${notice.action}:${notice.milestone ?? ''}:${notice.dueOn}`;
    case 'evidence_due':
    case 'evidence_expired':
      return 'reviews' in notice
        ? `${notice.kind}:${notice.day}${notice.unowned ? UNOWNED : ''}`
        : `${notice.kind}:${notice.evidenceItemId}:${notice.reviewBy}`;
    default:
      return null;
  }
}

/** What its row says of the notice. */
export function columnsOf(notice: Notice) {
  switch (notice.kind) {
    case 'assigned':
      return { assessmentId: notice.assessmentId, statement: notice.statement, detail: notice.part };
    case 'mentioned':
      return { commentId: notice.comment, ...notice.on };
    case 'evidence_withdrawn':
      return 'items' in notice
        ? { detail: notice.batch, covers: [...notice.items] }
        : { evidenceItemId: notice.evidenceItemId };
    case 'evidence_replaced':
    case 'evidence_infected':
      return { evidenceItemId: notice.evidenceItemId };
    case 'due':
    case 'overdue':
      return { assessmentId: notice.assessmentId, statement: notice.statement, detail: notice.dueOn };
    case 'evidence_due':
    case 'evidence_expired':
      return 'reviews' in notice
        ? manyReviews(notice.kind, notice)
        : { evidenceItemId: notice.evidenceItemId, detail: notice.reviewBy };
    case 'step_due':
    case 'step_overdue':
      return { inspectionId: notice.inspection, detail: `${notice.dueOn} ${notice.step}` };
    case 'return_due':
    case 'return_overdue':
      return { inspectionId: notice.inspection, detail: `${notice.dueOn} ${notice.list} ${notice.items}` };
    case 'action_assigned':
      return { actionNumber: notice.action };
    case 'action_due':
    case 'action_overdue':
      return { actionNumber: notice.action, detail: `${notice.dueOn} ${notice.milestone ?? ''}` };
    case 'named':
      return { inspectionId: notice.inspection, detail: `${notice.whose} ${notice.part}` };
    case 'log_for_review':
    case 'log_reviewed':
      return { inspectionId: notice.inspection, detail: String(notice.log) };
    case 'erasure_asked':
      return { evidenceItemId: notice.evidenceItemId };
    case 'erasure_decided':
      return { evidenceItemId: notice.evidenceItemId, detail: notice.answer };
    case 'closed':
      return { assessmentId: notice.assessmentId, detail: notice.carries ? CARRIED_DETAIL : '' };
    case 'pack_made':
    case 'pack_failed':
      return { assessmentId: notice.assessmentId, detail: String(notice.number) };
    default:
      return { assessmentId: notice.assessmentId };
  }
}

/** `detail`: the first of their days. */
function manyReviews(kind: EvidenceReviewKind, { reviews }: ManyReviews) {
  return {
    detail: reviews.map(({ reviewBy }) => reviewBy).toSorted()[0] ?? '',
    covers: reviews.map((review) => keyOf({ kind, ...review }) ?? ''),
  };
}
