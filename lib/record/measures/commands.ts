import 'server-only';
import { v7 as uuidv7 } from 'uuid';
import { statementIn } from '#lib/frameworks/mapping.ts';
import { dateToColumn } from '#lib/kernel/dates.ts';
import { unformattedFigure } from '#lib/kernel/figures.ts';
import { requireRoom } from '#lib/kernel/limits.ts';
import { isSameName } from '#lib/kernel/text/fold.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedExport, auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { loadFramework } from '#lib/record/assessments/queries.ts';
import {
  decideMeasure,
  decideTarget,
  decideValue,
  keptStatement,
  type MeasureDecision,
  measureFacts,
  sameMeasure,
  type TargetDecision,
  targetFacts,
  type ValueDecision,
} from '#lib/record/measures/decisions.ts';
import { loadMeasures } from '#lib/record/measures/queries.ts';
import { MAX_MEASURES, MAX_VALUES, type Measure, type MeasureValue } from '#lib/record/measures/rules.ts';
import type {
  ChangeMeasure,
  MeasureInput,
  MeasureValueInput,
  TargetInput,
} from '#lib/record/measures/schema.ts';
import { plainValue, type ValueContent } from '#lib/record/measures/values.ts';
import type { StatementId } from '#lib/scoring/index.ts';

const NOT_FOUND = unchanged({ outcome: 'not found' } as const);
const UNCHANGED = unchanged({ outcome: 'unchanged' } as const);
const NO_SUCH_STATEMENT = unchanged({ outcome: 'no such statement' } as const);

type NotSaved<Decision> = Exclude<Decision, { readonly outcome: 'save' }>;

/** The council's framework does not have the statement. */
type NoSuchStatement = { readonly outcome: 'no such statement' };

export type AddMeasureResult =
  | NoSuchStatement
  | { readonly outcome: 'added' | 'already added'; readonly key: string }
  | { readonly outcome: 'name taken'; readonly key: string };

/** Adds a measure of the council's own. Sending the same form again adds nothing. */
export function addMeasure(context: CouncilContext, input: MeasureInput): Promise<AddMeasureResult> {
  return auditedWrite<AddMeasureResult>(context, 'measures:edit', async (db) => {
    const { tx } = db;
    const councilId = context.council.id;
    // Serialised for the council, so that keys are consecutive and a form sent twice finds its first measure.
    await lockInCouncil(tx, councilId, 'measures');
    if (!(await hasStatement(db, input.statement))) return NO_SUCH_STATEMENT;
    const key = await keyNamed(db, input.name);
    if (key !== null) {
      const [same] = await loadMeasures(db, { key });
      const isSame = same && sameMeasure(measureFacts(same), measureFacts(input));
      return unchanged({ outcome: isSame ? 'already added' : 'name taken', key });
    }
    const [last] = await tx.$queryRaw<{ number: number }[]>`
      select coalesce(max(substr(key, 5)::int), 0) as number
        from measures where council_id = ${councilId}::uuid and key ~ '^own-[1-9][0-9]{0,8}$'`;
    requireRoom(MAX_MEASURES, await tx.measure.count({ where: { councilId, shipped: false } }));
    const own = `own-${(last?.number ?? 0) + 1}`;
    await tx.measure.create({ data: { councilId, key: own, ...columnsOf(input) }, select: { id: true } });
    return {
      result: { outcome: 'added', key: own },
      event: { type: 'measure.added', subject: own, data: measureFacts(input) },
    };
  });
}

export type ChangeMeasureResult =
  | NoSuchStatement
  | { readonly outcome: 'changed' | 'not found' }
  | NotSaved<MeasureDecision>;

/**
 * Changes the definition of a measure of the council's own, based on the version in the form. Shipped measures are the
 * same in every council, so they are not found here. The unit cannot change once the measure has values.
 */
export function changeMeasure(
  context: CouncilContext,
  key: string,
  change: ChangeMeasure,
): Promise<ChangeMeasureResult> {
  return auditedWrite<ChangeMeasureResult>(context, 'measures:edit', async (db) => {
    const { tx } = db;
    const found = await lockMeasure(db, key);
    if (!found || found.measure.shipped) return NOT_FOUND;
    const { id, measure } = found;
    if (change.statement !== measure.statement && !(await hasStatement(db, change.statement)))
      return NO_SUCH_STATEMENT;
    const input = { ...change, statement: keptStatement(measure.statement, change.statement) };
    const taken = await keyNamed(db, input.name, measure);
    const decision = decideMeasure(measure, input, taken !== null);
    if (decision.outcome !== 'save') return unchanged(decision);
    const { before, after } = decision;
    await tx.measure.update({
      where: { id },
      data: { ...columnsOf(input), version: { increment: 1 } },
      select: { id: true },
    });
    return {
      result: { outcome: 'changed' },
      event: { type: 'measure.changed', subject: key, data: { statement: input.statement, before, after } },
    };
  });
}

export type SaveValueResult = { readonly outcome: 'saved' | 'not found' } | NotSaved<ValueDecision>;

/**
 * Adds a value, or changes one based on the version in the form. A measure has one value per period. The same value
 * again changes nothing, so a form sent twice is saved once.
 */
