import type { Locked } from '#lib/record/assessments/review-state.ts';
import type { EvidenceFacts } from '#lib/record/evidence/events.ts';
import { fingerprintOfUse, type UseTexts } from '#lib/record/evidence/fingerprint.ts';
import type { ChangeDetails, EvidenceUse } from '#lib/record/evidence/schema.ts';

// Decides the effect of a save on the stored data. The command writes only if the outcome is 'save'.

export type StoredDetails = { readonly facts: EvidenceFacts; readonly version: number };

/** Does not overwrite a version newer than the form's, unless the details are the same. */
export function decideChange(stored: StoredDetails, input: ChangeDetails): 'unchanged' | 'conflict' | 'save' {
  if (JSON.stringify(stored.facts) === JSON.stringify(evidenceFacts(input))) return 'unchanged';
  return stored.version === input.version ? 'save' : 'conflict';
}

export function evidenceFacts(details: EvidenceFacts): EvidenceFacts {
  const { title, category, datedOn, owner, marking, containsPersonalData } = details;
  return { title, category, datedOn, owner, marking, containsPersonalData };
}

/** The names of an item are the words of its events; `facts` stay in the audit chain for good. */
export function namesApart({ title, owner, ...facts }: EvidenceFacts) {
  return { facts, names: { title, owner } };
}

export type UseDecision =
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'save' }
  /** The texts have changed since the form was opened. */
  | { readonly outcome: 'conflict'; readonly latest: UseTexts }
  | Locked;

/** `input.fingerprint`: the fingerprint of the texts when the form was opened. */
export function decideExplanation(
  { shows, location }: UseTexts,
  input: EvidenceUse & { readonly fingerprint: string },
  locked: Locked | null,
): UseDecision {
  if (shows === input.shows && location === input.location) return { outcome: 'unchanged' };
  if (locked) return locked;
  if (fingerprintOfUse({ shows, location }) !== input.fingerprint)
    return { outcome: 'conflict', latest: { shows, location } };
  return { outcome: 'save' };
}
