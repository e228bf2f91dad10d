import type { Figure } from '#lib/kernel/figures.ts';
import { figureToNumber } from '#lib/kernel/figures.ts';
import type { Measure } from '#lib/record/measures/rules.ts';
import { targetFigure } from '#lib/record/measures/targets.ts';

type Dated = { readonly day: string; readonly figure: Figure };

/** A measure's values in small, with its comparator and target. The words beside it say the same. */
export function SmallChart({ measure: { values, better, target } }: { measure: Measure }) {
  const own = values.map(({ period, value }) => ({ day: period.endsOn, figure: value }));
  const beside = values.flatMap(({ period, comparator }) =>
    comparator ? [{ day: (comparator.period ?? period).endsOn, figure: comparator.value }] : [],
  );
  const aim = target && { day: target.dueOn, figure: targetFigure(target, better) };
  const place = placeAmong([...own, ...beside, ...(aim ? [aim] : [])]);
  const last = own.at(-1);
  return (
    <svg viewBox="0 0 100 40" preserveAspectRatio="none" aria-hidden="true" className="small-chart">
      {beside.length > 1 && <polyline points={lineOf(beside, place)} className="mark-beside" />}
      {aim && last && <polyline points={lineOf([last, aim], place)} className="mark-aim" />}
      {own.length > 1 && <polyline points={lineOf(own, place)} className="mark-trace" />}
      {beside.length === 1 && <path d={dotAt(beside[0], place)} className="mark-dots mark-soft-dot" />}
      {aim && <path d={dotAt(aim, place)} className="mark-dots mark-ink-dot mark-square" />}
      <path d={dotAt(last, place)} className="mark-dots" />
    </svg>
  );
}

type Place = (point: Dated) => string;

/** Positions within 2 to 98 across and 4 to 36 down, so that no mark is cut off. */
function placeAmong(all: readonly Dated[]): Place {
  const days = all.map(({ day }) => Date.parse(day));
  const figures = all.map(({ figure }) => figureToNumber(figure));
  const [from, to] = [Math.min(...days), Math.max(...days)];
  const [low, high] = [Math.min(...figures), Math.max(...figures)];
  const share = (value: number, least: number, most: number) =>
    most === least ? 0.5 : (value - least) / (most - least);
  return ({ day, figure }) => {
    const x = 2 + 96 * share(Date.parse(day), from, to);
    const y = 36 - 32 * share(figureToNumber(figure), low, high);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  };
}

function lineOf(points: readonly Dated[], place: Place): string {
  return points
    .toSorted((a, b) => Date.parse(a.day) - Date.parse(b.day))
    .map(place)
    .join(',');
}

/** A line of no length, whose ends are drawn. */
function dotAt(point: Dated | undefined, place: Place): string {
  return point ? `M${place(point)}h0` : '';
}
