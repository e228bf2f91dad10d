import { decideErasure, type Life } from '#lib/record/evidence/lifecycle.ts';

/** Characters in the reason for an erasure, and for declining one. */
export const ERASURE_REASON_LIMIT = 1_000;

/** A request that waits for an answer. */
export type WaitingErasure = { readonly number: number; readonly askedBy: string };

export type ItemAndRequest = Life & {
  readonly id: string;
  readonly waiting: WaitingErasure | null;
};

/** Whether someone may ask for an item to be erased now. */
export function decideRequest(item: ItemAndRequest): 'ask' | 'waiting' | 'held' | 'erased' {
  const erasure = decideErasure(item);
  if (erasure === 'unchanged') return 'erased';
  if (erasure === 'held') return 'held';
  return item.waiting ? 'waiting' : 'ask';
}

export type Answer = 'confirm' | 'decline' | 'take back';

/**
 * Whether a person may give that answer to request `number`. 'stale': it was answered since they opened the page. A hold
 * blocks only the erasure itself.
 */
export function decideAnswer(
  item: ItemAndRequest,
  { answer, number, by }: { readonly answer: Answer; readonly number: number; readonly by: string },
): 'answer' | 'stale' | 'own request' | 'not own request' | 'held' {
  const { waiting } = item;
  if (waiting?.number !== number || item.state === 'erased') return 'stale';
  const isOwn = waiting.askedBy === by;
  if (answer === 'take back') return isOwn ? 'answer' : 'not own request';
  if (isOwn) return 'own request';
  return answer === 'confirm' && item.held ? 'held' : 'answer';
}
