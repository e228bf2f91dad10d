import { z } from 'zod';
import type { FieldError } from '#lib/platform/forms/form-state.ts';

// A form with a draft report that was not kept, for the page that shows it again.

export type DraftField = 'receivedOn' | 'file';
export type DraftError = FieldError<DraftField>;
export type SavedDraftForm = { readonly receivedOn: string; readonly errors: readonly DraftError[] };

const savedSchema = z.object({
  draftOf: z.number(),
  receivedOn: z.string(),
  errors: z.array(z.object({ field: z.enum(['', 'receivedOn', 'file']), message: z.string() })),
});

/** A kept form's state, if it is one about the draft report of this inspection. */
export function readSavedDraft(state: unknown, inspection: number): SavedDraftForm | null {
  const { data } = savedSchema.safeParse(state);
  return data?.draftOf === inspection ? data : null;
}
