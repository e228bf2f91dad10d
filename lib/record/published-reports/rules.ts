import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { ResultKind, ResultStatus } from '#lib/record/results/facts.ts';
import type { Band, StatementId } from '#lib/scoring/index.ts';

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
