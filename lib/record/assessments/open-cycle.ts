import type { Replay } from '#lib/platform/audit/records.ts';

/** The open cycle and the latest to start, at this point of the replay. */
export type CycleReplay = { open: string | null; last: string | null };

/** Applies one event. Returns the id of the cycle that a new cycle was carried forward from, if any. */
export function applyToCycles(cycles: CycleReplay, event: Parameters<Replay['apply']>[0]): string | null {
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
