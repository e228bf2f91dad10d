import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export type OnStatement = { readonly assessmentId: string; readonly statement: StatementId };

/** Kinds of notice for the steps of a review. */
export type ReviewKind = 'proposed' | 'returned' | 'signed' | 'reopened';

/** Kinds of notice for the steps of closing an assessment. */
export type ClosingKind = 'closing_requested' | 'closing_declined' | 'closed' | 'closing_undone';

/** Kinds of notice for evidence on the statements that a person works on. */
export type EvidenceKind = 'evidence_withdrawn' | 'evidence_replaced';

/** How a request to erase evidence ended for the person who made it. */
export type ErasureAnswer = 'confirmed' | 'declined';

/** A notification. It never holds text or the title of an evidence item, because notices are also sent by email. */
export type Notice =
  | ({ readonly kind: 'assigned'; readonly part: 'owner' | 'helper' } & OnStatement)
  | {
      readonly kind: 'mentioned';
      readonly comment: string;
      readonly on: OnStatement | { readonly evidenceItemId: string };
    }
  | { readonly kind: EvidenceKind | 'evidence_infected'; readonly evidenceItemId: string }
  | { readonly kind: ReviewKind | Exclude<ClosingKind, 'closed'>; readonly assessmentId: string }
  /** `carries`: the next assessment starts with these answers, to be confirmed. */
  | { readonly kind: 'closed'; readonly assessmentId: string; readonly carries: boolean }
  | { readonly kind: 'erasure_asked'; readonly evidenceItemId: string }
  | {
      readonly kind: 'erasure_decided';
      readonly evidenceItemId: string;
      readonly answer: ErasureAnswer;
    }
  /** `due`: within a week. */
  | ({ readonly kind: 'due' | 'overdue'; readonly dueOn: CalendarDate } & OnStatement);

/** A notice and the ids of its recipients. The person who acted is left out. */
export type NewNotice = { readonly to: readonly string[]; readonly notice: Notice };

/** The detail of a `closed` notice when the next assessment starts with these answers. */
export const CARRIED_DETAIL = 'carried';

/** A key that prevents the same notice being sent twice. Null: every notice is new. */
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

/** What its row says of the notice. */
export function columnsOf(notice: Notice) {
  switch (notice.kind) {
    case 'assigned':
      return { assessmentId: notice.assessmentId, statement: notice.statement, detail: notice.part };
    case 'mentioned':
      return { commentId: notice.comment, ...notice.on };
    case 'evidence_withdrawn':
    case 'evidence_replaced':
    case 'evidence_infected':
      return { evidenceItemId: notice.evidenceItemId };
    case 'due':
    case 'overdue':
      return { assessmentId: notice.assessmentId, statement: notice.statement, detail: notice.dueOn };
    case 'erasure_asked':
      return { evidenceItemId: notice.evidenceItemId };
    case 'erasure_decided':
      return { evidenceItemId: notice.evidenceItemId, detail: notice.answer };
    case 'closed':
      return { assessmentId: notice.assessmentId, detail: notice.carries ? CARRIED_DETAIL : '' };
    default:
      return { assessmentId: notice.assessmentId };
  }
}