export function saveValue(
  context: CouncilContext,
  key: string,
  input: MeasureValueInput,
): Promise<SaveValueResult> {
  return auditedWrite<SaveValueResult>(context, 'measures:edit', async (db) => {
    const found = await lockMeasure(db, key);
    if (!found) return NOT_FOUND;
    const { id: measureId, measure } = found;
    const decision = decideValue(measure, input);
    if (decision.outcome !== 'save') return unchanged(decision);
    const { before } = decision;
    if (!before) requireRoom(MAX_VALUES, measure.values.length);
    if (before) await changeValues(db, [{ id: before.id, given: input }]);
    else await db.tx.measureValue.createMany({ data: [newRow(context, measureId, input)] });
    return {
      result: { outcome: 'saved' },
      event: {
        type: 'measure.value-saved',
        subject: key,
        data: { ...named(measure), before: before && plainValue(before), after: plainValue(input) },
      },
    };
  });
}

export type RemoveValueResult = { readonly outcome: 'removed' | 'not found' | 'baseline' };

/** Removes a value, unless it is the baseline of the target. */
export function removeValue(context: CouncilContext, key: string, id: string): Promise<RemoveValueResult> {
  return auditedWrite<RemoveValueResult>(context, 'measures:edit', async (db) => {
    const { tx } = db;
    const found = await lockMeasure(db, key);
    const value = found?.measure.values.find((one) => one.id === id);
    if (!found || !value) return NOT_FOUND;
    if (found.measure.target?.baselineId === id) return unchanged({ outcome: 'baseline' });
    await tx.measureValue.delete({ where: { id }, select: { id: true } });
    return {
      result: { outcome: 'removed' },
      event: {
        type: 'measure.value-saved',
        subject: key,
        data: { ...named(found.measure), before: plainValue(value), after: null },
      },
    };
  });
}

export type SetTargetResult = { readonly outcome: 'set' | 'not found' } | NotSaved<TargetDecision>;

/** Sets the target of a measure, based on the version in the form. It must be better than its baseline. */
export function setTarget(
  context: CouncilContext,
  key: string,
  input: TargetInput,
): Promise<SetTargetResult> {
  return auditedWrite<SetTargetResult>(context, 'measures:edit', async (db) => {
    const { tx } = db;
    const found = await lockMeasure(db, key);
    if (!found) return NOT_FOUND;
    const { id: measureId, measure } = found;
    const decision = decideTarget(measure, input);
    if (decision.outcome !== 'save') return unchanged(decision);
    const { before, after } = decision;
    const row = {
      baselineId: input.baseline,
      value: after.value,
      change: after.change,
      dueOn: dateToColumn(input.dueOn),
      setById: context.person.id,
      setAt: context.now(),
    };
    const councilId = context.council.id;
    await tx.measureTarget.upsert({
      where: { councilId_measureId: { councilId, measureId } },
      create: { councilId, measureId, ...row },
      update: { ...row, version: { increment: 1 } },
      select: { version: true },
    });
    return {
      result: { outcome: 'set' },
      event: { type: 'measure.target-set', subject: key, data: { ...named(measure), before, after } },
    };
  });
}

export type RemoveTargetResult = { readonly outcome: 'removed' | 'unchanged' | 'not found' };

export function removeTarget(context: CouncilContext, key: string): Promise<RemoveTargetResult> {
  return auditedWrite<RemoveTargetResult>(context, 'measures:edit', async (db) => {
    const { tx } = db;
    const found = await lockMeasure(db, key);
    if (!found) return NOT_FOUND;
    const { id: measureId, measure } = found;
    if (!measure.target) return UNCHANGED;
    const councilId = context.council.id;
    await tx.measureTarget.delete({
      where: { councilId_measureId: { councilId, measureId } },
      select: { version: true },
    });
    return {
      result: { outcome: 'removed' },
      event: {
        type: 'measure.target-set',
        subject: key,
        data: { ...named(measure), before: targetFacts(measure.target), after: null },
      },
    };
  });
}

/** A value to save, null to remove it, and the one it replaces, if any. */
type ValueChange = {
  readonly measure: Pick<Measure, 'key'>;
  readonly given: ValueContent | null;
  readonly before: Pick<MeasureValue, 'id'> | null;
};

