import { Link } from '#components/ui/link.tsx';
import { Soft } from '#components/ui/soft.tsx';
import { Table } from '#components/ui/table.tsx';
import { Tag } from '#components/ui/tag.tsx';
import { formatPeriod } from '#lib/kernel/periods.ts';
import * as routes from '#lib/kernel/routes.ts';
import { describeGap, gapOf, latestOf, trendOf, type Verdict } from '#lib/record/measures/comparisons.ts';
import { formatMeasured } from '#lib/record/measures/figures.ts';
import type { Measure } from '#lib/record/measures/rules.ts';
import { progressOf, TARGET_STATE_NAMES } from '#lib/record/measures/targets.ts';

type MeasuresTableProps = {
  council: string;
  caption: string;
  measures: readonly Measure[];
  asOf: Date;
};

const TREND_WORDS: Record<Verdict, string> = { better: 'Better', worse: 'Worse', same: 'No change' };

/** Measures with their latest value, its comparison and change, and their target. */
export function MeasuresTable({ council, caption, measures, asOf }: MeasuresTableProps) {
  return (
    <Table
      caption={caption}
      captionHidden
      wide
      stacked
      columns={[
        { header: 'Measure' },
        { header: 'Latest value', numeric: true },
        { header: 'Comparison' },
        { header: 'Change' },
        { header: 'Target' },
      ]}
      rows={measures.map((measure) => {
        const latest = latestOf(measure.values);
        const trend = trendOf(measure);
        return {
          key: measure.key,
          cells: [
            <Link
              key="name"
              href={routes.measure(council, measure.key)}
              className="link inline-block min-h-6 text-19 font-semibold wrap-anywhere"
            >
              {measure.name}
            </Link>,
            latest ? (
              <span key="latest">
                {formatMeasured(latest.value, measure.unit)}
                <span className="block text-ink-soft sm:whitespace-nowrap">
                  {formatPeriod(latest.period)}
                </span>
              </span>
            ) : (
              <Soft key="latest">No values yet</Soft>
            ),
            latest?.comparator ? (
              <span key="gap">
                {gapOf(latest, measure.better) === 'worse' ? (
                  <Tag tone="warning">{describeGap(latest, measure)}</Tag>
                ) : (
                  describeGap(latest, measure)
                )}
              </span>
            ) : (
              <Soft key="gap">None</Soft>
            ),
            trend ? (
              <span key="trend">
                {TREND_WORDS[trend.last.verdict]}
                <span className="block text-ink-soft sm:whitespace-nowrap">
                  since {formatPeriod(trend.last.since.period)}
                </span>
              </span>
            ) : (
              <Soft key="trend">None</Soft>
            ),
            measure.target ? (
              <TargetTag key="target" measure={measure} target={measure.target} asOf={asOf} />
            ) : (
              <Soft key="target">None</Soft>
            ),
          ],
        };
      })}
    />
  );
}

type TargetTagProps = { measure: Measure; target: NonNullable<Measure['target']>; asOf: Date };

export function TargetTag({ measure, target, asOf }: TargetTagProps) {
  const { state } = progressOf(target, measure, asOf);
  return (
    <Tag tone={state === 'behind' ? 'warning' : state === 'met' ? 'plain' : 'neutral'}>
      {TARGET_STATE_NAMES[state]}
    </Tag>
  );
}
