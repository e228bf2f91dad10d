import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { Locked } from '#lib/record/assessments/review-state.ts';
import type { EvidenceFacts } from '#lib/record/evidence/events.ts';
import { fingerprintOfUse, type UseTexts } from '#lib/record/evidence/fingerprint.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import type { ChangeDetails, EvidenceUse } from '#lib/record/evidence/schema.ts';

// Decides the effect of a save on the stored data. The command writes only if the outcome is 'save'.

export type StoredDetails = { readonly facts: EvidenceFacts; readonly version: number };

/** Does not overwrite a version newer than the form's, unless the details are the same. */
export function decideChange(
  stored: StoredDetails,
  input: ChangeDetails,
  today: CalendarDate,
): 'unchanged' | 'conflict' | 'past review' | 'save' {
  if (JSON.stringify(evidenceFacts(stored.facts)) === JSON.stringify(evidenceFacts(input)))
    return 'unchanged';
  if (stored.version !== input.version) return 'conflict';
  const { reviewBy } = input;
  // A day that has passed may stay, but not be set.
  const isPast = reviewBy !== null && reviewBy !== stored.facts.reviewBy && reviewBy < today;
  return isPast ? 'past review' : 'save';
}

/** The details alone, in one order. */
export function evidenceFacts(details: EvidenceFacts): EvidenceFacts {
  const { title, category, datedOn, owner, marking, containsPersonalData, ...others } = details;
  const { reviewBy, ownerId, needsRedaction, voices, topics, tags } = others;
  return {
    ...{ title, category, datedOn, owner, marking, containsPersonalData },
    ...{ reviewBy, ownerId, needsRedaction, voices, topics, tags },
  };
}

/**
 * The names of an item are the words of its events; `facts` stay in the audit chain for good.
 *
 * @param member - the name of the member who owns it
 */
export function namesApart({ title, owner, tags, ...facts }: EvidenceFacts, member: string | null) {
  return { facts, names: { title, owner, tags, ...(member !== null && { member }) } };
}

/** Somebody found an item still current. `before` and `after`: the last day to review it. */
export function reviewedEvent(
  number: number,
  data: { readonly before: CalendarDate | null; readonly after: CalendarDate },
) {
  return { type: 'evidence.reviewed' as const, subject: referenceOf(number), data };
}

export type UseDecision =
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'save' }
  /** The texts have changed since the form was opened. */
  | { readonly outcome: 'conflict'; readonly latest: UseTexts }
  | Locked;

/**
 * A use as stored. `fileVersion`: the version of the file that its place was written for; `newest`: the version that is
 * there now. Both null for a link.
 */
export type StoredUse = UseTexts & { readonly fileVersion: number | null; readonly newest: number | null };

/** The version that the place is in once it is saved: the one that the person saw. `seen`: null if the form does not say. */
export function versionOfPlace(
  { newest }: StoredUse,
  { seen }: { readonly seen: number | null },
): number | null {
  return newest === null || seen === null ? newest : Math.min(seen, newest);
}

/**
 * Texts saved unchanged confirm the place in a newer version of the file. `input.fingerprint`: the fingerprint of
 * the texts when the form was opened.
 */
export function decideExplanation(
  use: StoredUse,
  input: EvidenceUse & { readonly fingerprint: string; readonly seen: number | null },
  locked: Locked | null,
): UseDecision {
  const { shows, location, fileVersion } = use;
  const isConfirmed = location === '' || fileVersion === versionOfPlace(use, input);
  const isSame = shows === input.shows && location === input.location;
  if (isSame && isConfirmed) return { outcome: 'unchanged' };
  if (locked) return locked;
  if (!isSame && fingerprintOfUse({ shows, location }) !== input.fingerprint)
    return { outcome: 'conflict', latest: { shows, location } };
  return { outcome: 'save' };
}
