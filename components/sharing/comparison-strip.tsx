import type { Framework } from '#lib/frameworks/framework.ts';
import { rankingResult, type SharedResult, type ShownCouncil } from '#lib/insight/sharing/rules.ts';
import { describeBands } from '#lib/record/assessments/framework-text.ts';
import { boundsOf, formatScore } from '#lib/record/assessments/state.ts';
import {
  exactPercentage,
  scaleMarks,
  type ThresholdSetId,
  thresholdSet,
  thresholdSetIds,
} from '#lib/scoring/index.ts';

// Heights in rem.
const RULER = { top: 0.375, height: 0.75 } as const;
const MIDDLE = RULER.top + RULER.height / 2;

type ComparisonStripProps = {
  /** With results in this framework alone. */
  councils: readonly ShownCouncil[];
  framework: Framework;
};

/**
 * A ruler from 0 to 100 under the name of each council, with its own thresholds and a mark at each score. The text
 * above a ruler says everything that it shows.
 */
export function ComparisonStrip({ councils, framework }: ComparisonStripProps) {
  const placed = councils.filter(rankingResult);
  const used = placed.map((council) => rankingResult(council)?.state.overall.thresholds);
  const sets = thresholdSetIds(framework)
    .filter((id) => used.includes(id))
    .map((id) => thresholdSet(id, framework));
  const kinds = new Set(placed.flatMap(({ figures }) => figures.results.map(({ kind }) => kind)));
  return (
    <figure>
      <ul className="space-y-4">
        {placed.map(({ slug, name, figures: { results } }, index) => {
          const thresholds = results.at(-1)?.state.overall.thresholds;
          // Shows the numbers once if all use the same thresholds.
          const numbered = sets.length > 1 || index === placed.length - 1;
          return (
            <li key={slug} className="break-inside-avoid">
              <p className="flex flex-wrap justify-between gap-x-6 text-16">
                <span className="font-bold">{name}</span>
                <span className="tabular">
                  {results.map(({ kind, state }) => `${formatScore(state)} ${WORDS[kind]}`).join(', ')}
                </span>
              </p>
              {thresholds && <Ruler {...{ thresholds, framework, results, numbered }} />}
            </li>
          );
        })}
      </ul>
      <figcaption className="mt-4 text-16">
        <ul className="flex flex-wrap gap-x-6 gap-y-1">
          {(['live', 'signed'] as const)
            .filter((kind) => kinds.has(kind))
            .map((kind) => (
              <li key={kind} className="flex items-center gap-2">
                <svg aria-hidden="true" className="size-4 shrink-0 overflow-visible">
                  <Dot at={50} y={0.5} kind={kind} />
                </svg>
                {LEGEND[kind]}
              </li>
            ))}
        </ul>
        {sets.map((set) => (
          <p key={set.id} className="mt-2 max-w-text text-ink-soft">
            {set.name}: {describeBands(set)}.
          </p>
        ))}
      </figcaption>
    </figure>
  );
}

const WORDS: Record<SharedResult['kind'], string> = { signed: 'signed', live: 'current' };
const LEGEND: Record<SharedResult['kind'], string> = {
  live: 'Current result (a bar if it is not final)',
  signed: 'Last signed result',
};

type RulerProps = {
  thresholds: ThresholdSetId;
  framework: Framework;
  results: readonly SharedResult[];
  numbered: boolean;
};

function Ruler({ thresholds, framework, results, numbered }: RulerProps) {
  const set = thresholdSet(thresholds, framework);
  const marks = scaleMarks(set);
  return (
    <svg
      aria-hidden="true"
      width="100%"
      height={`${numbered ? 3 : 1.5}rem`}
      className="overflow-visible text-16 tabular"
    >
      {set.bands.map(({ band, limit }, index) => (
        <rect
          key={band}
          x={`${marks[index]?.at}%`}
          y={`${RULER.top}rem`}
          width={`${limit - (marks[index]?.at ?? 0)}%`}
          height={`${RULER.height}rem`}
          className="mark-empty"
        />
      ))}
      {marks.map(({ at, label }) => (
        <g key={at}>
          <line
            x1={`${at}%`}
            x2={`${at}%`}
            y1={`${RULER.top - 0.125}rem`}
            y2={`${RULER.top + RULER.height + 0.125}rem`}
            strokeWidth="2"
            className="mark-line"
          />
          {numbered && (
            <text
              x={`${at}%`}
              y={`${RULER.top + RULER.height + 1.25}rem`}
              textAnchor={at === 0 ? 'start' : at === 100 ? 'end' : 'middle'}
              className="mark-soft"
            >
              {label}
            </text>
          )}
        </g>
      ))}
      {results.map(({ kind, state }) => {
        const { lowest, highest } = boundsOf(state);
        const [from, to] = [
          exactPercentage(lowest.points, framework),
          exactPercentage(highest.points, framework),
        ];
        return (
          <g key={kind}>
            {from !== to && (
              <rect
                x={`${from}%`}
                y={`${MIDDLE - 0.125}rem`}
                width={`${to - from}%`}
                height="0.25rem"
                className="mark-ink"
              />
            )}
            {[...new Set([from, to])].map((at) => (
              <Dot key={at} at={at} y={MIDDLE} kind={kind} />
            ))}
          </g>
        );
      })}
    </svg>
  );
}

/** Full for the current score, hollow and larger for the signed one, so that both show at the same position. */
function Dot({ at, y, kind }: { at: number; y: number; kind: SharedResult['kind'] }) {
  return (
    <circle
      cx={`${at}%`}
      cy={`${y}rem`}
      r={kind === 'live' ? '0.3rem' : '0.5rem'}
      className={kind === 'live' ? 'mark-filled' : 'mark-hollow'}
    />
  );
}
