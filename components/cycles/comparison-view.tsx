import { Section } from '#components/layout/section.tsx';
import { SnapshotChanges } from '#components/snapshots/snapshot-changes.tsx';
import { Table } from '#components/ui/table.tsx';
import { Tag } from '#components/ui/tag.tsx';
import { scoreInWords } from '#lib/challenge/rules.ts';
import type { Comparison } from '#lib/cycles/queries.ts';
import { moveInWords, type ScoreMove } from '#lib/cycles/rules.ts';
import { capitalise, formatDateTime } from '#lib/format.ts';
import { scoreRange } from '#lib/readiness/rules.ts';
import { BAND_NAMES, HIGHEST_POINTS, type Overall, STATEMENTS } from '#lib/scoring/index.ts';
import type { Change } from '#lib/snapshots/rules.ts';

type ComparisonViewProps = {
  council: string;
  comparison: Comparison;
  /** What the two are called where they stand side by side. */
  names: Change<string>;
};

/** Two cycles side by side: figures of their own time first, then exactly what differs. */
export function ComparisonView({ council, comparison, names }: ComparisonViewProps) {
  const { from, to, scores, changes } = comparison;
  const sides = [from, to] as const;
  return (
    <>
      <Section heading="Score and band">
        <Table
          caption="Score, band and themes of both"
          captionHidden
          columns={[{ header: 'What' }, { header: names.before }, { header: names.after }]}
          rows={[
            ['As it stood', ...sides.map(({ keptAt }) => (keptAt ? formatDateTime(keptAt) : 'Now'))],
            ['Score out of 100', ...sides.map(({ result }) => scoreOf(result.overall))],
            ['Band', ...sides.map(({ result }) => bandOf(result.overall))],
            ['Points', ...sides.map(({ result }) => pointsOf(result.overall))],
            ...to.result.themes.map(({ theme, name, percentage }) => [
              name,
              percentageOf(from.result.themes.find((one) => one.theme === theme)?.percentage ?? null),
              percentageOf(percentage),
            ]),
          ].map((cells) => ({ key: cells[0] ?? '', cells }))}
        />
      </Section>
      <Section heading="Scores of the statements">
        <Table
          caption="Score of each statement in both"
          captionHidden
          wide
          stacked
          columns={[
            { header: 'Quality statement' },
            { header: names.before },
            { header: names.after },
            { header: 'Change' },
          ]}
          rows={scores.map((move) => ({
            key: move.id,
            cells: [
              move.name,
              capitalise(scoreInWords(move.before)),
              capitalise(scoreInWords(move.after)),
              <Move key="move" move={move} />,
            ],
          }))}
        />
      </Section>
      <Section heading="What differs">
        <SnapshotChanges council={council} changes={changes} names={names} />
      </Section>
    </>
  );
}

function Move({ move }: { move: ScoreMove }) {
  const words = moveInWords(move);
  return move.before === move.after ? words : <Tag tone="info">{words}</Tag>;
}

function scoreOf(overall: Overall): string {
  return `${overall.state === 'complete' ? '' : 'Not final: '}${scoreRange(overall)}`;
}

function bandOf(overall: Overall): string {
  if (overall.state === 'complete') return BAND_NAMES[overall.band];
  return `Not final: ${overall.scored} of ${STATEMENTS.length} statements scored`;
}

function pointsOf(overall: Overall): string {
  if (overall.state === 'complete') return `${overall.points} of ${HIGHEST_POINTS}`;
  const { lowest, highest } = overall.range;
  return `${lowest.points} to ${highest.points} of ${HIGHEST_POINTS}`;
}

function percentageOf(percentage: number | null): string {
  return percentage === null ? 'Not final' : `${percentage}%`;
}
