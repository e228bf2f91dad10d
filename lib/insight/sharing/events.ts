import { inOrder, type SharedPart } from '#lib/insight/sharing/rules.ts';
import type { RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';

type AgreementRow = {
  readonly version: number;
  readonly shared: readonly SharedPart[];
  readonly reason: string;
  readonly agreedBy: string;
};

/** What may be shown beside other councils, by every agreement. */
export const agreementRecords: RecordKind<AgreementRow> = {
  tables: ['sharing_agreements'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type !== 'sharing.changed') return;
        const { version, after, characters, words } = event.data;
        const facts = { shared: inOrder(after).join(', '), agreedBy: event.actorId, characters };
        rows.set(`sharing agreement ${version}`, { facts, ...(words && { words }) });
      },
    };
  },
  select: `select version, shared::text[] as shared, reason, agreed_by_id::text as "agreedBy"
             from sharing_agreements where council_id = $1::uuid`,
  stored: ({ version, shared, reason, agreedBy }) => ({
    key: `sharing agreement ${version}`,
    facts: { shared: inOrder(shared).join(', '), agreedBy, characters: reason.length },
    words: [reason],
  }),
};
