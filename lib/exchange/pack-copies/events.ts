import { describeEvents } from '#lib/platform/audit/describe.ts';

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** By the link that is its subject. */
    'pack-copy.downloaded': {
      subject: string;
      data: { number: number; volume: number; forWhom: string; sha256: string };
    };
  }
}

export const packCopyEvents = describeEvents({
  'pack-copy.downloaded': {
    kind: 'views',
    title: ({ data }) => `Copy of an evidence pack downloaded by the link for ${data.forWhom}`,
    detail: ({ data }) => `Pack ${data.number}, file ${data.volume}`,
  },
});
