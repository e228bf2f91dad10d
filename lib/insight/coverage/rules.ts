import { STRENGTH_NAMES, type StrengthLevel } from '#lib/insight/readiness/strength.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatList, formatNumber, lowerFirst } from '#lib/kernel/format.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import type { AttachedItem } from '#lib/record/claims/rules.ts';
import { isExpired, STALE_AFTER_YEARS, staleBefore } from '#lib/record/evidence/concerns.ts';
import { COUNTED, LINKED, NONE } from '#lib/record/evidence/filter.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** What the evidence of a statement is counted by: its category, or who it came from. */
export const COVERAGE_AXES = ['category', 'voice'] as const;
export type CoverageAxis = (typeof COVERAGE_AXES)[number];

/** Items of one column, on one statement or on any. An item with several voices is in several columns. */
export type CoverageCell = {
  readonly count: number;
  /** Ignoring future dates. Null if none has a date. */
  readonly newest: CalendarDate | null;
  /** Items dated before the limit of what is out of date. */
  readonly stale: number;
  /** Items past their review date. */
  readonly expired: number;
};

export const NO_EVIDENCE: CoverageCell = { count: 0, newest: null, stale: 0, expired: 0 };

/** A column: a category or a voice. The last column of voices is the items of which nobody said who they came from. */
export type CoverageColumn = { readonly id: string; readonly name: string; readonly isNeeded: boolean };

/** The column of items of which nobody said who they came from. */
export const NOT_SAID = NONE;

export type CoverageRow = {
  readonly id: StatementId;
  readonly name: string;
  readonly strength: StrengthLevel;
  /** In the order of the columns. */
  readonly cells: readonly CoverageCell[];
};

export type Coverage = {
  readonly by: CoverageAxis;
  readonly columns: readonly CoverageColumn[];
  readonly rows: readonly CoverageRow[];
  /** Items on any statement, each counted once. */
  readonly onAny: readonly CoverageCell[];
};

/** The cells of the columns that have any of these items. */
export function cellsOf(
  items: Iterable<AttachedItem>,
  by: CoverageAxis,
  asOf: Date,
): ReadonlyMap<string, CoverageCell> {
  const [limit, today] = [staleBefore(asOf), londonDay(asOf)];
  const cells = new Map<string, CoverageCell>();
  for (const item of items) {
    if (item.out) continue;
    const { category, voices, datedOn, reviewBy = null } = item;
    for (const column of by === 'category' ? [category] : (voices ?? [NOT_SAID])) {
      const { count, newest, stale, expired } = cells.get(column) ?? NO_EVIDENCE;
      cells.set(column, {
        count: count + 1,
        newest: datedOn !== null && datedOn <= today && datedOn > (newest ?? '') ? datedOn : newest,
        stale: stale + Number(datedOn !== null && datedOn < limit),
        expired: expired + Number(isExpired({ reviewBy }, today)),
      });
    }
  }
  return cells;
}

/** The filters of the evidence list that show the items that a cell counts. `statement` null: on any. */
export function listBehind(
  by: CoverageAxis,
  statement: StatementId | null,
  column: string,
): Readonly<Record<string, string>> {
  return { statement: statement ?? LINKED, state: COUNTED, [by]: column };
}

/** The columns without an item on this statement, but for the one of items that say nothing. */
export function gapsOf(row: CoverageRow, { columns }: Pick<Coverage, 'columns'>): readonly CoverageColumn[] {
  return columns.filter(({ id }, at) => id !== NOT_SAID && row.cells[at]?.count === 0);
}

/** What is lacking most: "Nothing from unpaid carers on any statement." */
export function describeGaps(coverage: Coverage): string {
  const { by, columns, rows, onAny } = coverage;
  const asked = columns.filter(({ id }) => id !== NOT_SAID);
  const lacking = asked.filter(
    ({ id }) => onAny[columns.findIndex((column) => column.id === id)]?.count === 0,
  );
  if (by === 'voice' && lacking.length === asked.length)
    return 'Nobody has said who the evidence came from yet.';
  if (lacking.length > 0) {
    const names = formatList(lacking.map(({ name }) => lowerFirst(name)));
    return by === 'voice' ? `Nothing from ${names} on any statement.` : `No ${names} on any statement.`;
  }
  const empty = rows.flatMap((row) => gapsOf(row, coverage)).length;
  if (empty === 0) return 'No gaps: every statement has evidence of each kind.';
  return `${formatNumber(empty)} of ${formatNumber(rows.length * asked.length)} are gaps: no evidence ${by === 'voice' ? 'from that group' : 'of that category'} on that statement.`;
}

/** "2 out of date, 1 past review". Null if there is nothing to say. */
export function describeAge({ count, stale, expired }: CoverageCell): string | null {
  const parts = [
    ...(stale > 0 ? [stale === count ? `over ${STALE_AFTER_YEARS} years old` : `${stale} out of date`] : []),
    ...(expired > 0 ? [expired === count ? 'past review' : `${expired} past review`] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : null;
}

/** The heading of the exported file: for each column its count, and the newest date and how many are old. */
export function coverageHeadings({ columns }: Coverage): readonly string[] {
  return [
    'Statement',
    'Name',
    'Evidence strength',
    ...columns.flatMap(({ name }) => [
      name,
      `${name}: newest`,
      `${name}: out of date`,
      `${name}: past review`,
    ]),
    'Gaps',
  ];
}

/** A statement's row in the exported file, with the same content as on the page. */
export function coverageCells(row: CoverageRow, coverage: Coverage): readonly (string | number)[] {
  return [
    row.id,
    row.name,
    STRENGTH_NAMES[row.strength],
    ...row.cells.flatMap(({ count, newest, stale, expired }) => [count, newest ?? '', stale, expired]),
    formatList(gapsOf(row, coverage).map(({ name }) => name)),
  ];
}
