import 'server-only';
import { v7 as uuidv7 } from 'uuid';
import { dateToColumn } from '#lib/kernel/dates.ts';
import { type Figure, unformattedFigure } from '#lib/kernel/figures.ts';
import { requireRoom } from '#lib/kernel/limits.ts';
import { isSamePeriod } from '#lib/kernel/periods.ts';
import { isSameName } from '#lib/kernel/text/fold.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedExport, auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import type { MeasureFacts, MeasureTargetFacts } from '#lib/record/measures/events.ts';
import { measuresWhere } from '#lib/record/measures/queries.ts';
import {
  aimOf,
  type Definition,
  type GivenValue,
  isSameValue,
  type Measure,
  type MeasureValue,
  markProblem,
  measuredProblem,
  plainValue,
  rangeProblem,
  type Target,
  type Unit,
  VALUE_NAMES,
  verdictOf,
} from '#lib/record/measures/rules.ts';
import type {
  ChangeMeasure,
  GivenMeasure,
  GivenMeasureValue,
  GivenTarget,
  TargetField,
  ValueField,
} from '#lib/record/measures/schema.ts';

const NOT_FOUND = unchanged({ outcome: 'not found' } as const);
const UNCHANGED = unchanged({ outcome: 'unchanged' } as const);

export type AddMeasureResult =
  | { readonly outcome: 'added' | 'already added'; readonly key: string }
  | { readonly outcome: 'name taken'; readonly key: string };

/** Adds a measure of the council's own. The same form sent again adds nothing. */
export function addMeasure(context: CouncilContext, input: GivenMeasure): Promise<AddMeasureResult> {
  return auditedWrite<AddMeasureResult>(context, 'measures:edit', async (db) => {
    const { tx } = db;
    const councilId = context.council.id;
    // One at a time in a council, so that keys follow each other and a form sent twice finds its first.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('measures:' || ${councilId}, 0))`;
    const key = await keyNamed(db, input.name);
    if (key !== null) {
      const [same] = await measuresWhere(db, { key });
      const isSame = same && sameFacts(factsOf(same), factsOf(input));
      return unchanged({ outcome: isSame ? 'already added' : 'name taken', key });
    }
    const [last] = await tx.$queryRaw<{ number: number }[]>`
      select coalesce(max(substr(key, 5)::int), 0) as number
        from measures where council_id = ${councilId}::uuid and key ~ '^own-[1-9][0-9]{0,8}$'`;
    requireRoom('measures', await tx.measure.count({ where: { councilId, shipped: false } }));
    const own = `own-${(last?.number ?? 0) + 1}`;
    await tx.measure.create({ data: { councilId, key: own, ...columnsOf(input) }, select: { id: true } });
    return {
      result: { outcome: 'added', key: own },
      event: { type: 'measure.added', subject: own, data: factsOf(input) },
    };
  });
}

export type ChangeMeasureResult =
  | { readonly outcome: 'changed' | 'unchanged' | 'not found' | 'name taken' | 'has values' }
  | { readonly outcome: 'conflict'; readonly version: number };

/**
 * Changes what a measure of the council's own is, over the version that the writer started from. A measure that came with
 * the service is the same in every council, so it is not found here; nor does a unit change under figures that stand.
 */