/** Saves and removes values of several measures. Part of a command that has called `lockMeasures`. */
export async function storeValues(db: CouncilWrite, changes: readonly ValueChange[]): Promise<void> {
  const { tx, context } = db;
  const councilId = context.council.id;
  const measures = await tx.measure.findMany({ where: { councilId }, select: { id: true, key: true } });
  const idOf = new Map(measures.map(({ id, key }) => [key, id]));
  await tx.measureValue.createMany({
    data: changes.flatMap(({ measure, given, before }) =>
      before || !given ? [] : [newRow(context, idOf.get(measure.key) ?? '', given)],
    ),
  });
  const removed = changes.flatMap(({ given, before }) => (before && !given ? [before.id] : []));
  await tx.measureValue.deleteMany({ where: { councilId, id: { in: removed } } });
  const [most] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from measure_values where council_id = ${councilId}::uuid
     group by measure_id order by count desc limit 1`;
  // The count includes the new rows, and requireRoom expects the count before one more is added.
  requireRoom(MAX_VALUES, (most?.count ?? 0) - 1);
  await changeValues(
    db,
    changes.flatMap(({ given, before }) => (before && given ? [{ id: before.id, given }] : [])),
  );
}

/** Whether the framework of the council's open or last cycle has a statement. */
async function hasStatement(db: CouncilWrite, statement: StatementId): Promise<boolean> {
  return (await loadFramework(db)).statementIds.includes(statement);
}

/** Locks every measure of the council, so that no one else writes values before the transaction ends. */
export async function lockMeasures({ tx, context: { council } }: CouncilWrite): Promise<void> {
  await tx.$queryRaw`select id from measures where council_id = ${council.id}::uuid order by id for update`;
}

/** Reads and locks a measure, so that no one else writes its values or target before the transaction ends. */
async function lockMeasure(
  db: CouncilWrite,
  key: string,
): Promise<{ readonly id: string; readonly measure: Measure } | null> {
  const { tx, context } = db;
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    select id from measures where council_id = ${context.council.id}::uuid and key = ${key} for update`;
  const [measure] = row ? await loadMeasures(db, { key }) : [];
  return row && measure ? { id: row.id, measure } : null;
}

/**
 * The key of another measure with the same name, ignoring case. A new name must not look like an existing one either;
 * `own` may keep a name that looks like another's, because such pairs are older than this rule.
 */
async function keyNamed(
  { tx, context }: CouncilWrite,
  name: string,
  own: Pick<Measure, 'key' | 'name'> | null = null,
): Promise<string | null> {
  const keepsName = own !== null && isSameName(own.name, name);
  const [row] = await tx.$queryRaw<{ key: string }[]>`
    select key from measures
     where council_id = ${context.council.id}::uuid and key is distinct from ${own?.key ?? null}
       and (lower(name collate "default") = lower(${name}) or (not ${keepsName} and fold(name) = fold(${name})))
     order by key limit 1`;
  return row?.key ?? null;
}

function newRow(context: CouncilContext, measureId: string, given: ValueContent) {
  return {
    id: uuidv7(),
    councilId: context.council.id,
    measureId,
    ...figuresOf(given),
    savedById: context.person.id,
    savedAt: context.now(),
  };
}

/** Changes values by id, all in one statement. */
async function changeValues(
  { tx, context }: CouncilWrite,
  changes: readonly { readonly id: string; readonly given: ValueContent }[],
): Promise<void> {
  const rows = JSON.stringify(changes.map(({ id, given }) => ({ id, ...figuresOf(given) })));
  const changed = await tx.$executeRaw`
    update measure_values v
       set starts_on = n."startsOn", ends_on = n."endsOn", value = n.value, source = n.source,
           comparator_value = n."comparatorValue", comparator_starts_on = n."comparatorStartsOn",
           comparator_ends_on = n."comparatorEndsOn", version = v.version + 1,
           saved_by_id = ${context.person.id}::uuid, saved_at = ${context.now()}
      from json_to_recordset(${rows}::json) as n (
             id uuid, "startsOn" date, "endsOn" date, value numeric, source text, "comparatorValue" numeric,
             "comparatorStartsOn" date, "comparatorEndsOn" date)
     where v.council_id = ${context.council.id}::uuid and v.id = n.id`;
  if (changed !== changes.length) throw new Error(`${changed} of ${changes.length} values could be changed`);
}

function figuresOf({ period, value, source, comparator }: ValueContent) {
  return {
    startsOn: dateToColumn(period.startsOn),
    endsOn: dateToColumn(period.endsOn),
    value: unformattedFigure(value),
    source,
    comparatorValue: comparator && unformattedFigure(comparator.value),
    comparatorStartsOn: comparator?.period ? dateToColumn(comparator.period.startsOn) : null,
    comparatorEndsOn: comparator?.period ? dateToColumn(comparator.period.endsOn) : null,
  };
}

function columnsOf({ name, unit, better, statement, comparator, source, topics }: MeasureInput) {
  return { name, unit, better, statement, comparator, source, topics: [...topics] };
}

function named({ name, unit, statement }: Measure) {
  return { name, unit, statement };
}

/**
 * Exports the values of one measure, or of all if `key` is null, by the statements of the current framework, and records
 * the export. Null: no such measure.
 */
export function exportMeasures(
  context: CouncilContext,
  key: string | null,
): Promise<readonly Measure[] | null> {
  return auditedExport<readonly Measure[] | null>(context, 'measures:view', async (db) => {
    const framework = await loadFramework(db);
    const measures = await loadMeasures(db, { framework, ...(key !== null && { key }) });
    if (key !== null && measures.length === 0) return unchanged(null);
    return {
      result: measures.map((measure) => ({
        ...measure,
        statement: statementIn(framework, measure.statement) ?? measure.statement,
      })),
      event: {
        type: 'measures.exported',
        subject: key ?? 'measures',
        data: { count: measures.reduce((sum, { values }) => sum + values.length, 0) },
      },
    };
  });
}
