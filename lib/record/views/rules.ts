import type { Limit } from '#lib/kernel/limits.ts';
import { ME, NEEDS_ACTION, NONE } from '#lib/record/evidence/filter.ts';
import { type EvidenceView, readEvidenceView, viewQuery } from '#lib/record/evidence/view.ts';

/** A view of the evidence list under a name. `query`: its address after the question mark. */
export type SavedView = {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly shared: boolean;
  /** Whether it is the person's own. */
  readonly mine: boolean;
  readonly by: string;
};

export const VIEW_NAME_LIMIT = 60;

/** Of one person in one council. */
export const MAX_VIEWS: Limit = {
  max: 30,
  reached: (most) => `you have reached the limit of ${most} saved views`,
  instead: 'Remove a view that you no longer use',
};

/** Views that everybody has. */
export const BUILT_IN_VIEWS: readonly { readonly name: string; readonly view: EvidenceView }[] = [
  { name: 'All', view: {} },
  { name: 'Needs attention', view: { concern: NEEDS_ACTION } },
  { name: 'Expired', view: { concern: 'expired' } },
  { name: 'Mine', view: { owner: ME } },
  { name: 'Not linked', view: { statement: NONE, state: 'current' } },
];

/** A view as its address holds it, without what is invalid or as usual. */
export function queryOf(view: EvidenceView): string {
  return new URLSearchParams(viewQuery(view)).toString();
}

/** The view that an address after the question mark asks for. Values that no longer exist are ignored. */
export function viewOf(query: string): EvidenceView {
  return readEvidenceView(Object.fromEntries(new URLSearchParams(query)));
}

/** Whether a person may rename, share or remove it. */
export function mayChangeView(
  { mine, shared }: Pick<SavedView, 'mine' | 'shared'>,
  mayShare: boolean,
): boolean {
  return mine || (shared && mayShare);
}
