import { useId } from 'react';
import { type Figure, figureToNumber } from '#lib/kernel/figures.ts';
import { formatPeriod } from '#lib/kernel/periods.ts';
import { describeTrend, headlineOf } from '#lib/record/measures/comparisons.ts';
import { formatMeasured } from '#lib/record/measures/figures.ts';
import type { Measure, Unit } from '#lib/record/measures/rules.ts';
import { targetFigure } from '#lib/record/measures/targets.ts';

// Positions are percentages of the plot, so that one drawing fits every width at one text size. The scale's values are
// above its lines at the left, where there are no points.
const LEFT = 17;
const RIGHT = 95;

type Point = { readonly x: number; readonly y: number };

/**
 * A measure's values over time with its comparator and target: full circles, hollow squares and a dotted line, so that
 * nothing depends on colour alone. The table beside it has the figures.
 */
export function MeasureChart({ measure }: { measure: Measure }) {
  const id = useId();
  const { values, unit, comparator, target } = measure;
  const comparators = values.flatMap((value) =>
    value.comparator
      ? [{ day: (value.comparator.period ?? value.period).endsOn, figure: value.comparator.value }]
      : [],
  );
  const aim = target && {
    from: { day: target.baseline.period.endsOn, figure: target.baseline.value },
    to: { day: target.dueOn, figure: targetFigure(target, measure.better) },
  };
  const own = values.map(({ period, value, comparator: other }) => ({
    day: period.endsOn,
    figure: value,
    period,
    // The label is on the side away from the comparator.
    isBelow: other !== null && other.value > value,
  }));
  const all = [...own, ...comparators, ...(aim ? [aim.to] : [])];
  const ticks = scaleOf(all.map(({ figure }) => figure));
  const [bottom = 0, top = 1] = [ticks.at(0), ticks.at(-1)];
  const days = all.map(({ day }) => Date.parse(day));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const place = ({ day, figure }: { readonly day: string; readonly figure: Figure }): Point => ({
    x:
      first === last
        ? (LEFT + RIGHT) / 2
        : LEFT + ((RIGHT - LEFT) * (Date.parse(day) - first)) / (last - first),
    y: 100 - (100 * (figureToNumber(figure) - bottom)) / (top - bottom),
  });
  const ownPoints = own.map((value) => ({ ...value, ...place(value) }));
  // Several values may be compared with the same figure.
  const besidePoints = [...new Map(comparators.map((one) => [`${one.day} ${one.figure}`, one])).values()]
    .toSorted((a, b) => Date.parse(a.day) - Date.parse(b.day))
    .map(place);
  const ends = [...new Set([ownPoints.at(0), ownPoints.at(-1)])].flatMap((point) => point ?? []);
  const isSpread = ends.length < 2 || (ends[1]?.x ?? 0) - (ends[0]?.x ?? 0) > 45;
  const shown = isSpread ? ends : ends.slice(-1);
  const aimPoint = aim && place(aim.to);
  return (
    <div className="max-w-[48rem]">
      <ul aria-hidden="true" className="mb-3 flex flex-wrap gap-x-6 gap-y-1 text-16">
        <Key text="This council" mark="own" />
        {besidePoints.length > 0 && <Key text={comparator} mark="beside" />}
        {aim && <Key text="Path to the target" mark="aim" />}
      </ul>
      <svg
        role="img"
        aria-labelledby={`${id}title ${id}text`}
        className="h-[18.5rem] w-full overflow-visible"
      >
        <title id={`${id}title`}>{`${measure.name}: ${headlineOf(measure)}`}</title>
        <desc id={`${id}text`}>{describeTrend(measure)}</desc>
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in here takes focus; the title says it all. */}
        <g aria-hidden="true" className="text-16 tabular">
          <svg y="2rem" width="100%" height="13.5rem" overflow="visible" aria-hidden="true">
            {ticks.map((tick) => {
              const y = `${100 - (100 * (tick - bottom)) / (top - bottom)}%`;
              return (
                <g key={tick}>
                  <line x1="0" x2="100%" y1={y} y2={y} className="mark-grid" />
                  <text x="0" y={y} dy="-0.25rem" className="mark-soft">
                    {onScale(tick, unit)}
                  </text>
                </g>
              );
            })}
            {aim && aimPoint && <Line points={[place(aim.from), aimPoint]} className="mark-aim" />}
            <Line points={besidePoints} className="mark-beside" />
            <Line points={ownPoints} className="mark-trace" />
            {aimPoint && <Diamond at={aimPoint} />}
            {aim && aimPoint && aimPoint.x - (ends.at(-1)?.x ?? 0) > 25 && (
              <text
                x={`${aimPoint.x}%`}
                y={`${aimPoint.y}%`}
                dy="-1rem"
                textAnchor={anchor(aimPoint.x)}
                paintOrder="stroke"
                className="mark-label font-bold"
              >
                {formatMeasured(aim.to.figure, unit)}
              </text>
            )}
            {besidePoints.map(({ x, y }) => (
              <svg
                key={`${x} ${y}`}
                x={`${x}%`}
                y={`${y}%`}
                width="1"
                height="1"
                overflow="visible"
                aria-hidden="true"
              >
                <rect x="-5" y="-5" width="10" height="10" className="mark-hollow" />
              </svg>
            ))}
            {ownPoints.map(({ x, y, period }) => (
              <circle key={formatPeriod(period)} cx={`${x}%`} cy={`${y}%`} r="6" className="mark-filled" />
            ))}
            {shown.map(({ x, y, figure, period, isBelow }) => (
              <text
                key={formatPeriod(period)}
                x={`${x}%`}
                y={`${y}%`}
                dy={isBelow ? '1.6rem' : '-0.75rem'}
                textAnchor={anchor(x)}
                paintOrder="stroke"
                className="mark-label font-bold"
              >
                {formatMeasured(figure, unit)}
              </text>
            ))}
          </svg>
          {shown.map(({ x, period }) => (
            <text
              key={formatPeriod(period)}
              x={`${x}%`}
              y="18rem"
              textAnchor={anchor(x)}
              className="mark-soft"
            >
              {formatPeriod(period)}
            </text>
          ))}
        </g>
      </svg>
      {bottom > 0 && (
        <p className="mt-2 text-16 text-ink-soft">The scale starts at {onScale(bottom, unit)}, not at 0.</p>
      )}
    </div>
  );
}

