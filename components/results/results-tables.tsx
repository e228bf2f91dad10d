import { Table } from '#components/ui/table.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import { describeMedian } from '#lib/record/results/ranks.ts';
import type { Group, ResultsView, StatementSpread } from '#lib/record/results/results-view.ts';
import { BAND_NAMES, SCORES, type Score } from '#lib/scoring/index.ts';
import { Dot, STEP, stacked } from './score-strip.tsx';

/** The number of councils with each rating, and the rating of the council's own assessment. */
export function RatingTable({ view }: { view: ResultsView }) {
  const { own, ratings, counted } = view;
  const ownBand = own.state === 'known' ? own.result.value?.band : null;
  return (
    <Table
      caption="Councils by rating"
      captionHidden
      columns={[{ header: 'Rating' }, { header: 'Councils', numeric: true }]}
      rows={ratings.map(({ band, count }) => ({
        key: band,
        cells: [
          <span key="name">
            {BAND_NAMES[band]}
            {band === ownBand && <span className="font-normal"> – your own assessment</span>}
            <svg aria-hidden="true" className="mt-1.5 mb-1 block h-3 w-full">
              <rect
                x="0"
                y="0"
                width={`${(count / Math.max(1, counted.length)) * 100}%`}
                height="100%"
                className="mark-filled"
              />
              <line x1="1" x2="1" y1="0" y2="100%" strokeWidth="2" className="mark-line" />
            </svg>
          </span>,
          count,
        ],
      }))}
    />
  );
}

type GroupTableProps = { caption: string; header: string; groups: readonly Group[]; own: number | null };

/** Known scores of each type or region on one ruler, with a caution where they are few. */
export function GroupTable({ caption, header, groups, own }: GroupTableProps) {
  return (
    <Table
      caption={caption}
      captionHidden
      stacked
      columns={[
        { header },
        { header: 'Councils', numeric: true },
        { header: 'Scores known', numeric: true },
        { header: 'Median score', numeric: true },
      ]}
      rows={groups.map(({ name, councils, scores, middle }) => ({
        key: name,
        cells: [
          <span key="name">
            {name}
            <GroupStrip scores={scores} own={own} />
          </span>,
          councils,
          scores.length,
          middle ? describeMedian(middle) : 'None',
        ],
      }))}
    />
  );
}

function GroupStrip({ scores, own }: { scores: Group['scores']; own: number | null }) {
  const dots = stacked(scores.map(({ value, from }) => ({ at: value, kind: from })));
  const base = Math.max(1, ...dots.map(({ level }) => level + 1)) * STEP;
  return (
    <svg
      aria-hidden="true"
      width="100%"
      height={`${base + 0.4}rem`}
      className="mt-1 mb-1 block overflow-visible"
    >
      <line x1="0%" x2="100%" y1={`${base}rem`} y2={`${base}rem`} className="mark-line" />
      {own !== null && (
        <line
          x1={`${own}%`}
          x2={`${own}%`}
          y1="0"
          y2={`${base + 0.4}rem`}
          strokeWidth="3"
          className="mark-line"
        />
      )}
      {dots.map(({ at, level, kind }) => (
        <Dot key={`${at} ${level}`} at={at} y={base - (level + 0.5) * STEP} kind={kind} />
      ))}
    </svg>
  );
}

/** The number of councils with each score for each statement, and the council's own score. */
export function StatementTable({ view }: { view: ResultsView }) {
  const most = Math.max(1, ...view.statements.flatMap(({ counts }) => Object.values(counts)));
  return (
    <Table
      caption="Councils by score on each quality statement"
      captionHidden
      columns={[
        { header: 'Quality statement' },
        ...SCORES.map((score) => ({ header: <ScoreHeader key={score} score={score} />, numeric: true })),
      ]}
      rows={view.statements.map((spread) => ({
        key: spread.id,
        cells: [
          <span key="name">
            {spread.name}
            <span className="block font-normal text-ink-soft">{describeSpread(spread)}</span>
          </span>,
          ...SCORES.map((score) => (
            <Column key={score} count={spread.counts[score] ?? 0} most={most} isOwn={spread.own === score} />
          )),
        ],
      }))}
    />
  );
}

function ScoreHeader({ score }: { score: Score }) {
  return (
    <span className="inline-block w-6 text-center sm:w-10">
      <span className="sr-only">Scored </span>
      {score}
    </span>
  );
}

/** A column for the count, above its number. The own score is marked below by shape and in words. */
function Column({ count, most, isOwn }: { count: number; most: number; isOwn: boolean }) {
  const height = (count / most) * 100;
  return (
    <span className="inline-block w-6 text-center sm:w-10">
      <svg aria-hidden="true" className="block h-8 w-full">
        <rect x="0" y={`${100 - height}%`} width="100%" height={`${height}%`} className="mark-filled" />
        <line x1="0" x2="100%" y1="100%" y2="100%" strokeWidth="2" className="mark-line" />
      </svg>
      <span className="block">{count}</span>
      {isOwn && (
        <svg viewBox="0 0 16 11" aria-hidden="true" className="mx-auto block h-3 w-4">
          <path d="M0 11 L8 0 L16 11 Z" className="mark-ink" />
        </svg>
      )}
    </span>
  );
}

const COMPARED = {
  higher: 'above the median',
  lower: 'below the median',
  middle: 'the same as the median',
} as const;

function describeSpread({ known, own, compared }: StatementSpread): string {
  if (own !== null && compared)
    return `You scored ${own}, ${COMPARED[compared]} of ${formatCount(known, 'council')}`;
  const scores = known === 0 ? 'No known scores' : formatCount(known, 'known score');
  return own === null ? scores : `You scored ${own}. ${scores}`;
}
