import { isKnownStatement, knownStatement } from '#lib/frameworks/known.ts';
import { type CalendarDate, parseUrlDay } from '#lib/kernel/dates.ts';
import { formatCount, formatNumber } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { KIND_NAMES, type Kind } from '#lib/nouns.ts';
import { parseTypedReference, referenceOf } from '#lib/record/evidence/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** The filters of the history. Dates are calendar dates in London, both inclusive. */
export type ActivityFilter = {
  readonly statement?: StatementId | undefined;
  /** Reference of an evidence item. */
  readonly evidence?: string | undefined;
  /** Id of a person: their actions, and changes to their membership. */
  readonly person?: string | undefined;
  readonly kind?: Kind | undefined;
  readonly from?: CalendarDate | undefined;
  readonly to?: CalendarDate | undefined;
};

/** The number of an event in an address. Null: not a whole number from 1. */
export function parseEventNumber(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The kinds to filter by, each with its name. */
export const KINDS = Object.entries(KIND_NAMES) as readonly (readonly [Kind, string])[];

/** The filters in an address, without invalid ones. */
export function readActivityFilter(query: Readonly<Record<string, unknown>>): ActivityFilter {
  const { statement: on, evidence, person, kind } = query;
  const number = typeof evidence === 'string' ? parseTypedReference(evidence) : null;
  return {
    statement: isKnownStatement(on) ? on : undefined,
    evidence: number === null ? undefined : referenceOf(number),
    person: typeof person === 'string' && UUID.test(person) ? person.toLowerCase() : undefined,
    kind: KINDS.find(([candidate]) => candidate === kind)?.[0],
    from: parseUrlDay(query.from),
    to: parseUrlDay(query.to),
  };
}

/** The active filters in words. Names a person only if `nameOfPerson` is given. */
export function describeFilter(
  filter: ActivityFilter,
  nameOfPerson?: string | undefined,
): readonly { readonly name: keyof ActivityFilter; readonly text: string }[] {
  const texts: Record<keyof ActivityFilter, string | undefined> = {
    statement: filter.statement && knownStatement(filter.statement).name,
    evidence: filter.evidence && `Evidence ${filter.evidence}`,
    person: filter.person && (nameOfPerson ?? 'One person'),
    kind: filter.kind && KIND_NAMES[filter.kind],
    from: filter.from && `From ${formatDate(filter.from)}`,
    to: filter.to && `To ${formatDate(filter.to)}`,
  };
  return Object.entries(texts).flatMap(([name, text]) =>
    text ? [{ name: name as keyof ActivityFilter, text }] : [],
  );
}

/** "3 changes", or "More than 1,000 changes" if not all were counted. */
export function describeNewChanges({
  counts,
  isMore,
}: {
  readonly counts: readonly { readonly count: number }[];
  readonly isMore: boolean;
}): string {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return isMore ? `More than ${formatNumber(total - 1)} changes` : formatCount(total, 'change');
}