function onScale(tick: number, unit: Unit): string {
  const text = NUMBER.format(tick);
  if (unit === 'percent') return `${text}%`;
  return unit === 'pounds' ? text.replace(/^-?/, '$&£') : text;
}

const NUMBER = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 4 });

/** Keeps a label near an end inside the picture and clear of the scale. */
function anchor(x: number): 'start' | 'middle' | 'end' {
  if (x <= LEFT) return 'start';
  return x > RIGHT - 10 ? 'end' : 'middle';
}

function Line({ points, className }: { points: readonly Point[]; className: string }) {
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    return (
      <line
        key={`${from.x} ${to.x} ${to.y}`}
        x1={`${from.x}%`}
        y1={`${from.y}%`}
        x2={`${to.x}%`}
        y2={`${to.y}%`}
        className={className}
      />
    );
  });
}

function Diamond({ at: { x, y } }: { at: Point }) {
  return (
    <svg x={`${x}%`} y={`${y}%`} width="1" height="1" overflow="visible" aria-hidden="true">
      <path d="M0 -8 L8 0 L0 8 L-8 0 Z" className="mark-ink" />
    </svg>
  );
}

function Key({ text, mark }: { text: string; mark: 'own' | 'beside' | 'aim' }) {
  return (
    <li className="flex items-center gap-2">
      <svg viewBox="0 0 40 16" aria-hidden="true" className="h-4 w-10 shrink-0">
        {mark === 'own' && (
          <>
            <line x1="0" x2="40" y1="8" y2="8" className="mark-trace" />
            <circle cx="20" cy="8" r="6" className="mark-filled" />
          </>
        )}
        {mark === 'beside' && (
          <>
            <line x1="0" x2="40" y1="8" y2="8" className="mark-beside" />
            <rect x="15" y="3" width="10" height="10" className="mark-hollow" />
          </>
        )}
        {mark === 'aim' && (
          <>
            <line x1="1" x2="28" y1="8" y2="8" className="mark-aim" />
            <path d="M32 0 L40 8 L32 16 L24 8 Z" className="mark-ink" />
          </>
        )}
      </svg>
      <bdi>{text}</bdi>
    </li>
  );
}

/**
 * The scale's lines: three to six round numbers around the figures. It starts at 0, unless the figures are so close
 * together and far from 0 that their differences would not show.
 */
export function scaleOf(figures: readonly Figure[]): readonly number[] {
  const numbers = figures.map(figureToNumber);
  const [lowest, highest] = [Math.min(...numbers), Math.max(...numbers)];
  const isClose = highest > lowest && highest - lowest < lowest / 2;
  const from = isClose ? lowest : Math.min(0, lowest);
  const to = Math.max(0, highest);
  const step = roundStep((to - from || Math.abs(to) || 1) / 3);
  const start = Math.floor(from / step);
  const end = Math.max(Math.ceil(to / step), start + 1);
  return Array.from({ length: end - start + 1 }, (_, index) =>
    Number(((start + index) * step).toPrecision(12)),
  );
}

/** The next of 1, 2, 5, 10, 20, 50 … */
function roundStep(least: number): number {
  const ten = 10 ** Math.floor(Math.log10(least));
  return ten * ([1, 2, 5].find((one) => one * ten >= least * 0.999) ?? 10);
}
