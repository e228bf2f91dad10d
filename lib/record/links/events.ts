import { formatDate } from '#lib/kernel/format-dates.ts';
import { describeEvents } from '#lib/platform/audit/describe.ts';
import { changeRow, type RecordedRows, type RecordKind } from '#lib/platform/audit/records.ts';
import { type LinkKind, lastDayOfLink } from '#lib/record/links/rules.ts';

type SharedPlan = { forWhom: string; contentHash: string; expiresAt: string };

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** A link to a copy of a board paper. */
    'paper.shared': {
      subject: string;
      data: { assessmentId: string; forWhom: string; contentHash: string; expiresAt: string };
    };
    'paper.withdrawn': { subject: string; data: { forWhom: string } };
    'paper.opened': { subject: string; data: { forWhom: string } };
    /** A link to a copy of an evidence pack: `copy` is its number, `number` that of the pack. */
    'pack-copy.shared': {
      subject: string;
      data: { number: number; copy: number; forWhom: string; contentHash: string; expiresAt: string };
    };
    'pack-copy.withdrawn': { subject: string; data: { forWhom: string } };
    'pack-copy.opened': { subject: string; data: { forWhom: string } };
    /** A link to the calendar of an inspection: `number` and `inspection` are its number and name then. */
    'calendar.shared': {
      subject: string;
      data: {
        number: number;
        inspection: string;
        forWhom: string;
        contentHash: string;
        expiresAt: string;
      };
    };
    'calendar.withdrawn': { subject: string; data: { forWhom: string } };
    /** For the first time. */
    'calendar.opened': { subject: string; data: { forWhom: string } };
    /** A link to the improvement plan as it was last published. */
    'plan.shared': { subject: string; data: SharedPlan };
    'plan.withdrawn': { subject: string; data: { forWhom: string } };
    'plan.opened': { subject: string; data: { forWhom: string } };
    /** A link to the improvement plan as it is now, for an improvement board. */
    'plan-board.shared': { subject: string; data: SharedPlan };
    'plan-board.withdrawn': { subject: string; data: { forWhom: string } };
    'plan-board.opened': { subject: string; data: { forWhom: string } };
  }
}

const expires = ({ data }: { readonly data: { readonly expiresAt: string } }) =>
  `Expires at the end of ${formatDate(lastDayOfLink(new Date(data.expiresAt)))}`;

const OPENED_AGAIN = 'Opening it again within an hour is not recorded';

