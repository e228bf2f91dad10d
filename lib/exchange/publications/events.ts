import { publicationSubject } from '#lib/exchange/publications/rules.ts';
import type { RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';

type PublicationRow = { readonly number: number; readonly contentHash: string; readonly by: string };

/** What was published, by its fingerprint: it is never changed. */
export const publicationRecords: RecordKind<PublicationRow> = {
  tables: ['plan_publications'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type !== 'plan.published') return;
        rows.set(event.subject, { facts: { contentHash: event.data.contentHash, by: event.actorId } });
      },
    };
  },
  select: `select number, encode(sha256(convert_to(content, 'UTF8')), 'hex') as "contentHash", made_by_id::text as by
             from plan_publications where council_id = $1::uuid`,
  stored: ({ number, ...facts }) => ({ key: publicationSubject(number), facts }),
};