export function changeMeasure(
  context: CouncilContext,
  key: string,
  input: ChangeMeasure,
): Promise<ChangeMeasureResult> {
  return auditedWrite<ChangeMeasureResult>(context, 'measures:edit', async (db) => {
    const { tx } = db;
    const found = await lockMeasure(db, key);
    if (!found || found.measure.shipped) return NOT_FOUND;
    const { id, measure } = found;
    const [before, after] = [factsOf(measure), factsOf(input)];
    if (sameFacts(before, after)) return UNCHANGED;
    if (measure.version !== input.version)
      return unchanged({ outcome: 'conflict', version: measure.version });
    const taken = await keyNamed(db, input.name, measure);
    if (taken !== null) return unchanged({ outcome: 'name taken' });
    if (measure.unit !== input.unit && measure.values.length > 0) return unchanged({ outcome: 'has values' });
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

export type SaveValueResult =
  | { readonly outcome: 'saved' | 'unchanged' | 'not found' }
  | { readonly outcome: 'period taken' | 'conflict'; readonly theirs: MeasureValue }
  | { readonly outcome: 'refused'; readonly field: ValueField; readonly message: string };

/**
 * Adds a value, or changes one over the version that the writer started from. A measure has one value for a period. The
 * same value again changes nothing, so a form sent twice is saved once.
 */
export function saveValue(
  context: CouncilContext,
  key: string,
  input: GivenMeasureValue,
): Promise<SaveValueResult> {
  return auditedWrite<SaveValueResult>(context, 'measures:edit', async (db) => {
    const { tx } = db;
    const found = await lockMeasure(db, key);
    const before = input.id === null ? null : found?.measure.values.find(({ id }) => id === input.id);
    if (!found || before === undefined) return NOT_FOUND;
    const { id: measureId, measure } = found;
    if (before && isSameValue(before, input)) return UNCHANGED;
    const other = measure.values.find(
      ({ id, period }) => id !== before?.id && isSamePeriod(period, input.period),
    );
    if (other && !before && isSameValue(other, input)) return UNCHANGED;
    if (other) return unchanged({ outcome: 'period taken', theirs: other });
    if (before && before.version !== input.version) return unchanged({ outcome: 'conflict', theirs: before });
    const refused = (field: ValueField, message: string) =>
      unchanged({ outcome: 'refused', field, message } as const);
    const problem =
      rangeProblem(VALUE_NAMES.value, input.value, measure.unit) ??
      typedProblem(VALUE_NAMES.value, input.typed?.value, measure.unit, before?.value);
    if (problem) return refused('value', problem);
    const beside =
      input.comparator &&
      (rangeProblem(VALUE_NAMES.comparator, input.comparator.value, measure.unit) ??
        typedProblem(
          VALUE_NAMES.comparator,
          input.typed?.comparator,
          measure.unit,
          before?.comparator?.value,
        ));
    if (beside) return refused('comparator', beside);
    if (!before) requireRoom('measureValues', measure.values.length);
    if (before) await changeValue(db, before, input);
    else await tx.measureValue.createMany({ data: [newRow(context, measureId, input)] });
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

/** Removes a value that should not be there. One that a target starts from stays. */
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

export type SetTargetResult =
  | { readonly outcome: 'set' | 'unchanged' | 'not found' | 'not better' | 'not after' }
  | { readonly outcome: 'conflict'; readonly version: number }
  | { readonly outcome: 'refused'; readonly field: TargetField; readonly message: string };

/** Sets the target of a measure, over the version that the writer started from. It must be better than its baseline. */
export function setTarget(
  context: CouncilContext,
  key: string,
  input: GivenTarget,
): Promise<SetTargetResult> {
  return auditedWrite<SetTargetResult>(context, 'measures:edit', async (db) => {
    const { tx } = db;
    const found = await lockMeasure(db, key);
    const baseline = found?.measure.values.find(({ id }) => id === input.baseline);
    if (!found || !baseline) return NOT_FOUND;
    const { id: measureId, measure } = found;
    const target: Target = {
      baseline,
      aim:
        input.kind === 'value'
          ? { kind: 'value', value: input.amount }
          : { kind: 'change', percent: input.amount },
      dueOn: input.dueOn,
    };
    const [before, after] = [measure.target && targetFacts(measure.target), targetFacts(target)];
    if (JSON.stringify(before) === JSON.stringify(after)) return UNCHANGED;
    if ((measure.target?.version ?? 0) !== input.version)
      return unchanged({ outcome: 'conflict', version: measure.target?.version ?? 0 });
    if (input.dueOn <= baseline.period.endsOn) return unchanged({ outcome: 'not after' });
    const aim = aimOf(target, measure.better);
    const problem =
      rangeProblem('Target', aim, measure.unit) ??
      (input.kind === 'value'
        ? typedProblem('Target', input.typed, measure.unit)
        : markProblem(input.typed ?? '', 'percent'));
    if (problem) return unchanged({ outcome: 'refused', field: 'amount', message: problem });
    if (verdictOf(aim, baseline.value, measure.better) !== 'better')
      return unchanged({ outcome: 'not better' });
    const row = {
      baselineId: baseline.id,
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

/** A value to keep, and the one that it stands in place of. */
type ValueChange = {
  readonly measure: Pick<Measure, 'key'>;
  readonly given: GivenValue;
  readonly before: MeasureValue | null;
};

/** Keeps values of several measures. Part of a command that has locked them. */
export async function keepValues(db: CouncilWrite, changes: readonly ValueChange[]): Promise<void> {
  const { tx, context } = db;
  const councilId = context.council.id;
  const measures = await tx.measure.findMany({ where: { councilId }, select: { id: true, key: true } });
  const idOf = new Map(measures.map(({ id, key }) => [key, id]));
  await tx.measureValue.createMany({
    data: changes.flatMap(({ measure, given, before }) =>
      before ? [] : [newRow(context, idOf.get(measure.key) ?? '', given)],
    ),
  });
  const [most] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from measure_values where council_id = ${councilId}::uuid
     group by measure_id order by count desc limit 1`;
  // They are there by now: as many as there can be are not too many.
  requireRoom('measureValues', (most?.count ?? 0) - 1);
  for (const { given, before } of changes) if (before) await changeValue(db, before, given);
}

/** As long as the transaction takes, nobody else writes a value of these measures. */
export async function lockMeasures({ tx, context: { council } }: CouncilWrite): Promise<void> {
  await tx.$queryRaw`select id from measures where council_id = ${council.id}::uuid order by id for update`;
}

/** What keeps a figure from being in that unit as it was typed. `now`: the figure that stands there. */
function typedProblem(label: string, typed: string | undefined, unit: Unit, now?: Figure): string | null {
  return typed === undefined ? null : measuredProblem(label, typed, unit, now);
}

/** A measure, whose values and target nobody else writes until the transaction ends. */
async function lockMeasure(
  db: CouncilWrite,
  key: string,
): Promise<{ readonly id: string; readonly measure: Measure } | null> {
  const { tx, context } = db;
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    select id from measures where council_id = ${context.council.id}::uuid and key = ${key} for update`;
  const [measure] = row ? await measuresWhere(db, { key }) : [];
  return row && measure ? { id: row.id, measure } : null;
}

/**
 * The key of a measure of the council whose name reads the same. Of another than `own`, where one is changed: of two that
 * have been there with names that look the same, each may keep its own.
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

function newRow(context: CouncilContext, measureId: string, given: GivenValue) {
  return {
    id: uuidv7(),
    councilId: context.council.id,
    measureId,
    ...figuresOf(given),
    savedById: context.person.id,
    savedAt: context.now(),
  };
}

async function changeValue(
  { tx, context }: CouncilWrite,
  { id }: MeasureValue,
  given: GivenValue,
): Promise<void> {
  await tx.measureValue.update({
    where: { id },
    data: {
      ...figuresOf(given),
      version: { increment: 1 },
      savedById: context.person.id,
      savedAt: context.now(),
    },
    select: { id: true },
  });
}

function figuresOf({ period, value, source, comparator }: GivenValue) {
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

function columnsOf({ name, unit, better, statement, comparator, source, topics }: GivenMeasure) {
  return { name, unit, better, statement, comparator, source, topics };
}

function factsOf({ name, unit, better, statement, comparator, source, topics }: Definition): MeasureFacts {
  return { name, unit, better, statement, comparator, source, topics };
}

function sameFacts(a: MeasureFacts, b: MeasureFacts): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function targetFacts({ baseline, aim, dueOn }: Target): MeasureTargetFacts {
  return {
    baseline: { startsOn: baseline.period.startsOn, endsOn: baseline.period.endsOn },
    value: aim.kind === 'value' ? unformattedFigure(aim.value) : null,
    change: aim.kind === 'change' ? unformattedFigure(aim.percent) : null,
    dueOn,
  };
}

function named({ name, unit, statement }: Measure) {
  return { name, unit, statement };
}

/** Records that values leave the service as a file, and gives them: of one measure or of all. Null: no such measure. */
export function exportMeasures(
  context: CouncilContext,
  key: string | null,
): Promise<readonly Measure[] | null> {
  return auditedExport<readonly Measure[] | null>(context, 'measures:view', async (db) => {
    const measures = await measuresWhere(db, key === null ? {} : { key });
    if (key !== null && measures.length === 0) return unchanged(null);
    return {
      result: measures,
      event: {
        type: 'measures.exported',
        subject: key ?? 'measures',
        data: { count: measures.reduce((sum, { values }) => sum + values.length, 0) },
      },
    };
  });
}
