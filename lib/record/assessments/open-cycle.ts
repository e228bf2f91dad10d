import type { Replay } from '#lib/platform/audit/records.ts';

/** Which cycle is open, and which was the last to start, as far as the chain has been told. */
export type ToldCycles = { open: string | null; last: string | null };

/** Whatever happened to cycles. Gives the id of the one that a started cycle was carried forward from. */
export function tellCycles(cycles: ToldCycles, event: Parameters<Replay['apply']>[0]): string | null {
  if (event.type === 'assessment.closed') cycles.open = null;
  if (event.type === 'closing.undone') {
    cycles.open = event.subject;
    cycles.last = event.subject;
  }
  if (event.type !== 'assessment.started') return null;
  const from = event.data.carriedFrom ? cycles.last : null;
  cycles.open = event.subject;
  cycles.last = event.subject;
  return from;
}
