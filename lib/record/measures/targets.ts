import { daysBetween } from '#lib/kernel/dates.ts';
import { FIGURE_SCALE, type Figure, formatFigure, percentageOf } from '#lib/kernel/figures.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { formatPeriod } from '#lib/kernel/periods.ts';
import { type Series, verdictOf } from '#lib/record/measures/comparisons.ts';
import { formatMeasured } from '#lib/record/measures/figures.ts';
import type { Direction, MeasureValue, Target, Unit } from '#lib/record/measures/rules.ts';

export type TargetState = 'met' | 'on-track' | 'behind' | 'too-early' | 'no-value';

export const TARGET_STATE_NAMES: Record<TargetState, string> = {
  met: 'Met',
  'on-track': 'On track',
  behind: 'Behind',
  'too-early': 'Too early to say',
  'no-value': 'No new value',
};

/** The figure that a target asks for. */
export function targetFigure({ baseline, aim }: Pick<Target, 'baseline' | 'aim'>, better: Direction): Figure {
  if (aim.kind === 'value') return aim.value;
  const size = percentageOf(baseline.value < 0n ? -baseline.value : baseline.value, aim.percent);
  return better === 'higher' ? baseline.value + size : baseline.value - size;
}

export type Progress = {
  readonly state: TargetState;
  readonly aim: Figure;
  /** The value that the state is judged by. Null if there is none since the baseline. */
  readonly latest: MeasureValue | null;
  /** Steady progress at the end of that value's period, to two places. Shown, not used to judge. */
  readonly expected: Figure | null;
  /** Whether the target date has passed and no value covers it. */
  readonly isUnproven: boolean;
};

/**
 * Progress towards a target: the latest value against a straight line from the end of the baseline's period to the
 * target date. A value whose period overlaps the baseline's is too early to judge, because it includes part of the
 * baseline.
 */
export function progressOf(
  target: Target,
  { values, better }: Pick<Series, 'values' | 'better'>,
  asOf: Date,
): Progress {
  const { baseline, dueOn } = target;
  const aim = targetFigure(target, better);
  const from = baseline.period.endsOn;
  const latest = values.findLast(({ period }) => period.endsOn > from) ?? null;
  const isPast = londonDay(asOf) > dueOn;
  const judged = (state: TargetState, expected: Figure | null = null): Progress => ({
    state,
    aim,
    latest,
    expected,
    isUnproven: isPast && !(latest && latest.period.endsOn >= dueOn),
  });
  if (!latest) return judged('no-value');
  if (latest.period.startsOn <= from) return judged('too-early');
  if (verdictOf(latest.value, aim, better) !== 'worse') return judged('met');
  const whole = BigInt(Math.max(1, daysBetween(from, dueOn)));
  const gone = BigInt(Math.min(daysBetween(from, latest.period.endsOn), Number(whole)));
  // Multiplied by `whole`, so that nothing is rounded before the comparison.
  const line = baseline.value * whole + (aim - baseline.value) * gone;
  const expected = toHundredths(line, whole);
  return judged(verdictOf(latest.value * whole, line, better) === 'worse' ? 'behind' : 'on-track', expected);
}

/** `line / whole` to two places, half away from zero. */
function toHundredths(line: bigint, whole: bigint): Figure {
  const step = FIGURE_SCALE / 100n;
  const half = (whole * step) / 2n;
  return ((line < 0n ? line - half : line + half) / (whole * step)) * step;
}

/** `From 18.5 days in February 2026 to 9.25 days by 30 September 2026 (50% less)`. */
export function describeMeasureTarget(
  target: Target,
  { unit, better }: Pick<Series, 'unit' | 'better'>,
): string {
  const { baseline, aim, dueOn } = target;
  const change =
    aim.kind === 'change' ? ` (${formatFigure(aim.percent)}% ${better === 'higher' ? 'more' : 'less'})` : '';
  return `From ${formatMeasured(baseline.value, unit)} in ${formatPeriod(baseline.period)} to ${formatMeasured(targetFigure(target, better), unit)} by ${formatDate(dueOn)}${change}`;
}

/** The state of a target and the figures it is based on. */
export function describeProgress(progress: Progress, target: Target, unit: Unit): string {
  const { state, aim, latest, expected, isUnproven } = progress;
  const unproven = isUnproven ? `. No value yet for ${formatDate(target.dueOn)}` : '';
  if (!latest) return `No new value since ${formatPeriod(target.baseline.period)}${unproven}`;
  const now = `${formatMeasured(latest.value, unit)} in ${formatPeriod(latest.period)}`;
  switch (state) {
    case 'met':
      return `Met: ${now}${unproven}`;
    case 'too-early':
      return `Too early to say: ${formatPeriod(latest.period)} overlaps the baseline period, ${formatPeriod(target.baseline.period)}${unproven}`;
    case 'no-value':
      return `No new value since ${formatPeriod(target.baseline.period)}${unproven}`;
    case 'on-track':
    case 'behind':
      return `${TARGET_STATE_NAMES[state]}: ${now}. ${
        latest.period.endsOn >= target.dueOn
          ? `The target is ${formatMeasured(aim, unit)}`
          : `Steady progress would have reached about ${formatMeasured(expected ?? aim, unit)}`
      }${unproven}`;
  }
}
