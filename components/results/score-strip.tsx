import { useId } from 'react';
import { describeBands } from '#lib/record/assessments/framework-text.ts';
import { boundsOf } from '#lib/record/assessments/state.ts';
import { describeGaps, describePlace, scoresHeadline } from '#lib/record/results/results-text.ts';
import type { ResultsView } from '#lib/record/results/results-view.ts';
import type { ShownResult } from '#lib/record/results/rules.ts';
import { BAND_NAMES, exactPercentage, scaleMarks, thresholdSet } from '#lib/scoring/index.ts';

// Heights in rem: a row for the own score, the dots, then the ruler with its numbers and names.
const LABEL = 2;
export const STEP = 0.8;
const RULER = 0.875;

/** Every known score as a dot above a ruler from 0 to 100, equal scores stacked, and the own score as a line. */
export function ScoreStrip({ view }: { view: ResultsView }) {
  const id = useId();
  const set = thresholdSet(view.framework.regulatorThresholds, view.framework);
  const { bands } = set;
  const segments = bands.map((range, index) => ({ ...range, from: bands[index - 1]?.limit ?? 0 }));
  const dots = stacked(
    view.counted.flatMap((result) => {
      const kind = kindOf(result);
      return result.known && kind ? [{ id: result.id, at: result.known.value, kind }] : [];
    }),
  );
  const base = LABEL + Math.max(3, ...dots.map(({ level }) => level + 1)) * STEP;
  const ownRange = rangeOf(view);
  return (
    <figure className="@container">
      <svg
        role="img"
        aria-labelledby={`${id}title ${id}text`}
        width="100%"
        height={`${base + RULER + 3}rem`}
        className="overflow-visible"
      >
        <title id={`${id}title`}>{`Ruler from 0 to 100. ${scoresHeadline(view)}`}</title>
        <desc id={`${id}text`}>{`${describePlace(view) ?? ''} ${describeGaps(view)}`}</desc>
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing inside takes focus. */}
        <g aria-hidden="true" className="text-16 tabular">
          {segments.map(({ band, from, limit }) => (
            <g key={band}>
              <rect
                x={`${from}%`}
                y={`${base}rem`}
                width={`${limit - from}%`}
                height={`${RULER}rem`}
                className="mark-empty"
              />
              <text
                x={`${(from + limit) / 2}%`}
                y={`${base + RULER + 2.6}rem`}
                textAnchor="middle"
                className="mark-soft hidden @min-[48rem]:block"
              >
                {BAND_NAMES[band]}
              </text>
            </g>
          ))}
          {scaleMarks(set).map(({ at, label }) => (
            <g key={at}>
              <line
                x1={`${at}%`}
                x2={`${at}%`}
                y1={`${base - 0.25}rem`}
                y2={`${base + RULER + 0.25}rem`}
                strokeWidth="2"
                className="mark-line"
              />
              <text
                x={`${at}%`}
                y={`${base + RULER + 1.4}rem`}
                textAnchor={anchor(at, 4)}
                className="mark-soft"
              >
                {label}
              </text>
            </g>
          ))}
          {ownRange && <OwnMarker range={ownRange} bottom={base + RULER} />}
          <svg
            viewBox={`0 0 100 ${base}`}
            preserveAspectRatio="none"
            width="100%"
            height={`${base}rem`}
            overflow="visible"
            aria-hidden="true"
          >
            {LEGEND.map(({ kind }) => (
              <Dots key={kind} dots={dots.filter((dot) => dot.kind === kind)} base={base} kind={kind} />
            ))}
          </svg>
        </g>
      </svg>
      <figcaption className="mt-4">
        <ul className="flex flex-wrap gap-x-6 gap-y-1 text-16">
          {LEGEND.filter(({ kind }) => dots.some((dot) => dot.kind === kind)).map(({ kind, text }) => (
            <li key={kind} className="flex items-center gap-2">
              <svg viewBox="0 0 1 1" aria-hidden="true" className="size-4 shrink-0 overflow-visible">
                <Dots dots={[{ at: 0.5, level: 0 }]} base={0.9} kind={kind} />
              </svg>
              {text}
            </li>
          ))}
        </ul>
        <p className="mt-2 max-w-text text-16 text-ink-soft">CQC’s thresholds: {describeBands(set)}.</p>
      </figcaption>
    </figure>
  );
}

