import { formatCount } from '#lib/kernel/format.ts';
import { describeEvents } from '#lib/platform/audit/describe.ts';
import { changeRow, type RecordedRows, type RecordKind } from '#lib/platform/audit/records.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import { POINT_STATE_NAMES, type PointOutcome, type PointState } from '#lib/record/accuracy/rules.ts';
import { inspectionSubject } from '#lib/record/inspections/events.ts';

/** What is stored of a point, but for its texts. */
export type PointFacts = {
  readonly draft: number;
  readonly page: number;
  readonly state: PointState;
  readonly outcome: PointOutcome | null;
};

// Everybody reads the history, and few the draft: numbers only, and hashes whose salt is not in the event.
declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `subject` of all: "inspection-1". */
    'report.uploaded': {
      subject: string;
      data: {
        readonly draft: number;
        readonly receivedOn: string;
        readonly pages: number;
        readonly bytes: number;
        readonly sha256: string;
      };
    };
    /** Once for each person and day. */
    'report.opened': { subject: string; data: { readonly draft: number } };
    'report.removed': { subject: string; data: { readonly draft: number } };
    /** `hash`: of the point’s texts, with the salt of its row. */
    'accuracy.point-saved': {
      subject: string;
      data: PointFacts & {
        readonly point: number;
        readonly before: PointState | null;
        readonly hash: string;
      };
    };
    'accuracy.point-removed': { subject: string; data: { readonly point: number } };
    /** `sha256`: of a PDF. */
    'accuracy.exported': {
      subject: string;
      data: { readonly form: 'csv' | 'pdf'; readonly count: number; readonly sha256: string | null };
    };
  }
}

export const accuracyEvents = describeEvents({
  'report.uploaded': {
    kind: 'inspections',
    title: ({ data: { draft } }) => `Draft report ${draft} uploaded`,
    detail: ({ data: { pages } }) => formatCount(pages, 'page'),
  },
  'report.opened': { kind: 'views', title: ({ data: { draft } }) => `Draft report ${draft} opened` },
  'report.removed': { kind: 'inspections', title: ({ data: { draft } }) => `Draft report ${draft} removed` },
  'accuracy.point-saved': {
    kind: 'inspections',
    title: ({ data: { point, before, state } }) =>
      `Point of accuracy ${point} ${before === null ? 'added' : before === state ? 'changed' : POINT_STATE_NAMES[state].toLowerCase()}`,
  },
  'accuracy.point-removed': {
    kind: 'inspections',
    title: ({ data: { point } }) => `Point of accuracy ${point} removed`,
  },
  'accuracy.exported': {
    kind: 'views',
    title: ({ data: { form } }) => `Points of accuracy exported as ${form.toUpperCase()}`,
    detail: ({ data: { count } }) => formatCount(count, 'point'),
  },
});

/** The texts of a point and whatever else of it no event says, for the hash. */
export type PointTexts = {
  readonly statement: string | null;
  readonly says: string;
  readonly correct: string;
  readonly evidence: number | null;
  readonly fileVersion: number | null;
  readonly evidencePage: number | null;
  readonly ownerId: string | null;
  readonly outcomeNote: string;
};

export function hashOfPoint(texts: PointTexts, salt: string): string {
  const { statement, says, correct, evidence, fileVersion, evidencePage, ownerId, outcomeNote } = texts;
  const place = JSON.stringify([statement, evidence, fileVersion, evidencePage, ownerId]);
  return hashWords([says, correct, outcomeNote, place], salt).hash;
}

type DraftRow = {
  readonly inspection: number;
  readonly number: number;
  readonly receivedOn: string;
  readonly pages: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly removed: boolean;
};

/** Draft reports with their files. */
export const reportDraftRecords: RecordKind<DraftRow> = {
  tables: ['report_drafts', 'report_files'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type === 'report.uploaded') {
          const { draft, ...facts } = event.data;
          rows.set(draftKey(event.subject, draft), { facts: { ...facts, removed: false } });
        } else if (event.type === 'report.removed') {
          changeRow(rows, draftKey(event.subject, event.data.draft), { removed: true });
        }
      },
    };
  },
  select: `select i.number as inspection, d.number, d.received_on::text as "receivedOn", d.pages, f.bytes::int, f.sha256,
                  f.removed_at is not null as removed
             from report_files f
             left join report_drafts d on d.council_id = f.council_id and d.id = f.id
             left join inspections i on i.council_id = d.council_id and i.id = d.inspection_id
            where f.council_id = $1::uuid`,
  stored: ({ inspection, number, ...facts }) => ({
    key: draftKey(inspectionSubject(inspection), number),
    facts,
  }),
};

type PointRow = PointTexts & {
  readonly inspection: number;
  readonly number: number;
  readonly draft: number;
  readonly page: number;
  readonly state: string;
  readonly outcome: string | null;
  readonly salt: string;
};

export const accuracyPointRecords: RecordKind<PointRow> = {
  tables: ['accuracy_points'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type === 'accuracy.point-removed') {
          rows.delete(pointKey(event.subject, event.data.point));
        } else if (event.type === 'accuracy.point-saved') {
          const { point, before: _, ...facts } = event.data;
          rows.set(pointKey(event.subject, point), { facts });
        }
      },
    };
  },
  select: `select i.number as inspection, p.number, d.number as draft, p.page, p.state::text, p.outcome::text, p.statement,
                  p.says, p.correct, e.number as evidence, p.file_version as "fileVersion",
                  p.evidence_page as "evidencePage", p.owner_id::text as "ownerId", p.outcome_note as "outcomeNote", p.salt
             from accuracy_points p
             join inspections i on i.council_id = p.council_id and i.id = p.inspection_id
             join report_drafts d on d.council_id = p.council_id and d.id = p.draft_id
             left join evidence_items e on e.council_id = p.council_id and e.id = p.evidence_item_id
            where p.council_id = $1::uuid`,
  stored: ({ inspection, number, draft, page, state, outcome, salt, ...texts }) => ({
    key: pointKey(inspectionSubject(inspection), number),
    facts: { draft, page, state, outcome, hash: hashOfPoint(texts, salt) },
  }),
};

function draftKey(subject: string, draft: number): string {
  return `draft report ${draft} of ${subject}`;
}

function pointKey(subject: string, point: number): string {
  return `point of accuracy ${point} of ${subject}`;
}
