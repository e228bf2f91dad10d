import { knownStatement } from '#lib/frameworks/known.ts';
import { continuedAs } from '#lib/frameworks/mapping.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatBytes, formatYesNo } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { type Change, describeEvents } from '#lib/platform/audit/describe.ts';
import {
  changeRow,
  type RecordedRow,
  type RecordedRows,
  type RecordKind,
} from '#lib/platform/audit/records.ts';
import type { WordsHash } from '#lib/platform/audit/words.ts';
import { applyToCycles, type CarriedForward, type CycleReplay } from '#lib/record/assessments/open-cycle.ts';
import { CATEGORY_NAMES, type Category, DETAIL_NAMES } from '#lib/record/evidence/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export type EvidenceFacts = {
  readonly title: string;
  readonly category: string;
  readonly datedOn: CalendarDate | null;
  readonly owner: string;
  readonly marking: string;
  readonly containsPersonalData: boolean;
};

type Source =
  | { readonly kind: 'file'; readonly name: string; readonly bytes: number; readonly sha256: string }
  | { readonly kind: 'link'; readonly url: string };

/** `use`: the sealed hash of what it shows and where. Absent from older events. */
type Use = { statement: StatementId; use?: WordsHash };

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    'evidence.added': {
      subject: string;
      data: EvidenceFacts & { source: Source; statement: StatementId | null; use?: WordsHash };
    };
    'evidence.changed': { subject: string; data: { before: EvidenceFacts; after: EvidenceFacts } };
    'evidence.attached': { subject: string; data: Use };
    'evidence.explained': { subject: string; data: Use };
    'evidence.detached': { subject: string; data: { statement: StatementId } };
    'file.downloaded': { subject: string; data: { sha256: string } };
  }
}

export const evidenceEvents = describeEvents({
  'evidence.added': {
    kind: 'evidence',
    title: ({ subject, data }) => `Evidence ${subject} added: ${data.title}`,
    detail: ({ data: { source, statement } }) => {
      const what = source.kind === 'file' ? `File ${source.name}` : `Link ${source.url}`;
      return statement ? `${what}, on ${knownStatement(statement).name}` : what;
    },
    changes: ({ data }) => [...detailChanges(null, data), ...sourceChanges(data.source)],
  },
  'evidence.changed': {
    kind: 'evidence',
    title: ({ subject }) => `Details of evidence ${subject} changed`,
    detail: ({ data: { before, after } }) => {
      const changed = DETAILS.filter((key) => before[key] !== after[key]);
      return `Changed: ${changed.map((key) => DETAIL_NAMES[key].toLowerCase()).join(', ')}`;
    },
    changes: ({ data }) => detailChanges(data.before, data.after),
  },
  'evidence.attached': {
    kind: 'uses',
    title: ({ subject, data }) => `Evidence ${subject} attached to ${knownStatement(data.statement).name}`,
  },
  'evidence.detached': {
    kind: 'uses',
    title: ({ subject, data }) => `Evidence ${subject} removed from ${knownStatement(data.statement).name}`,
  },
  'evidence.explained': {
    kind: 'uses',
    title: ({ subject, data }) =>
      `What evidence ${subject} shows on ${knownStatement(data.statement).name} changed`,
  },
  'file.downloaded': {
    kind: 'views',
    title: ({ subject }) => `File of evidence ${subject} downloaded`,
  },
});

const DETAILS = Object.keys(DETAIL_NAMES) as (keyof EvidenceFacts)[];

function detailChanges(before: EvidenceFacts | null, after: EvidenceFacts): readonly Change[] {
  const [was, is] = [before && detailWords(before), detailWords(after)];
  return DETAILS.map((key) => ({ name: DETAIL_NAMES[key], before: was?.[key] ?? null, after: is[key] }));
}

function detailWords(facts: EvidenceFacts): Record<keyof EvidenceFacts, string | null> {
  return {
    title: facts.title,
    category: CATEGORY_NAMES[facts.category as Category] ?? facts.category,
    datedOn: facts.datedOn && formatDate(facts.datedOn),
    owner: facts.owner || null,
    marking: facts.marking,
    containsPersonalData: formatYesNo(facts.containsPersonalData),
  };
}

function sourceChanges(source: Source): readonly Change[] {
  if (source.kind === 'link') return [{ name: 'Address', before: null, after: source.url }];
  return [
    { name: 'File name', before: null, after: source.name },
    { name: 'Size', before: null, after: formatBytes(source.bytes) },
    { name: 'SHA-256', before: null, after: source.sha256 },
  ];
}

type ItemRow = EvidenceFacts & {
  readonly number: number;
  readonly version: number;
  readonly addedBy: string;
  readonly url: string | null;
  readonly file: string | null;
  readonly bytes: string | null;
  readonly sha256: string | null;
};

