import { describeEvents } from '#lib/platform/audit/describe.ts';

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** The whole dashboard, without filters. */
    'dashboard.exported': { subject: string; data: Record<string, never> };
  }
}

export const dashboardEvents = describeEvents({
  'dashboard.exported': { kind: 'views', title: () => 'Summary exported' },
});
