import { formatCount } from '#lib/kernel/format.ts';
import { describeEvents } from '#lib/platform/audit/describe.ts';
import { changeRow, type RecordedRows, type RecordKind } from '#lib/platform/audit/records.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import { LOG_TEXTS, type LogState, type LogTexts } from '#lib/record/case-logs/rules.ts';
import { inspectionSubject } from '#lib/record/inspections/events.ts';

/** The name of the inspection, and the number of the log. */
type Of = { readonly inspection: string; readonly log: number };

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `subject` of all: "inspection-1". `hash`: of every text of the log, with the salt in its row. */
    'log.saved': {
      subject: string;
      data: Of & { readonly isNew: boolean; readonly owner: string; readonly hash: string };
    };
    'log.moved': { subject: string; data: Of & { readonly state: LogState; readonly hash: string } };
    'logs.exported': {
      subject: string;
      data: { readonly inspection: string; readonly logs: readonly number[] };
    };
  }
}

export const caseLogEvents = describeEvents({
  'log.saved': {
    kind: 'inspections',
    title: ({ data }) =>
      `${data.inspection}: reflective log ${data.log} ${data.isNew ? 'started' : 'changed'}`,
  },
  'log.moved': {
    kind: 'inspections',
    title: ({ data }) => `${data.inspection}: reflective log ${data.log} ${MOVED[data.state]}`,
  },
  'logs.exported': {
    kind: 'views',
    title: ({ data }) => `${data.inspection}: ${formatCount(data.logs.length, 'reflective log')} exported`,
  },
});

const MOVED: Readonly<Record<LogState, string>> = {
  writing: 'given back',
  for_review: 'sent for review',
  reviewed: 'reviewed',
};

/** The hash of a log in the history. */
export function hashLog(
  log: LogTexts & { readonly reference: string; readonly review: string },
  salt: string,
): string {
  const texts = LOG_TEXTS.map(({ field }) => log[field]);
  return hashWords([log.reference, ...texts, log.review], salt).hash;
}

type LogRow = LogTexts & {
  readonly inspection: number;
  readonly number: number;
  readonly reference: string;
  readonly review: string;
  readonly owner: string;
  readonly state: string;
  readonly reviewedBy: string | null;
  readonly salt: string;
};

/** Reflective logs, by the hash of the texts of each, with who reviewed them last. */
export const caseLogRecords: RecordKind<LogRow> = {
  tables: ['case_logs'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        const key = (number: number) => `reflective log ${number} of ${event.subject}`;
        if (event.type === 'log.saved') {
          const { log, owner, hash } = event.data;
          // A review stays with what is written after it.
          const reviewedBy = rows.get(key(log))?.facts.reviewedBy ?? null;
          rows.set(key(log), { facts: { owner, state: 'writing', hash, reviewedBy } });
        } else if (event.type === 'log.moved') {
          const { log, state, hash } = event.data;
          const reviewed = state === 'for_review' ? {} : { reviewedBy: event.actorId };
          changeRow(rows, key(log), { state, hash, ...reviewed });
        } else if (event.type === 'register.deleted') {
          for (const number of event.data.logs) rows.delete(key(number));
        }
      },
    };
  },
  select: `select i.number as inspection, l.number, l.reference, l.situation, l.decisions, l.voice, l.learning,
                  l.support, l.review, l.owner_id::text as owner, l.state::text, l.salt,
                  l.reviewed_by_id::text as "reviewedBy"
             from case_logs l join inspections i on i.council_id = l.council_id and i.id = l.inspection_id
            where l.council_id = $1::uuid`,
  stored: ({ inspection, number, owner, state, reviewedBy, salt, ...log }) => ({
    key: `reflective log ${number} of ${inspectionSubject(inspection)}`,
    facts: { owner, state, reviewedBy, hash: hashLog(log, salt) },
  }),
};
