import { formatList } from '#lib/kernel/format.ts';
import { isInUse, type Life } from '#lib/record/evidence/lifecycle.ts';
import { parseReference, referenceOf } from '#lib/record/evidence/rules.ts';

/** What can be done with many items at once. */
export const BATCH_ACTIONS = [
  'link',
  'owner',
  'review',
  'current',
  'tag',
  'untag',
  'withdraw',
  'restore',
] as const;
export type BatchAction = (typeof BATCH_ACTIONS)[number];

export const ACTION_NAMES: Record<BatchAction, string> = {
  link: 'Link to statements',
  owner: 'Set the owner',
  review: 'Set the review date',
  current: 'Mark as still current',
  tag: 'Add tags',
  untag: 'Remove tags',
  withdraw: 'Withdraw',
  restore: 'Use again',
};

/** What was done, for the start of a sentence about the items. */
export const DONE_NAMES: Record<BatchAction, string> = {
  link: 'Linked to statements',
  owner: 'Owner set',
  review: 'Review date set',
  current: 'Found still current',
  tag: 'Tags added',
  untag: 'Tags removed',
  withdraw: 'Withdrawn',
  restore: 'Back in use',
};

/** What an action sets the items to. */
export const TO_NAMES: Record<BatchAction, string> = {
  link: 'Statements',
  owner: 'Owner',
  review: 'Review by',
  current: 'Review by',
  tag: 'Tags',
  untag: 'Tags',
  withdraw: 'Reason',
  restore: 'Reason',
};

export function readBatchAction(value: unknown): BatchAction | null {
  return BATCH_ACTIONS.find((action) => action === value) ?? null;
}

/** The most items that are changed at once. */
export const MAX_BATCH = 1_000;

/** Why an item is left as it is. */
export const LEFT_REASONS = ['erased', 'withdrawn', 'tags', 'changed'] as const;
export type LeftReason = (typeof LEFT_REASONS)[number];

export const LEFT_NAMES: Record<LeftReason, string> = {
  erased: 'It is erased',
  withdrawn: 'It is withdrawn',
  tags: 'It would have too many tags',
  changed: 'Somebody changed it after you opened the page',
};

/** An item that was left, and why. */
export type Left = { readonly reference: string; readonly reason: LeftReason };

/** Items by their numbers, in little space: "1-40,43". */
export function formatNumbers(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].toSorted((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const number of sorted) {
    const last = ranges.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

/** The numbers that `formatNumbers` wrote. Undefined: not written so, or more than can be changed at once. */
export function parseNumbers(text: string): readonly number[] | undefined {
  const numbers: number[] = [];
  for (const range of text.split(',')) {
    const [, from = '', to = from] = /^([1-9]\d{0,8})(?:-([1-9]\d{0,8}))?$/.exec(range) ?? [];
    if (from === '' || Number(to) < Number(from) || Number(to) - Number(from) >= MAX_BATCH) return undefined;
    for (let number = Number(from); number <= Number(to); number += 1) numbers.push(number);
    if (numbers.length > MAX_BATCH) return undefined;
  }
  return numbers;
}

/** "E1, E2 and E3", or the first ten "and 4 others". */
export function listReferences(references: readonly string[]): string {
  const shown = references.slice(0, 10);
  const others = references.length - shown.length;
  return formatList(others > 0 ? [...shown, `${others} ${others === 1 ? 'other' : 'others'}`] : shown);
}

export function referencesOf(numbers: readonly number[]): readonly string[] {
  return numbers.map(referenceOf);
}

/** What is done only with items in use. */
export const NEED_USE: ReadonlySet<BatchAction> = new Set(['link', 'current']);

/** Why an item cannot be changed so, whatever is chosen. Null: it can. */
export function blockedBy(action: BatchAction, { state }: Pick<Life, 'state'>): LeftReason | null {
  if (state === 'erased') return 'erased';
  return NEED_USE.has(action) && !isInUse({ state }) ? 'withdrawn' : null;
}

/** The items that an address names: `item` by reference, as a form of checkboxes sends, or `items` as above. */
export function readNumbers(query: Readonly<Record<string, unknown>>): readonly number[] {
  const sent = typeof query.items === 'string' ? (parseNumbers(query.items) ?? []) : [];
  const ticked = [query.item].flat().map((one) => (typeof one === 'string' ? parseReference(one) : null));
  return [...new Set([...sent, ...ticked.filter((number) => number !== null)])];
}
