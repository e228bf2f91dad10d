import { changeRow, type RecordedRows, type RecordKind } from '#lib/platform/audit/records.ts';

type LinkRow = {
  readonly id: string;
  readonly forWhom: string;
  readonly contentHash: string;
  readonly expiresAt: Date;
  readonly madeBy: string;
  readonly withdrawn: boolean;
  readonly opened: number;
};

/** Board papers that were kept for a link: content, for whom and until when, how often opened. */
export const paperRecords: RecordKind<LinkRow> = {
  tables: ['paper_links'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        switch (event.type) {
          case 'paper.shared': {
            const { forWhom, contentHash, expiresAt } = event.data;
            const facts = { forWhom, contentHash, expiresAt, madeBy: event.actorId };
            rows.set(linkKey(event.subject), { facts: { ...facts, withdrawn: false, opened: 0 } });
            break;
          }
          case 'paper.withdrawn':
            changeRow(rows, linkKey(event.subject), { withdrawn: true });
            break;
          case 'paper.opened': {
            const opened = Number(rows.get(linkKey(event.subject))?.facts.opened) + 1;
            changeRow(rows, linkKey(event.subject), { opened });
          }
        }
      },
    };
  },
  select: `select id::text, for_whom as "forWhom", encode(sha256(convert_to(content, 'UTF8')), 'hex') as "contentHash",
                  expires_at as "expiresAt", created_by_id::text as "madeBy", withdrawn_at is not null as withdrawn, opened
             from paper_links where council_id = $1::uuid`,
  stored: ({ id, expiresAt, ...facts }) => ({
    key: linkKey(id),
    facts: { ...facts, expiresAt: expiresAt.toISOString() },
  }),
};

function linkKey(id: string): string {
  return `board paper of link ${id}`;
}
