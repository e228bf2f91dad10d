import { z } from 'zod';
import { SHARED_TOPICS } from '#lib/frameworks/topics.ts';
import { FIGURE_SCALE, type Figure, parseFigure } from '#lib/kernel/figures.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { formatPeriod, type Period, readPeriod } from '#lib/kernel/periods.ts';
import { dateField } from '#lib/platform/forms/date-field.ts';
import { idField } from '#lib/platform/forms/id-field.ts';
import { statementField } from '#lib/platform/forms/statement-field.ts';
import { lineField, typedLine } from '#lib/platform/forms/text-field.ts';
import { tickedField } from '#lib/platform/forms/ticked-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { figureProblem } from '#lib/record/measures/figures.ts';
import {
  COMPARATOR_MISSING,
  DIRECTIONS,
  MEASURE_NAMES,
  PERIOD_EXAMPLES,
  SOURCE_LIMIT,
  UNITS,
  VALUE_NAMES,
} from '#lib/record/measures/rules.ts';
import { comparatorOf } from '#lib/record/measures/values.ts';

const text = (called: string, limit: number) => lineField({ called, limit }).default('');

const reopened = 'This page is out of date. Open it again from the measure';

export const measureFields = [
  'name',
  'unit',
  'better',
  'statement',
  'comparator',
  'source',
  'topics',
] as const;
export type MeasureField = (typeof measureFields)[number];

export const measureSchema = z.object({
  name: lineField({ called: MEASURE_NAMES.name, limit: 150, missing: 'Enter a name' }),
  unit: z.enum(UNITS, 'Select a unit'),
  better: z.enum(DIRECTIONS, 'Select which way is better'),
  statement: statementField('Select a quality statement'),
  comparator: text(MEASURE_NAMES.comparator, 60).transform((name) => name || 'England'),
  source: text(MEASURE_NAMES.source, SOURCE_LIMIT),
  topics: tickedField(() => SHARED_TOPICS.map(({ key }) => key), 'Select topics from the list'),
});
export type MeasureInput = z.output<typeof measureSchema>;

export const changeMeasureSchema = measureSchema.extend({ version: versionField(1, reopened) });
export type ChangeMeasure = z.output<typeof changeMeasureSchema>;

/** The error for an ambiguous period, asking the person to write it in full. */
function couldBe(text: string, could: readonly Period[]): string {
  const labels = could.map(formatPeriod);
  return labels.length === 1
    ? `Did you mean ${labels[0]}? Enter it like that`
    : `“${text}” could be ${labels.slice(0, -1).join(', ')} or ${labels.at(-1)}. Enter the one you mean`;
}

const period = (message: string) =>
  typedLine()
    .default('')
    .transform((value, context) => {
      const found = readPeriod(value);
      const problem =
        found === null
          ? value === ''
            ? message
            : `Enter a period like ${PERIOD_EXAMPLES}`
          : 'could' in found
            ? couldBe(value, found.could)
            : found.clear.startsOn > londonDay(new Date())
              ? 'The period must not start in the future'
              : null;
      if (problem === null && found && 'clear' in found) return found.clear;
      context.addIssue({ code: 'custom', message: problem ?? message });
      return z.NEVER;
    });

/** A figure and how it was typed. The command, which knows the measure's unit, checks the unit typed with it. */
type TypedFigure = { readonly figure: Figure; readonly typed: string };

const figure = (label: string) =>
  typedLine()
    .default('')
    .transform((typed, context): TypedFigure => {
      const figure = parseFigure(typed);
      if (typeof figure !== 'string') return { figure, typed };
      context.addIssue({ code: 'custom', message: figureProblem(label, figure) });
      return z.NEVER;
    });

/** Blank input becomes null. */
const optional = <T extends z.ZodType>(field: T) =>
  z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? null : value),
    field.nullable(),
  );

export const valueFields = ['period', 'value', 'comparator', 'comparatorPeriod', 'source'] as const;
export type ValueField = (typeof valueFields)[number];

export const valueSchema = z
  .object({
    /** The value to change. Blank for a new one. */
    id: optional(idField(reopened)),
    version: versionField(0, reopened),
    period: period('Enter the period'),
    value: figure(VALUE_NAMES.value),
    comparator: optional(figure(VALUE_NAMES.comparator)),
    comparatorPeriod: optional(period('')),
    source: text(VALUE_NAMES.source, SOURCE_LIMIT),
  })
  .superRefine(({ comparator, comparatorPeriod }, context) => {
    if (comparator === null && comparatorPeriod !== null) {
      context.addIssue({
        code: 'custom',
        path: ['comparator'],
        message: COMPARATOR_MISSING,
      });
    }
  })
  .transform(({ value, comparator, comparatorPeriod, ...given }) => ({
    ...given,
    value: value.figure,
    comparator: comparatorOf(comparator?.figure ?? null, comparatorPeriod, given.period),
    typed: { value: value.typed, comparator: comparator?.typed },
  }));
type ReadValue = z.output<typeof valueSchema>;
/** `typed`: the figures as typed in the form. */
export type MeasureValueInput = Omit<ReadValue, 'typed'> & Partial<Pick<ReadValue, 'typed'>>;

export const targetFields = ['baseline', 'kind', 'amount', 'dueOn'] as const;
export type TargetField = (typeof targetFields)[number];

export const targetSchema = z
  .object({
    version: versionField(0, reopened),
    baseline: idField('Select a baseline'),
    kind: z.enum(['change', 'value'], 'Select how the target is set'),
    amount: figure('Target'),
    dueOn: dateField('measureTarget', {
      called: 'Target date',
      missing: 'Enter the target date',
    }),
  })
  .transform(({ amount, ...given }) => ({ ...given, amount: amount.figure, typed: amount.typed }))
  .superRefine(({ kind, amount }, context) => {
    const problem =
      kind === 'change' && amount <= 0n
        ? 'Target must be more than 0%'
        : kind === 'change' && amount > 1000n * FIGURE_SCALE
          ? 'Target must be 1,000% or less'
          : null;
    if (problem) context.addIssue({ code: 'custom', path: ['amount'], message: problem });
  });
type ReadTarget = z.output<typeof targetSchema>;
/** `typed`: the amount as typed in the form. */
export type TargetInput = Omit<ReadTarget, 'typed'> & Partial<Pick<ReadTarget, 'typed'>>;

export const removeValueSchema = z.object({ value: idField() });
