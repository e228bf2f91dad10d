import { describeEvents } from '#lib/platform/audit/describe.ts';

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `version`: of the item's file, of which somebody said that it holds no personal data. */
    'evidence.ruled-out': { subject: string; data: { version: number } };
  }
}

// `evidenceRecords` accounts for the column.
export const personalDataEvents = describeEvents({
  'evidence.ruled-out': {
    kind: 'evidence',
    title: ({ subject }) => `Evidence ${subject} found to hold no personal data`,
    detail: ({ data }) => `Version ${data.version} of its file`,
  },
});
