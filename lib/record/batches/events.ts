import { formatCount } from '#lib/kernel/format.ts';
import { describeEvents } from '#lib/platform/audit/describe.ts';
import { type BatchAction, DONE_NAMES, type Left, listReferences } from '#lib/record/batches/rules.ts';

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /**
     * The events of the items follow it: `events` of them. `same`: items that were so already. `assessment`: the open
     * one, if items were linked in it.
     */
    'batch.made': {
      subject: string;
      data: {
        action: BatchAction;
        changed: readonly string[];
        same: readonly string[];
        left: readonly Left[];
        events: number;
        assessment?: string;
      };
    };
    /** `left`: items that somebody has changed since. */
    'batch.undone': { subject: string; data: { undone: readonly string[]; left: readonly string[] } };
  }
}

export const batchEvents = describeEvents({
  'batch.made': {
    kind: 'evidence',
    title: ({ data }) => `${DONE_NAMES[data.action]}: ${formatCount(data.changed.length, 'evidence item')}`,
    detail: ({ data }) => listReferences(data.changed),
    changes: ({ data }) => [{ name: 'Items', before: null, after: data.changed.join(', ') }],
  },
  'batch.undone': {
    kind: 'evidence',
    title: ({ data }) => `Change of ${formatCount(data.undone.length, 'evidence item')} undone`,
    detail: ({ data: { undone, left } }) =>
      left.length > 0
        ? `${listReferences(undone)}. Left as changed since: ${listReferences(left)}`
        : listReferences(undone),
    changes: ({ data }) => [{ name: 'Items', before: null, after: data.undone.join(', ') }],
  },
});
