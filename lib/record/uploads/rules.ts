import type { Limit } from '#lib/kernel/limits.ts';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import type { EvidenceState } from '#lib/record/evidence/lifecycle.ts';
import type { UploadAnswers } from '#lib/record/uploads/schema.ts';

/** Files of one person that are not in the evidence list yet. */
export const MAX_WAITING: Limit = {
  max: 200,
  reached: (most) => `your list of unfinished files has reached the limit of ${most}`,
  instead: 'Add or remove some of them first',
};

/** Days after which an upload that nobody continues is removed. */
export const UPLOAD_DAYS = 7;

/** `ready`: whole and checked. `refused`: its content is not accepted, and none of it is kept. */
export type UploadState = 'receiving' | 'ready' | 'refused';

/** One person's file that is not in the evidence list yet. */
export type Upload = {
  readonly id: string;
  readonly name: string;
  /** The path of its folder, if a folder was chosen. */
  readonly folder: string;
  /** When it was last changed on the sender's device, in milliseconds since 1970. */
  readonly modified: number;
  readonly bytes: number;
  readonly received: number;
  readonly state: UploadState;
  /** Why it was refused, if it was. */
  readonly refusal: UploadRefusal | null;
  readonly title: string;
  readonly answers: UploadAnswers | null;
  /** The item, or the name of an earlier upload, with the same content. */
  readonly same:
    | { readonly reference: string; readonly title: string; readonly state: EvidenceState }
    | { readonly upload: string }
    | null;
};
