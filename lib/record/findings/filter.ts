import { isKnownStatement, knownStatement } from '#lib/frameworks/known.ts';
import {
  FINDING_SOURCE_NAMES,
  FINDING_SOURCES,
  FINDING_STATE_NAMES,
  FINDING_STATES,
  type Finding,
  type FindingSource,
  type FindingState,
  findingState,
  LEVEL_NAMES,
  LEVELS,
  type Level,
} from '#lib/record/findings/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** Findings a page. */
export const PAGE_SIZE = 50;

export type FindingFilter = {
  readonly state?: FindingState | undefined;
  readonly source?: FindingSource | undefined;
  readonly severity?: Level | undefined;
  readonly statement?: StatementId | undefined;
};

/** The filter in an address. What no page links to is left out. */
export function readFindingFilter(
  query: Readonly<Record<string, string | string[] | undefined>>,
): FindingFilter {
  return {
    state: FINDING_STATES.find((state) => state === query.state),
    source: FINDING_SOURCES.find((source) => source === query.source),
    severity: LEVELS.find((level) => level === query.severity),
    statement: isKnownStatement(query.statement) ? query.statement : undefined,
  };
}

export function matchesFilter(finding: Finding, filter: FindingFilter): boolean {
  const { state, source, severity, statement } = filter;
  return (
    (state === undefined || findingState(finding) === state) &&
    (source === undefined || finding.source === source) &&
    (severity === undefined || finding.severity === severity) &&
    (statement === undefined || finding.statement === statement)
  );
}

/** The filters in use, each with its words. */
export function describeFilter(
  filter: FindingFilter,
): readonly { name: keyof FindingFilter; text: string }[] {
  const { state, source, severity, statement } = filter;
  return [
    ...(state ? [{ name: 'state' as const, text: FINDING_STATE_NAMES[state] }] : []),
    ...(source ? [{ name: 'source' as const, text: FINDING_SOURCE_NAMES[source] }] : []),
    ...(severity
      ? [{ name: 'severity' as const, text: `Severity: ${LEVEL_NAMES[severity].toLowerCase()}` }]
      : []),
    ...(statement ? [{ name: 'statement' as const, text: knownStatement(statement).name }] : []),
  ];
}
