import { describeEvents } from '#lib/platform/audit/describe.ts';

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    'council.added': { subject: string; data: { name: string; gssCode: string | null } };
  }
}

export const councilEvents = describeEvents({
  'council.added': {
    kind: 'members',
    title: ({ data }) => `${data.name} added to the service`,
  },
});
