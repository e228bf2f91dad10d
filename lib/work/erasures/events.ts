import { describeEvents } from '#lib/platform/audit/describe.ts';
import { changeRow, type RecordedRows, type RecordKind } from '#lib/platform/audit/records.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import type { SnapshotKind } from '#lib/record/snapshots/rules.ts';

/** `number`: the request of the item. The reason stays when the item's words are erased. */
type Answered = { subject: string; data: { number: number }; words: { reason: string } };

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `fileVersion`: the newest version; null for a link. Absent from older events. */
    'erasure.asked': {
      subject: string;
      data: { number: number; fileVersion?: number | null };
      words: { reason: string };
    };
    'erasure.declined': Answered;
    'erasure.taken-back': { subject: string; data: { number: number } };
    /** `at`: ISO 8601 in UTC. `redacted`: the content that held the item, with the hash of what was left of it. */
    'evidence.erased': {
      subject: string;
      data: {
        number: number;
        at: string;
        redacted: readonly { assessmentId: string; kind: SnapshotKind; version: number; hash: string }[];
      };
    };
  }
}

const REASON = {
  sql: "select w.words ->> 'reason' from event_words w where w.council_id = e.council_id and w.seq = e.seq",
};

export const erasureEvents = describeEvents({
  'erasure.asked': {
    kind: 'evidence',
    title: ({ subject }) => `Erasure of evidence ${subject} asked for`,
    reason: REASON,
  },
  'erasure.declined': {
    kind: 'evidence',
    title: ({ subject }) => `Erasure of evidence ${subject} declined`,
    reason: REASON,
  },
  'erasure.taken-back': {
    kind: 'evidence',
    title: ({ subject }) => `Request to erase evidence ${subject} taken back`,
  },
  'evidence.erased': {
    kind: 'evidence',
    title: ({ subject }) => `Evidence ${subject} erased`,
  },
});

type ErasureRow = {
  readonly item: number;
  readonly number: number;
  readonly reason: string;
  readonly askedBy: string;
  readonly outcome: string | null;
  readonly decidedBy: string | null;
  readonly answer: string;
  readonly fileVersion: number | null;
};

/** Requests to erase evidence, and their answers. An erasure that two people did not agree to matches no row. */
export const erasureRecords: RecordKind<ErasureRow> = {
  tables: ['erasures'],
  replay() {
    const rows: RecordedRows = new Map();
    const reasons = new Map<string, string>();
    return {
      rows,
      apply(event) {
        switch (event.type) {
          case 'erasure.asked': {
            const key = keyOf(event.subject, event.data.number);
            const reason = event.words?.reason ?? '';
            reasons.set(key, reason);
            const { fileVersion } = event.data;
            const of = fileVersion === undefined ? {} : { fileVersion };
            const facts = { askedBy: event.actorId, outcome: null, decidedBy: null, ...of };
            rows.set(key, { facts, words: hashWords([reason, '']) });
            break;
          }
          case 'erasure.declined': {
            const key = keyOf(event.subject, event.data.number);
            const words = hashWords([reasons.get(key) ?? '', event.words?.reason ?? '']);
            changeRow(rows, key, { outcome: 'declined', decidedBy: event.actorId }, words);
            break;
          }
          case 'erasure.taken-back':
            changeRow(rows, keyOf(event.subject, event.data.number), {
              outcome: 'taken_back',
              decidedBy: event.actorId,
            });
            break;
          case 'evidence.erased': {
            const key = keyOf(event.subject, event.data.number);
            const asked = rows.get(key)?.facts;
            const isAgreed = asked?.outcome === null && asked.askedBy !== event.actorId;
            const outcome = isAgreed ? 'confirmed' : 'not agreed';
            const facts = { askedBy: 'nobody', ...asked, outcome, decidedBy: event.actorId };
            rows.set(key, { ...rows.get(key), facts });
          }
        }
      },
    };
  },
  select: `select i.number as item, r.number, r.reason, r.asked_by_id::text as "askedBy", r.outcome::text,
                  r.decided_by_id::text as "decidedBy", r.answer, r.file_version as "fileVersion"
             from erasures r join evidence_items i on i.council_id = r.council_id and i.id = r.item_id
            where r.council_id = $1::uuid`,
  stored: ({ item, number, reason, answer, ...facts }) => ({
    key: keyOf(`E${item}`, number),
    facts,
    words: [reason, answer],
  }),
  erasesWords: ({ type }, earlier) => type === 'evidence.erased' && !earlier.type.startsWith('erasure.'),
};

function keyOf(reference: string, number: number): string {
  return `request ${number} to erase ${reference}`;
}
