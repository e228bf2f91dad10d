import { isKnownStatement } from '#lib/frameworks/known.ts';
import { compareNames } from '#lib/kernel/text/order.ts';
import type { ItemStanding } from '#lib/record/returns/readiness.ts';
import { askedItems, type ItemOwner, type ReturnList } from '#lib/record/returns/rules.ts';
import { STATUS_NAMES, type Status } from '#lib/record/returns/state.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** Items a page. */
export const PAGE_SIZE = 50;

/** Stands for no owner in the filter. */
export const NOBODY = 'none';

export const STATE_FILTERS = ['none', 'begun', 'answered', 'ready', 'signed_off', 'late', 'faulty'] as const;
export type StateFilter = (typeof STATE_FILTERS)[number];

export const FILTER_NAMES: Readonly<Record<StateFilter, string>> = {
  ...STATUS_NAMES,
  late: 'Late',
  faulty: 'An answer does not hold any more',
};

export type ItemFilter = {
  readonly owner?: string | undefined;
  readonly state?: StateFilter | undefined;
  readonly statement?: StatementId | undefined;
};

/** The filter in an address. What no page links to is left out. */
export function readItemFilter(
  query: Readonly<Record<string, string | string[] | undefined>>,
  list: Pick<ReturnList, 'items'>,
): ItemFilter {
  const owner = ownersOf(list).find(({ id }) => id === query.owner)?.id;
  return {
    owner: query.owner === NOBODY ? NOBODY : owner,
    state: STATE_FILTERS.find((state) => state === query.state),
    statement: isKnownStatement(query.statement) ? query.statement : undefined,
  };
}

/** Who owns an item of the list, by name. */
export function ownersOf(list: Pick<ReturnList, 'items'>): readonly ItemOwner[] {
  const owners = new Map(
    askedItems(list).flatMap(({ owner }) => (owner ? [[owner.id, owner] as const] : [])),
  );
  return [...owners.values()].toSorted((a, b) => compareNames(a.name, b.name));
}

export function matchesFilter({ item, standing }: ItemStanding, filter: ItemFilter): boolean {
  const { owner, state, statement } = filter;
  if (owner !== undefined && (item.owner?.id ?? NOBODY) !== owner) return false;
  if (statement !== undefined && !item.statements.includes(statement)) return false;
  if (state === undefined) return true;
  if (state === 'late') return standing.isLate;
  if (state === 'faulty') return standing.faults.length > 0;
  return standing.status === (state satisfies Status);
}

/** What can be done with selected items. */
export const SELECTED_ACTIONS = ['assign', 'ready', 'unready', 'sign', 'reopen'] as const;
export type SelectedAction = (typeof SELECTED_ACTIONS)[number];

export const SELECTED_NAMES: Readonly<Record<SelectedAction, string>> = {
  assign: 'Give an owner or a date',
  ready: 'Mark as ready for sign-off',
  unready: 'Mark as not ready',
  sign: 'Sign off',
  reopen: 'Open again after sign-off',
};

/** What a person can do with them. */
export function actionsFor(may: {
  readonly manage: boolean;
  readonly answer: boolean;
  readonly sign: boolean;
}): readonly SelectedAction[] {
  return SELECTED_ACTIONS.filter((action) =>
    action === 'assign' ? may.manage : action === 'ready' || action === 'unready' ? may.answer : may.sign,
  );
}
