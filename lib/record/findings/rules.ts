import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount, formatList } from '#lib/kernel/format.ts';
import type { Limit } from '#lib/kernel/limits.ts';
import { fold } from '#lib/kernel/text/fold.ts';
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

export const MAX_FINDINGS: Limit = {
  max: 2_000,
  reached: (max) => `your council has reached the limit of ${max} findings`,
  instead: 'Change one that you no longer need instead',
};

/** Characters and pages. The database has the same. */
export const FINDING_LIMITS = { text: 2_000, origin: 200, outcome: 2_000, page: 9_999 } as const;

/** Labels in forms and files. */
export const FINDING_NAMES = {
  found: 'What was found',
  findingSource: 'Source',
  document: 'Document, meeting or case',
  sourcePage: 'Page',
  reference: 'Evidence',
  foundOn: 'Date found',
  ofStatement: 'Quality statement',
  severity: 'Severity',
  closedOn: 'Date closed',
  becameOfIt: 'What became of it',
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
  readonly actions: readonly AnsweringAction[];
  readonly version: number;
  readonly changed: { readonly by: string; readonly at: Date };
};

export type AnsweringAction = {
  readonly number: number;
  readonly title: string;
  readonly isDone: boolean;
  /** Given up: it answers nothing any more. */
  readonly isStopped: boolean;
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
  const answering = actions.filter(({ isStopped }) => !isStopped);
  if (answering.length === 0) return 'open';
  return answering.every(({ isDone }) => isDone) ? 'done' : 'in-plan';
}

/** How many findings nobody has an action for: a stopped one answers none. */
export function countOpen(findings: readonly Pick<Finding, 'closedOn' | 'actions'>[]): number {
  return findings.filter((finding) => findingState(finding) === 'open').length;
}

/** Where it was found, on which page: "CQC report, p. 14", "Complaint: C-102" or "Peer review 2025, p. 6". */
export function describeSource({
  source,
  origin,
  page,
}: Pick<Finding, 'source' | 'origin' | 'page'>): string {
  const name = FINDING_SOURCE_NAMES[source];
  const where = origin === '' ? name : fold(origin).startsWith(fold(name)) ? origin : `${name}: ${origin}`;
  return [where, ...(page === null ? [] : [`p. ${page}`])].join(', ');
}

/** The source of a form: one of `FINDING_SOURCES`, or "report-2" for the report of that number. */
export type ChosenSource = { readonly source: FindingSource; readonly report: number | null };

export function sourceValue({ source, report }: ChosenSource): string {
  return report === null ? source : `${source}-${report}`;
}

/** The source of such a value. Undefined: there is none. */
export function parseSource(value: unknown): ChosenSource | undefined {
  const source = FINDING_SOURCES.find((one) => one === value);
  if (source) return { source, report: null };
  const [, report] = (typeof value === 'string' && /^report-([1-9]\d{0,5})$/.exec(value)) || [];
  return report === undefined ? undefined : { source: 'report', report: Number(report) };
}

/** Those that need something first: without an action before in the plan, then by severity, the newest first. */
export function inFindingOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (a, b) =>
      FINDING_STATES.indexOf(findingState(a)) - FINDING_STATES.indexOf(findingState(b)) ||
      LEVELS.indexOf(a.severity) - LEVELS.indexOf(b.severity) ||
      b.number - a.number,
  );
}

/** "8 findings: 1 has no action yet, 5 are in the plan and 2 are closed." */
export function describeFindings(findings: readonly Pick<Finding, 'closedOn' | 'actions'>[]): string {
  const parts = FINDING_STATES.flatMap((state) => {
    const count = findings.filter((finding) => findingState(finding) === state).length;
    return count === 0
      ? []
      : [`${count} ${count === 1 ? STATE_PHRASES[state].one : STATE_PHRASES[state].many}`];
  });
  return `${formatCount(findings.length, 'finding')}: ${formatList(parts)}.`;
}

const STATE_PHRASES: Readonly<Record<FindingState, { readonly one: string; readonly many: string }>> = {
  open: { one: 'has no action yet', many: 'have no action yet' },
  'in-plan': { one: 'is in the plan', many: 'are in the plan' },
  done: { one: 'has its actions complete', many: 'have their actions complete' },
  closed: { one: 'is closed', many: 'are closed' },
};
