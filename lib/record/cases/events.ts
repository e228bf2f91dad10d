import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount, formatList, formatNumber } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { type Change, describeEvents } from '#lib/platform/audit/describe.ts';
import { changeRow, type RecordedRows, type RecordKind } from '#lib/platform/audit/records.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import {
  CASE_FIELDS,
  CASE_NAMES,
  type CaseFacts,
  type CaseField,
  REGISTER_NAMES,
  type StoredQuotas,
} from '#lib/record/cases/rules.ts';
import { inspectionSubject } from '#lib/record/inspections/events.ts';

// Events hold numbers and hashes alone. The salt of a hash is in the row, so that nobody can try references against the
// history once the row is deleted.

/** What the history says of a register. The example of a reference is left out: it may be one. */
export type RegisterFacts = {
  readonly offered: number;
  readonly chosen: number;
  readonly met: number;
  readonly deleteOn: CalendarDate;
};

/** The name of the inspection. */
type In = { readonly inspection: string };
type SavedCase = { readonly case: number; readonly hash: string };
type ChangedCase = SavedCase & { readonly isNew: boolean; readonly fields: readonly CaseField[] };

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `subject` of all: "inspection-1". */
    'register.opened': { subject: string; data: In & RegisterFacts };
    'register.changed': {
      subject: string;
      data: In & { readonly before: RegisterFacts; readonly after: RegisterFacts };
    };
    /** Everything in it is gone: these, by number. `why`: its day has come, or a keeper deleted it. */
    'register.deleted': {
      subject: string;
      data: In & {
        readonly why: 'date' | 'person';
        readonly cases: readonly number[];
        readonly draws: readonly number[];
        readonly logs: readonly number[];
      };
    };
    'case.saved': { subject: string; data: In & ChangedCase };
    'case.removed': { subject: string; data: In & { readonly case: number } };
    'cases.imported': {
      subject: string;
      data: In & { readonly unchanged: number; readonly cases: readonly ChangedCase[] };
    };
    /** `candidates`: how many there were. `hash`: of them and of the numbers for groups. */
    'cases.drawn': {
      subject: string;
      data: In & {
        readonly draw: number;
        readonly seed: string;
        readonly size: number;
        readonly candidates: number;
        readonly hash: string;
        readonly cases: readonly SavedCase[];
      };
    };
    /** All that were drawn are offered at once. */
    'cases.offered': { subject: string; data: In & { readonly cases: readonly SavedCase[] } };
    /** `draw`: what that draw was from. Null: the cases. */
    'cases.exported': {
      subject: string;
      data: In & { readonly draw: number | null; readonly rows: number };
    };
  }
}

export const caseEvents = describeEvents({
  'register.opened': {
    kind: 'inspections',
    title: ({ data }) => `${data.inspection}: register of cases opened`,
    changes: ({ data }) => registerChanges(null, data),
  },
  'register.changed': {
    kind: 'inspections',
    title: ({ data }) => `${data.inspection}: register of cases changed`,
    changes: ({ data: { before, after } }) => registerChanges(before, after),
  },
  'register.deleted': {
    kind: 'inspections',
    title: ({ data }) => `${data.inspection}: register of cases deleted`,
    detail: ({ data: { why, cases, draws, logs } }) =>
      `${formatList([
        formatCount(cases.length, 'case'),
        formatCount(draws.length, 'draw'),
        formatCount(logs.length, 'reflective log'),
      ])} ${why === 'date' ? 'on the day that was set' : 'by hand'}`,
  },
  'case.saved': {
    kind: 'inspections',
    title: ({ data }) => `${data.inspection}: case ${data.case} ${data.isNew ? 'added' : 'changed'}`,
    detail: ({ data }) => (data.isNew ? null : fieldsInWords(data.fields)),
  },
  'case.removed': {
    kind: 'inspections',
    title: ({ data }) => `${data.inspection}: case ${data.case} removed`,
  },
  'cases.imported': {
    kind: 'inspections',
    title: ({ data }) => `${data.inspection}: ${formatCount(data.cases.length, 'case')} imported`,
    detail: ({ data: { cases, unchanged } }) =>
      `${formatNumber(cases.filter(({ isNew }) => isNew).length)} added, ${formatNumber(cases.filter(({ isNew }) => !isNew).length)} changed, ${formatNumber(unchanged)} unchanged`,
  },
  'cases.drawn': {
    kind: 'inspections',
    title: ({ data }) => `${data.inspection}: ${formatCount(data.cases.length, 'case')} drawn`,
    detail: ({ data: { draw, seed, candidates } }) =>
      `Draw ${draw} from ${formatCount(candidates, 'reference')}, by the seed ${seed}`,
  },
  'cases.offered': {
    kind: 'inspections',
    title: ({ data }) => `${data.inspection}: ${formatCount(data.cases.length, 'case')} offered to CQC`,
  },
  'cases.exported': {
    kind: 'views',
    title: ({ data: { inspection, draw } }) =>
      draw === null ? `${inspection}: cases exported` : `${inspection}: references of draw ${draw} exported`,
    detail: ({ data }) => formatCount(data.rows, 'row'),
  },
});

function fieldsInWords(fields: readonly CaseField[]): string {
  return formatList(fields.map((field) => CASE_NAMES[field]));
}

