import type { Mapping } from '#lib/frameworks/framework.ts';
import { frameworkOfRecord } from '#lib/frameworks/known.ts';
import { identityMapping } from '#lib/frameworks/mapping.ts';
import type { Replay } from '#lib/platform/audit/records.ts';

/** The open cycle and the latest to start, at this point of the replay. */
export type CycleReplay = { open: string | null; last: string | null };

type Event = Parameters<Replay['apply']>[0];

/** The cycle that a new one is carried forward from, and how its statements continue. */
export type CarriedForward = { readonly from: string; readonly mapping: Mapping };

/** Applies one event. Returns what a new cycle was carried forward from, if anything. */
export function applyToCycles(cycles: CycleReplay, event: Event): CarriedForward | null {
  if (event.type === 'assessment.closed') cycles.open = null;
  if (event.type === 'closing.undone') {
    cycles.open = event.subject;
    cycles.last = event.subject;
  }
  if (event.type !== 'assessment.started') return null;
  const from = event.data.carriedFrom ? cycles.last : null;
  cycles.open = event.subject;
  cycles.last = event.subject;
  const { mapping = identityMapping(frameworkOfStart(event)) } = event.data;
  return from === null ? null : { from, mapping };
}

/** The framework of a cycle, from the event of its start. */
export function frameworkOfStart({ data }: Extract<Event, { type: 'assessment.started' }>) {
  return frameworkOfRecord(data.framework);
}
