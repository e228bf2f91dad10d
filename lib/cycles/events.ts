import type { RecordKind, Replay, ToldRows } from '#lib/audit/records.ts';
import { changeRow } from '#lib/audit/records.ts';

/** Which cycle is open, and which was the last to start, as far as the chain has been told. */
export type ToldCycles = { open: string | null; last: string | null };

/** Whatever happened to cycles. Gives the id of the one that a started cycle was carried forward from. */
export function tellCycles(cycles: ToldCycles, event: Parameters<Replay['apply']>[0]): string | null {
  if (event.type === 'assessment.closed') cycles.open = null;
  if (event.type !== 'assessment.started') return null;
  const from = event.data.carriedFrom ? cycles.last : null;
  cycles.open = event.subject;
  cycles.last = event.subject;
  return from;
}

type CycleRow = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly status: string;
  readonly review: string;
  readonly blind: boolean;
  readonly scenarios: number;
};

/** Cycles: period, whether they are open, the state of their review. Which thresholds they use no event tells. */
export const cycleRecords: RecordKind<CycleRow> = {
  tables: ['assessments'],
  replay() {
    const rows: ToldRows = new Map();
    let last: string | null = null;
    return {
      rows,
      apply(event) {
        switch (event.type) {
          case 'assessment.started': {
            const { name, startsOn, endsOn } = event.data;
            const blind = (last && rows.get(last)?.facts.blind) ?? false;
            const facts = { number: rows.size + 1, name, startsOn, endsOn, status: 'open', blind };
            rows.set(event.subject, { facts: { ...facts, review: 'preparing', scenarios: 0 } });
            last = event.subject;
            break;
          }
          case 'assessment.closed':
            changeRow(rows, event.subject, { status: 'closed' });
            break;
          case 'challenge.blind-set':
            changeRow(rows, event.subject, { blind: event.data.after });
            break;
          case 'review.proposed':
            changeRow(rows, event.subject, { review: 'proposed' });
            break;
          case 'review.signed':
            changeRow(rows, event.subject, { review: 'signed' });
            break;
          case 'review.withdrawn':
          case 'review.returned':
          case 'review.reopened':
            changeRow(rows, event.subject, { review: 'preparing' });
            break;
          case 'scenario.saved': {
            const made = rows.get(event.data.assessmentId)?.facts.scenarios;
            changeRow(rows, event.data.assessmentId, { scenarios: Number(made ?? 0) + 1 });
          }
        }
      },
    };
  },
  select: `select id::text, number, name, starts_on::text as "startsOn", ends_on::text as "endsOn", status,
                  review_state as review, blind_challenge as blind, scenarios_made as scenarios
             from assessments where council_id = $1::uuid`,
  held: ({ id, ...facts }) => ({ key: id, facts }),
};
