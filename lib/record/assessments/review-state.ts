import type { Role } from '#lib/platform/access/permissions.ts';
/** How far an assessment is towards sign-off. */
export type ReviewState = 'preparing' | 'proposed' | 'signed';

/** The refusal of a write. Answers and evidence links can change only in 'preparing'. */
export type Locked = { readonly outcome: 'locked'; readonly state: 'proposed' | 'signed' };

/** The lock in this state. Null if the assessment can be changed. */
export function lockOf(state: ReviewState): Locked | null {
  return state === 'preparing' ? null : { outcome: 'locked', state };
}

/** The review step that locked the open assessment. */
export type LockView = Locked & {
  readonly version: number;
  readonly by: string;
  readonly role: Role;
  readonly at: Date;
};
