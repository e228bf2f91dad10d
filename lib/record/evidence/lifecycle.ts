import { formatDate } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';

// The life of an evidence item, in one place: current, withdrawn and back, and erased for good from either. A hold and
// retention are rules on it, not states.

export const EVIDENCE_STATES = ['current', 'withdrawn', 'erased'] as const;
export type EvidenceState = (typeof EVIDENCE_STATES)[number];

/** `held`: kept by a legal hold. */
export type Life = { readonly state: EvidenceState; readonly held: boolean };

/** Steps that leave a row with a reason. Erasure has rows of its own. */
export type StepKind = 'withdrawn' | 'restored' | 'held' | 'released';

type Refused = 'unchanged' | 'erased';

/** Whether it may be newly cited or attached. */
export function isInUse({ state }: Pick<Life, 'state'>): boolean {
  return state === 'current';
}

/** How a file stands with the virus scanner. `failed`: its answer was neither clean nor infected. */
export const SCAN_STATES = ['not_scanned', 'waiting', 'clean', 'infected', 'failed'] as const;
export type ScanState = (typeof SCAN_STATES)[number];

/** Whether a file may be opened. With a scanner none is `not_scanned`, except for its first minute. */
export function isUsable(scan: ScanState): boolean {
  return scan === 'not_scanned' || scan === 'clean';
}

/** Whether it counts as evidence for strength and readiness. In SQL: the function `counts_as_evidence`. */
export function countsAsEvidence({
  state,
  scan,
  needsRedaction,
}: Pick<Life, 'state'> & { readonly scan: ScanState; readonly needsRedaction: boolean }): boolean {
  return isInUse({ state }) && isUsable(scan) && !needsRedaction;
}

/** What each step changes. */
export const STEP_CHANGES = {
  withdrawn: { state: 'withdrawn' },
  restored: { state: 'current' },
  held: { held: true },
  released: { held: false },
} as const satisfies Record<StepKind, Partial<Life>>;

/** What a step makes of an item, or why it is not taken. Held evidence may be withdrawn. */
export function decideStep(kind: StepKind, { state, held }: Life): Life | Refused {
  if (state === 'erased') return 'erased';
  const after = { state, held, ...STEP_CHANGES[kind] };
  return after.state === state && after.held === held ? 'unchanged' : after;
}

/** What stands in place of a name or an address that was erased: see the function `erase_evidence` of the database. */
export const ERASED_NAME = 'Erased';
export const ERASED_ADDRESS = 'https://erased.invalid/';

/** What stands in place of a title that was erased: "Erased on 3 December 2026". */
export function erasedTitle(at: Date): string {
  return `Erased on ${formatDate(londonDay(at))}`;
}

/** Erasure, once two people have agreed to it. A hold blocks it. */
export function decideErasure({ state, held }: Life): Life | Refused | 'held' {
  if (state === 'erased') return 'unchanged';
  return held ? 'held' : { state: 'erased', held };
}

/**
 * The earlier version of the file that a place in the document was written for, so that it may be on another page now.
 * Null: it is in the newest. `fileVersion`: null for a link, which has no versions.
 */
export function outdatedPlace(
  { location, fileVersion }: { readonly location: string; readonly fileVersion: number | null },
  newest: number | null,
): number | null {
  const isOutdated = location !== '' && fileVersion !== null && newest !== null && fileVersion < newest;
  return isOutdated ? fileVersion : null;
}

/** What is said beside such a place. */
export function checkPlace(outdated: number): string {
  return `Check the page: written for version ${outdated}.`;
}

/** The newest version of a file, as its replacement finds it. */
export type NewestVersion = { readonly number: number; readonly sha256: string; readonly addedById: string };

/**
 * Whether a file replaces the newest version. `based`: the version that the person replaces. `already`: they sent the
 * same file from the same form before.
 */
export function decideReplacement(
  newest: NewestVersion,
  sent: { readonly based: number; readonly sha256: string; readonly byId: string },
): 'replace' | 'already' | 'newer' | 'same as now' {
  if (newest.number > sent.based) {
    const isTheirs = newest.number === sent.based + 1 && newest.addedById === sent.byId;
    return isTheirs && newest.sha256 === sent.sha256 ? 'already' : 'newer';
  }
  return newest.sha256 === sent.sha256 ? 'same as now' : 'replace';
}
