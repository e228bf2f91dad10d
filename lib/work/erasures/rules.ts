import { decideErasure, type Life } from '#lib/record/evidence/lifecycle.ts';

/** Characters in the reason for an erasure, and for declining one. */
export const ERASURE_REASON_LIMIT = 1_000;

/** A request that waits for an answer. `fileVersion`: the newest when it was made; null for a link. */
export type WaitingErasure = {
  readonly number: number;
  readonly askedBy: string;
  readonly fileVersion: number | null;
};

export type ItemAndRequest = Life & {
  readonly id: string;
  /** The newest version of its file; null for a link. */
  readonly newest: number | null;
  readonly waiting: WaitingErasure | null;
};

/** Whether someone may ask for an item to be erased now. `seen`: the newest version on their page. */
export function decideRequest(
  item: ItemAndRequest,
  seen: number | null,
): 'ask' | 'waiting' | 'held' | 'erased' | 'newer version' {
  const erasure = decideErasure(item);
  if (erasure === 'unchanged') return 'erased';
  if (erasure === 'held') return 'held';
  if (item.waiting) return 'waiting';
  return item.newest === seen ? 'ask' : 'newer version';
}

/**
 * Whether a person may give that answer to request `number`. 'stale': it was answered since they opened the page. A hold,
 * or a version added after the request, blocks only the erasure itself.
 */
export function decideAnswer(
  item: ItemAndRequest,
  {
    answer,
    number,
    by,
  }: { readonly answer: 'confirm' | 'decline'; readonly number: number; readonly by: string },
): 'answer' | 'stale' | 'own request' | 'held' | 'newer version' {
  const { waiting } = item;
  if (waiting?.number !== number || item.state === 'erased') return 'stale';
  if (waiting.askedBy === by) return 'own request';
  if (answer === 'decline') return 'answer';
  if (item.held) return 'held';
  return waiting.fileVersion === item.newest ? 'answer' : 'newer version';
}

/** Whether a person may take back request `number`. */
export function decideTakeBack(
  { waiting, state }: ItemAndRequest,
  { number, by }: { readonly number: number; readonly by: string },
): 'take back' | 'stale' | 'not own request' {
  if (waiting?.number !== number || state === 'erased') return 'stale';
  return waiting.askedBy === by ? 'take back' : 'not own request';
}
