import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export type OnStatement = { readonly assessmentId: string; readonly statement: StatementId };

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
