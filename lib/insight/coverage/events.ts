import { describeEvents } from '#lib/platform/audit/describe.ts';

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `count`: number of statements. */
    'coverage.exported': { subject: string; data: { by: 'category' | 'voice'; count: number } };
  }
}

export const coverageEvents = describeEvents({
  'coverage.exported': { kind: 'views', title: () => 'Evidence coverage exported' },
});
