import { Table } from '#components/ui/table.tsx';
import { FEWEST_FOR_MEDIAN, type Group } from '#lib/record/results/groups.ts';
import { describeMedian } from '#lib/record/results/ranks.ts';
import { describeSpread } from '#lib/record/results/results-text.ts';
import type { ResultsView } from '#lib/record/results/results-view.ts';
import { BAND_NAMES, type Score } from '#lib/scoring/index.ts';
import { Dots, STEP, stacked } from './score-strip.tsx';

/** The number of councils with each rating and at its edge, and the rating of the council's own assessment. */
export function RatingTable({ view }: { view: ResultsView }) {
  const { own, ratings, counted } = view;
  const ownBand = own.state === 'known' ? own.result.value?.band : null;
  return (
    <Table
      caption="Councils by rating"
      captionHidden
      stacked
      columns={[
        { header: 'Rating' },
        { header: 'Councils', numeric: true },
        { header: 'Points needed', numeric: true },
        { header: 'Just reached', numeric: true },
        { header: '1 point short', numeric: true },
      ]}
      rows={ratings.map(({ band, councils, edge }) => ({
        key: band,
        cells: [
          <span key="name">
            {BAND_NAMES[band]}
            {band === ownBand && <span className="font-normal"> – your own assessment</span>}
            <svg aria-hidden="true" className="mt-1.5 mb-1 block h-3 w-full">
              <rect
                x="0"
                y="0"
                width={`${(councils / Math.max(1, counted.length)) * 100}%`}
                height="100%"
                className="mark-filled"
              />
              <line x1="1" x2="1" y1="0" y2="100%" strokeWidth="2" className="mark-line" />
            </svg>
          </span>,
          councils,
          edge ? edge.points : 'Any',
          edge ? edge.reached : '–',
          edge ? edge.short : '–',
        ],
      }))}
    />
  );
}

/** The numbers behind the dots: every total that a council has, and the own one, from the highest. */
export function PointsTable({ view: { own, points: all } }: { view: ResultsView }) {
  const ownPoints = own.state === 'known' ? own.result.value?.points : undefined;
  return (
    <Table
      caption="Councils by points"
      captionHidden
      stacked
      columns={[
        { header: 'Points' },
        { header: 'Score', numeric: true },
        { header: 'Rating' },
        { header: 'Councils', numeric: true },
      ]}
      rows={all
        .filter(({ councils, points }) => councils > 0 || points === ownPoints)
        .toReversed()
        .map(({ points, score, band, councils }) => ({
          key: `${points}`,
          cells: [
            <span key="points">
              {points}
              {points === ownPoints && <span className="font-normal"> – your own assessment</span>}
            </span>,
            score,
            BAND_NAMES[band],
            councils,
          ],
        }))}
    />
  );
}

type GroupTableProps = { caption: string; header: string; groups: readonly Group[]; own: number | null };

/** Known scores of each group on one ruler. */
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
          middle ? describeMedian(middle) : `Fewer than ${FEWEST_FOR_MEDIAN}`,
        ],
      }))}
    />
  );
}

function GroupStrip({ scores, own }: { scores: Group['scores']; own: number | null }) {
  const dots = stacked(scores.map(({ value }) => ({ at: value })));
  const base = Math.max(1, ...dots.map(({ level }) => level + 1)) * STEP;
  const height = base + 0.4;
  return (
    <svg
      viewBox={`0 0 100 ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      width="100%"
      height={`${height}rem`}
      className="mt-1 mb-1 block overflow-visible"
    >
      <path d={`M0 ${base}H100`} className="mark-line mark-fixed" />
      {own !== null && <path d={`M${own} 0V${height}`} strokeWidth="3" className="mark-line mark-fixed" />}
      <Dots dots={dots} base={base} kind="published" />
    </svg>
  );
}

/** The number of councils with each score for each statement, the weakest first, and the council's own score. */
export function StatementTable({ view: { statements, framework } }: { view: ResultsView }) {
  const most = Math.max(1, ...statements.flatMap(({ counts }) => counts.map(({ councils }) => councils)));
  return (
    <Table
      caption="Councils by score on each quality statement"
      captionHidden
      columns={[
        { header: 'Quality statement' },
        ...framework.scores.map((score) => ({
          header: <ScoreHeader key={score} score={score} />,
          numeric: true,
        })),
      ]}
      rows={statements.map((spread) => ({
        key: spread.id,
        cells: [
          <span key="name">
            {spread.name}
            <span className="block font-normal text-ink-soft">{describeSpread(spread)}</span>
          </span>,
          ...spread.counts.map(({ score, councils }) => (
            <Column key={score} count={councils} most={most} isOwn={spread.own === score} />
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
      <svg aria-hidden="true" className="block h-8 w-full border-b border-ink">
        <rect y={`${100 - height}%`} width="100%" height={`${height}%`} className="mark-filled" />
      </svg>
      {count}
      {isOwn && (
        <svg viewBox="0 0 16 11" aria-hidden="true" className="mx-auto block h-3 w-4">
          <path d="M0 11 L8 0 L16 11 Z" className="mark-ink" />
        </svg>
      )}
    </span>
  );
}
