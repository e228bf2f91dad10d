import type { CalendarDate } from '#lib/kernel/dates.ts';
import { figureFromDatabase, unformattedFigure } from '#lib/kernel/figures.ts';
import { formatCount, formatDate, formatList } from '#lib/kernel/format.ts';
import { formatPeriod, type Period } from '#lib/kernel/periods.ts';
import { type Change, describeEvents } from '#lib/platform/audit/describe.ts';
import { changeRow, type Facts, type RecordedRows, type RecordKind } from '#lib/platform/audit/records.ts';
import {
  DIRECTION_NAMES,
  type Direction,
  describeSourced,
  describeValue,
  formatMeasured,
  MEASURE_NAMES,
  type MeasureValueFacts,
  TOPIC_NAMES,
  type Topic,
  UNIT_NAMES,
  type Unit,
  VALUE_NAMES,
} from '#lib/record/measures/rules.ts';
import { type StatementId, statement as statementOf } from '#lib/scoring/index.ts';

export type MeasureFacts = {
  readonly name: string;
  readonly unit: string;
  readonly better: string;
  readonly statement: StatementId;
  readonly comparator: string;
  readonly source: string;
  readonly topics: readonly string[];
};

/** Either a value, or an improvement in percent of the baseline. */
export type MeasureTargetFacts = {
  readonly baseline: Period;
  readonly value: string | null;
  readonly change: string | null;
  readonly dueOn: CalendarDate;
};

/** The parts of a measure needed to describe events about its figures. */
type MeasureNamed = { readonly name: string; readonly unit: string; readonly statement: StatementId };

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    'measure.added': { subject: string; data: MeasureFacts };
    'measure.changed': {
      subject: string;
      data: { statement: StatementId; before: MeasureFacts; after: MeasureFacts };
    };
    /** No `before`: added. No `after`: removed. */
    'measure.value-saved': {
      subject: string;
      data: MeasureNamed & { before: MeasureValueFacts | null; after: MeasureValueFacts | null };
    };
    'measure.target-set': {
      subject: string;
      data: MeasureNamed & { before: MeasureTargetFacts | null; after: MeasureTargetFacts | null };
    };
    /** The values that an imported file added or changed. */
    'measures.imported': {
      subject: 'measures';
      data: {
        unchanged: number;
        values: readonly {
          measure: string;
          name: string;
          unit: string;
          before: MeasureValueFacts | null;
          after: MeasureValueFacts;
        }[];
      };
    };
    /** `subject`: the measure, or "measures" for all. `count`: number of exported values. */
    'measures.exported': { subject: string; data: { count: number } };
  }
}

export const measureEvents = describeEvents({
  'measure.added': {
    kind: 'measures',
    title: ({ data }) => `Measure added: ${data.name}`,
    changes: ({ data }) => measureChanges(null, data),
  },
  'measure.changed': {
    kind: 'measures',
    title: ({ data }) => `Measure changed: ${data.after.name}`,
    detail: ({ data }) => {
      const changed = measureChanges(data.before, data.after).filter(({ before, after }) => before !== after);
      return `Changed: ${changed.map(({ name }) => name.toLowerCase()).join(', ')}`;
    },
    changes: ({ data }) => measureChanges(data.before, data.after),
  },
  'measure.value-saved': {
    kind: 'measures',
    title: ({ data: { name, before, after } }) => {
      const period = (after ?? before)?.period;
      return `${name}: value ${describeOutcome(before, after, 'added')}${period ? ` for ${formatPeriod(period)}` : ''}`;
    },
    detail: ({ data: { unit, before, after } }) => {
      const [was, is] = [before, after].map((facts) => facts && describeValue(facts, unit as Unit));
      if (!was || !is) return is ?? was ?? null;
      return was === is ? null : `From ${was} to ${is}`;
    },
    changes: ({ data }) => valueChanges(data.before, data.after, data.unit),
  },
  'measure.target-set': {
    kind: 'measures',
    title: ({ data: { name, before, after } }) => `${name}: target ${describeOutcome(before, after, 'set')}`,
    detail: ({ data: { unit, after } }) => after && describeAim(after, unit),
    changes: ({ data: { unit, before, after } }) => [
      {
        name: 'Target',
        before: before && describeAim(before, unit),
        after: after && describeAim(after, unit),
      },
    ],
  },
  'measures.imported': {
    kind: 'measures',
    title: () => 'Measure values imported',
    detail: ({ data: { values, unchanged } }) => {
      const added = values.filter(({ before }) => before === null).length;
      return `${added} added, ${values.length - added} changed, ${unchanged} unchanged`;
    },
    changes: ({ data }) =>
      data.values.map(({ name, unit, before, after }) => ({
        name: `${name}, ${formatPeriod(after.period)}`,
        before: before && describeSourced(before, unit as Unit),
        after: describeSourced(after, unit as Unit),
      })),
  },
  'measures.exported': {
    kind: 'views',
    title: () => 'Measure values downloaded',
    detail: ({ data }) => formatCount(data.count, 'value'),
  },
});

function describeOutcome(before: unknown, after: unknown, made: string): string {
  if (!before) return made;
  return after ? 'changed' : 'removed';
}

function measureChanges(before: MeasureFacts | null, after: MeasureFacts): readonly Change[] {
  const [was, is] = [before && measureWords(before), measureWords(after)];
  return (Object.keys(MEASURE_NAMES) as (keyof MeasureFacts)[]).map((key) => ({
    name: MEASURE_NAMES[key],
    before: was?.[key] ?? null,
    after: is[key],
  }));
}

function measureWords(facts: MeasureFacts): Record<keyof MeasureFacts, string | null> {
  return {
    name: facts.name,
    unit: UNIT_NAMES[facts.unit as Unit],
    better: DIRECTION_NAMES[facts.better as Direction],
    statement: statementOf(facts.statement).name,
    comparator: facts.comparator,
    source: facts.source || null,
    topics: formatList(facts.topics.map((topic) => TOPIC_NAMES[topic as Topic])) || null,
  };
}

function valueChanges(
  before: MeasureValueFacts | null,
  after: MeasureValueFacts | null,
  unit: string,
): readonly Change[] {
  const [was, is] = [before && valueWords(before, unit), after && valueWords(after, unit)];
  return (Object.keys(VALUE_NAMES) as (keyof typeof VALUE_NAMES)[]).map((key) => ({
    name: VALUE_NAMES[key],
    before: was?.[key] ?? null,
    after: is?.[key] ?? null,
  }));
}

function valueWords(facts: MeasureValueFacts, unit: string) {
  return {
    period: formatPeriod(facts.period),
    value: formatStored(facts.value, unit),
    comparator: facts.comparator && formatStored(facts.comparator, unit),
    comparatorPeriod: facts.comparatorPeriod && formatPeriod(facts.comparatorPeriod),
    source: facts.source || null,
  };
}

function formatStored(figure: string, unit: string): string {
  return formatMeasured(figureFromDatabase(figure), unit as Unit);
}

function describeAim({ baseline, value, change, dueOn }: MeasureTargetFacts, unit: string): string {
  const aim = value === null ? `${change}% better` : formatStored(value, unit);
  return `${aim} by ${formatDate(dueOn)} (baseline ${formatPeriod(baseline)})`;
}

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
  select: `select key, name, unit::text, better::text, statement, comparator, source, topics::text[] as topics
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
        if (event.type !== 'measures.imported') return;
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
