import { describeParts, inPartOrder, type SharedPart } from '#lib/insight/sharing/rules.ts';
import { capitalise, formatCount } from '#lib/kernel/format.ts';
import { describeEvents } from '#lib/platform/audit/describe.ts';
import type { RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';
import type { WordsHash } from '#lib/platform/audit/words.ts';

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** What is shared with other councils. `characters`: length of the reason. `words`: hash of the reason. */
    'sharing.changed': {
      subject: 'sharing';
      data: {
        version: number;
        before: readonly SharedPart[];
        after: readonly SharedPart[];
        characters: number;
        words?: WordsHash;
      };
    };
    /** The parts exported. `beside`: number of other councils in the file. */
    'sharing.exported': { subject: 'sharing'; data: { shared: readonly SharedPart[]; beside: number } };
  }
}

export const sharingEvents = describeEvents({
  'sharing.changed': {
    kind: 'members',
    title: ({ data: { after } }) =>
      after.length === 0 ? 'Sharing with other councils stopped' : 'Sharing with other councils changed',
    detail: ({ data: { after } }) => (after.length === 0 ? null : `Shared: ${describeParts(after)}`),
    changes: ({ data: { before, after } }) => [
      {
        name: 'Shared',
        before: capitalise(describeParts(before)),
        after: capitalise(describeParts(after)),
      },
    ],
    reason: {
      sql: `select a.reason from sharing_agreements a
             where a.council_id = e.council_id and a.version = (e.data ->> 'version')::int`,
    },
  },
  'sharing.exported': {
    kind: 'views',
    title: () => 'Comparison of councils downloaded',
    detail: ({ data: { shared, beside } }) =>
      `${capitalise(describeParts(shared))}, with ${formatCount(beside, 'other council')}`,
  },
});

type AgreementRow = {
  readonly version: number;
  readonly shared: readonly SharedPart[];
  readonly reason: string;
  readonly agreedBy: string;
};

/** Every agreement on sharing. */
export const agreementRecords: RecordKind<AgreementRow> = {
  tables: ['sharing_agreements'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type !== 'sharing.changed') return;
        const { version, after, characters, words } = event.data;
        const facts = { shared: inPartOrder(after).join(', '), agreedBy: event.actorId, characters };
        rows.set(`sharing agreement ${version}`, { facts, ...(words && { words }) });
      },
    };
  },
  select: `select version, shared::text[] as shared, reason, agreed_by_id::text as "agreedBy"
             from sharing_agreements where council_id = $1::uuid`,
  stored: ({ version, shared, reason, agreedBy }) => ({
    key: `sharing agreement ${version}`,
    facts: { shared: inPartOrder(shared).join(', '), agreedBy, characters: reason.length },
    words: [reason],
  }),
};
