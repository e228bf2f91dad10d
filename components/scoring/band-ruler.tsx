import { useId } from 'react';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { type AssessmentState, describeHeadline, openRange } from '#lib/record/assessments/state.ts';
import {
  BAND_NAMES,
  exactPercentage,
  scaleMarks,
  thresholdSet,
  thresholdSetIds,
} from '#lib/scoring/index.ts';

/**
 * A ruler from 0 to 100 with the bands as its segments: a marker at the score, or a bar over the range until there is
 * one, and a thin line for the scores still possible. Other published thresholds are marked where they differ.
 */
export function BandRuler({ state }: { state: AssessmentState }) {
  const id = useId();
  const { overall, value, range } = state;
  const open = openRange(state);
  const framework = frameworkOf(state.framework);
  const percentage = ({ points }: { points: number }) => exactPercentage(points, framework);
  const set = thresholdSet(overall.thresholds, framework);
  const { bands } = set;
  const marks = scaleMarks(set);
  const others = thresholdSetIds(framework)
    .filter((id) => id !== overall.thresholds)
    .flatMap((id) => {
      const other = thresholdSet(id, framework);
      return scaleMarks(other).flatMap(({ at, label }, index) => {
        const band = other.bands[index]?.band;
        if (!band || marks.some((mark) => mark.at === at)) return [];
        return { name: other.name, band, at, label };
      });
    });
  const segments = bands.map((range, index) => ({ ...range, from: bands[index - 1]?.limit ?? 0 }));
  const current = value?.band ?? null;
  const scale = segments.map(({ band, stated }) => `${BAND_NAMES[band]}: ${stated}.`).join(' ');
  const notes = [
    ...others.map(
      ({ name, band, label }) =>
        `The ${name} put ${BAND_NAMES[band].toLowerCase()} at ${label} (dashed line).`,
    ),
    ...(open
      ? [`The thin line shows where the score could end, ${open.lowest.score} to ${open.highest.score}.`]
      : []),
  ];
  return (
    <div className="@container">
      <svg role="img" aria-labelledby={`${id}title ${id}text`} className="h-[7rem] w-full overflow-visible">
        <title id={`${id}title`}>{`Ruler from 0 to 100. ${describeHeadline(state)}`}</title>
        <desc id={`${id}text`}>{[scale, ...notes].join(' ')}</desc>
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing inside takes focus. */}
        <g aria-hidden="true" className="text-16 tabular">
          {segments.map(({ band, from, limit }) => (
            <g key={band}>
              <rect
                x={`${from}%`}
                y="2.5rem"
                width={`${limit - from}%`}
                height="0.875rem"
                className={band === current ? 'mark-filled' : 'mark-empty'}
              />
              <text
                x={`${(from + limit) / 2}%`}
                y="6.5rem"
                textAnchor="middle"
                className={`hidden @min-[48rem]:block ${band === current ? 'mark-ink font-bold' : 'mark-soft'}`}
              >
                {BAND_NAMES[band]}
              </text>
            </g>
          ))}
          {TENS.map((ten) => (
            <line key={ten} x1={`${ten}%`} x2={`${ten}%`} y1="3.375rem" y2="3.75rem" className="mark-line" />
          ))}
          {marks.map(({ at, label }) => (
            <g key={at}>
              <line
                x1={`${at}%`}
                x2={`${at}%`}
                y1="2.25rem"
                y2="4.25rem"
                strokeWidth="2"
                className="mark-line"
              />
              <text x={`${at}%`} y="5.375rem" textAnchor={anchor(at)} className="mark-soft">
                {label}
              </text>
            </g>
          ))}
          {others.map(({ name, at, label }) => (
            <g key={`${name} ${at}`}>
              <line
                x1={`${at}%`}
                x2={`${at}%`}
                y1="2.25rem"
                y2="4.25rem"
                strokeWidth="2"
                strokeDasharray="3 3"
                className="mark-line"
              />
              <text x={`${at}%`} y="6.625rem" textAnchor="middle" className="mark-soft @min-[48rem]:hidden">
                {label}
              </text>
              <text
                x={`${at}%`}
                y="5.375rem"
                textAnchor="middle"
                className="mark-soft hidden @min-[48rem]:block"
              >
                {label}
              </text>
            </g>
          ))}
          {open && (
            <line
              x1={`${percentage(open.lowest)}%`}
              x2={`${percentage(open.highest)}%`}
              y1="2.125rem"
              y2="2.125rem"
              strokeWidth="3"
              className="mark-line"
            />
          )}
          {value ? (
            <Marker at={value.exactPercentage} score={value.score} />
          ) : (
            <Range
              from={{ at: percentage(range.lowest), score: range.lowest.score }}
              to={{ at: percentage(range.highest), score: range.highest.score }}
            />
          )}
        </g>
      </svg>
      <ol className="mt-3 text-16 @min-[48rem]:hidden">
        {segments.toReversed().map(({ band, stated }) => (
          <li
            key={band}
            className={`flex justify-between gap-4 border-t border-rule py-1.5 ${band === current ? 'font-bold' : ''}`}
          >
            <span className="flex items-center gap-2">
              <svg viewBox="0 0 12 12" aria-hidden="true" className="size-3 shrink-0">
                <rect
                  x="0.5"
                  y="0.5"
                  width="11"
                  height="11"
                  className={band === current ? 'mark-filled' : 'mark-empty'}
                />
              </svg>
              {BAND_NAMES[band]}
            </span>
            <span className="tabular">{stated}</span>
          </li>
        ))}
      </ol>
      {notes.length > 0 && <p className="mt-2 text-16 text-ink-soft">{notes.join(' ')}</p>}
    </div>
  );
}

const TENS = [10, 20, 30, 40, 50, 60, 70, 80, 90] as const;

type Place = { at: number; score: number };

/** Keeps a label near an end inside the ruler. */
function anchor(percentage: number): 'start' | 'middle' | 'end' {
  if (percentage < 4) return 'start';
  return percentage > 96 ? 'end' : 'middle';
}

/** A vertical line with its number. The pale line under it keeps it visible on a filled band. */
function Marker({ at, score }: Place) {
  return (
    <>
      <line x1={`${at}%`} x2={`${at}%`} y1="1.75rem" y2="3.75rem" strokeWidth="7" className="mark-halo" />
      <line x1={`${at}%`} x2={`${at}%`} y1="1.75rem" y2="3.75rem" strokeWidth="3" className="mark-line" />
      <svg x={`${at}%`} y="1.5rem" overflow="visible" width="1" height="1" aria-hidden="true">
        <path d="M-8 0 H8 L0 11 Z" className="mark-ink" />
      </svg>
      <text x={`${at}%`} y="1.125rem" textAnchor={anchor(at)} className="mark-ink text-24 font-bold">
        {score}
      </text>
    </>
  );
}

/** The scores still possible: a bracket above the ruler with a number at each end. */
function Range({ from, to }: { from: Place; to: Place }) {
  return (
    <>
      <rect
        x={`${from.at}%`}
        y="2.75rem"
        width={`${to.at - from.at}%`}
        height="0.375rem"
        className="mark-filled"
      />
      {[from, to].map(({ at, score }) => (
        <g key={score}>
          <line
            x1={`${at}%`}
            x2={`${at}%`}
            y1="1.75rem"
            y2="3.375rem"
            strokeWidth="3"
            className="mark-line"
          />
          <text x={`${at}%`} y="1.25rem" textAnchor={anchor(at)} className="mark-ink text-19 font-bold">
            {score}
          </text>
        </g>
      ))}
    </>
  );
}
