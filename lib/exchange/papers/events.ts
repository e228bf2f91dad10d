import { describeEvents } from '#lib/platform/audit/describe.ts';

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `sha256` of the file. `contentHash` of its dashboard. */
    'paper.exported': { subject: string; data: { sha256: string; contentHash: string } };
  }
}

export const paperEvents = describeEvents({
  'paper.exported': { kind: 'views', title: () => 'Board paper downloaded' },
});
