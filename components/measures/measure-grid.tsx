import { Link } from '#components/ui/link.tsx';
import { Tag } from '#components/ui/tag.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import { formatPeriod } from '#lib/kernel/periods.ts';
import * as routes from '#lib/kernel/routes.ts';
import { describeGap, gapOf, latestOf, trendOf, type Verdict } from '#lib/record/measures/comparisons.ts';
import { formatMeasured } from '#lib/record/measures/figures.ts';
import type { Measure } from '#lib/record/measures/rules.ts';
import { SmallChart } from './small-chart.tsx';
import { TargetTag } from './target-tag.tsx';

type MeasureGridProps = { council: string; measures: readonly Measure[]; asOf: Date };

const TREND_WORDS: Record<Verdict, string> = { better: 'Better', worse: 'Worse', same: 'No change' };

/** Measures as small charts, each with its latest value, comparison, change and target. For below an h2. */
export function MeasureGrid({ council, measures, asOf }: MeasureGridProps) {
  const known = measures.filter(({ values }) => values.length > 0);
  const empty = measures.filter(({ values }) => values.length === 0);
  return (
    <>
      {known.length > 0 && (
        <ul className="measure-grid">
          {known.map((measure) => (
            <li key={measure.key}>
              <SmallMeasure council={council} measure={measure} asOf={asOf} />
            </li>
          ))}
        </ul>
      )}
      {empty.length > 0 && (
        <p className={known.length > 0 ? 'mt-6' : ''}>
          No values yet:{' '}
          {empty.map(({ key, name }, index) => (
            <span key={key}>
              {index > 0 && ', '}
              <Link href={routes.measure(council, key)}>{name}</Link>
            </span>
          ))}
          .
        </p>
      )}
    </>
  );
}

function SmallMeasure({ council, measure, asOf }: { council: string; measure: Measure; asOf: Date }) {
  const latest = latestOf(measure.values);
  const trend = trendOf(measure);
  if (!latest) return null;
  const gap = latest.comparator && describeGap(latest, measure);
  return (
    <>
      <h3>
        <Link href={routes.measure(council, measure.key)} className="link wrap-anywhere">
          {measure.name}
        </Link>
      </h3>
      <p className="text-ink-soft">{knownStatement(measure.statement).name}</p>
      <SmallChart measure={measure} />
      <p>
        <strong>{formatMeasured(latest.value, measure.unit)}</strong> in {formatPeriod(latest.period)}
      </p>
      {gap && <p>{gapOf(latest, measure.better) === 'worse' ? <Tag tone="warning">{gap}</Tag> : gap}</p>}
      {trend && (
        <p>
          {TREND_WORDS[trend.last.verdict]} since {formatPeriod(trend.last.since.period)}
        </p>
      )}
      {measure.target && (
        <p>
          Target: <TargetTag measure={measure} target={measure.target} asOf={asOf} />
        </p>
      )}
    </>
  );
}

/** What the lines and marks of the small charts are. */
export function SmallChartKey() {
  return (
    <p className="mt-6 text-16 text-ink-soft">
      The solid line is your council, and the dot its latest value. The dashed line is the comparator. The
      square is the target.
    </p>
  );
}
