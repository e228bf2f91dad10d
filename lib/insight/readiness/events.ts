import { describeEvents } from '#lib/platform/audit/describe.ts';

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `count`: number of statements, or of changes. */
    'strength.exported': { subject: string; data: { count: number } };
    'movement.exported': { subject: string; data: { count: number } };
  }
}

export const readinessEvents = describeEvents({
  'strength.exported': { kind: 'views', title: () => 'Evidence strength exported' },
  'movement.exported': { kind: 'views', title: () => 'Progress exported' },
});
