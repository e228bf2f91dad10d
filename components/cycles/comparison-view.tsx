import { Section } from '#components/layout/section.tsx';
import { SnapshotChanges } from '#components/snapshots/snapshot-changes.tsx';
import { Table } from '#components/ui/table.tsx';
import { Tag } from '#components/ui/tag.tsx';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { areTotalsComparable, mappingBetween } from '#lib/frameworks/mapping.ts';
import { capitalise } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { describeScale } from '#lib/record/assessments/framework-text.ts';
import {
  type AssessmentState,
  describeCertainty,
  describeOpenStatements,
  describeTheme,
  formatBand,
  formatPoints,
  formatScore,
  formatScored,
} from '#lib/record/assessments/state.ts';
import { formatStatementScore } from '#lib/record/challenge/rules.ts';
import type { BeforeAfter } from '#lib/record/snapshots/rules.ts';
import type { ThemeId } from '#lib/scoring/index.ts';
import type { Comparison } from '#lib/work/cycles/queries.ts';
import { type ComparedScore, describeCycleMove } from '#lib/work/cycles/rules.ts';

type ComparisonViewProps = {
  council: string;
  comparison: Comparison;
  /** The labels of the two sides. */
  names: BeforeAfter<string>;
};

/** Two cycles side by side: first the figures of their own time, then the differences. */
export function ComparisonView({ council, comparison, names }: ComparisonViewProps) {
  const { from, to, scores, changes } = comparison;
  const sides = [from, to] as const;
  const { frameworks } = changes;
  const isOther = frameworks.before !== frameworks.after;
  const mapping = mappingBetween(frameworkOf(frameworks.before), frameworkOf(frameworks.after));
  const scale = mapping && describeScale(mapping);
  return (
    <>
      <Section heading="Score and band">
        <Table
          caption="Figures side by side"
          captionHidden
          columns={[{ header: 'Figure' }, { header: names.before }, { header: names.after }]}
          rows={[
            ['As at', ...sides.map(({ keptAt }) => (keptAt ? formatDateTime(keptAt) : 'Now'))],
            ...(isOther
              ? [['Framework', ...sides.map(({ state }) => frameworkOf(state.framework).name)]]
              : []),
            ['Score out of 100', ...sides.map(({ state }) => formatScore(state))],
            ['Band', ...sides.map(({ state }) => bandOf(state))],
            ['Points', ...sides.map(({ state }) => formatPoints(state))],
            // The themes of another framework are others.
            ...(isOther ? [] : to.themes).map(({ theme, name }) => [
              name,
              ...sides.map((side) => themeOf(side, theme)),
            ]),
          ].map((cells) => ({ key: cells[0] ?? '', cells }))}
        />
        {!areTotalsComparable(frameworks.before, frameworks.after) && (
          <p className="mt-4 max-w-text">
            The two scores out of 100 are not comparable, because they were given under different frameworks.
          </p>
        )}
      </Section>
      <Section heading="Statement scores">
        <Table
          caption="Scores side by side"
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
              move.continues === null
                ? 'No such statement'
                : capitalise(formatStatementScore(move.before, move.continues)),
              capitalise(formatStatementScore(move.after, move.id)),
              <Move key="move" move={move} />,
            ],
          }))}
        />
        {isOther && (
          <p className="mt-4 max-w-text">
            Changes are counted on the scale of {frameworkOf(frameworks.after).name}
            {scale && `: a ${scale}`}.
          </p>
        )}
      </Section>
      <Section heading="Differences">
        <p className="mb-4 text-16 text-ink-soft">
          Words that only {names.before} has are struck through. Words that only {names.after} has are
          underlined.
        </p>
        <SnapshotChanges council={council} id="changed" changes={changes} open={false} />
      </Section>
    </>
  );
}

function Move({ move }: { move: ComparedScore }) {
  const words = describeCycleMove(move);
  const isMove = typeof move.by === 'number' ? move.by !== 0 : move.continues && move.before !== move.after;
  return isMove && move.by !== 'not comparable' ? <Tag tone="info">{words}</Tag> : words;
}

function bandOf(state: AssessmentState): string {
  if (state.value) return formatBand(state);
  return `${formatBand(state)}. ${describeCertainty(state)}: ${describeOpenStatements(state) ?? formatScored(state)}`;
}

function themeOf({ themes, state }: Comparison['from'], theme: ThemeId): string {
  const result = themes.find((one) => one.theme === theme);
  return result ? describeTheme(result, state) : 'Not final';
}