function registerChanges(before: RegisterFacts | null, after: RegisterFacts): readonly Change[] {
  const inWords = (facts: RegisterFacts) => ({
    ...{ offered: formatNumber(facts.offered), chosen: formatNumber(facts.chosen) },
    ...{ met: formatNumber(facts.met), deleteOn: formatDate(facts.deleteOn) },
  });
  const [was, is] = [before && inWords(before), inWords(after)];
  return (Object.keys(REGISTER_NAMES) as (keyof typeof REGISTER_NAMES)[])
    .map((key) => ({ name: REGISTER_NAMES[key], before: was?.[key] ?? null, after: is[key] }))
    .filter(({ before: old, after: now }) => old !== now);
}

/** The hash of a case in the history. `draw`: its number. */
export function hashCase(facts: CaseFacts, draw: number | null, salt: string): string {
  return hashWords([...CASE_FIELDS.map((field) => facts[field]), String(draw ?? '')], salt).hash;
}

/** The hash of what a draw was from in the history. */
export function hashDraw(candidates: string, { cohorts, teams }: StoredQuotas, salt: string): string {
  return hashWords([candidates, JSON.stringify([cohorts, teams])], salt).hash;
}

type RegisterRow = {
  readonly inspection: number;
  readonly offered: number;
  readonly chosen: number;
  readonly met: number;
  readonly deleteOn: string;
  readonly openedBy: string;
  readonly isDeleted: boolean;
};

/** Registers of cases, without what is in them. */
export const registerRecords: RecordKind<RegisterRow> = {
  tables: ['registers'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        const key = `register of ${event.subject}`;
        if (event.type === 'register.opened') {
          const { inspection: _, ...facts } = event.data;
          rows.set(key, { facts: { ...facts, openedBy: event.actorId, isDeleted: false } });
        } else if (event.type === 'register.changed') changeRow(rows, key, event.data.after);
        else if (event.type === 'register.deleted') changeRow(rows, key, { isDeleted: true });
      },
    };
  },
  select: `select i.number as inspection, r.offered, r.chosen, r.met, r.delete_on::text as "deleteOn",
                  r.opened_by_id::text as "openedBy", r.deleted_at is not null as "isDeleted"
             from registers r join inspections i on i.council_id = r.council_id and i.id = r.inspection_id
            where r.council_id = $1::uuid`,
  stored: ({ inspection, ...facts }) => ({ key: `register of ${inspectionSubject(inspection)}`, facts }),
};

type CaseRow = CaseFacts & {
  readonly inspection: number;
  readonly number: number;
  readonly draw: number | null;
  readonly salt: string;
};

/** Cases, by the hash of each. */
export const caseRecords: RecordKind<CaseRow> = {
  tables: ['cases'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        const save = ({ case: number, hash }: SavedCase) =>
          rows.set(`case ${number} of ${event.subject}`, { facts: { hash } });
        switch (event.type) {
          case 'case.saved':
            save(event.data);
            break;
          case 'cases.imported':
          case 'cases.drawn':
          case 'cases.offered':
            for (const one of event.data.cases) save(one);
            break;
          case 'case.removed':
            rows.delete(`case ${event.data.case} of ${event.subject}`);
            break;
          case 'register.deleted':
            for (const number of event.data.cases) rows.delete(`case ${number} of ${event.subject}`);
        }
      },
    };
  },
  select: `select i.number as inspection, c.number, c.reference, c.cohort, c.team, c.practitioner, c.consent::text,
                  c.advocacy::text, c.chronology::text, c.state::text, c.notes, c.draw, c.salt
             from cases c join inspections i on i.council_id = c.council_id and i.id = c.inspection_id
            where c.council_id = $1::uuid`,
  stored: ({ inspection, number, draw, salt, ...facts }) => ({
    key: `case ${number} of ${inspectionSubject(inspection)}`,
    facts: { hash: hashCase(facts, draw, salt) },
  }),
};

type DrawRow = {
  readonly inspection: number;
  readonly number: number;
  readonly seed: string;
  readonly size: number;
  readonly quotas: StoredQuotas;
  readonly candidates: string;
  readonly salt: string;
  readonly drawnBy: string;
};

/** Draws, with the seed of each and the hash of what it was from. */
export const drawRecords: RecordKind<DrawRow> = {
  tables: ['case_draws'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type === 'cases.drawn') {
          const { draw, seed, size, hash } = event.data;
          rows.set(`draw ${draw} of ${event.subject}`, {
            facts: { seed, size, hash, drawnBy: event.actorId },
          });
        } else if (event.type === 'register.deleted') {
          for (const number of event.data.draws) rows.delete(`draw ${number} of ${event.subject}`);
        }
      },
    };
  },
  select: `select i.number as inspection, d.number, d.seed, d.size, d.quotas, d.candidates, d.salt,
                  d.drawn_by_id::text as "drawnBy"
             from case_draws d join inspections i on i.council_id = d.council_id and i.id = d.inspection_id
            where d.council_id = $1::uuid`,
  stored: ({ inspection, number, quotas, candidates, salt, ...facts }) => ({
    key: `draw ${number} of ${inspectionSubject(inspection)}`,
    facts: { ...facts, hash: hashDraw(candidates, quotas, salt) },
  }),
};
