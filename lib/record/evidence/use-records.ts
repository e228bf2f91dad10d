import { continuedAs } from '#lib/frameworks/mapping.ts';
import { changeRow, type RecordedRows, type RecordKind } from '#lib/platform/audit/records.ts';
import { hashWords, type WordsHash } from '#lib/platform/audit/words.ts';
import { applyToCycles, type CarriedForward, type CycleReplay } from '#lib/record/assessments/open-cycle.ts';
import type { UseWords } from '#lib/record/evidence/events.ts';
import { emptyWords } from '#lib/record/evidence/item-records.ts';
import type { StatementId } from '#lib/scoring/index.ts';

// The rows of evidence on statements that events add up to.

type UseRow = {
  readonly number: number;
  readonly statement: string;
  readonly assessmentId: string;
  readonly carried: boolean;
  readonly shows: string;
  readonly location: string;
  readonly fileVersion: number | null;
};

type Recorded = {
  readonly subject: string;
  readonly data: { readonly statement: StatementId | null; readonly fileVersion?: number | null };
  readonly words?: Partial<UseWords> | null;
};

/** The evidence on each statement of each cycle, with what it shows. */
export const evidenceUseRecords: RecordKind<UseRow> = {
  tables: ['evidence_links'],
  replay() {
    const rows: RecordedRows = new Map();
    const cycles: CycleReplay = { open: null, last: null };
    // Items with a file: of older uses, the place is in its first version.
    const files = new Set<string>();
    // Unconfirmed uses, by statement and assessment.
    const carried = new Map<string, string[]>();
    const carryForward = ({ from, mapping }: CarriedForward, to: string) => {
      for (const [key, row] of [...rows]) {
        const [reference = '', earlier = '', assessmentId] = key.split(/ under |, /);
        const statement = assessmentId === from ? continuedAs(mapping, earlier) : null;
        if (statement === null) continue;
        const copy = keyOfUse({ reference, statement, assessmentId: to });
        rows.set(copy, { ...row, facts: { ...row.facts, carried: true } });
        const unconfirmed = carried.get(`${statement}, ${to}`);
        if (unconfirmed) unconfirmed.push(copy);
        else carried.set(`${statement}, ${to}`, [copy]);
      }
    };
    const record = (event: Recorded) => {
      const reference = event.subject;
      const { statement, fileVersion } = event.data;
      const assessmentId = cycles.open;
      if (statement === null || assessmentId === null) return;
      const first = files.has(reference) ? 1 : null;
      const facts = { carried: false, fileVersion: fileVersion === undefined ? first : fileVersion };
      const words = hashOfUse(event);
      rows.set(keyOfUse({ reference, statement, assessmentId }), { facts, ...(words && { words }) });
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
            if (event.data.source.kind === 'file') files.add(event.subject);
            record(event);
            break;
          case 'evidence.attached':
          case 'evidence.explained':
            record(event);
            break;
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
          case 'evidence.erased':
            emptyWords(rows, (key) => key.startsWith(`${event.subject} under `), ['', '']);
            break;
          case 'statement.saved':
          case 'statement.confirmed':
            confirm(event.subject, event.data.assessmentId);
        }
      },
    };
  },
  select: `select i.number, l.statement, l.assessment_id::text as "assessmentId", l.carried, l.shows, l.location,
                  l.file_version as "fileVersion"
             from evidence_links l join evidence_items i on i.council_id = l.council_id and i.id = l.evidence_item_id
            where l.council_id = $1::uuid`,
  stored: ({ number, statement, assessmentId, carried, shows, location, fileVersion }) => ({
    key: keyOfUse({ reference: `E${number}`, statement, assessmentId }),
    facts: { carried, fileVersion },
    words: usedWords({ shows, location }),
  }),
};

/** Older events hold a hash of the texts themselves, and the oldest none. */
function hashOfUse({ data, words }: Recorded): WordsHash | undefined {
  if (words?.shows === undefined || words.location === undefined)
    return (data as { readonly use?: WordsHash }).use;
  return hashWords(usedWords({ shows: words.shows, location: words.location }));
}

/** The texts of a use, in one order. */
function usedWords({ shows, location }: UseWords): string[] {
  return [shows, location];
}

function keyOfUse(key: {
  readonly reference: string;
  readonly statement: string;
  readonly assessmentId: string;
}): string {
  return `${key.reference} under ${key.statement}, ${key.assessmentId}`;
}
