import { frameworkOf } from '#lib/frameworks/known.ts';
import { type AssessmentState, describeHeadline } from '#lib/record/assessments/state.ts';
import { BAND_NAMES, thresholdSet } from '#lib/scoring/index.ts';
import { type Direction, type Mark, placeLabels, RULER_LENGTH, type Ruler, rulerOf } from './ruler.ts';

/**
 * A ruler from 0 to 100 with the bands as its segments, a pointer at the score, and a bracket around the scores still
 * possible. It lies where its labels fit beside each other, and stands elsewhere.
 */
export function BandRuler({ state }: { state: AssessmentState }) {
  const ruler = rulerOf(state);
  const set = thresholdSet(state.overall.thresholds, frameworkOf(state.framework));
  const bands = set.bands.map(({ band, stated }) => `${BAND_NAMES[band]}: ${stated}.`).join(' ');
  return (
    <div className="@container">
      <div role="img" aria-label={`Ruler from 0 to 100. ${describeHeadline(state)}. ${bands}`}>
        <Drawing ruler={ruler} direction="lying" />
        <Drawing ruler={ruler} direction="standing" />
      </div>
      {ruler.others.map(({ sentence }) => (
        <p key={sentence} className="mt-2 text-16 text-ink-soft">
          {sentence}
        </p>
      ))}
    </div>
  );
}

// Where the parts are across the ruler: below each other when it lies, beside each other when it stands. A unit is 1/16
// rem or more.
const DRAWINGS = {
  lying: {
    size: [RULER_LENGTH.lying, 104],
    className: 'hidden w-full overflow-visible @min-[35rem]:block',
    bar: [40, 54],
    notch: [36, 60],
    bracket: [36, 28],
    pointer: [39, 27],
    scores: { place: 19, anchor: 'middle' },
    thresholds: { place: 76, anchor: 'middle' },
    names: { place: 99, anchor: 'middle' },
  },
  standing: {
    size: [280, RULER_LENGTH.standing],
    className: 'w-70 max-w-full @min-[35rem]:hidden',
    bar: [36, 52],
    notch: [30, 58],
    bracket: [58, 66],
    pointer: [54, 66],
    scores: { place: 70, anchor: 'start' },
    thresholds: { place: 26, anchor: 'end' },
    names: { place: 120, anchor: 'start' },
  },
} as const;

function Drawing({ ruler, direction }: { ruler: Ruler; direction: Direction }) {
  const { size, className, bar, notch, bracket, pointer, ...texts } = DRAWINGS[direction];
  const { along, ...labels } = placeLabels(ruler, direction);
  const point = (place: number, across: number) =>
    direction === 'lying' ? `${place} ${across}` : `${across} ${place}`;
  const path = (...points: readonly (readonly [place: number, across: number])[]) =>
    `M${points.map(([place, across]) => point(place, across)).join('L')}`;
  const segments = (isReached: boolean) =>
    ruler.bands
      .filter((band) => band.isReached === isReached)
      .map(({ from, to }) => {
        const [start, end] = [along(from), along(to)];
        return `${path([start, bar[0]], [end, bar[0]], [end, bar[1]], [start, bar[1]])}z`;
      })
      .join('');
  const notches = (marks: readonly Mark[]) =>
    marks.map(({ at }) => path([along(at), notch[0]], [along(at), notch[1]])).join('');
  const { range, score } = ruler;
  return (
    <svg aria-hidden="true" viewBox={`0 0 ${size.join(' ')}`} className={`tabular ${className}`}>
      <path d={segments(false)} className="mark-empty" />
      <path d={segments(true)} className="mark-filled" />
      <path d={notches(ruler.thresholds)} strokeWidth="2" className="mark-line" />
      <path d={notches(ruler.others)} strokeWidth="2" strokeDasharray="3 3" className="mark-line" />
      {range && (
        <path
          d={path(
            [along(range[0].at), bracket[1]],
            [along(range[0].at), bracket[0]],
            [along(range[1].at), bracket[0]],
            [along(range[1].at), bracket[1]],
          )}
          fill="none"
          strokeWidth="3"
          className="mark-line"
        />
      )}
      {score && (
        <path
          d={`${path([along(score.at), pointer[0]], [along(score.at) - 8, pointer[1]], [along(score.at) + 8, pointer[1]])}z`}
          strokeWidth="2"
          paintOrder="stroke"
          className="mark-ink mark-halo"
        />
      )}
      {(['scores', 'thresholds', 'names'] as const).map((row) =>
        labels[row].map(({ text, centre, height, isStrong }) => {
          const { place, anchor } = texts[row];
          const [x, y] = direction === 'lying' ? [centre, place] : [place, centre + height * 0.35];
          return (
            <text
              key={`${row} ${centre}`}
              x={x}
              y={y}
              textAnchor={anchor}
              fontSize={height}
              className={isStrong ? 'mark-ink font-bold' : 'mark-soft'}
            >
              {text}
            </text>
          );
        }),
      )}
    </svg>
  );
}
