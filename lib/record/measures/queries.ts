import 'server-only';
import type { Framework, TopicKey } from '#lib/frameworks/framework.ts';
import { knownStatementIds } from '#lib/frameworks/known.ts';
import { sameStatements, statementIn } from '#lib/frameworks/mapping.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { type Figure, figureFromDatabase } from '#lib/kernel/figures.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { likePattern } from '#lib/kernel/text/fold.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import type { Transaction } from '#lib/platform/db/client.ts';
import {
  type CouncilRead,
  type CouncilRows,
  cacheByAuditHead,
  joinSql,
  read,
  sql,
} from '#lib/platform/db/read.ts';
import { type AskedPage, sliceOf } from '#lib/platform/forms/page-number.ts';
import { loadFramework } from '#lib/record/assessments/queries.ts';
import { ATTENTION, type Attention, attentionOf, needsAttention } from '#lib/record/measures/attention.ts';
import type { Direction, Measure, MeasureValue, Unit } from '#lib/record/measures/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** A published figure for a named council. */
export type Published = {
  readonly council: string;
  readonly value: Figure;
  readonly england: Figure | null;
  /** As published. Empty if not stated. */
  readonly period: string;
  readonly source: string;
};

/** A measure with the other details its page shows. */
export type MeasureView = Measure & {
  readonly saved: Readonly<Record<string, { readonly by: string; readonly at: Date }>>;
  readonly published: readonly Published[];
  /** The framework of the open cycle, or else of the last one. */
  readonly framework: Framework;
};

type ValueRow = {
  readonly id: string;
  readonly version: number;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly value: string;
  readonly source: string;
  readonly comparator: string | null;
  readonly comparatorStartsOn: CalendarDate | null;
  readonly comparatorEndsOn: CalendarDate | null;
};

type MeasureRow = {
  readonly key: string;
  readonly name: string;
  readonly unit: Unit;
  readonly better: Direction;
  readonly statement: StatementId;
  readonly comparator: string;
  readonly source: string;
  readonly topics: readonly TopicKey[];
  readonly shipped: boolean;
  readonly version: number;
  readonly values: readonly ValueRow[];
  readonly target: {
    readonly baselineId: string;
    readonly value: string | null;
    readonly change: string | null;
    readonly dueOn: CalendarDate;
    readonly version: number;
  } | null;
};

export type WhichMeasures = {
  readonly key?: string;
  readonly keys?: readonly string[];
  /** Those of a statement, in whichever framework they were given it. */
  readonly statement?: StatementId | undefined;
  /** Only names that contain these words, ignoring case and accents. */
  readonly words?: string | undefined;
  /** By whose statements they are sorted. Absent: by their own frameworks. */
  readonly framework?: Framework;
};

/**
 * Measures with their figures, by statement and name. One query. Figures and dates come as text, so that nothing is
 * rounded.
 */
export async function loadMeasures(
  { tx, context }: CouncilRows,
  { framework, ...which }: WhichMeasures = {},
): Promise<readonly Measure[]> {
  const rows = await tx.$queryRaw<MeasureRow[]>`
    select m.key, m.name, m.unit::text as unit, m.better::text as better, m.statement, m.comparator, m.source,
           m.topics, m.shipped, m.version,
           coalesce((
             select json_agg(json_build_object(
                      'id', v.id, 'version', v.version, 'startsOn', v.starts_on, 'endsOn', v.ends_on,
                      'value', v.value::text, 'source', v.source, 'comparator', v.comparator_value::text,
                      'comparatorStartsOn', v.comparator_starts_on, 'comparatorEndsOn', v.comparator_ends_on)
                    order by v.ends_on, v.starts_on)
               from measure_values v where v.council_id = m.council_id and v.measure_id = m.id), '[]') as values,
           (select json_build_object('baselineId', t.baseline_id, 'value', t.value::text, 'change', t.change::text,
                                     'dueOn', t.due_on, 'version', t.version)
              from measure_targets t where t.council_id = m.council_id and t.measure_id = m.id) as target
      from measures m
     where ${whichSql(context, which)}
     order by ${orderSql(framework)}`;
  return rows.map(measureOf);
}

function orderSql(framework: Framework | undefined) {
  return sql`array_position(${statementOrder(framework)}, m.statement), m.name, m.key`;
}

/** Every known statement: those that the framework's first statement continues, and so on, and then the others. */
function statementOrder(framework: Framework | undefined): readonly StatementId[] {
  const all = knownStatementIds();
  if (!framework) return all;
  const place = (id: StatementId) => {
    const own = statementIn(framework, id);
    return own === null ? framework.statementIds.length : framework.statementIds.indexOf(own);
  };
  return all.toSorted((a, b) => place(a) - place(b));
}

function whichSql(context: CouncilRows['context'], which: Omit<WhichMeasures, 'framework'>) {
  const { key, keys, statement, words } = which;
  const conditions = [
    sql`m.council_id = ${context.council.id}::uuid`,
    ...(key === undefined ? [] : [sql`m.key = ${key}`]),
    ...(keys === undefined ? [] : [sql`m.key = any(${keys})`]),
    ...(statement === undefined ? [] : [sql`m.statement = any(${sameStatements(statement)})`]),
    ...(words === undefined ? [] : [sql`fold(m.name) like ${likePattern(words)}`]),
  ];
  return joinSql(conditions, ' and ');
}

function measureOf({ values: valueRows, target, ...definition }: MeasureRow): Measure {
  const values = valueRows.map(valueFrom);
  const baseline = target && values.find(({ id }) => id === target.baselineId);
  return {
    ...definition,
    values,
    target:
      target && baseline
        ? {
            baseline: { period: baseline.period, value: baseline.value },
            baselineId: target.baselineId,
            aim:
              target.value === null
                ? { kind: 'change', percent: figureFromDatabase(target.change ?? '0') }
                : { kind: 'value', value: figureFromDatabase(target.value) },
            dueOn: target.dueOn,
            version: target.version,
          }
        : null,
  };
}

