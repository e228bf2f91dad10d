import { describeFilter, readActivityFilter } from '#lib/history/activity/rules.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { describeEvents } from '#lib/platform/audit/describe.ts';

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `filter`: what the list was narrowed to, as its address says it. `count`: entries that left. */
    'activity.exported': { subject: 'activity'; data: { filter: Record<string, string>; count: number } };
  }
}

export const activityEvents = describeEvents({
  'activity.exported': {
    kind: 'views',
    title: () => 'Activity exported',
    detail: ({ data: { filter, count } }) => {
      const narrowed = describeFilter(readActivityFilter(filter)).map(({ text }) => text);
      return `${formatCount(count, 'entry', 'entries')}${narrowed.length > 0 ? `, filtered by ${narrowed.join(', ')}` : ', all of them'}`;
    },
  },
});
