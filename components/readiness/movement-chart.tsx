import { useId } from 'react';
import { frameworkOf } from '#lib/frameworks/known.ts';
import type { Movement } from '#lib/insight/readiness/movement.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { boundsOf, formatScore, type Judged, type Range } from '#lib/record/assessments/state.ts';
import { BAND_NAMES, scaleMarks, thresholdSet } from '#lib/scoring/index.ts';

type MovementChartProps = {
  /** Oldest first, at least one. */
  movements: readonly Movement[];
  judged: Judged;
  asOf: Date;
};

const LEFT = 8;
const RIGHT = 92;

/**
 * The score from save to save, as steps. Until all statements are complete it is a range. Positions are percentages of
 * the plot, so that one drawing fits every width at one text size.
 */
export function MovementChart({ movements, judged, asOf }: MovementChartProps) {
  const id = useId();
  const [start, end] = [Date.parse(movements[0]?.at ?? ''), asOf.getTime()];
  const x = (at: number) => LEFT + ((RIGHT - LEFT) * (at - start)) / Math.max(1, end - start);
  const steps = movements.map(({ at, state }, index) => ({
    from: x(Date.parse(at)),
    to: x(Date.parse(movements[index + 1]?.at ?? asOf.toISOString())),
    ...boundsOf(state),
  }));
  const last = movements.at(-1);
  const ends = last && boundsOf(last.state);
  const set = thresholdSet(judged.thresholds, frameworkOf(judged.framework));
  const marks = scaleMarks(set);
  return (
    <svg
      role="img"
      aria-labelledby={`${id}title`}
      className="h-[20rem] w-full max-w-[60rem] overflow-visible"
    >
      <title id={`${id}title`}>
        {`The score over time, from ${formatDate(movements[0]?.at ?? asOf)} to ${formatDate(asOf)}: now ${last ? formatScore(last.state) : 'not known'} out of 100. All changes are in the table.`}
      </title>
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing inside takes focus. */}
      <g aria-hidden="true" className="text-16 tabular">
        <svg y="0.75rem" width="100%" height="16.5rem" overflow="visible" aria-hidden="true">
          {marks.map(({ at, label }) => (
            <g key={at}>
              <line x1={`${LEFT}%`} x2="100%" y1={`${100 - at}%`} y2={`${100 - at}%`} className="mark-grid" />
              <text x="0" y={`${100 - at}%`} dy="0.35em" className="mark-soft">
                {label}
              </text>
            </g>
          ))}
          {steps.map(({ from, to, lowest, highest }) => (
            <g key={from}>
              <rect
                x={`${from}%`}
                width={`${to - from}%`}
                y={`${100 - highest.score}%`}
                height={`${highest.score - lowest.score}%`}
                className="mark-tint"
              />
              <Level from={from} to={to} score={lowest.score} />
              <Level from={from} to={to} score={highest.score} />
            </g>
          ))}
          {steps.slice(1).map(({ from, lowest, highest }, index) => (
            <g key={from}>
              <Rise at={from} from={steps[index]?.lowest.score ?? 0} to={lowest.score} />
              <Rise at={from} from={steps[index]?.highest.score ?? 0} to={highest.score} />
            </g>
          ))}
          {set.bands.map(({ band }, index) => (
            <text
              key={band}
              x={`${LEFT + 1}%`}
              y={`${100 - ((marks[index]?.at ?? 0) + (marks[index + 1]?.at ?? 100)) / 2}%`}
              dy="0.35em"
              paintOrder="stroke"
              strokeWidth="4"
              className="mark-soft mark-halo"
            >
              {BAND_NAMES[band]}
            </text>
          ))}
          {ends &&
            labelsOf(ends).map(({ score, dy }) => (
              <text key={dy} x={`${RIGHT + 1}%`} y={`${100 - score}%`} dy={dy} className="mark-ink font-bold">
                {score}
              </text>
            ))}
        </svg>
        <text x={`${LEFT}%`} y="19rem" className="mark-soft">
          {formatDate(movements[0]?.at ?? asOf)}
        </text>
        <text x={`${RIGHT}%`} y="19rem" textAnchor="end" className="mark-soft">
          Today
        </text>
      </g>
    </svg>
  );
}

/** A range has a number at each end, the lower one below its line, so that neither leaves a narrow screen. */
function labelsOf({ lowest, highest }: Range) {
  if (lowest.score === highest.score) return [{ score: highest.score, dy: '0.35em' }];
  return [
    { score: highest.score, dy: '0em' },
    { score: lowest.score, dy: '0.7em' },
  ];
}

function Level({ from, to, score }: { from: number; to: number; score: number }) {
  return (
    <line
      x1={`${from}%`}
      x2={`${to}%`}
      y1={`${100 - score}%`}
      y2={`${100 - score}%`}
      className="mark-trace"
    />
  );
}

function Rise({ at, from, to }: { at: number; from: number; to: number }) {
  return (
    <line x1={`${at}%`} x2={`${at}%`} y1={`${100 - from}%`} y2={`${100 - to}%`} className="mark-trace" />
  );
}
