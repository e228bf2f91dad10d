import { frameworkName, knownStatement } from '#lib/frameworks/known.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { type Change, describeEvents } from '#lib/platform/audit/describe.ts';
import type { RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';
import type { WordsHash } from '#lib/platform/audit/words.ts';
import {
  describeRating,
  type PublishedReport,
  REPORT_NAMES,
  type ReportedStatement,
} from '#lib/record/published-reports/rules.ts';
import { KIND_NAMES, STATUS_NAMES, statementScores } from '#lib/record/results/facts.ts';
import { BAND_NAMES } from '#lib/scoring/index.ts';

/** What is stored of a report, but for what it says of statements. */
export type ReportFacts = Omit<PublishedReport, 'number' | 'statements' | 'version' | 'changed'>;

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `subject`: "report-1". `statements`: of how many it says something. `words`: of what it says. */
    'published-report.saved': {
      subject: string;
      data: {
        readonly report: number;
        readonly before: ReportFacts | null;
        readonly after: ReportFacts;
        readonly statements: number;
        readonly words: WordsHash;
      };
    };
  }
}

export function reportSubject(number: number): string {
  return `report-${number}`;
}

export const publishedReportEvents = describeEvents({
  'published-report.saved': {
    kind: 'improvement',
    title: ({ data: { before, after } }) => titleOf(before, after),
    detail: ({ data: { statements } }) =>
      statements === 0 ? null : `What it says of ${formatCount(statements, 'statement')}`,
    changes: ({ data: { before, after } }) => changesOf(before, after),
  },
});

/** "Published report added: First assessment, good", "… changed" or "… under review". */
function titleOf(before: ReportFacts | null, after: ReportFacts): string {
  const name = `${KIND_NAMES[after.kind]}, ${BAND_NAMES[after.rating].toLowerCase()}`;
  if (!before) return `Published report added: ${name}`;
  const what = before.status === after.status ? 'changed' : STATUS_NAMES[after.status].toLowerCase();
  return `Published report ${what}: ${name}`;
}

const LABELS = {
  kind: REPORT_NAMES.resultKind,
  status: REPORT_NAMES.resultStatus,
  framework: REPORT_NAMES.framework,
  publishedOn: REPORT_NAMES.publishedOn,
  visitedOn: REPORT_NAMES.visitedOn,
  url: REPORT_NAMES.url,
  rating: REPORT_NAMES.rating,
} as const;
type Label = keyof typeof LABELS;

function wordsOf(facts: ReportFacts): Readonly<Record<Label, string | null>> {
  return {
    kind: KIND_NAMES[facts.kind],
    status: STATUS_NAMES[facts.status],
    framework: frameworkName(facts.framework),
    publishedOn: formatDate(facts.publishedOn),
    visitedOn: facts.visitedOn && formatDate(facts.visitedOn),
    url: facts.url || null,
    rating: describeRating(facts),
  };
}

function changesOf(before: ReportFacts | null, after: ReportFacts): readonly Change[] {
  const [was, is] = [before && wordsOf(before), wordsOf(after)];
  const facts = (Object.keys(LABELS) as Label[]).map((key) => ({
    ...{ name: LABELS[key], before: was?.[key] ?? null, after: is[key] },
  }));
  const [scored, scores] = [before && statementScores(before), statementScores(after)];
  const ofStatements = Object.entries(scores).map(([id, score]) => ({
    name: knownStatement(id).name,
    before: scored?.[id] ? String(scored[id]) : null,
    after: score === null ? null : String(score),
  }));
  return [...facts, ...ofStatements].filter((change) => change.before !== change.after);
}

/** The texts of a report that its event has the hash of, in whatever order they come. */
export function wordsOfReport(statements: readonly ReportedStatement[]): readonly string[] {
  return statements.map(({ statement, says, page }) => JSON.stringify([statement, says, page])).toSorted();
}

type ReportRow = ReportFacts & {
  readonly number: number;
  readonly statements: readonly ReportedStatement[];
};

/** Reports with what they say of statements. */
export const publishedReportRecords: RecordKind<ReportRow> = {
  tables: ['published_reports', 'published_report_statements'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type !== 'published-report.saved') return;
        const { report, after, words } = event.data;
        rows.set(reportKey(report), { facts: after, words });
      },
    };
  },
  select: `select r.number, r.kind, r.status, r.framework, r.published_on::text as "publishedOn",
                  r.visited_on::text as "visitedOn", r.url, r.score, r.rating, r.scores,
                  coalesce((select json_agg(json_build_object('statement', s.statement, 'says', s.says, 'page', s.page))
                              from published_report_statements s
                             where s.council_id = r.council_id and s.report = r.number), '[]') as statements
             from published_reports r where r.council_id = $1::uuid`,
  stored: ({ number, statements, ...facts }) => ({
    key: reportKey(number),
    facts,
    words: wordsOfReport(statements),
  }),
};

function reportKey(number: number): string {
  return `published report ${number}`;
}
