import type { Role } from '#lib/platform/access/permissions.ts';
/** Where an assessment stands on its way to a signature. */
export type ReviewState = 'preparing' | 'proposed' | 'signed';

/** What a writer is answered: answers and uses of evidence change only while the assessment is being prepared. */
export type Locked = { readonly outcome: 'locked'; readonly state: 'proposed' | 'signed' };

/** The lock of a state. Null where everything may be changed. */
export function lockOf(state: ReviewState): Locked | null {
  return state === 'preparing' ? null : { outcome: 'locked', state };
}

/** What has locked the open assessment: its last step. */
export type LockView = Locked & {
  readonly version: number;
  readonly by: string;
  readonly role: Role;
  readonly at: Date;
};