/** The council's evidence list, each item with its link or the facts of its first file. */
export const evidenceRecords: RecordKind<ItemRow> = {
  tables: ['evidence_items', 'files'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type === 'evidence.added') {
          const { source, statement, use, ...facts } = event.data;
          const isFile = source.kind === 'file';
          rows.set(event.subject, {
            facts: {
              ...facts,
              version: 1,
              addedBy: event.actorId,
              url: isFile ? null : source.url,
              file: isFile ? source.name : null,
              bytes: isFile ? source.bytes : null,
              sha256: isFile ? source.sha256 : null,
            },
          });
        } else if (event.type === 'evidence.changed') {
          const version = Number(rows.get(event.subject)?.facts.version) + 1;
          changeRow(rows, event.subject, { ...event.data.after, version });
        }
      },
    };
  },
  select: `select i.number, i.title, i.category::text, i.dated_on::text as "datedOn", i.owner,
                  i.marking::text,
                  i.contains_personal_data as "containsPersonalData", i.version, i.created_by_id::text as "addedBy", i.url,
                  f.name as file, f.bytes::text as bytes, f.sha256
             from evidence_items i
             left join evidence_versions v on v.council_id = i.council_id and v.item_id = i.id and v.number = 1
             left join files f on f.council_id = v.council_id and f.id = v.file_id
            where i.council_id = $1::uuid`,
  stored: ({ number, bytes, ...facts }) => ({
    key: `E${number}`,
    facts: { ...facts, bytes: bytes === null ? null : Number(bytes) },
  }),
};

type VersionRow = {
  readonly item: number;
  readonly number: number;
  readonly addedBy: string;
  readonly isFileOfItem: boolean;
};

/** The versions of each item's file. `evidenceRecords` compares the facts of the first file. */
export const evidenceVersionRecords: RecordKind<VersionRow> = {
  tables: ['evidence_versions'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type !== 'evidence.added' || event.data.source.kind === 'link') return;
        rows.set(`version 1 of the file of ${event.subject}`, {
          facts: { addedBy: event.actorId, isFileOfItem: true },
        });
      },
    };
  },
  // The previous release reads the file from the item itself, so the two must agree.
  select: `select i.number as item, v.number, v.added_by_id::text as "addedBy", v.file_id = i.file_id as "isFileOfItem"
             from evidence_versions v join evidence_items i on i.council_id = v.council_id and i.id = v.item_id
            where v.council_id = $1::uuid`,
  stored: ({ item, number, ...facts }) => ({ key: `version ${number} of the file of E${item}`, facts }),
};

type UseRow = {
  readonly number: number;
  readonly statement: string;
  readonly assessmentId: string;
  readonly carried: boolean;
  readonly shows: string;
  readonly location: string;
};

/** The evidence on each statement of each cycle, with what it shows. */
export const evidenceUseRecords: RecordKind<UseRow> = {
  tables: ['evidence_links'],
  replay() {
    const rows: RecordedRows = new Map();
    const cycles: CycleReplay = { open: null, last: null };
    // Unconfirmed uses, by statement and assessment.
    const carried = new Map<string, string[]>();
    const carryForward = ({ from, mapping }: CarriedForward, to: string) => {
      for (const [key, row] of [...rows]) {
        const [reference = '', earlier = '', assessmentId] = key.split(/ under |, /);
        const statement = assessmentId === from ? continuedAs(mapping, earlier) : null;
        if (statement === null) continue;
        const copy = keyOfUse({ reference, statement, assessmentId: to });
        rows.set(copy, { ...row, facts: { carried: true } });
        const unconfirmed = carried.get(`${statement}, ${to}`);
        if (unconfirmed) unconfirmed.push(copy);
        else carried.set(`${statement}, ${to}`, [copy]);
      }
    };
    const confirm = (statement: string, assessmentId: string) => {
      for (const key of carried.get(`${statement}, ${assessmentId}`) ?? [])
        changeRow(rows, key, { carried: false });
      carried.delete(`${statement}, ${assessmentId}`);
    };
    return {
      rows,
      apply(event) {
        const carrying = applyToCycles(cycles, event);
        const { open } = cycles;
        switch (event.type) {
          case 'assessment.started':
            if (carrying) carryForward(carrying, event.subject);
            break;
          case 'evidence.added':
          case 'evidence.attached':
          case 'evidence.explained': {
            const { statement, use } = event.data;
            if (statement === null || open === null) break;
            const row: RecordedRow = { facts: { carried: false }, ...(use && { words: use }) };
            rows.set(keyOfUse({ reference: event.subject, statement, assessmentId: open }), row);
            break;
          }
          case 'evidence.detached':
            if (open === null) break;
            rows.delete(
              keyOfUse({
                reference: event.subject,
                statement: event.data.statement,
                assessmentId: open,
              }),
            );
            break;
          case 'statement.saved':
          case 'statement.confirmed':
            confirm(event.subject, event.data.assessmentId);
        }
      },
    };
  },
  select: `select i.number, l.statement, l.assessment_id::text as "assessmentId", l.carried, l.shows, l.location
             from evidence_links l join evidence_items i on i.council_id = l.council_id and i.id = l.evidence_item_id
            where l.council_id = $1::uuid`,
  stored: ({ number, statement, assessmentId, carried, shows, location }) => ({
    key: keyOfUse({ reference: `E${number}`, statement, assessmentId }),
    facts: { carried },
    words: usedWords({ shows, location }),
  }),
};

/** The texts of a use, in the order in which its event seals them. */
export function usedWords({ shows, location }: Pick<UseRow, 'shows' | 'location'>): string[] {
  return [shows, location];
}

function keyOfUse(key: {
  readonly reference: string;
  readonly statement: string;
  readonly assessmentId: string;
}): string {
  return `${key.reference} under ${key.statement}, ${key.assessmentId}`;
}
