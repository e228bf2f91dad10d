import {
  FIGURE_SCALE,
  type Figure,
  type FigureProblem,
  type FigureUnit,
  formatFigure,
  readFigure,
} from '#lib/kernel/figures.ts';
import { lowerFirst } from '#lib/kernel/format.ts';
import type { Unit } from '#lib/record/measures/rules.ts';

/** `4.7%`, `14 days`, `£1,234.50`, `12.3 per 100,000`. */
export function formatMeasured(figure: Figure, unit: Unit): string {
  const text = formatFigure(figure);
  switch (unit) {
    case 'percent':
      return `${text}%`;
    case 'days':
      return `${text} ${figure === FIGURE_SCALE ? 'day' : 'days'}`;
    case 'pounds':
      return `${figure < 0n ? '-' : ''}£${text.replace('-', '').replace(/(\.\d)$/, '$10')}`;
    case 'rate':
      return `${text} per 100,000`;
    case 'number':
      return text;
  }
}

/** The difference of two figures. Percentages differ by percentage points. */
export function difference(a: Figure, b: Figure, unit: Unit): string {
  const size = a > b ? a - b : b - a;
  if (unit !== 'percent') return formatMeasured(size, unit);
  return `${formatFigure(size)} percentage ${size === FIGURE_SCALE ? 'point' : 'points'}`;
}

const MARK_OF: Record<Unit, FigureUnit | null> = {
  percent: 'percent',
  days: 'days',
  number: null,
  pounds: 'pounds',
  rate: 'per 100,000',
};

const MARK_WORDS: Record<FigureUnit, string> = {
  percent: 'a percentage',
  pounds: 'an amount in pounds',
  pence: 'an amount in pence',
  hours: 'a number of hours',
  days: 'a number of days',
  weeks: 'a number of weeks',
  months: 'a number of months',
  'per 100,000': 'a rate per 100,000',
  'per other': 'another kind of rate',
};

const UNIT_WORDS: Record<Unit, string> = {
  percent: 'this measure is a percentage',
  days: 'this measure is in days',
  number: 'this measure is a plain number',
  pounds: 'this measure is in pounds',
  rate: 'this measure is a rate per 100,000 people',
};

/** Why a written figure has a different unit. Null: it has the same one, or none. */
export function markProblem(text: string, unit: Unit): string | null {
  const reading = readFigure(text);
  const mark = reading.kind === 'figure' ? reading.mark : null;
  return mark === null || mark === MARK_OF[unit]
    ? null
    : `“${text.trim()}” is ${MARK_WORDS[mark]}, but ${UNIT_WORDS[unit]}`;
}

/**
 * How a text reads as a figure of a measure. `could`: two possible figures and why: 0.164 as a percentage may be a
 * share of 1, and 1.234 where the comma is the decimal sign may be in thousands. `withheld`: the source gives no
 * figure.
 */
export type MeasuredReading =
  | { readonly kind: 'figure'; readonly figure: Figure }
  | {
      readonly kind: 'could';
      readonly why: 'share' | 'thousands';
      readonly figures: readonly [Figure, Figure];
    }
  | { readonly kind: 'withheld' }
  | { readonly kind: 'problem'; readonly message: string };

type MeasuredOptions = {
  readonly commaIsDecimal?: boolean;
  /** Whether the unit is known from elsewhere, so that 0.164 cannot be a share of 1. */
  readonly isUnitKnown?: boolean;
  /** The saved figure. An unchanged figure is never questioned. */
  readonly now?: Figure | null;
};

/** Reads a figure in the measure's unit. `label`: its name in messages. */
export function readMeasured(
  label: string,
  text: string,
  unit: Unit,
  { commaIsDecimal = false, isUnitKnown = false, now = null }: MeasuredOptions = {},
): MeasuredReading {
  const problem = (message: string) => ({ kind: 'problem', message }) as const;
  const reading = readFigure(text, { commaIsDecimal });
  if (reading.kind === 'withheld') return reading;
  if (reading.kind === 'problem') return problem(figureProblem(label, reading.problem));
  const { figures, mark } = reading;
  const another = mark === null ? null : markProblem(text, unit);
  if (another) return problem(another);
  const [first, second] = figures;
  const isShare = unit === 'percent' && mark === null && !isUnitKnown && first > 0n && first < FIGURE_SCALE;
  const [one, other] = isShare && second === undefined && first !== now ? [first * 100n, first] : figures;
  const problems = [one, other].map((figure) => figure !== undefined && rangeProblem(label, figure, unit));
  if (other === undefined || problems[1]) {
    return problems[0] ? problem(problems[0]) : { kind: 'figure', figure: one };
  }
  if (problems[0]) return { kind: 'figure', figure: other };
  return { kind: 'could', why: isShare ? 'share' : 'thousands', figures: [one, other] };
}

/** Why a typed figure is not valid in that unit. Null: it is valid. */
export function measuredProblem(label: string, text: string, unit: Unit, now?: Figure): string | null {
  const reading = readMeasured(label, text, unit, { now: now ?? null });
  switch (reading.kind) {
    case 'figure':
      return null;
    case 'problem':
      return reading.message;
    case 'withheld':
      return figureProblem(label, 'not a number');
    case 'could': {
      const [one, other] = reading.figures.map((figure) => formatMeasured(figure, unit));
      return `${label} could be ${one} or ${other}. Enter it with a % sign`;
    }
  }
}

/** Why a figure is out of range for that unit. Null: it is in range. */
export function rangeProblem(label: string, figure: Figure, unit: Unit): string | null {
  if (unit === 'percent' && (figure < 0n || figure > 100n * FIGURE_SCALE))
    return `${label} must be between 0 and 100`;
  if ((unit === 'days' || unit === 'rate') && figure < 0n) return `${label} must be 0 or more`;
  return null;
}

/** The error for an answer that is not a figure. */
export function figureProblem(label: string, problem: FigureProblem): string {
  switch (problem) {
    case 'empty':
      return `Enter the ${lowerFirst(label)}`;
    case 'not a number':
      return `${label} must be a number, like 4.7`;
    case 'unclear':
      return `${label} could be a whole number or a decimal. Enter it like 1234 or 1.234`;
    case 'too many places':
      return `${label} must have 4 decimal places or fewer`;
    case 'too large':
      return `${label} must be smaller than 10,000,000,000`;
    case 'failed formula':
      return `${label} is a spreadsheet error. Correct the formula, or enter the number`;
  }
}
