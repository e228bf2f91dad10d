import { formatDate } from '#lib/kernel/format-dates.ts';
import { describeEvents } from '#lib/platform/audit/describe.ts';
import { changeRow, type RecordedRows, type RecordKind } from '#lib/platform/audit/records.ts';
import { type LinkKind, lastDayOfLink } from '#lib/record/links/rules.ts';

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** A link to a copy of a board paper. */
    'paper.shared': {
      subject: string;
      data: { assessmentId: string; forWhom: string; contentHash: string; expiresAt: string };
    };
    'paper.withdrawn': { subject: string; data: { forWhom: string } };
    'paper.opened': { subject: string; data: { forWhom: string } };
  }
}

export const linkEvents = describeEvents({
  'paper.shared': {
    kind: 'views',
    title: ({ data }) => `Link to a board paper created for ${data.forWhom}`,
    detail: ({ data }) => `Expires at the end of ${formatDate(lastDayOfLink(new Date(data.expiresAt)))}`,
  },
  'paper.withdrawn': {
    kind: 'views',
    title: ({ data }) => `Link to a board paper for ${data.forWhom} withdrawn`,
  },
  'paper.opened': {
    kind: 'views',
    title: ({ data }) => `Board paper opened by the link for ${data.forWhom}`,
    detail: () => 'Opening it again within an hour is not recorded',
  },
});

type LinkRow = {
  readonly id: string;
  readonly kind: LinkKind;
  readonly forWhom: string;
  readonly contentHash: string;
  readonly expiresAt: Date;
  readonly madeBy: string;
  readonly withdrawn: boolean;
  readonly opened: number;
};

/** Links and their copies: content, recipient, expiry and number of times opened. */
export const linkRecords: RecordKind<LinkRow> = {
  tables: ['links'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        switch (event.type) {
          case 'paper.shared': {
            const { forWhom, contentHash, expiresAt } = event.data;
            const facts = { forWhom, contentHash, expiresAt, madeBy: event.actorId };
            rows.set(linkKey('board_paper', event.subject), {
              facts: { ...facts, withdrawn: false, opened: 0 },
            });
            break;
          }
          case 'paper.withdrawn':
            changeRow(rows, linkKey('board_paper', event.subject), { withdrawn: true });
            break;
          case 'paper.opened': {
            const opened = Number(rows.get(linkKey('board_paper', event.subject))?.facts.opened) + 1;
            changeRow(rows, linkKey('board_paper', event.subject), { opened });
          }
        }
      },
    };
  },
  select: `select id::text, kind, for_whom as "forWhom",
                  encode(sha256(convert_to(content, 'UTF8')), 'hex') as "contentHash", expires_at as "expiresAt",
                  created_by_id::text as "madeBy", withdrawn_at is not null as withdrawn, opened
             from links where council_id = $1::uuid`,
  stored: ({ id, kind, expiresAt, ...facts }) => ({
    key: linkKey(kind, id),
    facts: { ...facts, expiresAt: expiresAt.toISOString() },
  }),
};

const CONTENT_NAMES: Record<LinkKind, string> = { board_paper: 'board paper' };

function linkKey(kind: LinkKind, id: string): string {
  return `${CONTENT_NAMES[kind]} of link ${id}`;
}
