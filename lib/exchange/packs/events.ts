import { describeEvents } from '#lib/platform/audit/describe.ts';

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `version`: the signed version, if the pack is of one. */
    'pack.exported': {
      subject: string;
      data: { assessmentId: string; sha256: string; items: number; version?: number };
    };
  }
}

export const packEvents = describeEvents({
  'pack.exported': {
    kind: 'views',
    title: () => 'Evidence pack downloaded',
    detail: ({ subject, data: { version } }) =>
      version === undefined ? `Pack ${subject}` : `Pack ${subject}, signed version ${version}`,
  },
});
