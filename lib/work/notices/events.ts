import { describeEvents } from '#lib/platform/audit/describe.ts';
import { DIGEST_NAMES, type Digest } from '#lib/work/notices/rules.ts';

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    'member.digest-set': { subject: string; data: { name: string; before: Digest; after: Digest } };
  }
}

export const noticeEvents = describeEvents({
  'member.digest-set': {
    kind: 'members',
    title: ({ data }) => `Email notifications for ${data.name} changed`,
    detail: ({ data: { before, after } }) =>
      `From ${DIGEST_NAMES[before].toLowerCase()} to ${DIGEST_NAMES[after].toLowerCase()}`,
  },
});
