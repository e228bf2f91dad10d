import { knownStatement } from '#lib/frameworks/known.ts';
import { topicName } from '#lib/frameworks/topics.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { figureFromDatabase } from '#lib/kernel/figures.ts';
import { formatCount, formatList } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { formatPeriod, type Period } from '#lib/kernel/periods.ts';
import { type Change, describeEvents, type OwnNames } from '#lib/platform/audit/describe.ts';
import { formatMeasured } from '#lib/record/measures/figures.ts';
import {
  DIRECTION_NAMES,
  type Direction,
  MEASURE_NAMES,
  UNIT_NAMES,
  type Unit,
  VALUE_NAMES,
} from '#lib/record/measures/rules.ts';
import { describeSourced, describeValue, type MeasureValueFacts } from '#lib/record/measures/values.ts';
import type { StatementId } from '#lib/scoring/index.ts';

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

type ValueChange = {
  /** Key, name and unit of the measure. */
  readonly measure: string;
  readonly name: string;
  readonly unit: string;
  readonly before: MeasureValueFacts | null;
  readonly after: MeasureValueFacts | null;
};

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
        values: readonly (ValueChange & { after: MeasureValueFacts })[];
      };
    };
    /** `subject`: the number of the import's event. No `after`: removed. */
    'measures.import-undone': {
      subject: string;
      data: { values: readonly (ValueChange & { before: MeasureValueFacts })[] };
    };
    /** `subject`: the measure, or "measures" for all. `count`: number of exported values. */
    'measures.exported': { subject: string; data: { count: number } };
  }
}

export const measureEvents = describeEvents({
  'measure.added': {
    kind: 'measures',
    title: ({ data }) => `Measure added: ${data.name}`,
    changes: ({ data }, own) => measureChanges(null, data, own),
  },
  'measure.changed': {
    kind: 'measures',
    title: ({ data }) => `Measure changed: ${data.after.name}`,
    detail: ({ data }) => {
      const changed = measureChanges(data.before, data.after, []).filter(
        ({ before, after }) => before !== after,
      );
      return `Changed: ${changed.map(({ name }) => name.toLowerCase()).join(', ')}`;
    },
    changes: ({ data }, own) => measureChanges(data.before, data.after, own),
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
    changes: ({ data }) => data.values.map((value) => describeChange(value, value.after.period)),
  },
  'measures.import-undone': {
    kind: 'measures',
    title: ({ subject }) => `Import of measure values undone (event ${subject})`,
    detail: ({ data: { values } }) => {
      const removed = values.filter(({ after }) => after === null).length;
      return `${removed} removed, ${values.length - removed} changed back`;
    },
    changes: ({ data }) => data.values.map((value) => describeChange(value, value.before.period)),
  },
  'measures.exported': {
    kind: 'views',
    title: () => 'Measure values downloaded',
    detail: ({ data }) => formatCount(data.count, 'value'),
  },
});

function describeChange({ name, unit, before, after }: ValueChange, period: Period): Change {
  return {
    name: `${name}, ${formatPeriod(period)}`,
    before: before && describeSourced(before, unit as Unit),
    after: after && describeSourced(after, unit as Unit),
  };
}

function describeOutcome(before: unknown, after: unknown, made: string): string {
  if (!before) return made;
  return after ? 'changed' : 'removed';
}

function measureChanges(before: MeasureFacts | null, after: MeasureFacts, own: OwnNames): readonly Change[] {
  const [was, is] = [before && measureWords(before, own), measureWords(after, own)];
  return (Object.keys(MEASURE_NAMES) as (keyof MeasureFacts)[]).map((key) => ({
    name: MEASURE_NAMES[key],
    before: was?.[key] ?? null,
    after: is[key],
  }));
}

function measureWords(facts: MeasureFacts, own: OwnNames): Record<keyof MeasureFacts, string | null> {
  return {
    name: facts.name,
    unit: UNIT_NAMES[facts.unit as Unit],
    better: DIRECTION_NAMES[facts.better as Direction],
    statement: knownStatement(facts.statement).name,
    comparator: facts.comparator,
    source: facts.source || null,
    topics: formatList(facts.topics.map((key) => topicName(key, own))) || null,
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
