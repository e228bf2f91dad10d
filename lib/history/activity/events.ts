import { describeFilter, readActivityFilter } from '#lib/history/activity/rules.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { describeEvents } from '#lib/platform/audit/describe.ts';

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `filter`: the filters in the address of the list. `count`: entries exported. */
    'activity.exported': { subject: 'activity'; data: { filter: Record<string, string>; count: number } };
  }
}

export const activityEvents = describeEvents({
  'activity.exported': {
    kind: 'views',
    title: () => 'Activity exported',
    detail: ({ data: { filter, count } }) => {
      const filters = describeFilter(readActivityFilter(filter)).map(({ text }) => text);
      return `${formatCount(count, 'entry', 'entries')}${filters.length > 0 ? `, filtered by ${filters.join(', ')}` : ', no filters'}`;
    },
  },
});