type Kind = 'published' | 'calculated' | 'pilot';

const LEGEND: readonly { kind: Kind; text: string }[] = [
  { kind: 'published', text: 'Published score' },
  { kind: 'calculated', text: 'Calculated from the published statement scores' },
  { kind: 'pilot', text: 'Pilot, indicative' },
];

function kindOf({ kind, known }: ShownResult): Kind | null {
  if (!known) return null;
  return kind === 'pilot' ? 'pilot' : known.from;
}

/** Each score with its position in the stack of equal scores. */
export function stacked<T extends { readonly at: number }>(dots: readonly T[]): (T & { level: number })[] {
  const heights = new Map<number, number>();
  return dots.map((dot) => {
    const level = heights.get(dot.at) ?? 0;
    heights.set(dot.at, level + 1);
    return { ...dot, level };
  });
}

/**
 * Full dots, rings or squares, so that shape alone distinguishes them, in a picture that is stretched to its width. Each
 * is a stroke of no length, all in one path, because an element for each would slow the page.
 */
export function Dots({ dots, base, kind }: { dots: readonly Placed[]; base: number; kind: Kind }) {
  if (dots.length === 0) return null;
  const d = dots.map(({ at, level }) => `M${at} ${(base - (level + 0.5) * STEP).toFixed(1)}h0`).join('');
  const shape = `mark-dots mark-fixed${kind === 'pilot' ? ' mark-square' : ''}`;
  return (
    <>
      <path d={d} className={shape} />
      {kind !== 'published' && <path d={d} className={`${shape} mark-inside`} />}
    </>
  );
}

type Placed = { readonly at: number; readonly level: number };

type Range = { readonly from: Ends; readonly to: Ends };
type Ends = { readonly at: number; readonly score: number };

/** The position of the own score: the exact percentage, as on the overview. */
function rangeOf({ own, framework }: ResultsView): Range | null {
  if (own.state !== 'known') return null;
  const { lowest, highest } = boundsOf(own.result);
  const end = ({ points, score }: { points: number; score: number }) => ({
    at: exactPercentage(points, framework),
    score,
  });
  return { from: end(lowest), to: end(highest) };
}

function OwnMarker({ range: { from, to }, bottom }: { range: Range; bottom: number }) {
  const isRange = from.score !== to.score;
  const middle = (from.at + to.at) / 2;
  return (
    <>
      {(isRange ? [from, to] : [from]).map(({ at }) => (
        <line
          key={at}
          x1={`${at}%`}
          x2={`${at}%`}
          y1={`${LABEL - 0.5}rem`}
          y2={`${bottom}rem`}
          strokeWidth="3"
          className="mark-line"
        />
      ))}
      {isRange && (
        <rect
          x={`${from.at}%`}
          y={`${LABEL - 0.5}rem`}
          width={`${to.at - from.at}%`}
          height="0.25rem"
          className="mark-ink"
        />
      )}
      <text
        x={`${middle}%`}
        y={`${LABEL - 0.9}rem`}
        textAnchor={anchor(middle, 30)}
        className="mark-ink font-bold"
      >
        {`Your council ${isRange ? `${from.score} to ${to.score}` : from.score}`}
      </text>
    </>
  );
}

/** Keeps a label near an end inside the ruler. */
function anchor(percentage: number, margin: number): 'start' | 'middle' | 'end' {
  if (percentage < margin) return 'start';
  return percentage > 100 - margin ? 'end' : 'middle';
}
