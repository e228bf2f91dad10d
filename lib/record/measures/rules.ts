import type { TopicKey } from '#lib/frameworks/framework.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { Figure } from '#lib/kernel/figures.ts';
import type { Limit } from '#lib/kernel/limits.ts';
import type { Period } from '#lib/kernel/periods.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** A council's own, beside those that ship with the service. */
export const MAX_MEASURES: Limit = {
  max: 300,
  reached: (max) => `your council has reached the limit of ${max} measures of its own`,
  instead: 'Edit one you no longer need instead',
};

/** Of one measure: one for each week of forty years, or twice the longest file of values. */
export const MAX_VALUES: Limit = {
  max: 2_000,
  reached: (max) => `this measure has reached the limit of ${max} values`,
  instead: 'Remove values you no longer need first',
};

export const UNITS = ['percent', 'days', 'number', 'pounds', 'rate'] as const;
export type Unit = (typeof UNITS)[number];

export const UNIT_NAMES: Record<Unit, string> = {
  percent: 'Percentage',
  days: 'Days',
  number: 'Number',
  pounds: 'Pounds',
  rate: 'Rate per 100,000 people',
};

export const DIRECTIONS = ['higher', 'lower'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const DIRECTION_NAMES: Record<Direction, string> = {
  higher: 'Higher is better',
  lower: 'Lower is better',
};

/** Labels of the fields of a measure and of a value. */
export const MEASURE_NAMES = {
  name: 'Name',
  unit: 'Unit',
  better: 'Which way is better',
  statement: 'Quality statement',
  comparator: 'Compared with',
  source: 'Source of the figures',
  topics: 'Topics',
} as const;

export const VALUE_NAMES = {
  period: 'Period',
  value: 'Value',
  comparator: 'Comparator value',
  comparatorPeriod: 'Comparator period',
  source: 'Source',
} as const;

/** A measure without its figures. */
export type Definition = {
  readonly name: string;
  readonly unit: Unit;
  readonly better: Direction;
  readonly statement: StatementId;
  /** Whom the figures are compared with, such as "England". */
  readonly comparator: string;
  readonly source: string;
  /** Those that cut across statements. */
  readonly topics: readonly TopicKey[];
};

export type MeasureValue = {
  readonly id: string;
  readonly version: number;
  readonly period: Period;
  readonly value: Figure;
  readonly source: string;
  /** Its period is given only if it differs from the value's. */
  readonly comparator: { readonly value: Figure; readonly period: Period | null } | null;
};

export type Aim =
  | { readonly kind: 'value'; readonly value: Figure }
  /** An improvement in percent of the baseline: 50 for "cut by half". */
  | { readonly kind: 'change'; readonly percent: Figure };

export type Target = {
  readonly baseline: { readonly period: Period; readonly value: Figure };
  readonly aim: Aim;
  /** The target date. */
  readonly dueOn: CalendarDate;
};

/** A measure with its figures. Values are sorted by the end of their period, oldest first. */
export type Measure = Definition & {
  readonly key: string;
  readonly shipped: boolean;
  readonly version: number;
  readonly values: readonly MeasureValue[];
  readonly target: (Target & { readonly version: number; readonly baselineId: string }) | null;
};

export const PERIOD_EXAMPLES = '2025-26, March 2026, April to June 2026, or 1 April 2026 to 9 May 2026';

export const SOURCE_LIMIT = 200;

export function tooLong(label: string, limit: number): string {
  return `${label} must be ${limit} characters or less`;
}

/** The error for a comparator period without a value. */
export const COMPARATOR_MISSING = 'Enter the comparator value for that period, or leave both blank';
