import type { StatementId } from '#lib/frameworks/framework.ts';
import { knownStatement } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { type Change, describeEvents } from '#lib/platform/audit/describe.ts';
import type { RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';
import type { WordsHash } from '#lib/platform/audit/words.ts';
import {
  FINDING_NAMES,
  FINDING_SOURCE_NAMES,
  type FindingSource,
  LEVEL_NAMES,
  type Level,
} from '#lib/record/findings/rules.ts';

/** What is stored of a finding, but for its texts. */
export type FindingFacts = {
  readonly source: FindingSource;
  readonly report: number | null;
  readonly page: number | null;
  /** "E12". */
  readonly reference: string | null;
  readonly foundOn: CalendarDate;
  readonly statement: StatementId | null;
  readonly severity: Level;
  readonly closedOn: CalendarDate | null;
};

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `subject`: "finding-3". `words`: of what was found, where, and what became of it. */
    'finding.saved': {
      subject: string;
      data: {
        readonly finding: number;
        readonly before: FindingFacts | null;
        readonly after: FindingFacts;
        readonly words: WordsHash;
      };
    };
  }
}

export function findingSubject(number: number): string {
  return `finding-${number}`;
}

export const findingEvents = describeEvents({
  'finding.saved': {
    kind: 'improvement',
    title: ({ data: { finding, before, after } }) => `Finding ${finding} ${outcomeOf(before, after)}`,
    changes: ({ data: { before, after } }) => changesOf(before, after),
  },
});

function outcomeOf(before: FindingFacts | null, after: FindingFacts): string {
  if (!before) return 'added';
  if ((before.closedOn === null) === (after.closedOn === null)) return 'changed';
  return after.closedOn === null ? 'reopened' : 'closed';
}

const LABELS = {
  source: FINDING_NAMES.findingSource,
  page: FINDING_NAMES.sourcePage,
  reference: FINDING_NAMES.reference,
  foundOn: FINDING_NAMES.foundOn,
  statement: FINDING_NAMES.ofStatement,
  severity: FINDING_NAMES.severity,
  closedOn: FINDING_NAMES.closedOn,
} as const;
type Label = keyof typeof LABELS;

function inWords(facts: FindingFacts): Readonly<Record<Label, string | null>> {
  const { source, page, reference, foundOn, statement, severity, closedOn } = facts;
  return {
    ...{ source: FINDING_SOURCE_NAMES[source], page: page === null ? null : String(page), reference },
    ...{ foundOn: formatDate(foundOn), statement: statement && knownStatement(statement).name },
    ...{ severity: LEVEL_NAMES[severity], closedOn: closedOn && formatDate(closedOn) },
  };
}

function changesOf(before: FindingFacts | null, after: FindingFacts): readonly Change[] {
  const [was, is] = [before && inWords(before), inWords(after)];
  return (Object.keys(LABELS) as Label[])
    .map((key) => ({ name: LABELS[key], before: was?.[key] ?? null, after: is[key] }))
    .filter((change) => change.before !== change.after);
}

/** The texts of a finding that its event has the hash of. */
export function wordsOfFinding(finding: {
  readonly text: string;
  readonly origin: string;
  readonly outcome: string;
}): readonly string[] {
  return [finding.text, finding.origin, finding.outcome];
}

type FindingRow = FindingFacts & Parameters<typeof wordsOfFinding>[0] & { readonly number: number };

export const findingRecords: RecordKind<FindingRow> = {
  tables: ['findings'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type !== 'finding.saved') return;
        const { finding, after, words } = event.data;
        rows.set(findingKey(finding), { facts: after, words });
      },
    };
  },
  select: `select f.number, f.source::text, f.report, f.page, 'E' || e.number as reference, f.found_on::text as "foundOn",
                  f.statement, f.severity::text, f.closed_on::text as "closedOn", f.text, f.origin, f.outcome
             from findings f
             left join evidence_items e on e.council_id = f.council_id and e.id = f.evidence_item_id
            where f.council_id = $1::uuid`,
  stored: ({ number, text, origin, outcome, ...facts }) => ({
    key: findingKey(number),
    facts,
    words: wordsOfFinding({ text, origin, outcome }),
  }),
};

function findingKey(number: number): string {
  return `finding ${number}`;
}
