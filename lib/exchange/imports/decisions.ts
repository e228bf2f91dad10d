import { formatPeriod, type Period } from '#lib/kernel/periods.ts';
import type { EventOf } from '#lib/platform/audit/events.ts';
import type { Measure, MeasureValue, Unit } from '#lib/record/measures/rules.ts';
import {
  contentOf,
  describeSourced,
  isSameValue,
  plainValue,
  type ValueContent,
} from '#lib/record/measures/values.ts';
import { describeResultFacts, readRecordedFacts, sameResult } from '#lib/record/results/facts.ts';
import type { ResultRow } from '#lib/record/results/rules.ts';

/** A row of an import in words: as imported, as it is now and as undoing would leave it. Null: no such row. */
export type UndoRow = {
  readonly name: string;
  readonly imported: string;
  readonly now: string | null;
  readonly after: string | null;
  /** Why it must stay. */
  readonly obstacle: 'changed' | 'baseline' | null;
};

/** The event that undid an import. */
export type Undone = { readonly seq: number; readonly by: string; readonly at: Date };

export type UndoDecision<Row> =
  | { readonly outcome: 'undo'; readonly rows: readonly Row[] }
  | { readonly outcome: 'already undone'; readonly undone: Undone }
  /** `rows`: those that must stay. */
  | { readonly outcome: 'refused'; readonly rows: readonly Row[] }
  /** The import's event is older than undoing, and lacks what it replaced. */
  | { readonly outcome: 'not recorded' };

/** Whether an import can be undone: all of it or nothing. `rows`: null if its event lacks what it replaced. */
export function decideUndo<Row extends UndoRow>(
  undone: Undone | null,
  rows: readonly Row[] | null,
): UndoDecision<Row> {
  if (undone) return { outcome: 'already undone', undone };
  if (!rows) return { outcome: 'not recorded' };
  const kept = rows.filter(({ obstacle }) => obstacle !== null);
  return kept.length > 0 ? { outcome: 'refused', rows: kept } : { outcome: 'undo', rows };
}

type ImportedValue = EventOf<'measures.imported'>['data']['values'][number];

export type ValueToPutBack = UndoRow & {
  readonly measure: Pick<Measure, 'key'>;
  /** The value now. */
  readonly before: MeasureValue | null;
  /** Null: it is removed. */
  readonly given: ValueContent | null;
  readonly facts: EventOf<'measures.import-undone'>['data']['values'][number];
};

/** The values of an import, to be put back among these measures. A value in another unit has changed. */
export function valuesToPutBack(
  imported: readonly ImportedValue[],
  measures: readonly Measure[],
): readonly ValueToPutBack[] {
  const placeOf = (key: string, { startsOn, endsOn }: Period) => `${key} ${startsOn} ${endsOn}`;
  const measureOf = new Map(measures.map((measure) => [measure.key, measure]));
  const heldAt = new Map(
    measures.flatMap(({ key, values }) => values.map((value) => [placeOf(key, value.period), value])),
  );
  return imported.map(({ measure: key, name: nameThen, unit, before, after }) => {
    const measure = measureOf.get(key);
    const held = heldAt.get(placeOf(key, after.period));
    const isAsImported = held && measure?.unit === unit && isSameValue(held, contentOf(after));
    const isBaseline = before === null && held && measure?.target?.baselineId === held.id;
    const name = measure?.name ?? nameThen;
    return {
      name: `${name}, ${formatPeriod(after.period)}`,
      imported: describeSourced(after, unit as Unit),
      now: held && measure ? describeSourced(plainValue(held), measure.unit) : null,
      after: before && describeSourced(before, unit as Unit),
      obstacle: isAsImported ? (isBaseline ? 'baseline' : null) : 'changed',
      measure: { key },
      before: held ?? null,
      given: before && contentOf(before),
      facts: { measure: key, name, unit, before: after, after: before },
    };
  });
}

type ImportedResult = EventOf<'results.imported'>['data']['changes'][number];

export type ResultToPutBack = UndoRow & {
  readonly facts: EventOf<'results.import-undone'>['data']['changes'][number];
};

/**
 * The results of an import, to be put back in this list. Where the council had no row of its own, the shipped one
 * shows again, as it is now. Null if the event does not say which rows were the council's own.
 */
export function resultsToPutBack(
  imported: readonly ImportedResult[],
  held: readonly Pick<ResultRow, 'id' | 'facts' | 'origin'>[],
): readonly ResultToPutBack[] | null {
  if (imported.some(({ hadOwn }) => hadOwn === undefined)) return null;
  const heldOf = new Map(held.map((row) => [row.id, row]));
  return imported.map(({ id, council, before, hadOwn = false, after: recorded }) => {
    const after = readRecordedFacts(recorded);
    const { facts: now = null, origin } = heldOf.get(id) ?? {};
    const shipped = origin?.kind === 'corrected' ? (origin.before?.facts ?? null) : now;
    const was = hadOwn ? before && readRecordedFacts(before) : shipped;
    return {
      name: council,
      imported: describeResultFacts(after),
      now: now && describeResultFacts(now),
      after: was && describeResultFacts(was),
      obstacle: origin?.kind === 'corrected' && sameResult(now, after) ? null : 'changed',
      facts: { id, council, before: after, after: was, hasOwn: hadOwn },
    };
  });
}
