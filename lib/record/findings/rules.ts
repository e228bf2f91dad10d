import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** Of a finding, and the priority of an action. */
export const LEVELS = ['high', 'medium', 'low'] as const;
export type Level = (typeof LEVELS)[number];
export const LEVEL_NAMES: Readonly<Record<Level, string>> = { high: 'High', medium: 'Medium', low: 'Low' };

export const FINDING_SOURCES = [
  ...(['report', 'gap', 'challenge', 'peer_review', 'complaint', 'audit', 'other'] as const),
] as const;
export type FindingSource = (typeof FINDING_SOURCES)[number];
export const FINDING_SOURCE_NAMES: Readonly<Record<FindingSource, string>> = {
  report: 'CQC report',
  gap: 'Gap in the self-assessment',
  challenge: 'Challenge score',
  peer_review: 'Peer review',
  complaint: 'Complaint',
  audit: 'Audit',
  other: 'Something else',
};

/** Characters and pages. The database has the same. */
export const FINDING_LIMITS = { text: 2_000, origin: 200, outcome: 2_000, page: 9_999 } as const;

/** Labels in forms and files. */
export const FINDING_NAMES = {
  text: 'What was found',
  source: 'Source',
  origin: 'Document, meeting or case',
  page: 'Page',
  reference: 'Evidence',
  foundOn: 'Date found',
  statement: 'Quality statement',
  severity: 'Severity',
  closedOn: 'Date closed',
  outcome: 'What became of it',
} as const;

export type Finding = {
  readonly number: number;
  readonly text: string;
  readonly source: FindingSource;
  /** Number of the report that says it. */
  readonly report: number | null;
  readonly origin: string;
  readonly page: number | null;
  /** "E12". */
  readonly reference: string | null;
  readonly foundOn: CalendarDate;
  readonly statement: StatementId | null;
  readonly severity: Level;
  readonly closedOn: CalendarDate | null;
  readonly outcome: string;
  /** Actions that answer it, by number. */
  readonly actions: readonly { readonly number: number; readonly title: string; readonly isDone: boolean }[];
  readonly version: number;
  readonly changed: { readonly by: string; readonly at: Date };
};

export const FINDING_STATES = ['open', 'in-plan', 'done', 'closed'] as const;
export type FindingState = (typeof FINDING_STATES)[number];
export const FINDING_STATE_NAMES: Readonly<Record<FindingState, string>> = {
  open: 'No action yet',
  'in-plan': 'In the plan',
  done: 'Actions complete',
  closed: 'Closed',
};

/** What became of a finding: closed with a reason, or as far as the actions that answer it. */
export function findingState({ closedOn, actions }: Pick<Finding, 'closedOn' | 'actions'>): FindingState {
  if (closedOn !== null) return 'closed';
  if (actions.length === 0) return 'open';
  return actions.every(({ isDone }) => isDone) ? 'done' : 'in-plan';
}