export const linkEvents = describeEvents({
  'paper.shared': {
    kind: 'views',
    title: ({ data }) => `Link to a board paper created for ${data.forWhom}`,
    detail: expires,
  },
  'paper.withdrawn': {
    kind: 'views',
    title: ({ data }) => `Link to a board paper for ${data.forWhom} withdrawn`,
  },
  'paper.opened': {
    kind: 'views',
    title: ({ data }) => `Board paper opened by the link for ${data.forWhom}`,
    detail: () => OPENED_AGAIN,
  },
  'pack-copy.shared': {
    kind: 'views',
    title: ({ data }) => `Link to a copy of evidence pack ${data.number} created for ${data.forWhom}`,
    detail: ({ data }) => `The copy is pack ${data.copy}. ${expires({ data })}`,
  },
  'pack-copy.withdrawn': {
    kind: 'views',
    title: ({ data }) => `Link to a copy of an evidence pack for ${data.forWhom} withdrawn`,
  },
  'pack-copy.opened': {
    kind: 'views',
    title: ({ data }) => `Copy of an evidence pack opened by the link for ${data.forWhom}`,
    detail: () => OPENED_AGAIN,
  },
  'calendar.shared': {
    kind: 'views',
    title: ({ data }) => `Link to the calendar of ${data.inspection} created for ${data.forWhom}`,
    detail: expires,
  },
  'calendar.withdrawn': {
    kind: 'views',
    title: ({ data }) => `Link to the calendar of an inspection for ${data.forWhom} withdrawn`,
  },
  'calendar.opened': {
    kind: 'views',
    title: ({ data }) => `Calendar of an inspection first opened by the link for ${data.forWhom}`,
    detail: () => 'Opening it again is not recorded',
  },
  'plan.shared': {
    kind: 'views',
    title: ({ data }) => `Link to the published improvement plan created for ${data.forWhom}`,
    detail: expires,
  },
  'plan.withdrawn': {
    kind: 'views',
    title: ({ data }) => `Link to the published improvement plan for ${data.forWhom} withdrawn`,
  },
  'plan.opened': {
    kind: 'views',
    title: ({ data }) => `Published improvement plan opened by the link for ${data.forWhom}`,
    detail: () => OPENED_AGAIN,
  },
  'plan-board.shared': {
    kind: 'views',
    title: ({ data }) => `Link to the improvement plan for an improvement board created for ${data.forWhom}`,
    detail: expires,
  },
  'plan-board.withdrawn': {
    kind: 'views',
    title: ({ data }) =>
      `Link to the improvement plan for an improvement board for ${data.forWhom} withdrawn`,
  },
  'plan-board.opened': {
    kind: 'views',
    title: ({ data }) => `Improvement plan opened by the link of an improvement board for ${data.forWhom}`,
    detail: () => OPENED_AGAIN,
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
          case 'paper.shared':
          case 'pack-copy.shared':
          case 'calendar.shared':
          case 'plan.shared':
          case 'plan-board.shared': {
            const { forWhom, contentHash, expiresAt } = event.data;
            const facts = { forWhom, contentHash, expiresAt, madeBy: event.actorId };
            rows.set(linkKey(KIND_OF[event.type], event.subject), {
              facts: { ...facts, withdrawn: false, ...(event.type !== 'calendar.shared' && { opened: 0 }) },
            });
            break;
          }
          case 'paper.withdrawn':
          case 'pack-copy.withdrawn':
          case 'calendar.withdrawn':
          case 'plan.withdrawn':
          case 'plan-board.withdrawn':
            changeRow(rows, linkKey(KIND_OF[event.type], event.subject), { withdrawn: true });
            break;
          case 'paper.opened':
          case 'pack-copy.opened':
          case 'plan.opened':
          case 'plan-board.opened': {
            const key = linkKey(KIND_OF[event.type], event.subject);
            changeRow(rows, key, { opened: Number(rows.get(key)?.facts.opened) + 1 });
          }
        }
      },
    };
  },
  select: `select id::text, kind, for_whom as "forWhom",
                  encode(sha256(convert_to(content, 'UTF8')), 'hex') as "contentHash", expires_at as "expiresAt",
                  created_by_id::text as "madeBy", withdrawn_at is not null as withdrawn, opened
             from links where council_id = $1::uuid`,
  stored: ({ id, kind, expiresAt, opened, ...facts }) => ({
    key: linkKey(kind, id),
    // Of a calendar no event says how often.
    facts: { ...facts, expiresAt: expiresAt.toISOString(), ...(kind !== 'calendar' && { opened }) },
  }),
};

const KIND_OF = {
  ...{ 'paper.shared': 'board_paper', 'paper.withdrawn': 'board_paper', 'paper.opened': 'board_paper' },
  ...{ 'pack-copy.shared': 'pack', 'pack-copy.withdrawn': 'pack', 'pack-copy.opened': 'pack' },
  ...{ 'calendar.shared': 'calendar', 'calendar.withdrawn': 'calendar' },
  ...{ 'plan.shared': 'plan', 'plan.withdrawn': 'plan', 'plan.opened': 'plan' },
  ...{
    'plan-board.shared': 'plan_board',
    'plan-board.withdrawn': 'plan_board',
    'plan-board.opened': 'plan_board',
  },
} as const satisfies Record<string, LinkKind>;

const CONTENT_NAMES: Record<LinkKind, string> = {
  board_paper: 'board paper',
  pack: 'pack',
  calendar: 'calendar',
  plan: 'published plan',
  plan_board: 'plan for a board',
};

function linkKey(kind: LinkKind, id: string): string {
  return `${CONTENT_NAMES[kind]} of link ${id}`;
}
