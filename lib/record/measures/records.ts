import type { CalendarDate } from '#lib/kernel/dates.ts';
import { figureFromDatabase, unformattedFigure } from '#lib/kernel/figures.ts';
import type { Period } from '#lib/kernel/periods.ts';
import { changeRow, type Facts, type RecordedRows, type RecordKind } from '#lib/platform/audit/records.ts';
import type { MeasureFacts, MeasureTargetFacts } from '#lib/record/measures/events.ts';
import type { MeasureValueFacts } from '#lib/record/measures/values.ts';

type MeasureRow = Omit<MeasureFacts, 'topics'> & { readonly key: string; readonly topics: readonly string[] };

/** The council's own measures. */
export const measureRecords: RecordKind<MeasureRow> = {
  tables: ['measures'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type === 'measure.added')
          rows.set(`measure ${event.subject}`, { facts: measureFacts(event.data) });
        if (event.type === 'measure.changed') {
          changeRow(rows, `measure ${event.subject}`, measureFacts(event.data.after));
        }
      },
    };
  },
  select: `select key, name, unit::text, better::text, statement, comparator, source, topics
             from measures where council_id = $1::uuid and not shipped`,
  stored: ({ key, ...facts }) => ({ key: `measure ${key}`, facts: measureFacts(facts) }),
};

type ShippedRow = Pick<MeasureFacts, 'unit' | 'better' | 'statement'> & { readonly key: string };

/**
 * Shipped measures, as this release defines them. Optional: a council's own measure of that name may take its place.
 */
export function shippedMeasureRecords(shipped: readonly ShippedRow[]): RecordKind<ShippedRow> {
  const factsOf = ({ unit, better, statement }: ShippedRow) => ({ unit, better, statement });
  return {
    tables: [],
    replay: () => ({
      rows: new Map(
        shipped.map((row) => [`shipped measure ${row.key}`, { facts: factsOf(row), isOptional: true }]),
      ),
      apply: () => undefined,
    }),
    select: `select key, unit::text, better::text, statement from measures where council_id = $1::uuid and shipped`,
    stored: (row) => ({ key: `shipped measure ${row.key}`, facts: factsOf(row) }),
  };
}

type ValueRow = {
  readonly measure: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly value: string;
  readonly source: string;
  readonly comparator: string | null;
  readonly comparatorStartsOn: CalendarDate | null;
  readonly comparatorEndsOn: CalendarDate | null;
  readonly savedBy: string;
};

/** The value of each measure in each period. */
export const valueRecords: RecordKind<ValueRow> = {
  tables: ['measure_values'],
  replay() {
    const rows: RecordedRows = new Map();
    const save = (
      measure: string,
      savedBy: string | null,
      change: { readonly before: MeasureValueFacts | null; readonly after: MeasureValueFacts | null },
    ) => {
      if (change.before) rows.delete(valueKey(measure, change.before.period));
      if (change.after)
        rows.set(valueKey(measure, change.after.period), {
          facts: { ...valueFacts(change.after), savedBy },
        });
    };
    return {
      rows,
      apply(event) {
        if (event.type === 'measure.value-saved') save(event.subject, event.actorId, event.data);
        if (event.type !== 'measures.imported' && event.type !== 'measures.import-undone') return;
        for (const { measure, ...change } of event.data.values) save(measure, event.actorId, change);
      },
    };
  },
  select: `select m.key as measure, v.starts_on::text as "startsOn", v.ends_on::text as "endsOn", v.value::text, v.source,
                  v.comparator_value::text as comparator, v.comparator_starts_on::text as "comparatorStartsOn",
                  v.comparator_ends_on::text as "comparatorEndsOn", v.saved_by_id::text as "savedBy"
             from measure_values v join measures m on m.council_id = v.council_id and m.id = v.measure_id
            where v.council_id = $1::uuid`,
  stored: ({
    measure,
    startsOn,
    endsOn,
    value,
    source,
    comparator,
    comparatorStartsOn,
    comparatorEndsOn,
    savedBy,
  }) => ({
    key: valueKey(measure, { startsOn, endsOn }),
    facts: {
      ...valueFacts({
        period: { startsOn, endsOn },
        value: plain(value),
        comparator: comparator === null ? null : plain(comparator),
        comparatorPeriod:
          comparatorStartsOn === null || comparatorEndsOn === null
            ? null
            : { startsOn: comparatorStartsOn, endsOn: comparatorEndsOn },
        source,
      }),
      savedBy,
    },
  }),
};

type TargetRow = {
  readonly measure: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly value: string | null;
  readonly change: string | null;
  readonly dueOn: CalendarDate;
  readonly setBy: string;
};

/** Targets of measures. */
export const measureTargetRecords: RecordKind<TargetRow> = {
  tables: ['measure_targets'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type !== 'measure.target-set') return;
        const { after } = event.data;
        const key = `target of ${event.subject}`;
        if (after) rows.set(key, { facts: { ...targetFacts(after), setBy: event.actorId } });
        else rows.delete(key);
      },
    };
  },
  select: `select m.key as measure, v.starts_on::text as "startsOn", v.ends_on::text as "endsOn", t.value::text, t.change::text,
                  t.due_on::text as "dueOn", t.set_by_id::text as "setBy"
             from measure_targets t join measures m on m.council_id = t.council_id and m.id = t.measure_id
             join measure_values v on v.council_id = t.council_id and v.id = t.baseline_id
            where t.council_id = $1::uuid`,
  stored: ({ measure, startsOn, endsOn, value, change, dueOn, setBy }) => ({
    key: `target of ${measure}`,
    facts: {
      ...targetFacts({
        baseline: { startsOn, endsOn },
        value: value === null ? null : plain(value),
        change: change === null ? null : plain(change),
        dueOn,
      }),
      setBy,
    },
  }),
};

function measureFacts({ topics, ...facts }: MeasureFacts): Facts {
  const { name, unit, better, statement, comparator, source } = facts;
  return { name, unit, better, statement, comparator, source, topics: topics.toSorted().join(', ') };
}

function valueFacts({ value, comparator, comparatorPeriod, source }: MeasureValueFacts): Facts {
  return {
    value,
    comparator,
    comparatorPeriod: comparatorPeriod && inWords(comparatorPeriod),
    source,
  };
}

function targetFacts({ baseline, value, change, dueOn }: MeasureTargetFacts): Facts {
  return { from: inWords(baseline), value, change, dueOn };
}

function valueKey(measure: string, period: Period): string {
  return `value of ${measure} for ${inWords(period)}`;
}

function inWords({ startsOn, endsOn }: Period): string {
  return `${startsOn} to ${endsOn}`;
}

/** A figure from the database, "61.5000", as an event writes it, "61.5". */
function plain(figure: string): string {
  return unformattedFigure(figureFromDatabase(figure));
}