function valueFrom(row: ValueRow): MeasureValue {
  return {
    id: row.id,
    version: row.version,
    period: { startsOn: row.startsOn, endsOn: row.endsOn },
    value: figureFromDatabase(row.value),
    source: row.source,
    comparator:
      row.comparator === null
        ? null
        : {
            value: figureFromDatabase(row.comparator),
            period:
              row.comparatorStartsOn !== null && row.comparatorEndsOn !== null
                ? { startsOn: row.comparatorStartsOn, endsOn: row.comparatorEndsOn }
                : null,
          },
  };
}

/** Filters of the list. */
export type MeasureFilter = Pick<WhichMeasures, 'statement' | 'words'> & {
  /** Only measures that need attention. */
  readonly attention?: 'yes' | undefined;
};

export type MeasurePage = {
  readonly measures: readonly (Measure & { readonly needsAttention: boolean })[];
  readonly total: number;
  /** How many of the filtered measures need attention, whether only those are asked for or not. */
  readonly pressing: number;
  readonly page: number;
  readonly pages: number;
  /** Whether all can be shown as one page. */
  readonly canShowAll: boolean;
  /** The framework of the open cycle, or else of the last one. */
  readonly framework: Framework;
};

export const MEASURES_PAGE_SIZE = 24;

/** One page of the council's measures: by attention, statement and name. A page past the end gives page 1. */
export async function listMeasures(
  context: CouncilContext,
  { attention, ...which }: MeasureFilter = {},
  page: AskedPage = 1,
): Promise<MeasurePage> {
  requirePermission(context, 'measures:view');
  return read(context, async (db) => {
    const framework = await loadFramework(db);
    const attentions = await attentionNow(db);
    const rows = await db.tx.$queryRaw<{ key: string }[]>`
      select m.key from measures m where ${whichSql(context, which)} order by ${orderSql(framework)}`;
    const found = rows
      .map(({ key }) => ({ key, attention: attentions[key] ?? 'no values' }))
      .toSorted((a, b) => ATTENTION.indexOf(a.attention) - ATTENTION.indexOf(b.attention));
    const pressing = found.filter((one) => needsAttention(one.attention));
    const listed = attention ? pressing : found;
    const { skip, take, ...where } = sliceOf(page, listed.length, MEASURES_PAGE_SIZE);
    const shown = listed.slice(skip, skip + take);
    const byKey = new Map(
      (await loadMeasures(db, { keys: shown.map(({ key }) => key) })).map((measure) => [
        measure.key,
        measure,
      ]),
    );
    return {
      measures: shown.flatMap((one) => {
        const measure = byKey.get(one.key);
        return measure ? [{ ...measure, needsAttention: needsAttention(one.attention) }] : [];
      }),
      ...{ total: listed.length, pressing: pressing.length, ...where, framework },
    };
  });
}

/** Why each measure needs attention, by key. Cached because it reads all values. */
function attentionNow(db: CouncilRead): Promise<Readonly<Record<string, Attention>>> {
  const asOf = db.context.now();
  return cacheByAuditHead(db, { name: 'attention of measures', of: londonDay(asOf) }, async () =>
    Object.fromEntries((await loadMeasures(db)).map((measure) => [measure.key, attentionOf(measure, asOf)])),
  );
}

/** One measure with everything its page shows. Null when the council has none with that key. */
export async function getMeasure(context: CouncilContext, key: string): Promise<MeasureView | null> {
  requirePermission(context, 'measures:view');
  return read(context, async (db) => {
    const { tx } = db;
    const [measure] = await loadMeasures(db, { key });
    if (!measure) return null;
    const saves = await tx.$queryRaw<{ id: string; by: string; at: Date }[]>`
      select v.id, p.name as by, v.saved_at as at
        from measure_values v
        join measures m on m.council_id = v.council_id and m.id = v.measure_id
        join people p on p.id = v.saved_by_id
       where v.council_id = ${context.council.id}::uuid and m.key = ${key}`;
    const published = measure.shipped ? await publishedOf(tx, key) : [];
    const framework = await loadFramework(db);
    const saved = Object.fromEntries(saves.map(({ id, ...save }) => [id, save]));
    return { ...measure, saved, published, framework };
  });
}

async function publishedOf(tx: Transaction, key: string): Promise<readonly Published[]> {
  const rows = await tx.$queryRaw<
    { council: string; value: string; england: string | null; period: string; source: string }[]
  >`
    select council, value::text as value, england::text as england, period, source
      from published_measures where measure_key = ${key} order by council collate name_order`;
  return rows.map(({ value, england, ...row }) => ({
    ...row,
    value: figureFromDatabase(value),
    england: england === null ? null : figureFromDatabase(england),
  }));
}

/** A measure as topics count it. */
export type MeasureOfTopics = {
  readonly key: string;
  readonly name: string;
  readonly topics: readonly TopicKey[];
  /** The end of the period of its latest value. Null if it has none. */
  readonly latest: CalendarDate | null;
};

/** Every measure with its topics, by name. One query, without the values. */
export function loadMeasuresOfTopics({ tx, context }: CouncilRead): Promise<readonly MeasureOfTopics[]> {
  return tx.$queryRaw<MeasureOfTopics[]>`
    select m.key, m.name, m.topics, max(v.ends_on)::text as latest
      from measures m
      left join measure_values v on v.council_id = m.council_id and v.measure_id = m.id
     where m.council_id = ${context.council.id}::uuid
     group by m.id
     order by m.name collate name_order`;
}
