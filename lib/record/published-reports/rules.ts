import type { CalendarDate } from '#lib/kernel/dates.ts';
import {
  RESULT_KINDS,
  type ResultFacts,
  type ResultKind,
  type ResultStatus,
} from '#lib/record/results/facts.ts';
import { BAND_NAMES, type Band, type StatementId } from '#lib/scoring/index.ts';

/** Characters and pages. The database has the same. */
export const REPORT_LIMITS = { url: 2_000, says: 4_000, page: 999 } as const;

/** Labels in forms and files. */
export const REPORT_NAMES = {
  resultKind: 'What the report is of',
  resultStatus: 'Status',
  framework: 'Framework',
  publishedOn: 'Date of publication',
  visitedOn: 'First day of the visit',
  url: 'Address of the report',
  score: 'Score out of 100',
  rating: 'Rating',
} as const;

/** CQC's report on the council itself. */
export type PublishedReport = {
  readonly number: number;
  readonly kind: ResultKind;
  readonly status: ResultStatus;
  /** The id of its framework. */
  readonly framework: string;
  readonly publishedOn: CalendarDate;
  readonly visitedOn: CalendarDate | null;
  /** Empty: not given. */
  readonly url: string;
  /** As published, out of 100. Null: not given. */
  readonly score: number | null;
  readonly rating: Band;
  /** One character for each statement of the framework in order, "-" if not known. */
  readonly scores: string;
  /** What it says of statements, in the framework's order. Those without a note are left out. */
  readonly statements: readonly ReportedStatement[];
  readonly version: number;
  readonly changed: { readonly by: string; readonly at: Date };
};

export type ReportedStatement = {
  readonly statement: StatementId;
  readonly says: string;
  readonly page: number | null;
};

/** The last day on which what was signed counts as signed before the visit. */
export function signedBefore({
  visitedOn,
  publishedOn,
}: Pick<PublishedReport, 'visitedOn' | 'publishedOn'>): CalendarDate {
  return visitedOn ?? publishedOn;
}

export type ReportField = keyof typeof REPORT_NAMES | StatementField;
/** What a report gives and says of one statement: its score, the words and their page. */
type ScoreField = `score-${StatementId}`;
type SaysField = `says-${StatementId}`;
type PageField = `page-${StatementId}`;
export type StatementField = ScoreField | SaysField | PageField;
/** Those of every statement, once they are read. */
export type StatementAnswers = Readonly<
  Record<ScoreField | SaysField, string> & Record<PageField, number | null>
>;

export function scoreField(statement: StatementId): ScoreField {
  return `score-${statement}`;
}

export function saysField(statement: StatementId): SaysField {
  return `says-${statement}`;
}

export function pageField(statement: StatementId): PageField {
  return `page-${statement}`;
}

/** The report as a row of the published results of all councils. */
export function factsOfReport(
  report: Pick<
    PublishedReport,
    'status' | 'framework' | 'publishedOn' | 'url' | 'score' | 'rating' | 'scores'
  >,
): ResultFacts {
  const { status, framework, publishedOn, url, score, rating, scores } = report;
  return {
    ...{ status, confirmed: true, published: publishedOn.slice(0, 7), score, rating, framework, scores },
    ...{ basis: 'own report', source: url || 'CQC report' },
  };
}

/** The one that counts: the latest kind that is neither withdrawn nor replaced. */
export function currentReport(reports: readonly PublishedReport[]): PublishedReport | null {
  const counting = reports.filter(({ status }) => status === 'published' || status === 'under-review');
  return inReportOrder(counting)[0] ?? null;
}

/** The latest kind first. */
export function inReportOrder(reports: readonly PublishedReport[]): readonly PublishedReport[] {
  return reports.toSorted((a, b) => RESULT_KINDS.indexOf(b.kind) - RESULT_KINDS.indexOf(a.kind));
}

/** "Good, 78", or "Good" if no score was published. */
export function describeRating({ rating, score }: Pick<PublishedReport, 'rating' | 'score'>): string {
  return score === null ? BAND_NAMES[rating] : `${BAND_NAMES[rating]}, ${score}`;
}
