import { frameworkOfStatement } from '#lib/frameworks/known.ts';
import { statementIn } from '#lib/frameworks/mapping.ts';
import { type Figure, unformattedFigure } from '#lib/kernel/figures.ts';
import { isSamePeriod } from '#lib/kernel/periods.ts';
import { verdictOf } from '#lib/record/measures/comparisons.ts';
import type { MeasureFacts, MeasureTargetFacts } from '#lib/record/measures/events.ts';
import { markProblem, measuredProblem, rangeProblem } from '#lib/record/measures/figures.ts';
import {
  type Definition,
  type Measure,
  type MeasureValue,
  type Target,
  type Unit,
  VALUE_NAMES,
} from '#lib/record/measures/rules.ts';
import type {
  ChangeMeasure,
  MeasureValueInput,
  TargetField,
  TargetInput,
  ValueField,
} from '#lib/record/measures/schema.ts';
import { targetFigure } from '#lib/record/measures/targets.ts';
import { isSameValue } from '#lib/record/measures/values.ts';
import type { StatementId } from '#lib/scoring/index.ts';

// Decide what a save does, given the stored measure. The command writes only when the outcome is 'save'.

export type MeasureDecision =
  | { readonly outcome: 'unchanged' | 'name taken' | 'has values' }
  | { readonly outcome: 'conflict'; readonly version: number }
  | { readonly outcome: 'save'; readonly before: MeasureFacts; readonly after: MeasureFacts };

/** `isNameTaken`: another measure of the council has this name. */
export function decideMeasure(measure: Measure, input: ChangeMeasure, isNameTaken: boolean): MeasureDecision {
  const [before, after] = [measureFacts(measure), measureFacts(input)];
  if (sameMeasure(before, after)) return { outcome: 'unchanged' };
  if (measure.version !== input.version) return { outcome: 'conflict', version: measure.version };
  if (isNameTaken) return { outcome: 'name taken' };
  if (measure.unit !== input.unit && measure.values.length > 0) return { outcome: 'has values' };
  return { outcome: 'save', before, after };
}

/** The statement given at first, if the chosen one is what another framework calls it. */
export function keptStatement(given: StatementId, chosen: StatementId): StatementId {
  return statementIn(frameworkOfStatement(chosen), given) === chosen ? given : chosen;
}

export type ValueDecision =
  | { readonly outcome: 'unchanged' | 'not found' }
  | { readonly outcome: 'period taken' | 'conflict'; readonly theirs: MeasureValue }
  | { readonly outcome: 'refused'; readonly field: ValueField; readonly message: string }
  | { readonly outcome: 'save'; readonly before: MeasureValue | null };

export function decideValue({ values, unit }: Measure, input: MeasureValueInput): ValueDecision {
  const before = input.id === null ? null : values.find(({ id }) => id === input.id);
  if (before === undefined) return { outcome: 'not found' };
  if (before && isSameValue(before, input)) return { outcome: 'unchanged' };
  const other = values.find(({ id, period }) => id !== before?.id && isSamePeriod(period, input.period));
  if (other && !before && isSameValue(other, input)) return { outcome: 'unchanged' };
  if (other) return { outcome: 'period taken', theirs: other };
  if (before && before.version !== input.version) return { outcome: 'conflict', theirs: before };
  const { value, comparator, typed } = input;
  const message =
    rangeProblem(VALUE_NAMES.value, value, unit) ??
    typedProblem(VALUE_NAMES.value, typed?.value, unit, before?.value);
  if (message) return { outcome: 'refused', field: 'value', message };
  const comparatorMessage =
    comparator &&
    (rangeProblem(VALUE_NAMES.comparator, comparator.value, unit) ??
      typedProblem(VALUE_NAMES.comparator, typed?.comparator, unit, before?.comparator?.value));
  if (comparatorMessage) return { outcome: 'refused', field: 'comparator', message: comparatorMessage };
  return { outcome: 'save', before };
}

export type TargetDecision =
  | { readonly outcome: 'unchanged' | 'not found' | 'no improvement' | 'due too early' }
  | { readonly outcome: 'conflict'; readonly version: number }
  | { readonly outcome: 'refused'; readonly field: TargetField; readonly message: string }
  | {
      readonly outcome: 'save';
      readonly before: MeasureTargetFacts | null;
      readonly after: MeasureTargetFacts;
    };

export function decideTarget(measure: Measure, input: TargetInput): TargetDecision {
  const { values, unit, better } = measure;
  const baseline = values.find(({ id }) => id === input.baseline);
  if (!baseline) return { outcome: 'not found' };
  const { kind, amount, dueOn } = input;
  const target: Target = {
    baseline,
    aim: kind === 'value' ? { kind, value: amount } : { kind, percent: amount },
    dueOn,
  };
  const [before, after] = [measure.target && targetFacts(measure.target), targetFacts(target)];
  if (JSON.stringify(before) === JSON.stringify(after)) return { outcome: 'unchanged' };
  const version = measure.target?.version ?? 0;
  if (version !== input.version) return { outcome: 'conflict', version };
  if (dueOn <= baseline.period.endsOn) return { outcome: 'due too early' };
  const aim = targetFigure(target, better);
  const message =
    rangeProblem('Target', aim, unit) ??
    (kind === 'value'
      ? typedProblem('Target', input.typed, unit)
      : markProblem(input.typed ?? '', 'percent'));
  if (message) return { outcome: 'refused', field: 'amount', message };
  if (verdictOf(aim, baseline.value, better) !== 'better') return { outcome: 'no improvement' };
  return { outcome: 'save', before, after };
}

/** Why the typed figure does not fit the unit, or null. `now`: the saved figure. */
function typedProblem(label: string, typed: string | undefined, unit: Unit, now?: Figure): string | null {
  return typed === undefined ? null : measuredProblem(label, typed, unit, now);
}

/** A definition as an event records it. */
export function measureFacts({
  name,
  unit,
  better,
  statement,
  comparator,
  source,
  topics,
}: Definition): MeasureFacts {
  return { name, unit, better, statement, comparator, source, topics };
}

export function sameMeasure(a: MeasureFacts, b: MeasureFacts): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A target as an event records it. */
export function targetFacts({ baseline, aim, dueOn }: Target): MeasureTargetFacts {
  return {
    baseline: { startsOn: baseline.period.startsOn, endsOn: baseline.period.endsOn },
    value: aim.kind === 'value' ? unformattedFigure(aim.value) : null,
    change: aim.kind === 'change' ? unformattedFigure(aim.percent) : null,
    dueOn,
  };
}
